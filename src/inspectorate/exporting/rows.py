"""From rated inspections to the rows of the ratings table. Everything is read from the one result; nothing is worked out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from inspectorate.exporting.identity import organisation_key
from inspectorate.exporting.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import KeyQuestion, KeyQuestionResult, NotRated, Scale, Standard, StandardResult

Comparability = Callable[[str, str], str | None]
"""From an inspection's id and a ref to the flag or id that the comparability register has for it, None where it has none."""

OVERALL_REF, SAMPLE_REF = "overall", "cases"
SEPARATOR = "|"
_BLANK_OF_CODE = {
    "not_applicable": "not_applicable",
    "not_inspected": "not_inspected",
    "suspended": "withheld",
    "not_graded_by_design": "none_by_design",
    "no_headline": "none_by_design",
    "not_recorded": "unknown",
}
_BLANK_OF_STATE = {"open": "unknown", "none_by_design": "none_by_design", "nothing_rated": "not_rated:nothing_rated"}


def table_rows(rated: Iterable[RatedInspection], comparability: Comparability | None = None) -> Iterator[Row]:
    """
    Go through the rows of the ratings table, one inspection after the other, holding one at a time.

    Args:
        rated: The inspections, in the order the table is to have.
        comparability: Gives the flag of an inspection's id and a ref. Without it the column stays empty.

    Shape: for each inspection the overall rating, the sample size where known, each standard with its key questions, the context figures.
    """
    for each in rated:
        yield from inspection_rows(each, comparability)


def inspection_rows(rated: RatedInspection, comparability: Comparability | None = None) -> Iterator[Row]:
    """Go through the rows of one inspection; see `table_rows`."""
    about = _about(rated)
    for row in (*_overall_rows(rated, about), *_standard_rows(rated, about), *_context_rows(rated, about)):
        filled = row._replace(comparability=comparability(row.inspection_id, row.ref)) if comparability is not None else row
        yield Row(*(None if value == "" else value for value in filled))  # type: ignore[arg-type]  # an empty text and None are one blank


