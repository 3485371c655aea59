"""The keyed draw: the smallest keys of each stratum, officers held to their cap whichever stratum their cases are in."""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
    ordered = _by_key(cases)
    held: dict[str, int] = {}
    passed: list[Passed] = []
    sample, left = _take(ordered, wanted, held, cap, passed, "sample")
    spare, _ = _take(chain(left, ordered), reserves, held, cap, passed, "reserves")
    return Taken(sample, spare, passed)


def _by_key(cases: Iterable[Case]) -> Iterator[Case]:
    """Go through cases by key, sorting only as far as somebody looks: a draw needs hundreds of a quarter of a million."""
    buckets: list[list[Case]] = [[] for _ in range(256)]
    for case in cases:
        buckets[case.key[0]].append(case)
    for bucket in buckets:
        yield from sorted(bucket, key=attrgetter("key"))


def _take(
    ordered: Iterable[Case], wanted: dict[str, int], held: dict[str, int], cap: int | None, passed: list[Passed], drawing: str
) -> tuple[list[Case], list[Case]]:
    """Take what is wanted; give also the cases looked at and left for another drawing."""
    left, open_cases = dict(wanted), sum(wanted.values())
    taken: list[Case] = []
    rest: list[Case] = []
    for case in ordered if open_cases else ():
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
            if not open_cases:
                break
    return taken, rest
