"""What an export keeps of each inspection while thousands go through: a line of the index, an entry of the feeds, and the scales seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.exporting.identity import organisation_key
from inspectorate.model import NoRating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Edition, Scale


class FileFacts(NamedTuple):
    """What proves that a file is whole: its size and SHA-256, and the rows of a table."""

    path: str
    size: int
    sha256: str
    rows: int | None = None


class Entry(NamedTuple):
    """One inspection in the index and in the feeds. `label` and `published_label` are ratings in words."""

    id: str
    organisation_id: str
    organisation: str
    area: str | None
    kind: str
    provenance: str
    framework: str
    framework_title: str
    edition_hash: str
    rater: str | None
    fieldwork_from: str | None
    fieldwork_to: str | None
    published_on: str | None
    previous: str | None
    state: str
    rating: str | None
    label: str | None
    published_rating: str | None
    published_label: str | None
    agrees: bool | None
    possible: tuple[str, ...]
    file: FileFacts

    @property
    def shown_rating(self) -> str | None:
        """The overall rating in words: as published, else as it follows; None where there is neither."""
        return self.published_label or self.label

    @property
    def moment(self) -> str:
        """When it was published, as a full time stamp: see `full_moment`."""
        return full_moment(self.published_on or self.fieldwork_to or self.fieldwork_from)


class Collection(NamedTuple):
    """All that an export holds, counted: inspections newest first, the table, all scales, and those of overall ratings."""

    title: str
    publisher: str
    entries: tuple[Entry, ...]
    table: FileFacts
    scales: tuple[Scale, ...]
    overall_scales: tuple[Scale, ...]

    @property
    def provenances(self) -> tuple[str, ...]:
        """The provenances of the inspections, each once."""
        return tuple(sorted({entry.provenance for entry in self.entries}))

    @property
    def raters(self) -> tuple[str, ...]:
        """Who gave the published ratings, each once."""
        return tuple(sorted({entry.rater for entry in self.entries if entry.rater and entry.provenance == "published"}))

    @property
    def modified(self) -> str | None:
        """The newest day of publication, as exact as it is known."""
        return max((entry.published_on for entry in self.entries if entry.published_on), default=None)


def entry_of(rated: RatedInspection, file: FileFacts) -> Entry:
    """Give what an export keeps of one inspection."""
    inspection, result = rated
    heading, published = inspection.heading, result.published
    named = {point.id: point.label for point in inspection.edition.scale.points}
    printed = published.overall if published is not None else None
    return Entry(
        id=heading.id,
        organisation_id=organisation_key(heading.organisation),
        organisation=heading.organisation.name,
        area=heading.area,
        kind=heading.kind,
        provenance=result.provenance,
        framework=result.edition_id,
        framework_title=inspection.edition.title,
        edition_hash=result.edition_hash,
        rater=inspection.rated_by,
        fieldwork_from=heading.fieldwork_from,
        fieldwork_to=heading.fieldwork_to,
        published_on=heading.published_on,
        previous=heading.previous,
        state=result.overall.state,
        rating=result.overall.rating,
        label=result.overall.label,
        published_rating=printed,
        published_label=named[printed] if printed is not None else None,
        agrees=published.agrees if published is not None else None,
        possible=result.overall.possible,
        file=file,
    )


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Order entries by day of publication, the newest first; of the same day by id."""
    return tuple(sorted(sorted(entries, key=lambda entry: entry.id), key=lambda entry: entry.moment, reverse=True))


def full_moment(date: str | None) -> str:
    """
    Pad a date to the full time stamp that Atom asks for.

    What is not known is filled from the start: 2018 becomes 2018-01-01T00:00:00Z, 2018-09 becomes 2018-09-01T00:00:00Z. Without any
    date it is 1970-01-01T00:00:00Z, which stands for "not known".
    """
    year, month, day = [*(date or "1970").split("-"), "01", "01"][:3]
    return f"{year}-{month}-{day}T00:00:00Z"


def overall_scale(edition: Edition) -> tuple[Scale, ...]:
    """Give the scale of an edition's overall rating; none where it has none."""
    return () if isinstance(edition.overall, NoRating) else (edition.scale,)


def scales_of(edition: Edition) -> Iterator[Scale]:
    """Go through the scales that an edition rates on."""
    yield from overall_scale(edition)
    for standard in edition.standards:
        if not isinstance(standard.rule, NoRating):
            yield standard.scale
            if standard.key_question_scale is not None:
                yield standard.key_question_scale


def distinct(scales: Iterable[Scale]) -> tuple[Scale, ...]:
    """Keep each list of ratings once, in the order met: those with the same ids and words are one."""
    found: dict[tuple[tuple[str, str], ...], Any] = {}
    for scale in scales:
        if scale.points:
            found.setdefault(tuple((point.id, point.label) for point in scale.points), scale)
    return tuple(found.values())