def context_refs(context: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give context figures with a ref each: their id, or their place in the file; a second of the same id gets its number."""
    seen: Counter[str] = Counter()
    for at, entry in enumerate(context, start=1):
        ref = entry["id"] or f"context.{at}"
        seen[ref] += 1
        yield (f"{ref}#{seen[ref]}" if seen[ref] > 1 else ref), entry


def _about(rated: RatedInspection) -> Row:
    inspection, result = rated
    heading = inspection.heading
    return Row(
        inspection_id=heading.id,
        organisation_id=organisation_key(heading.organisation),
        organisation_name=heading.organisation.name,
        area=heading.area,
        kind=heading.kind,
        provenance=result.provenance,
        framework=result.edition_id,
        edition_hash=result.edition_hash,
        rater=inspection.rated_by,
        fieldwork_from=heading.fieldwork_from,
        fieldwork_to=heading.fieldwork_to,
        published_on=heading.published_on,
        previous_inspection=heading.previous,
    )


def _overall_rows(rated: RatedInspection, about: Row) -> Iterator[Row]:
    inspection, result = rated
    overall, published = result.overall, result.published
    row = about._replace(
        level="inspection",
        ref=OVERALL_REF,
        title="Overall rating",
        measure="overall_rating",
        score=overall.score,
        max=overall.max,
        state=overall.state,
        blank=_BLANK_OF_STATE.get(overall.state),
        possible=SEPARATOR.join(overall.possible),
        sensitive=bool(overall.sensitive_to),
    )
    if overall.state != "none_by_design":
        row = _with_rating(row, overall.rating, inspection.edition.scale)
    if published is not None:
        row = row._replace(
            published_rating=published.overall,
            published_score=published.score,
            published_max=published.max,
            agrees=published.agrees,
            basis=published.basis,
        )
    shown = overall.rating is not None or (published is not None and published.overall is not None)
    own = inspection.written["published"]["source"] if inspection.written["published"] else None
    yield row._replace(source=_source(rated, own) if shown else None)
    cases = inspection.heading.cases_inspected
    if cases is not None:
        sample = about._replace(level="inspection", ref=SAMPLE_REF, title="Cases inspected", measure="sample_size", state="shown")
        yield sample._replace(denominator=cases, source=_source(rated, None))


def _standard_rows(rated: RatedInspection, about: Row) -> Iterator[Row]:
    edition, evidence = rated.inspection.edition, rated.inspection.evidence
    written = {_ref_of(rated, ref): entry for ref, entry in rated.inspection.written["results"].items()}
    for standard, result in zip(edition.standards, rated.result.standards, strict=True):
        known = evidence.standards.get(standard.ref)
        source = _source(rated, known.source if known is not None else None)
        row = about._replace(
            level="standard",
            ref=result.ref,
            title=result.title,
            measure="standard_rating",
            score=result.score,
            how=result.how,
            carried_from=result.carried_from,
            state=result.state,
            blank=None if result.rating is not None else _blank(result.state, result.not_rated),
            possible=SEPARATOR.join(result.possible),
            counted=result.counted,
            discretion_used=result.discretion.used is not None,
            sensitive=bool(result.sensitive_to),
            source=source if result.rating is not None else None,
        )
        yield row if _rates_nothing(result) else _with_rating(row, result.rating, standard.scale)
        questions = {question.ref: question for question in standard.key_questions}
        for figure in result.key_questions:
            if standard.by == "cases" or figure.possible:
                own = written.get(standard.ref, {"key_questions": {}})["key_questions"].get(figure.ref)
                cited = own["source"] if own is not None and own["source"] else source
                given = known is not None and figure.ref in known.figures
                question_row = _question_row(figure, questions[figure.ref], standard, result, about)
                left_out = not given and not figure.takes_part
                yield question_row._replace(source=cited if given else None, blank="not_inspected" if left_out else question_row.blank)


def _question_row(figure: KeyQuestionResult, question: KeyQuestion, standard: Standard, result: StandardResult, about: Row) -> Row:
    nothing = figure.percent is None and figure.rating is None
    state, blank = _question_state(figure, result, nothing=nothing)
    row = about._replace(
        level="key_question",
        ref=figure.ref,
        title=question.short or question.text,
        measure="key_question_figure",
        numerator=figure.yes,
        denominator=figure.cases,
        unanswered=None if nothing else figure.unanswered,
        percent=figure.percent,
        how=None if nothing else result.how,
        state=state,
        blank=blank,
        possible=SEPARATOR.join(figure.possible),
        counted=figure.takes_part,
    )
    return row if _rates_nothing(result) else _with_rating(row, figure.rating, standard.key_question_scale or standard.scale)


def _question_state(figure: KeyQuestionResult, result: StandardResult, *, nothing: bool) -> tuple[str, str | None]:
    """Give a key question's state and blank: those of its standard where that was not rated, else its own."""
    if figure.rating is not None:
        return "rated", None
    if _rates_nothing(result):
        return "not_rated", "unknown" if nothing else "none_by_design"
    if result.state in ("not_rated", "not_applicable") and result.not_rated is not None:
        return result.state, _blank(result.state, result.not_rated)
    if not figure.takes_part:
        return "not_rated", "not_rated:too_few_cases" if figure.cases else "not_rated:no_cases"
    return "unknown", "unknown"


def _context_rows(rated: RatedInspection, about: Row) -> Iterator[Row]:
    texts = {question.id: question.text for question in rated.inspection.edition.context_questions}
    for ref, entry in context_refs(rated.inspection.written["context"]):
        title = entry["label"] or texts.get(entry["id"])
        row = about._replace(level="context", title=title, measure="context_figure", state="shown", source=_source(rated, entry["source"]))
        first: int | None = None
        for step, number in entry["steps"].items():
            words = step.replace("_", " ")
            yield row._replace(ref=f"{ref}_{step}", title=f"{title}: {words}" if title else words, numerator=number, denominator=first)
            first = number if first is None else first
        known = entry["yes"] is not None or entry["percent"] is not None
        if known or not entry["steps"]:
            blank = None if known else "unknown"
            yield row._replace(ref=ref, numerator=entry["yes"], denominator=entry["cases"], percent=entry["percent"], blank=blank)


def _with_rating(row: Row, rating: str | None, scale: Scale) -> Row:
    row = row._replace(scale_points=len(scale.points))
    if rating is None:
        return row
    place = scale.position(rating)
    return row._replace(rating=rating, rating_label=scale.points[place].label, rating_position=place + 1)


def _blank(state: str, not_rated: NotRated | None) -> str:
    if not_rated is not None:
        own = _BLANK_OF_CODE.get(not_rated.code)
        return own or ("not_applicable" if state == "not_applicable" else f"not_rated:{not_rated.code}")
    return "not_applicable" if state == "not_applicable" else "unknown"


def _rates_nothing(result: StandardResult) -> bool:
    return result.method == "none"


def _ref_of(rated: RatedInspection, name: str) -> str:
    standard = rated.inspection.edition.standard(name)
    return standard.ref if standard is not None else name


def _source(rated: RatedInspection, own: str | None) -> str:
    return own or f" {SEPARATOR} ".join(rated.inspection.heading.sources)
