"""The allocation of the Ministry of Justice's case sampler of 2021, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import cycle
from typing import TYPE_CHECKING

from inspectorate.statistics.allocation import AllocationStep, Limits, round_half_up

if TYPE_CHECKING:
    from inspectorate.statistics.allocation import StepKind


def allocate_moj(total: int, limits: dict[str, Limits], buffer: Fraction) -> tuple[dict[str, int], list[AllocationStep], int]:
    """
    Share out: rounded share, buffer of each share, repair to the grand total, cap.

    Returns:
        Cases per stratum, the steps, and the cases for which there was no room.

    Source: HMIP method 8.1 (published: MoJ case sampler 2021).
    """
    population = sum(limit.population for limit in limits.values())
    counts: dict[str, int] = {}
    steps: list[AllocationStep] = []
    for name, limit in limits.items():
        share = Fraction(total * limit.population, population) if population else Fraction(0)
        counts[name] = min(limit.population, round_half_up(share))
        steps.append(AllocationStep("share", name, 0, counts[name], f"its share of {float(share):.2f}, a half upwards"))
    for name, limit in limits.items() if buffer else ():
        target = min(limit.population, counts[name] + round_half_up(counts[name] * buffer))
        steps.append(AllocationStep("buffer", name, counts[name], target, f"{float(buffer):.0%} more, at most all {limit.population}"))
        counts[name] = target
    grand = total + round_half_up(total * buffer)
    steps.extend(repair(counts, {name: limit.population for name, limit in limits.items()}, grand))
    steps.extend(cap(counts, {name: limit.most for name, limit in limits.items()}))
    return counts, steps, max(0, grand - sum(counts.values()))


def repair(counts: dict[str, int], room: dict[str, int], wanted: int) -> list[AllocationStep]:
    """
    Bring the counts to the total wanted, one case at a time; changes *counts*.

    Too few: add, in turn from the smallest allocation up. Too many: remove, in turn from the largest down. The order is fixed at the
    start, ties as given; never below 0 or above the room; it stops when all are full.

    Source: HMIP method 8.1.
    """
    excess = sum(counts.values()) - wanted
    if excess > 0:
        order = sorted(counts, key=lambda name: -counts[name])
        return list(_in_turn(counts, order, dict.fromkeys(order, 0), excess, ("rounding", f"{excess} too many, the largest first")))
    order = sorted(counts, key=counts.__getitem__)
    return list(_in_turn(counts, order, room, -excess, ("rounding", f"{-excess} too few, the smallest first")))


def cap(counts: dict[str, int], most: dict[str, int]) -> list[AllocationStep]:
    """
    Cut every count to its cap and give the surplus to the others in turn, smallest first, while they have room; changes *counts*.

    Source: HMIP method 8.1: cap of six cases per responsible officer; a shortfall is accepted.
    """
    steps = []
    order = sorted(counts, key=counts.__getitem__)
    surplus = 0
    for name, bound in most.items():
        if counts[name] > bound:
            surplus += counts[name] - bound
            steps.append(AllocationStep("cap", name, counts[name], bound, f"at most {bound}"))
            counts[name] = bound
    steps.extend(_in_turn(counts, order, most, surplus, ("moved", "from those over the cap, smallest first")))
    return steps


def _in_turn(
    counts: dict[str, int], order: list[str], bound: dict[str, int], cases: int, because: tuple[StepKind, str]
) -> Iterable[AllocationStep]:
    """Move every count one at a time towards its bound, in turn, until *cases* are moved or nobody can."""
    left = min(cases, sum(abs(bound[name] - counts[name]) for name in order))
    for name in cycle(order) if left else ():
        if counts[name] != bound[name]:
            after = counts[name] + (1 if bound[name] > counts[name] else -1)
            yield AllocationStep(because[0], name, counts[name], after, because[1])
            counts[name] = after
            left -= 1
            if left == 0:
                return
