"""Ratings by programme and year: counts of organisations, never an average of ratings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis.basis import overall_basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Scale


class ProgrammeYear(NamedTuple):
    """
    One edition in one year: how many inspections had which overall rating.

    `counts` follows the edition's scale, worst first, with its labels; it is empty where nothing is rated by design. `unsettled` ones
    have an overall rating that is not known here; `without` have none, by design or because nothing was rated. `year` is None for
    inspections whose date is not known.
    """

    programme: str
    edition: str
    year: str | None
    rated_by: tuple[str, ...]
    counts: tuple[tuple[str, str, int], ...]
    unsettled: int
    without: int
    provenance: str

    @property
    def inspections(self) -> int:
        """How many inspections there were."""
        return self.unsettled + self.without + sum(number for _, _, number in self.counts)


class ProgrammeCounts:
    """Counts inspections one at a time and keeps none of them: a thousand or a million need the same room."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, str, str, str], _Group] = {}

    def add(self, rated: RatedInspection) -> None:
        """Count one inspection."""
        heading, edition = rated.inspection.heading, rated.inspection.edition
        date = heading.published_on or heading.fieldwork_to or heading.fieldwork_from
        year = date[:4] if date is not None else "9999"
        key = (edition.title, edition.in_force_from or "", edition.id, heading.provenance, year)
        group = self._groups.setdefault(key, _Group(edition.edition, edition.scale, Counter(), Counter(), set()))
        basis = overall_basis(rated)
        group.ratings[basis.rating] += 1
        group.raters.add(rated.inspection.rated_by or "not said")
        if basis.rating is None:
            group.states[basis.state] += 1

    def rows(self) -> tuple[ProgrammeYear, ...]:
        """Give the counts: one row per edition, provenance and year, sorted by programme, edition and year, undated last."""
        return tuple(_row(key, self._groups[key]) for key in sorted(self._groups))


def ratings_by_programme(rated: Iterable[RatedInspection]) -> tuple[ProgrammeYear, ...]:
    """
    Count overall ratings by edition and by the year of publication, else of fieldwork.

    Editions are never added together and ratings never averaged. Published, draft and synthetic inspections are counted apart. The
    counts are of the inspections given, not of all there were.

    Shape: one row per edition, provenance and year, sorted by programme, edition and year, undated last.
    """
    counts = ProgrammeCounts()
    for each in rated:
        counts.add(each)
    return counts.rows()


class _Group(NamedTuple):
    """What is counted of one edition and year: ratings, states of those without one, and who rated."""

    edition: str
    scale: Scale
    ratings: Counter[str | None]
    states: Counter[str]
    raters: set[str]


def _row(key: tuple[str, str, str, str, str], group: _Group) -> ProgrammeYear:
    title, _, edition_id, provenance, year = key
    inspections = sum(group.ratings.values())
    by_design = group.states["none_by_design"] == inspections
    without = group.states["none_by_design"] + group.states["nothing_rated"]
    return ProgrammeYear(
        programme=f"{title} ({group.edition})",
        edition=edition_id,
        year=None if year == "9999" else year,
        rated_by=tuple(sorted(group.raters)),
        counts=() if by_design else tuple((point.id, point.label, group.ratings[point.id]) for point in group.scale.points),
        unsettled=group.ratings[None] - without,
        without=without,
        provenance=provenance,
    )
