"""The ratings table read back alone: who was rated what, by programme and year, without any other file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inspectorate.exporting.row import Row


class OverallRating(NamedTuple):
    """An overall rating of one year of a programme. `rating` is None where there is none; then `blank` says which blank it is."""

    framework: str
    year: str | None
    provenance: str
    rating: str | None
    blank: str | None


def overall_ratings(rows: Iterable[Row]) -> Mapping[OverallRating, int]:
    """
    Count overall ratings by programme and year from the rows of the table alone, as published, else as they follow from what is known.

    The year is that of publication, else of the end or the start of fieldwork. Sorted by programme, year, provenance and rating.
    """
    counts: Counter[OverallRating] = Counter()
    for row in rows:
        if row.measure == "overall_rating":
            date = row.published_on or row.fieldwork_to or row.fieldwork_from
            rating = row.published_rating or row.rating
            blank = row.blank if rating is None else None
            counts[OverallRating(row.framework, date[:4] if date else None, row.provenance, rating, blank)] += 1
    return {key: counts[key] for key in sorted(counts, key=lambda key: tuple(part or "" for part in key))}
