"""
What an inspection's evidence amounts to, untraced: every standard and the overall rating, with everything still possible.

`outcomes` is run once as declared, and once for each alternative of a setting that nobody could check. The trace is built from the
first run and computes nothing.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from math import inf
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
from inspectorate.rating.bands import Number, banded_percent, count_position, edges, position, possible_positions
from inspectorate.rating.combine import Branch, Combination, Item, possible, verdicts
from inspectorate.rating.conditions import facts_read
from inspectorate.rating.discretion import DiscretionCheck, check_discretion
from inspectorate.rating.fast import fewest_cases, lowest_position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.model import DiscretionDecision, Edition, Evidence, KeyQuestion, Limit, Scale, Standard
    from inspectorate.model.result import StandardState
    from inspectorate.rating.combine import Settings

UNKNOWN_CODES = frozenset({"not_recorded"})
NOT_APPLICABLE_CODES = frozenset({"not_applicable", "pre_dates_item"})
_ABSENT = StandardEvidence()
OTHER = ""
"""The value of a fact that nobody gave, where it is none of those a condition asks for."""


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
    return _whole(edition, evidence, settings, _standards(edition, evidence, settings))


def outcomes_with(edition: Edition, evidence: Evidence, settings: Settings, setting_id: str, found: Outcomes) -> Outcomes:
    """
    Work out again what one setting may change, when *settings* differ from those of *found* in that setting alone.

    Source: design 3, alternatives are tried one at a time, all else as declared.
    """
    decided = {decision.standard for decision in evidence.discretion}
    standards = list(found.standards)
    for at, outcome in enumerate(found.standards):
        if _reads(outcome.standard, setting_id, decided):
            standards[at] = _standard(edition, outcome.standard, evidence, settings)
    same = all(after is before or after.final == before.final for after, before in zip(standards, found.standards, strict=True))
    if same and setting_id.rpartition(".")[0] != edition.overall.id and not found.overall.combination.branches:
        return Outcomes(tuple(standards), found.overall)
    return _whole(edition, evidence, settings, tuple(standards))


def _reads(standard: Standard, setting_id: str, decided: set[str]) -> bool:
    """Tell whether a standard's rating may depend on a setting: one of its rules, or of discretion where it was used."""
    of = setting_id.rpartition(".")[0]
    if of == "discretion":
        return standard.ref in decided
    return of in (standard.rule.id, standard.key_question_rule.id if standard.key_question_rule is not None else None)


def _whole(edition: Edition, evidence: Evidence, settings: Settings, standards: tuple[StandardOutcome, ...]) -> Outcomes:
    branches = tuple(Branch(branch.facts, _items(_standards(edition, branch, settings))) for branch in _told_apart(edition, evidence))
    return Outcomes(standards, overall_outcome(edition, evidence, standards, branches, settings))


def _standards(edition: Edition, evidence: Evidence, settings: Settings) -> tuple[StandardOutcome, ...]:
    return tuple(_standard(edition, standard, evidence, settings) for standard in edition.standards)


def _standard(edition: Edition, standard: Standard, evidence: Evidence, settings: Settings) -> StandardOutcome:
    decision = next((each for each in evidence.discretion if each.standard == standard.ref), None)
    return standard_outcome(edition, standard, evidence, decision, settings)


