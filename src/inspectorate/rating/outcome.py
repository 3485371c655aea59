"""
What an inspection's evidence amounts to, untraced: every standard and the overall rating, with everything still possible.

`outcomes` is run once as declared, and once for each alternative of a setting that nobody could check. The trace is built from the
first run and computes nothing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.model import (
    CountThresholds,
    Figures,
    Judged,
    LowestOf,
    NoRating,
    NotRated,
    PercentBands,
    StandardEvidence,
    SumBands,
    WorstOf,
)
from inspectorate.rating.bands import banded_percent, edges, position, possible_positions
from inspectorate.rating.combine import Combination, Item, Verdict, possible, verdicts
from inspectorate.rating.discretion import DiscretionCheck, check_discretion
from inspectorate.rating.fast import lowest_position

if TYPE_CHECKING:
    from inspectorate.model import DiscretionDecision, Edition, Evidence, KeyQuestion, Limit, Scale, Standard
    from inspectorate.model.result import StandardState
    from inspectorate.rating.combine import Settings

UNKNOWN_CODES = frozenset({"not_recorded"})
NOT_APPLICABLE_CODES = frozenset({"not_applicable", "pre_dates_item"})
_ABSENT = StandardEvidence()


class QuestionOutcome(NamedTuple):
    """One key question: its figures, whether it takes part, the positions it may have, and its exact share."""

    question: KeyQuestion
    figures: Figures | None
    takes_part: bool
    places: tuple[int, ...]
    share: Fraction | None


class StandardOutcome(NamedTuple):
    """One standard: positions computed from below, stated by people, moved by discretion, and the final set."""

    standard: Standard
    evidence: StandardEvidence
    state: StandardState
    not_rated: NotRated | None
    questions: tuple[QuestionOutcome, ...]
    combination: Combination | None
    computed: tuple[int, ...]
    stated: int | None
    discretion: DiscretionCheck
    final: tuple[int, ...]
    limits: tuple[tuple[Limit, int, int], ...]
    disagrees: bool


class OverallOutcome(NamedTuple):
    """The whole: what was combined, what is possible, and the score where every counted standard has one."""

    combination: Combination
    computed: tuple[int, ...]
    final: tuple[int, ...]
    score: int | None
    max: int | None
    rated: int
    open_standards: int
    limits: tuple[tuple[Limit, int, int], ...]


class Outcomes(NamedTuple):
    """All standards in the order of the edition, and the whole."""

    standards: tuple[StandardOutcome, ...]
    overall: OverallOutcome


def outcomes(edition: Edition, evidence: Evidence, settings: Settings) -> Outcomes:
    """Work out every standard and the overall rating under *settings*. Source: other-methods section 11, evaluation order."""
    decisions = {decision.standard: decision for decision in evidence.discretion}
    standards = tuple(
        standard_outcome(edition, standard, evidence, decisions.get(standard.ref), settings) for standard in edition.standards
    )
    return Outcomes(standards, overall_outcome(edition, evidence, standards, settings))


def standard_outcome(
    edition: Edition, standard: Standard, evidence: Evidence, decision: DiscretionDecision | None, settings: Settings
) -> StandardOutcome:
    """Work out one standard. Source: HMIP method 2.2 to 2.6, 2.8; other-methods section 12."""
    known = evidence.standards.get(standard.ref, _ABSENT)
    questions = tuple(
        question_outcome(standard, question, known.figures.get(question.ref), settings) for question in standard.key_questions
    )
    state, not_rated = _state(standard, known, questions)
    combination = _standard_combination(edition, standard, evidence, known, questions)
    computed: tuple[int, ...] = ()
    limits: tuple[tuple[Limit, int, int], ...] = ()
    if combination is not None and state in ("rated", "unknown"):
        computed = _computed(standard, combination, questions, settings)
        limits = _limits_of(combination, settings)
    stated = standard.scale.position(known.stated) if known.stated is not None else None
    low = lowest_question(questions)
    check = check_discretion(edition, standard, low, computed, decision, settings)
    final, disagrees = _settle(standard, combination, computed, stated, check, evidence.provenance)
    if state in ("not_rated", "not_applicable"):
        final, disagrees = (), False
    elif len(final) == 1:
        state = "rated"
    else:
        state = "unknown"
    return StandardOutcome(standard, known, state, not_rated, questions, combination, computed, stated, check, final, limits, disagrees)


def question_outcome(standard: Standard, question: KeyQuestion, figures: Figures | None, settings: Settings) -> QuestionOutcome:
    """
    Band one key question; unknown figures leave every position, a base of none takes no part, nor does an optional one without figures.

    Source: HMIP method 2.3, 2.4; other-methods section 8.
    """
    scale = standard.key_question_scale or standard.scale
    everything = tuple(range(len(scale.points)))
    if figures is None and question.optional:
        return QuestionOutcome(question, Figures(cases=0), False, (), None)
    if figures is None:
        return QuestionOutcome(question, None, True, everything, None)
    if figures.rating is not None:
        return QuestionOutcome(question, figures, True, (scale.position(figures.rating),), None)
    bands = standard.key_question_rule
    share = None
    if figures.yes is not None and figures.cases:
        share = Fraction(figures.yes, figures.cases)
    elif figures.percent is not None:
        share = Fraction(figures.percent) / 100
    few = bands.minimum_cases if isinstance(bands, PercentBands) else None
    minimum = settings[few.id] if few is not None else None
    if (figures.cases == 0 and not figures.unanswered) or (
        minimum is not None and figures.cases is not None and figures.cases < int(minimum)
    ):
        return QuestionOutcome(question, figures, False, (), share)
    if not isinstance(bands, PercentBands):
        return QuestionOutcome(question, figures, True, everything, share)
    rounding, band_edges = str(settings[bands.rounding.id]), edges(bands.at_least)
    if figures.percent is not None:
        return QuestionOutcome(question, figures, True, (position(banded_percent(figures.percent, rounding), band_edges),), share)
    if figures.yes is None or figures.cases is None:
        return QuestionOutcome(question, figures, True, everything, share)
    places = possible_positions(figures.yes, figures.cases, figures.unanswered, rounding, band_edges)
    return QuestionOutcome(question, figures, True, places, share)


def lowest_question(questions: tuple[QuestionOutcome, ...]) -> QuestionOutcome | None:
    """Give the key question with the lowest share of those that take part; None when no share is known. Source: HMIP method 2.4."""
    with_share = [question for question in questions if question.takes_part and question.share is not None]
    return min(with_share, key=lambda question: question.share or 0) if with_share else None


def overall_outcome(edition: Edition, evidence: Evidence, standards: tuple[StandardOutcome, ...], settings: Settings) -> OverallOutcome:
    """Combine the standards: those not rated leave the sum and the denominator. Source: HMIP method 2.7, 2.8."""
    items = tuple(
        Item(
            outcome.standard.ref,
            outcome.standard.scale,
            outcome.final or tuple(range(len(outcome.standard.scale.points))),
            outcome.standard.counted,
        )
        for outcome in standards
        if outcome.state in ("rated", "unknown")
    )
    limits_overall = tuple(limit for limit in edition.limits if limit.applies_to == "overall")
    departure = next((each for each in evidence.departures if each.rule == "overall" and each.reason), None)
    combination = Combination(
        edition.overall,
        edition.scale,
        items,
        limits_overall,
        evidence.facts,
        edition.scale.position(evidence.overall.rating) if evidence.overall is not None else None,
        edition.scale.position(departure.to) if departure is not None else None,
        _eased(limits_overall, evidence, edition.scale),
    )
    counted = [item for item in items if item.counted]
    known = [item for item in counted if len(item.options) == 1]
    summed = isinstance(edition.overall, NoRating | Judged | CountThresholds | WorstOf | LowestOf)
    best = None if summed or not counted else sum(max(point.score for point in item.scale.points) for item in counted)
    score = None
    if best is not None and len(known) == len(counted):
        score = sum(item.scale.points[item.options[0]].score for item in counted)
    if isinstance(edition.overall, SumBands) and edition.overall.total_at_most:
        best = None  # a low total is good: "20 of 80" would mislead
    empty = isinstance(edition.overall, NoRating) or not counted
    final = () if empty else possible(combination, settings)
    computed = final
    if not empty and combination.departure is not None:
        computed = possible(combination._replace(departure=None), settings)
    limits = () if empty else _limits_of(combination, settings)
    return OverallOutcome(combination, computed, final, score, best, len(known), len(counted) - len(known), limits)


def _state(standard: Standard, known: StandardEvidence, questions: tuple[QuestionOutcome, ...]) -> tuple[StandardState, NotRated | None]:
    if known.not_rated is not None:
        if known.not_rated.code in UNKNOWN_CODES:
            return "unknown", known.not_rated
        if known.not_rated.code in NOT_APPLICABLE_CODES:
            return "not_applicable", known.not_rated
        return "not_rated", known.not_rated
    if isinstance(standard.rule, NoRating):
        return "not_rated", NotRated("not_graded_by_design", None)
    if known.figures and questions and not any(question.takes_part for question in questions):
        return "not_rated", NotRated("no_cases", "no case to which a key question applies")
    if known is _ABSENT and standard.optional:
        return "not_applicable", NotRated("not_applicable", None)
    return "unknown", None


def _standard_combination(
    edition: Edition, standard: Standard, evidence: Evidence, known: StandardEvidence, questions: tuple[QuestionOutcome, ...]
) -> Combination | None:
    """Give what the standard is combined from, or None where nothing is known below it and no limit touches it."""
    limits = tuple(limit for limit in edition.limits if limit.applies_to in (standard.ref, "each_standard"))
    stated = standard.scale.position(known.stated) if known.stated is not None else None
    if isinstance(standard.rule, NoRating):
        return None
    if isinstance(standard.rule, Judged):
        if not limits:
            return None
        eased = _eased(limits, evidence, standard.scale)
        return Combination(standard.rule, standard.scale, (), limits, evidence.facts, stated, None, eased)
    if not known.figures:
        return None
    scale = standard.key_question_scale or standard.scale
    items = tuple(Item(question.question.ref, scale, question.places) for question in questions if question.takes_part)
    return Combination(standard.rule, standard.scale, items, limits, evidence.facts, None, None, _eased(limits, evidence, standard.scale))


def _computed(standard: Standard, combination: Combination, questions: tuple[QuestionOutcome, ...], settings: Settings) -> tuple[int, ...]:
    figures = [question.figures for question in questions if question.takes_part]
    if isinstance(standard.rule, LowestOf) and not combination.limits:
        counts = {
            question.question.ref: (question.figures.yes, question.figures.cases)
            for question in questions
            if question.takes_part and question.figures is not None and question.figures.yes is not None and question.figures.cases
        }
        plain = all(each is not None and each.percent is None and not each.unanswered and each.rating is None for each in figures)
        if plain and len(counts) == len(figures):
            place = lowest_position(standard, {ref: (yes or 0, cases or 0) for ref, (yes, cases) in counts.items()}, settings)
            return (place,) if place is not None else ()
        return _possible_lowest(combination)
    return possible(combination, settings)


def _possible_lowest(combination: Combination) -> tuple[int, ...]:
    """Give every position the lowest can have: one that some item may have while all others may stand at or above it."""
    options = [item.options for item in combination.items]
    ceiling = min((max(each) for each in options), default=-1)
    return tuple(sorted({place for each in options for place in each if place <= ceiling}))


def _limits_of(combination: Combination, settings: Settings) -> tuple[tuple[Limit, int, int], ...]:
    """Give the limits that apply in every state of affairs still possible."""
    if not combination.limits:
        return ()
    seen: list[Verdict] = list(verdicts(combination, settings))
    if len({state.limits for state in seen}) == 1:
        return seen[0].limits
    return ()


def _eased(limits: tuple[Limit, ...], evidence: Evidence, scale: Scale) -> dict[str, int]:
    """Give the limits that hold normally and from which a departure is recorded with its reason, each with the rating it goes to."""
    normal = {limit.id for limit in limits if limit.normally}
    return {each.rule: scale.position(each.to) for each in evidence.departures if each.reason and each.rule in normal}


def _settle(
    standard: Standard,
    combination: Combination | None,
    computed: tuple[int, ...],
    stated: int | None,
    check: DiscretionCheck,
    provenance: str,
) -> tuple[tuple[int, ...], bool]:
    """Settle what counts: discretion, then what was stated where nothing contradicts it, then what was computed."""
    if check.moved_to is not None and not check.problems:
        return (check.moved_to,), stated is not None and stated != check.moved_to
    if combination is not None and isinstance(combination.rule, Judged):
        if provenance == "published" and stated is not None:
            return (stated,), stated not in computed  # what was published is the judgement after its limits
        return computed, False  # the judgement, limited
    if stated is not None:
        if computed and stated not in computed:
            return ((stated,) if provenance == "published" else computed), True
        return (stated,), False
    if computed:
        return computed, False
    return tuple(range(len(standard.scale.points))), False
