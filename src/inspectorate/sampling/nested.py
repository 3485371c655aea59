"""
The Ministry of Justice procedure inside the strata: shares by cluster, unit and officer, and the officers' cap across strata.

The published sampler gave the cap to the strata in their order, so that later strata bore it. Here an officer's cap is shared between
strata in proportion to what each had of that officer, and the surplus is placed one case at a time in turn, so that their order
changes nothing.
"""

from __future__ import annotations

from itertools import cycle
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.sampling.keyed import Taken
from inspectorate.statistics import record_allocation

if TYPE_CHECKING:
    from inspectorate.sampling.keyed import Case

Path = tuple[str, ...]
Counts = dict[Path, int]
"""Cases by path: the stratum, then the groups from the outermost in; the last is the officer's."""


class Step(NamedTuple):
    """One adjustment: among which groups, of which, of what kind, from how many to how many cases, and why."""

    among: str
    group: str
    kind: str
    before: int
    after: int
    reason: str


def draw_nested(cases: list[Case], wanted: dict[str, int], reserves: dict[str, int], cap: int | None) -> tuple[Taken, list[Step]]:
    """
    Share every stratum's cases, reserves included, out to officers; pick within each by key; the last picked are the reserves.

    Source: HMIP method 8.1 (inside a stratum: cluster, local delivery unit, responsible officer; cap); requirement M-08.
    """
    held: dict[Path, list[Case]] = {}
    officers: dict[Path, str | None] = {}
    for case in sorted(cases, key=attrgetter("key")):
        path = (case.stratum, *case.path)
        held.setdefault(path, []).append(case)
        officers[path] = case.officer
    steps: list[Step] = []
    room = {path: len(group) for path, group in sorted(held.items())}
    counts: Counts = {}
    for stratum in sorted(wanted):
        counts |= _share((stratum,), wanted[stratum] + reserves[stratum], room, steps)
    if cap is not None:
        _hold_to_cap(counts, room, officers, cap, steps)
    picked: dict[str, list[Case]] = {}
    for path, count in counts.items():
        picked.setdefault(path[0], []).extend(held[path][:count])
    sample, spare = [], []
    for stratum, group in picked.items():
        group.sort(key=attrgetter("key"))
        sample += group[: wanted[stratum]]
        spare += group[wanted[stratum] :]
    return Taken(sorted(sample, key=attrgetter("key")), sorted(spare, key=attrgetter("key")), []), steps


def _share(above: Path, total: int, room: Counts, steps: list[Step]) -> Counts:
    """Share a group's cases out to the groups in it, down to the officers."""
    if above in room:
        return {above: total}
    below: Counts = {}
    for path, count in room.items():
        if path[: len(above)] == above:
            inner = path[: len(above) + 1]
            below[inner] = below.get(inner, 0) + count
    if not below:
        return {}
    shared = record_allocation(total, {_name(path): count for path, count in below.items()}, method="moj")
    if len(below) > 1:
        among = _name(above)
        steps += [
            Step(among, step.stratum, step.kind, step.before, step.after, step.reason) for step in shared.steps if step.kind != "share"
        ]
    given = dict(shared.counts)
    counts: Counts = {}
    for path in below:
        counts |= _share(path, given[_name(path)], room, steps)
    return counts


def _name(path: Path) -> str:
    return " / ".join(part or "(none)" for part in path)


# ----------------------------------------------------------------------------------------------------------------- the cap


def _hold_to_cap(counts: Counts, room: Counts, officers: dict[Path, str | None], cap: int, steps: list[Step]) -> None:
    totals: dict[str, int] = {}
    of_officer: dict[str, Counts] = {}
    for path, count in counts.items():
        officer = officers[path]
        if officer is not None:
            totals[officer] = totals.get(officer, 0) + count
            of_officer.setdefault(officer, {})[path] = count
    surplus: Counts = {}
    start = dict(counts)
    for officer in sorted(totals):
        if totals[officer] > cap:
            kept = dict(record_allocation(cap, {_name(path): count for path, count in of_officer[officer].items()}).counts)
            for path, count in of_officer[officer].items():
                after = kept[_name(path)]
                if after < count:
                    reason = f"the officer has {totals[officer]} cases in all, at most {cap}"
                    steps.append(Step(_name(path[:-1]), _name(path), "cap", count, after, reason))
                    counts[path] = after
                    surplus[path[:-1]] = surplus.get(path[:-1], 0) + count - after
            totals[officer] = cap
    _place(surplus, start, counts, room, _Caps(officers, totals, cap), steps)


class _Caps(NamedTuple):
    officers: dict[Path, str | None]
    totals: dict[str, int]
    cap: int

    def allows(self, path: Path) -> bool:
        officer = self.officers[path]
        return officer is None or self.totals[officer] < self.cap

    def note(self, path: Path) -> None:
        officer = self.officers[path]
        if officer is not None:
            self.totals[officer] += 1


def _place(surplus: Counts, start: Counts, counts: Counts, room: Counts, caps: _Caps, steps: list[Step]) -> None:
    """Give each unit's surplus to its other officers in turn, the smallest first; the units take turns, the largest surplus first."""
    units = sorted(surplus, key=lambda unit: (-surplus[unit], unit))
    turns = {}
    for unit in units:
        others = sorted((path for path in counts if path[:-1] == unit), key=lambda path: (start[path], path))
        turns[unit] = (cycle(others), len(others))
    left = dict(surplus)
    while any(left.values()):
        moved = False
        for unit in units:
            path = _next(turns[unit], counts, room, caps) if left[unit] else None
            if path is None:
                left[unit] = 0
                continue
            steps.append(Step(_name(unit), _name(path), "moved", counts[path], counts[path] + 1, "from those over the cap, smallest first"))
            counts[path] += 1
            caps.note(path)
            left[unit] -= 1
            moved = True
        if not moved:
            return


def _next(turn: tuple[cycle[Path], int], counts: Counts, room: Counts, caps: _Caps) -> Path | None:
    order, length = turn
    for _ in range(length):
        path = next(order)
        if counts[path] < room[path] and caps.allows(path):
            return path
    return None