def _told_apart(edition: Edition, evidence: Evidence) -> Iterator[Evidence]:
    """
    Go through the values of the facts that nobody gave and that more than one rating reads: they are the same fact for all of them.

    A fact that only one standard reads is already in what is possible for that standard.

    Source: design 4.2, `possible` is exact.
    """
    readers: Counter[str] = Counter()
    values: dict[str, set[str]] = {}
    of_standards: set[str] = set()
    for target in (*(standard.ref for standard in edition.standards), "overall"):
        whens = [
            limit.when
            for limit in edition.limits
            if limit.applies_to == target or (target != "overall" and limit.applies_to == "each_standard")
        ]
        if target == "overall":
            whens += [status.when for status in edition.statuses if status.when is not None]
        for fact, asked in facts_read(whens).items():
            readers[fact] += 1
            values.setdefault(fact, set()).update(asked)
            if target != "overall":
                of_standards.add(fact)
    shared = [fact for fact in sorted(of_standards) if readers[fact] > 1 and fact not in evidence.facts]
    if not shared:
        return
    for chosen in product(*((*sorted(values[fact]), None) for fact in shared)):
        known = {fact: value for fact, value in zip(shared, chosen, strict=True) if value is not None}
        other = {fact: OTHER for fact, value in zip(shared, chosen, strict=True) if value is None}
        yield evidence._replace(facts={**evidence.facts, **known, **other})


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
        return QuestionOutcome(question, None, False, (), None)
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
    fewest = fewest_cases(bands, settings)
    if figures.cases is not None and figures.cases + figures.unanswered < fewest:
        return QuestionOutcome(question, figures, False, (), share)
    places = everything
    if isinstance(bands, PercentBands):
        places = _banded(figures, str(settings[bands.rounding.id]), edges(bands.at_least), fewest)
    return QuestionOutcome(question, figures, True, places, share)


def _banded(figures: Figures, rounding: str, band_edges: tuple[Number, ...], fewest: int) -> tuple[int, ...]:
    """
    Give every band that figures may stand for, with their blanks filled in any way.

    A published per cent bands as it is printed. A key question that may yet have too few cases to take part holds nothing down, as one
    in the highest band does not.

    Source: design 4.1, *what results means*.
    """
    everything = tuple(range(len(band_edges) + 1))
    yes = 0 if figures.cases == 0 else figures.yes
    found: set[int] = set()
    if figures.percent is not None:
        found.add(position(banded_percent(figures.percent, rounding), band_edges))
        if not figures.unanswered:
            return tuple(found)
    if yes is None or figures.cases is None:
        return everything
    if not figures.unanswered:
        return (count_position(yes, figures.cases, rounding, band_edges),)
    found.update(possible_positions(yes, figures.cases, figures.unanswered, rounding, band_edges, fewest))
    if figures.cases < fewest:
        found.add(everything[-1])
    return tuple(sorted(found))


def level_of(question: QuestionOutcome) -> Fraction | None:
    """Give what a key question is ranked by: its per cent as published, else its exact share. Source: design 4.1, *what results means*."""
    if question.figures is not None and question.figures.percent is not None:
        return Fraction(question.figures.percent) / 100
    return question.share


def lowest_question(questions: tuple[QuestionOutcome, ...]) -> QuestionOutcome | None:
    """
    Give the lowest key question of those that take part, of equals the one with the fewest cases.

    None when any of them is not known in full: another might be the lowest.

    Source: HMIP method 2.4, 2.5.
    """
    ranked = []
    for at, question in enumerate(questions):
        if not question.takes_part:
            continue
        level = level_of(question)
        if level is None or question.figures is None or question.figures.unanswered:
            return None
        ranked.append((level, question.figures.cases or inf, at, question))
    return min(ranked)[-1] if ranked else None


def _items(standards: tuple[StandardOutcome, ...]) -> tuple[Item, ...]:
    """Give the standards that take part in the whole, each with what it may be rated. Source: HMIP method 2.8."""
    return tuple(
        Item(
            outcome.standard.ref,
            outcome.standard.scale,
            outcome.final or tuple(range(len(outcome.standard.scale.points))),
            outcome.standard.counted,
        )
        for outcome in standards
        if outcome.state in ("rated", "unknown")
    )


def overall_outcome(
    edition: Edition, evidence: Evidence, standards: tuple[StandardOutcome, ...], branches: tuple[Branch, ...], settings: Settings
) -> OverallOutcome:
    """Combine the standards: those not rated leave the sum and the denominator. Source: HMIP method 2.7, 2.8."""
    items = _items(standards)
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
        branches,
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
    if not known.figures and not limits:
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
    seen = iter(verdicts(combination, settings))
    common = next(seen).limits
    for state in seen:
        if not common:
            break
        if state.limits != common:
            common = tuple(each for each in common if each in state.limits)
    return common


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
