"""From a rated inspection to its card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspectorate.model import Judged, LowestOf, NoRating, PercentBands
from inspectorate.reporting.card.foot import foot_of
from inspectorate.reporting.card.marks import marks_of
from inspectorate.reporting.card.model import Axis, Card, DomainBlock, Fact, Head, Overall, QuestionLine, Rating, StandardLine, StepState
from inspectorate.reporting.explain import overall_sentences
from inspectorate.reporting.words import date_words, joined, period_words, plain_number
from inspectorate.statistics import score_interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.inspection import Inspection, RatedInspection
    from inspectorate.model import Domain, KeyQuestion, KeyQuestionResult, Scale, Standard, StandardResult

_PROVENANCE = {"synthetic": "Synthetic: made up, not a real inspection", "draft": "Draft: not published"}
_KINDS = {"single_organisation": "Inspection of a single organisation", "area": "Inspection of an area", "thematic": "Thematic inspection"}
_CODE = re.compile(r"[A-Z]?\d[\d.]*|[A-Z]")
_COLUMNS = ("Standard", "Rating", "What the rating rests on")


def build_card(rated: RatedInspection, *, level: float | None = None) -> Card:
    """
    Build the card of a rated inspection.

    Args:
        rated: The inspection and its result.
        level: Show a score interval of this level around every figure with counts; none when None.
    """
    inspection, result = rated
    edition = inspection.edition
    domains = tuple(_domain(domain, rated, level) for domain in edition.domains)
    return Card(
        language="en",
        content_language="cy" if edition.locale.startswith("cy") else "en",
        head=_head(inspection),
        overall=_overall(rated),
        columns=_COLUMNS,
        standards_title="Ratings by standard",
        domains=domains,
        notes_title="What to know about these ratings",
        notes=tuple(marks_of(rated)),
        foot=foot_of(rated, level),
        edition_id=edition.id,
        edition_hash=result.edition_hash,
        dated=inspection.heading.published_on or inspection.heading.fieldwork_to,
    )


def shown_ref(ref: str) -> str | None:
    """Give a ref where it is a publisher's code such as 2.1; an id in small letters is nothing for a reader."""
    return ref if _CODE.fullmatch(ref) else None


def rating_at(scale: Scale, point_id: str) -> Rating:
    """Give a rating that is settled: all steps up to it are reached."""
    place = scale.position(point_id)
    steps: list[StepState] = ["reached" if at <= place else "beyond" for at in range(len(scale.points))]
    return Rating(scale.points[place].label, tuple(steps))


def rating_among(scale: Scale, possible: tuple[str, ...], otherwise: str) -> Rating:
    """Give a rating that is not settled: the steps it may still have, and their words unless all are possible."""
    steps: list[StepState] = ["possible" if point.id in possible else "beyond" for point in scale.points]
    if not possible or len(possible) == len(scale.points):
        return Rating(otherwise, tuple("beyond" for _ in steps))
    return Rating(joined([point.label for point in scale.points if point.id in possible], "or"), tuple(steps))


def _head(inspection: Inspection) -> Head:
    heading, edition = inspection.heading, inspection.edition
    kind = _KINDS.get(heading.kind, "Inspection")
    if heading.kind == "joint":
        kind = f"Joint inspection with {joined(heading.joint_with)}" if heading.joint_with else "Joint inspection"
    dates = [("Fieldwork", period_words(heading.fieldwork_from, heading.fieldwork_to))]
    dates.append(("Published", date_words(heading.published_on) if heading.published_on else None))
    facts = [Fact(label, text) for label, text in dates if text] or [Fact("Date", "not known")]
    facts.append(Fact("Rated by", inspection.rated_by or "not stated"))
    facts.append(Fact("Framework", f"{edition.title}, {edition.edition}"))
    in_welsh = edition.locale.startswith("cy") and heading.organisation.name_cy
    return Head(
        mark=_PROVENANCE.get(heading.provenance),
        title="Report card",
        organisation=in_welsh or heading.organisation.name,
        kind=f"{kind}, {heading.area}" if heading.area else kind,
        facts=tuple(facts),
    )


def _overall(rated: RatedInspection) -> Overall:
    overall, scale = rated.result.overall, rated.inspection.edition.scale
    sentences = overall_sentences(rated)
    why, label, score = sentences[0], "Overall rating", None
    published = rated.result.published
    as_published = published is not None and published.overall is not None and overall.state == "open"
    if overall.state == "rated" and overall.rating is not None:
        rating = rating_at(scale, overall.rating)
        score = f"{overall.score} of {overall.max} points" if overall.score is not None and overall.max else None
    elif as_published and published is not None and published.overall is not None:
        label, rating = "Overall rating, as published", rating_at(scale, published.overall)
        score = f"{published.score} of {published.max} points" if published.score is not None and published.max else None
    elif overall.state == "open":
        rating = rating_among(scale, overall.possible, "Not known")
    else:
        rating = Rating("No overall rating" if overall.state == "none_by_design" else "Nothing rated")
    return Overall(label, rating, _place(rating), score, why, tuple(_remarks(rated)))


def _place(rating: Rating) -> str | None:
    """Say where a settled rating stands on its scale."""
    if not rating.reached:
        return None
    return f"{rating.reached} of {len(rating.steps)}, where {len(rating.steps)} is best"


