"""What the sample says of each key question: the percentage with its interval, weighted too where the design asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis.case_table import UNKNOWN_CASELOAD, is_proportional, pooled, strata_of
from inspectorate.statistics import StratumCounts, choose_method, proportion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from inspectorate.analysis.case_table import CaseTable
    from inspectorate.inspection import RatedInspection
    from inspectorate.model import KeyQuestion, KeyQuestionResult, Standard
    from inspectorate.statistics import ProportionEstimate


class QuestionEstimate(NamedTuple):
    """
    One key question: counts, the interval of the edition's percentage, and a weighted estimate where the design is not proportional.

    `interval` is None where the counts are not known. `sample` is the one its cases are from, where there are cases; `caseload` is None
    where nobody gave it: then nothing is corrected for its size.
    """

    ref: str
    title: str
    standard: str
    yes: int | None
    cases: int | None
    percent: Decimal | None
    unanswered: int
    interval: ProportionEstimate | None
    weighted: ProportionEstimate | None = None
    sample: str | None = None
    caseload: int | None = None


def estimate_questions(rated: RatedInspection, table: CaseTable | None = None, *, level: float = 0.80) -> tuple[QuestionEstimate, ...]:
    """
    Give every key question that is rated by cases with its interval.

    Args:
        rated: The inspection; its counts are those of the result, and nothing is counted again.
        table: Its cases, where there are case files.
        level: Of the intervals, between 0 and 1.

    Shape: one row per key question with a figure, in the order of the edition.
    """
    return tuple(_estimates(rated, table, level))


def _estimates(rated: RatedInspection, table: CaseTable | None, level: float) -> Iterator[QuestionEstimate]:
    for standard, question, result in case_questions(rated):
        estimate = QuestionEstimate(
            question.ref, title_of(question), standard.ref, result.yes, result.cases, result.percent, result.unanswered, None
        )
        if result.yes is None or not result.cases:
            yield estimate
        elif table is None or question.ref not in table.sample_of:
            counts = StratumCounts(UNKNOWN_CASELOAD, result.cases, result.cases, result.yes)
            yield estimate._replace(interval=interval_of([counts], level))
        else:
            yield _from_strata(estimate, list(strata_of(table, question.ref).values()), table, level)


def _from_strata(estimate: QuestionEstimate, strata: list[StratumCounts], table: CaseTable, level: float) -> QuestionEstimate:
    sample = table.sample_of[estimate.ref]
    estimate = estimate._replace(sample=sample, caseload=table.caseload(sample))
    if is_proportional(strata):
        return estimate._replace(interval=interval_of(strata, level))
    plain, weighted = interval_of([pooled(strata)], level), interval_of(strata, level)
    return estimate._replace(interval=plain, weighted=weighted)


def interval_of(strata: Sequence[StratumCounts], level: float) -> ProportionEstimate:
    """Estimate with the interval that suits the design: strict for one stratum with under 30 cases, else score."""
    return proportion(strata, level, choose_method(strata))


def case_questions(rated: RatedInspection) -> Iterator[tuple[Standard, KeyQuestion, KeyQuestionResult]]:
    """Go through the key questions that have a figure from cases."""
    for standard in rated.inspection.edition.standards:
        result = rated.result.standard(standard.ref)
        if standard.by != "cases" or result is None:
            continue
        figures = {each.ref: each for each in result.key_questions}
        for question in standard.key_questions:
            figure = figures.get(question.ref)
            if figure is not None and (figure.yes is not None or figure.percent is not None):
                yield standard, question, figure


def title_of(question: KeyQuestion) -> str:
    """Give the short name of a key question."""
    return question.short or question.text or "(wording not public)"
