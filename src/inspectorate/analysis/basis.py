"""One rating with what it rests on: no rating is compared without its date, its framework and who gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.register import months_between

if TYPE_CHECKING:
    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Scale, StandardResult


class Subject(NamedTuple):
    """An inspection as a comparison names it: whose, when, under which edition, rated by whom."""

    inspection: str
    organisation: str
    edition: str
    framework: str
    rated_by: str | None
    provenance: str
    fieldwork_from: str | None
    fieldwork_to: str | None
    published_on: str | None

    @property
    def date(self) -> str | None:
        """The date that orders it in time: the start of fieldwork, else the publication; None when neither is known."""
        return self.fieldwork_from or self.fieldwork_to or self.published_on

    def age_months(self, as_of: str) -> int | None:
        """Give its age in whole months on a day; None when it has no date."""
        return None if self.date is None else months_between(self.date, as_of)


class Figure(NamedTuple):
    """The figure that decided a standard: x of n, and the per cent."""

    ref: str
    yes: int | None
    cases: int | None
    percent: str | None


class Basis(NamedTuple):
    """
    A rating of one inspection and what it rests on.

    `rating` is None when it is not known, not rated or none by design (`state` says which). `how` is `computed`, `judgement`,
    `as published` for an overall rating that was printed, or how a stated rating is known (`direct`, `inferred` and so on).
    """

    subject: Subject
    ref: str | None
    title: str
    state: str
    rating: str | None
    label: str | None
    how: str
    score: int | None = None
    max: int | None = None
    deciding: Figure | None = None
    carried_from: str | None = None
    unverified: tuple[str, ...] = ()


def subject_of(rated: RatedInspection) -> Subject:
    """Name an inspection as comparisons do."""
    heading, edition = rated.inspection.heading, rated.inspection.edition
    return Subject(
        heading.id,
        heading.organisation.name,
        edition.id,
        f"{edition.title} ({edition.edition})",
        rated.inspection.rated_by,
        heading.provenance,
        heading.fieldwork_from,
        heading.fieldwork_to,
        heading.published_on,
    )


def overall_basis(rated: RatedInspection) -> Basis:
    """Give the overall rating with its basis: what the publisher printed where that is known, else what the engine gave."""
    result, scale = rated.result, rated.inspection.edition.scale
    overall, printed = result.overall, result.published
    unverified = tuple(sorted({each.title for each in overall.sensitive_to}))
    if printed is not None and printed.overall is not None:
        how = {True: f"as published, agrees by {printed.basis}", False: "as published, contradicts what is known"}
        known = how[printed.agrees] if printed.agrees is not None else "as published"
        label = _label(scale, printed.overall)
        return Basis(subject_of(rated), None, "Overall", "rated", printed.overall, label, known, printed.score, printed.max)
    how_rated = "judgement" if overall.method == "judgement" else "computed"
    return Basis(
        subject_of(rated),
        None,
        "Overall",
        overall.state,
        overall.rating,
        overall.label,
        how_rated,
        overall.score,
        overall.max,
        unverified=unverified,
    )


def standard_basis(rated: RatedInspection, ref: str) -> Basis | None:
    """Give the rating of a standard with its basis; None when the edition has no such standard."""
    result = rated.result.standard(ref)
    standard = rated.inspection.edition.standard(ref)
    if result is None or standard is None:
        return None
    how: str = "computed" if result.stated is None else result.how or "direct"
    if result.discretion.used:
        how += ", discretion used"
    return Basis(
        subject_of(rated),
        result.ref,
        result.title,
        result.state,
        result.rating,
        None if result.rating is None else _label(standard.scale, result.rating),
        how,
        deciding=_figure(result),
        carried_from=result.carried_from,
        unverified=tuple(sorted({each.title for each in result.sensitive_to})),
    )


def _figure(result: StandardResult) -> Figure | None:
    question = next((each for each in result.key_questions if each.ref in result.deciding), None)
    if question is None:
        return None
    percent = None if question.percent is None else f"{question.percent.normalize():f}"
    return Figure(question.ref, question.yes, question.cases, percent)


def _label(scale: Scale, rating: str) -> str:
    return next((point.label for point in scale.points if point.id == rating), rating)
