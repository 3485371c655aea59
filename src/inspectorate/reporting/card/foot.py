"""The foot of a card: what the words mean, how they follow from the cases, and how well the method is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.frameworks import settings_of
from inspectorate.model import LowestOf, NoRating, PercentBands
from inspectorate.reporting.card.model import Foot, Meaning, Rating, StepState
from inspectorate.reporting.words import capital, joined, plain_number, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Edition, Known, Scale

HASH_LENGTH = 12
_STATUS = {"recollected": "recollected", "inferred": "inferred", "open": "not known, so our default is used"}


def foot_of(rated: RatedInspection, level: float | None = None) -> Foot:
    """Give the foot of a card."""
    edition = rated.inspection.edition
    with_meaning = [scale for scale in scales_of(edition) if any(point.meaning for point in scale.points)]
    meanings = tuple(meaning for scale in with_meaning for meaning in _meanings(scale))
    plain = [scale for scale in scales_of(edition) if scale not in with_meaning]
    return Foot("What the words mean", meanings, "About this card", tuple(_basis(rated, plain, level)))


def scales_of(edition: Edition) -> list[Scale]:
    """Give the scales a reader of this card meets, each once: the overall rating's first."""
    scales = [] if isinstance(edition.overall, NoRating) else [edition.scale]
    scales += [standard.scale for standard in edition.standards if not isinstance(standard.rule, NoRating)]
    distinct: list[Scale] = []
    for scale in scales:
        if scale.points and all(scale.points != each.points for each in distinct):
            distinct.append(scale)
    return distinct


def _meanings(scale: Scale) -> Iterator[Meaning]:
    for place, point in enumerate(scale.points):
        steps: list[StepState] = ["reached" if at <= place else "beyond" for at in range(len(scale.points))]
        yield Meaning(Rating(point.label, tuple(steps)), sentence(capital(point.meaning)) if point.meaning else None)


def _basis(rated: RatedInspection, plain_scales: list[Scale], level: float | None) -> Iterator[str]:
    inspection = rated.inspection
    cases = inspection.heading.cases_inspected
    if cases is not None:
        yield f"{cases:,} {'case was' if cases == 1 else 'cases were'} inspected."
    for scale in plain_scales:
        yield f"The words from worst to best: {', '.join(point.label for point in scale.points)}."
    if any(question.percent is not None for standard in rated.result.standards for question in standard.key_questions):
        yield from _bands(inspection.edition)
    if level is not None and any(question.yes is not None for standard in rated.result.standards for question in standard.key_questions):
        yield f"The bar around a figure is its {100 * level:g}% score interval."
    yield from _method(inspection.edition)
    yield f"Edition {inspection.edition.hash.removeprefix('sha256:')[:HASH_LENGTH]}. {sentence(inspection.edition.licence)}"


def _bands(edition: Edition) -> Iterator[str]:
    standard = next((each for each in edition.standards if isinstance(each.key_question_rule, PercentBands)), None)
    if standard is None or not isinstance(standard.key_question_rule, PercentBands):
        return
    labels = {point.id: point.label for point in standard.scale.points}
    bands = joined([f"{labels[point]} from {plain_number(edge)}%" for point, edge in standard.key_question_rule.at_least])
    lowest = " The lowest key question decides its standard." if isinstance(standard.rule, LowestOf) else ""
    yield f"A key question is {bands} of cases, {standard.scale.points[0].label} below.{lowest}"


def _method(edition: Edition) -> Iterator[str]:
    """Name the parts of the method that were not read in a published document."""
    found: dict[str, list[str]] = {}
    known: list[tuple[str, Known]] = [(rule.title, rule.known) for rule in edition.rules.values()]
    known += [(limit.title, limit.known) for limit in edition.limits]
    known += [(status.title, status.known) for status in edition.statuses]
    known += [(setting.title, setting.known) for setting in settings_of(edition)]
    if edition.discretion is not None:
        known.append(("when a panel may use discretion", edition.discretion.known))
    for title, status in known:
        if status.status != "published":
            titles = found.setdefault(status.status, [])
            if _small(title) not in titles:
                titles.append(_small(title))
    if found:
        parts = [f"{_STATUS[status]}: {', '.join(found[status])}" for status in _STATUS if status in found]
        yield sentence(f"Rules of the method that were not read in a published document. {'. '.join(capital(part) for part in parts)}")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
