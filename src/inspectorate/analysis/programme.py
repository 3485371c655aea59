"""Ratings by programme and year: counts of organisations, never an average of ratings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis.basis import overall_basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectorate.inspection import RatedInspection


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


def ratings_by_programme(rated: Iterable[RatedInspection]) -> tuple[ProgrammeYear, ...]:
    """
    Count overall ratings by edition and by the year of publication, else of fieldwork.

    Editions are never added together and ratings never averaged. Published, draft and synthetic inspections are counted apart. The
    counts are of the inspections given, not of all there were.

    Shape: one row per edition, provenance and year, sorted by programme, edition and year, undated last.
    """
    groups: dict[tuple[str, str, str, str, str], list[RatedInspection]] = {}
    for each in rated:
        heading, edition = each.inspection.heading, each.inspection.edition
        date = heading.published_on or heading.fieldwork_to or heading.fieldwork_from
        year = date[:4] if date is not None else "9999"
        key = (edition.title, edition.in_force_from or "", edition.id, heading.provenance, year)
        groups.setdefault(key, []).append(each)
    return tuple(_row(key, groups[key]) for key in sorted(groups))


def _row(key: tuple[str, str, str, str, str], group: list[RatedInspection]) -> ProgrammeYear:
    title, _, edition_id, provenance, year = key
    scale = group[0].inspection.edition.scale
    bases = [overall_basis(each) for each in group]
    found = Counter(basis.rating for basis in bases)
    by_design = all(basis.state == "none_by_design" for basis in bases)
    without = sum(1 for basis in bases if basis.rating is None and basis.state in ("none_by_design", "nothing_rated"))
    return ProgrammeYear(
        programme=f"{title} ({group[0].inspection.edition.edition})",
        edition=edition_id,
        year=None if year == "9999" else year,
        rated_by=tuple(sorted({each.inspection.rated_by or "not said" for each in group})),
        counts=() if by_design else tuple((point.id, point.label, found[point.id]) for point in scale.points),
        unsettled=found[None] - without,
        without=without,
        provenance=provenance,
    )