def _remarks(rated: RatedInspection) -> Iterator[str]:
    """Say beside the overall rating what the publisher printed, where it is not the same thing, and the statuses."""
    overall, published, scale = rated.result.overall, rated.result.published, rated.inspection.edition.scale
    if published is not None and published.overall is not None:
        label = scale.points[scale.position(published.overall)].label
        if overall.state == "open":
            ways = joined([point.label for point in scale.points if point.id in published.possible], "or")
            if published.agrees:
                yield f"Published overall: {label}. What is known allows no other rating."
            elif published.agrees is False:
                yield f"Published overall: {label}. What is known does not allow it: {ways or 'no rating'}."
            elif len(published.possible) == len(scale.points):
                yield f"Published overall: {label}. What is known neither confirms nor contradicts it."
            else:
                yield f"Published overall: {label}. What is known leaves {ways}."
        elif published.overall != overall.rating:
            yield f"Published overall: {label}. Computed from its standards: {overall.label or 'no rating'}."
    for status in rated.result.statuses:
        held = status.value.replace("_", " ") if status.value else {True: "yes", False: "no", None: "cannot be told"}[status.holds]
        yield f"{status.title}: {held}."


def _domain(domain: Domain, rated: RatedInspection, level: float | None) -> DomainBlock:
    lines = []
    for standard in domain.standards:
        result = rated.result.standard(standard.ref)
        if result is not None:
            lines.append(_standard(standard, result, rated, level))
    ref = shown_ref(domain.ref)
    return DomainBlock(f"{ref}. {domain.title}" if ref else domain.title, _axis(lines), tuple(lines))


def _axis(lines: list[StandardLine]) -> Axis | None:
    edges = next((question.edges for line in lines for question in line.questions if question.percent is not None), None)
    if edges is None:
        return None
    ticks = [(0.0, "0"), *((edge, plain_number(edge)) for edge in edges), (100.0, "100")]
    return Axis("Sufficient cases, %", tuple(ticks))


def _standard(standard: Standard, result: StandardResult, rated: RatedInspection, level: float | None) -> StandardLine:
    text = result.text or (result.reason if not result.key_questions or isinstance(standard.rule, Judged) else None)
    return StandardLine(
        ref=shown_ref(standard.ref),
        title=standard.title,
        rating=_standard_rating(standard, result, rated),
        remarks=tuple(_short_remarks(standard, result)),
        questions=tuple(_questions(standard, result, level)),
        text=text,
    )


def _standard_rating(standard: Standard, result: StandardResult, rated: RatedInspection) -> Rating:
    if result.rating is not None:
        return rating_at(standard.scale, result.rating)
    if result.state == "not_applicable":
        return Rating("Does not apply")
    if isinstance(standard.rule, NoRating):
        return Rating("Reported without a rating")
    if result.state == "not_rated":
        return Rating("Not rated")
    published = rated.inspection.heading.provenance == "published"
    return rating_among(standard.scale, result.possible, "Not in the sources" if published else "Not known yet")


def _short_remarks(standard: Standard, result: StandardResult) -> Iterator[str]:
    """Give the short remarks beside a rating; the notes below the standards say each in a sentence."""
    labels = [point.label for point in standard.scale.points]
    if standard.by == "score" and result.score is not None and str(result.score) not in labels:
        yield f"Score {result.score}"
    if result.discretion.used:
        yield "Panel’s discretion"
    if result.limits:
        yield "Limited"
    if result.carried_from:
        yield f"From {date_words(result.carried_from)}"
    if result.how in ("inferred", "derived"):
        yield result.how.capitalize()
    if result.how == "by_elimination":
        yield "By elimination"
    if not result.counted:
        yield "Not counted"


def _questions(standard: Standard, result: StandardResult, level: float | None) -> Iterator[QuestionLine]:
    texts = {question.ref: question for question in standard.key_questions}
    known = [question for question in result.key_questions if question.percent is not None or question.rating is not None]
    for found in known:
        yield _question(standard, texts[found.ref], found, result, level)


def _question(
    standard: Standard, question: KeyQuestion, found: KeyQuestionResult, result: StandardResult, level: float | None
) -> QuestionLine:
    place = shown_ref(question.ref) or str(standard.key_questions.index(question) + 1)
    label = question.short or question.text or f"Key question {place}"
    decides = found.ref in result.deciding and isinstance(standard.rule, LowestOf) and len(result.key_questions) > 1
    lowest = "lowest" if decides else None
    if found.percent is None:
        scale = standard.key_question_scale or standard.scale
        return QuestionLine(label, "", lowest=lowest, rating=rating_at(scale, found.rating or ""))
    bands = standard.key_question_rule
    interval = found.interval
    spread = (interval.lower * 100, interval.upper * 100) if interval else None
    if spread is None and level is not None and found.yes is not None and found.cases:
        lower, upper = score_interval(found.yes, found.cases, level)
        spread = (lower * 100, upper * 100)
    figure = f"{plain_number(found.percent)}%"
    return QuestionLine(
        label=label,
        figure=f"{figure} of {found.cases:,}" if found.cases else figure,
        percent=float(found.percent),
        edges=tuple(float(edge) for _, edge in bands.at_least) if isinstance(bands, PercentBands) else (),
        lowest=lowest,
        interval=spread,
        spread=f"{spread[0]:.0f} to {spread[1]:.0f}%" if spread else None,
    )
