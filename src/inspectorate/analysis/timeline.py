"""One organisation over time, with what it came from: rows in the order of their dates, and what may be said from one to the next."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis.basis import Basis, overall_basis, standard_basis
from inspectorate.analysis.compare import Answer, answer_pair
from inspectorate.register import Break, Link, Organisations, first_day, load_comparability, same_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.inspection import RatedInspection
    from inspectorate.register import Comparability, Lineage


class TimelineRow(NamedTuple):
    """
    One inspection in time.

    `links` lead from the organisation back to the one inspected, empty for its own inspections; `share` is what passed along them
    (None: not known, 1 for its own). `step` answers on this rating and the one before it of the same organisation; None for the first.
    """

    basis: Basis
    links: tuple[Link, ...]
    share: Fraction | None
    step: Answer | None

    @property
    def own(self) -> bool:
        """Whether the organisation itself was inspected, and not a predecessor."""
        return not self.links


class Timeline(NamedTuple):
    """
    An organisation over time: dated rows first, undated ones last.

    `joins` answers on the organisation's first own rating and the last of each predecessor. `breaks` are the recorded ones that the
    rows span or that stand before the first.
    """

    organisation: str
    ref: str | None
    rows: tuple[TimelineRow, ...]
    joins: tuple[Answer, ...]
    breaks: tuple[Break, ...]


def timeline(
    rated: Sequence[RatedInspection],
    organisation: str,
    ref: str | None = None,
    *,
    lineage: Lineage | None = None,
    organisations: Organisations | None = None,
    register: Comparability | None = None,
) -> Timeline:
    """
    Put the inspections of an organisation, and of all it came from, in the order of time.

    Predecessors count by enacted links only: a proposal changes nobody's past. Ratings are listed, never joined into one.

    Args:
        rated: Inspections, those of other organisations too; they are left out.
        organisation: Its name or its id in *organisations*.
        ref: A standard in the edition of the organisation's latest inspection, followed under its number in other editions; the overall
            rating when None.
        lineage: Where predecessors are looked up; none when None.
        organisations: The register of organisations, which knows other names.
        register: The comparability register; the one that comes with Inspectorate when None.
    """
    register = register or load_comparability()
    known = organisations or Organisations()
    found = known.find(organisation, organisation)
    name = found.name if found is not None else organisation
    reached = _reached(name, lineage, known)
    mine: list[tuple[RatedInspection, tuple[Link, ...], Fraction | None]] = []
    for each in rated:
        heading = each.inspection.heading.organisation
        listed = known.find(heading.name, heading.id)
        called = listed.name if listed is not None else heading.name
        way = next((way for other, way in reached.items() if same_name(other, called)), None)
        if way is not None:
            mine.append((each, *way))
    mine.sort(key=_moment)
    latest = next((each for each, links, _ in reversed(mine) if not links), mine[-1][0] if mine else None)
    rows, joins = _rows(mine, ref, latest, register)
    return Timeline(name, ref, rows, joins, _breaks(mine, register))


def _reached(name: str, lineage: Lineage | None, known: Organisations) -> dict[str, tuple[tuple[Link, ...], Fraction | None]]:
    reached: dict[str, tuple[tuple[Link, ...], Fraction | None]] = {name: ((), Fraction(1))}
    if lineage is None:
        return reached
    spelled = next((each for each in lineage.organisations if known.same(each, name)), name)
    for descent in lineage.ancestry(spelled, "enacted"):
        listed = known.find(descent.organisation)
        reached.setdefault(listed.name if listed is not None else descent.organisation, (descent.links, descent.share))
    return reached


def _moment(entry: tuple[RatedInspection, tuple[Link, ...], Fraction | None]) -> tuple[int, str, str]:
    heading = entry[0].inspection.heading
    date = heading.fieldwork_from or heading.fieldwork_to or heading.published_on
    return (0, first_day(date), heading.id) if date is not None else (1, "", heading.id)


def _rows(
    mine: Sequence[tuple[RatedInspection, tuple[Link, ...], Fraction | None]],
    ref: str | None,
    latest: RatedInspection | None,
    register: Comparability,
) -> tuple[tuple[TimelineRow, ...], tuple[Answer, ...]]:
    rows: list[TimelineRow] = []
    before: dict[str, RatedInspection] = {}
    first_own: RatedInspection | None = None
    last_of: dict[str, RatedInspection] = {}
    for each, links, share in mine:
        own_ref = _ref_in(each, ref, latest, register)
        basis = overall_basis(each) if ref is None else None if own_ref is None else standard_basis(each, own_ref)
        if basis is None:
            continue
        whose = " ".join((links[-1].predecessor if links else "").casefold().split())
        earlier = before.get(whose)
        step = None if earlier is None else answer_pair(earlier, each, _ref_in(earlier, ref, latest, register), register=register)
        rows.append(TimelineRow(basis, links, share, step))
        before[whose] = each
        if links:
            last_of[whose] = each
        elif first_own is None:
            first_own = each
    if first_own is None:
        return tuple(rows), ()
    joins = [answer_pair(last, first_own, _ref_in(last, ref, latest, register), register=register) for last in last_of.values()]
    return tuple(rows), tuple(join for join in joins if join is not None)


def _ref_in(each: RatedInspection, ref: str | None, latest: RatedInspection | None, register: Comparability) -> str | None:
    if ref is None or latest is None:
        return None
    here = each.inspection.edition.id
    return ref if here == latest.inspection.edition.id else register.counterpart(latest.inspection.edition.id, ref, here)


def _breaks(mine: Sequence[tuple[RatedInspection, tuple[Link, ...], Fraction | None]], register: Comparability) -> tuple[Break, ...]:
    """Give the breaks that touch the editions of the rows and begin within their time, or before which nothing was rated."""
    dated = [(_moment(each)[1], each[0].inspection.edition.id) for each in mine if _moment(each)[0] == 0]
    if not dated:
        return ()
    first, last = dated[0][0], dated[-1][0]
    editions = {edition for _, edition in dated}
    return tuple(
        each
        for each in sorted(register.breaks, key=lambda each: first_day(each.on))
        if editions & set(each.editions) and (each.unrated_before or first < first_day(each.on) <= last)
    )
