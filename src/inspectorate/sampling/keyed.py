"""The keyed draw: the smallest keys of each stratum, officers held to their cap whichever stratum their cases are in."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple


class Case(NamedTuple):
    """An eligible case: its id, stratum, officer (None: no cap), the groups it lies in from the outermost in, and its key."""

    case_id: str
    stratum: str
    officer: str | None
    path: tuple[str, ...]
    key: bytes


class Passed(NamedTuple):
    """A case whose key was reached when its officer already had as many cases as the cap allows."""

    case_id: str
    stratum: str
    officer: str
    drawing: str


class Taken(NamedTuple):
    """What a procedure took: sample and reserves in the order of their keys, and the cases passed over."""

    sample: list[Case]
    reserves: list[Case]
    passed: list[Passed]


def draw_keyed(cases: list[Case], wanted: dict[str, int], reserves: dict[str, int], cap: int | None) -> Taken:
    """
    Go through all cases by key, first for the sample, then for the reserves; the strata share the caps in the order of the keys.

    Source: statistics reference section 6 (Draw); requirements M-01, M-08.
    """
    ordered = sorted(cases, key=attrgetter("key"))
    held: dict[str, int] = {}
    passed: list[Passed] = []
    sample, rest = _take(ordered, wanted, held, cap, passed, "sample")
    spare, _ = _take(rest, reserves, held, cap, passed, "reserves")
    return Taken(sample, spare, passed)


def _take(
    ordered: list[Case], wanted: dict[str, int], held: dict[str, int], cap: int | None, passed: list[Passed], drawing: str
) -> tuple[list[Case], list[Case]]:
    left, open_cases = dict(wanted), sum(wanted.values())
    taken: list[Case] = []
    rest: list[Case] = []
    for at, case in enumerate(ordered):
        if not open_cases:
            rest += ordered[at:]
            break
        if not left[case.stratum]:
            rest.append(case)
        elif case.officer is not None and cap is not None and held.get(case.officer, 0) >= cap:
            passed.append(Passed(case.case_id, case.stratum, case.officer, drawing))
        else:
            taken.append(case)
            left[case.stratum] -= 1
            open_cases -= 1
            if case.officer is not None:
                held[case.officer] = held.get(case.officer, 0) + 1
    return taken, rest
