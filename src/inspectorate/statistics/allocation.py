"""How a sample is shared out between strata, with a record of every adjustment."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from operator import index
from typing import Literal, NamedTuple, cast

from inspectorate.errors import StatisticsInputError
from inspectorate.statistics.distributions import exact
from inspectorate.statistics.refusal import check_word, problem, refuse

AllocationMethod = Literal["largest-remainder", "moj"]
StepKind = Literal["share", "floor", "cap", "remainder", "buffer", "rounding", "moved"]
METHODS: tuple[AllocationMethod, ...] = ("largest-remainder", "moj")


class AllocationStep(NamedTuple):
    """One adjustment of one stratum, in the order they were made."""

    kind: StepKind
    stratum: str
    before: int
    after: int
    reason: str


class Allocation(NamedTuple):
    """
    Cases per stratum, every step that led there, and the cases that found no room.

    Shape: `counts` has one pair per stratum in the order given.
    """

    counts: tuple[tuple[str, int], ...]
    steps: tuple[AllocationStep, ...]
    shortfall: int
    method: AllocationMethod


class Limits(NamedTuple):
    """What a stratum may get, and what it must."""

    population: int
    least: int
    most: int


# ---------------------------------------------------------------------------------------------------------------- the door


def allocate(
    total: int,
    populations: Mapping[str, int],
    minimum: int | Mapping[str, int] = 0,
    maximum: int | Mapping[str, int] | None = None,
    buffer: float = 0.0,
    method: str = "largest-remainder",
) -> dict[str, int]:
    """
    Share a sample out between strata in proportion to their size.

    `largest-remainder` keeps floors and caps exactly or refuses them with the reason; ties go to the larger stratum, then by name, so the
    order of strata never matters. `moj` is the sampler of 2021: rounding half up, repair one at a time, then the cap with its
    surplus moved; it has no floors, and where there is no room it gives fewer. `record_allocation` gives the same with its steps.

    Args:
        total: Cases to inspect, before the buffer.
        populations: Cases of each stratum.
        minimum: Floor for every stratum, or by stratum.
        maximum: Cap for every stratum, or by stratum (cases of one officer); none if None.
        buffer: Reserve cases on top, as in 0.2, each stratum's in proportion to its sample; at most what it may give.
        method: `largest-remainder` or `moj`.

    Returns:
        Cases per stratum, reserves included, in the order given.

    Raises:
        StatisticsInputError: Numbers that cannot be, or floors, caps and total that cannot be kept together.

    Units: cases.
    Source: statistics reference section 6; HMIP method 8.1 for `moj`.
    """
    return dict(record_allocation(total, populations, minimum, maximum, buffer, method).counts)


def record_allocation(
    total: int,
    populations: Mapping[str, int],
    minimum: int | Mapping[str, int] = 0,
    maximum: int | Mapping[str, int] | None = None,
    buffer: float = 0.0,
    method: str = "largest-remainder",
) -> Allocation:
    """
    Share a sample out as `allocate` does, and keep every adjustment as a step.

    Raises:
        StatisticsInputError: As for `allocate`.

    Shape: replaying the steps from nothing gives the counts.
    Source: HMIP method 8.1 (the trail: initial, buffer, rounding, cap).
    """
    from inspectorate.statistics.moj import allocate_moj

    how = cast("AllocationMethod", check_word(method, METHODS, "method"))
    extra = _check_buffer(buffer)
    limits = _check_limits(total, populations, minimum, maximum)
    if how == "moj":
        if any(limit.least for limit in limits.values()):
            raise refuse("STA007", "minimum", "The moj procedure has no floors.", found=minimum, fix="Use largest-remainder.")
        counts, steps, shortfall = allocate_moj(total, limits, extra)
    else:
        counts, steps, shortfall = _with_reserves(total, limits, extra)
    return Allocation(tuple((name, counts[name]) for name in limits), tuple(steps), shortfall, how)


def round_half_up(value: Fraction) -> int:
    """Round to the nearest whole number, a half upwards. Source: HMIP method 8.1."""
    return floor(value + Fraction(1, 2))


# ------------------------------------------------------------------------------------------------------- largest remainder


def _with_reserves(total: int, limits: dict[str, Limits], buffer: Fraction) -> tuple[dict[str, int], list[AllocationStep], int]:
    _refuse_what_cannot_be_kept(total, limits)
    counts, steps = _largest_remainder(total, limits)
    wanted = round_half_up(total * buffer)
    room = {name: Limits(counts[name], 0, limit.most - counts[name]) for name, limit in limits.items() if counts[name]}
    reserves = min(wanted, sum(limit.most for limit in room.values()))
    shared, _ = _largest_remainder(reserves, room)
    for name, more in shared.items():
        if more:
            steps.append(AllocationStep("buffer", name, counts[name], counts[name] + more, f"its part of {reserves} reserves"))
            counts[name] += more
    return counts, steps, wanted - reserves


def _largest_remainder(total: int, limits: dict[str, Limits]) -> tuple[dict[str, int], list[AllocationStep]]:
    rate = _rate(total, limits)
    shares = {name: min(max(rate * limit.population, Fraction(limit.least)), Fraction(limit.most)) for name, limit in limits.items()}
    counts = {name: floor(share) for name, share in shares.items()}
    steps = [_first_step(name, limits[name], rate, counts[name]) for name in limits]
    left = total - sum(counts.values())
    order = sorted(limits, key=lambda name: (counts[name] - shares[name], -limits[name].population, name))
    for name in order[:left]:
        remainder = float(shares[name] - counts[name])
        steps.append(AllocationStep("remainder", name, counts[name], counts[name] + 1, f"among the largest remainders ({remainder:.3f})"))
        counts[name] += 1
    return counts, steps


def _first_step(name: str, limit: Limits, rate: Fraction, count: int) -> AllocationStep:
    share = rate * limit.population
    if share < limit.least:
        return AllocationStep("floor", name, 0, count, f"its share of {float(share):.2f} is below its floor")
    if share > limit.most:
        return AllocationStep("cap", name, 0, count, f"its share of {float(share):.2f} is above its cap")
    return AllocationStep("share", name, 0, count, f"the whole part of its share of {float(share):.2f}")


def _rate(total: int, limits: dict[str, Limits]) -> Fraction:
    """Give the sampling rate at which the shares, held between floors and caps, add up to the total; exact."""
    rows = [limit for limit in limits.values() if limit.population > 0]
    edges = sorted({Fraction(edge, row.population) for row in rows for edge in (row.least, row.most)})

    def held(rate: Fraction) -> Fraction:
        return sum((min(max(rate * row.population, Fraction(row.least)), Fraction(row.most)) for row in rows), Fraction(0))

    below = Fraction(0)
    for edge in edges:
        if held(edge) >= total:
            gap = held(edge) - held(below)
            return edge if gap == 0 else below + (edge - below) * (total - held(below)) / gap
        below = edge
    return below


# ------------------------------------------------------------------------------------------------------------------ checks


def _check_buffer(buffer: float) -> Fraction:
    if isinstance(buffer, bool) or not 0 <= buffer <= 10:
        raise refuse("STA004", "buffer", "The buffer is out of range.", found=buffer, expected="a share of the sample, as in 0.2")
    return exact(buffer)


def _check_limits(
    total: int, populations: Mapping[str, int], minimum: int | Mapping[str, int], maximum: int | Mapping[str, int] | None
) -> dict[str, Limits]:
    try:
        if index(total) < 0:
            raise refuse("STA007", "total", "The total cannot be below zero.", found=total)
        limits = {}
        for name, population in populations.items():
            least = index(minimum.get(name, 0) if isinstance(minimum, Mapping) else minimum)
            cap = maximum.get(name) if isinstance(maximum, Mapping) else maximum
            limits[name] = Limits(index(population), least, index(population) if cap is None else min(index(population), index(cap)))
    except TypeError as error:
        raise refuse("STA007", "total, populations, minimum, maximum", "Cases are whole numbers.") from error
    problems = [
        problem("STA007", f"populations: {name}", "Cases cannot be below zero.", found=limit)
        for name, limit in limits.items()
        if min(limit) < 0
    ]
    for given, argument in ((minimum, "minimum"), (maximum, "maximum")):
        unknown = sorted(set(given) - set(limits)) if isinstance(given, Mapping) else []
        problems.extend(problem("STA007", argument, "There is no such stratum.", found=name) for name in unknown)
    if problems or not limits:
        raise StatisticsInputError(problems or [problem("STA007", "populations", "There is no stratum to sample from.")])
    return limits


def _refuse_what_cannot_be_kept(total: int, limits: dict[str, Limits]) -> None:
    problems = [
        problem(
            "STA007", f"minimum: {name}", "The floor is more than the stratum may give.", found=f"{limit.least}, with {limit.most} to give"
        )
        for name, limit in limits.items()
        if limit.least > limit.most
    ]
    least, most = sum(limit.least for limit in limits.values()), sum(limit.most for limit in limits.values())
    if least > total:
        problems.append(problem("STA007", "minimum", "The floors need more than the total.", found=f"{least}, with a total of {total}"))
    if most < total:
        problems.append(problem("STA007", "total", "The strata cannot give so many.", found=total, expected=f"at most {most}"))
    if problems:
        raise StatisticsInputError(problems)
