"""
How sure the ratings are, given that cases were sampled: three questions, kept apart.

1. In which band is the true percentage, of all cases and not only of those that were read?
2. Would the rating be the same if the sample were drawn again?
3. How few answers would have moved it?
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import starmap
from typing import TYPE_CHECKING, Literal, NamedTuple

from inspectorate.analysis.case_table import UNKNOWN_CASELOAD, strata_of
from inspectorate.analysis.estimate import title_of
from inspectorate.analysis.rate_again import rate_again
from inspectorate.analysis.resample import resample_cases, resample_counts
from inspectorate.analysis.true_bands import independent, lowest, overall_shares, together
from inspectorate.model import LowestOf, PercentBands
from inspectorate.rating.fast import declared_settings, rate_counts
from inspectorate.statistics import StratumCounts, band_probabilities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from inspectorate.analysis.case_table import CaseTable
    from inspectorate.analysis.rate_again import Tally
    from inspectorate.analysis.resample import Drawn
    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Change, KeyQuestionResult, Scale, Standard
    from inspectorate.rating.combine import Settings
    from inspectorate.rating.fast import Ratings

RESAMPLES = 2000
FEW_CASES = 30
NEAR_EDGE = 5
"""So many percentage points above the edge below it, a key question is near it."""

How = Literal["cases", "counts"]
Counts = dict[str, dict[str, tuple[int, int]]]


class Share(NamedTuple):
    """How likely a rating is, from 0 to 1."""

    rating: str
    label: str
    share: float


class QuestionCertainty(NamedTuple):
    """Question 1 for one key question: the probability of each band, lowest first. `few` is under 30 cases."""

    ref: str
    title: str
    yes: int
    cases: int
    rating: str | None
    bands: tuple[Share, ...]
    few: bool


class Again(NamedTuple):
    """
    Question 2: the ratings of the re-samples.

    `same`, `lower` and `higher` are shares of re-samples, against the rating computed from the sample as it is.
    """

    same: float
    lower: float
    higher: float
    ratings: tuple[Share, ...]


class StandardCertainty(NamedTuple):
    """
    The three questions for one standard.

    `apart` and `together` answer question 1 for the standard at two ends: key questions that vary independently, and that rise and fall
    together. `lowest_of` counts the key questions whose lowest decides; `near_edge` names those close above the edge below the rating.
    `reason` says why nothing can be said.
    """

    ref: str
    title: str
    rating: str | None
    label: str | None
    how: How | None
    questions: tuple[QuestionCertainty, ...]
    apart: tuple[Share, ...]
    together: tuple[Share, ...]
    again: Again | None
    up: Change | None
    down: Change | None
    lowest_of: int
    near_edge: tuple[str, ...]
    reason: str | None = None


class OverallCertainty(NamedTuple):
    """The three questions for the overall rating; `fixed` names the standards that rest on no sample and are kept as they are."""

    rating: str | None
    label: str | None
    apart: tuple[Share, ...]
    together: tuple[Share, ...]
    again: Again | None
    up: Change | None
    down: Change | None
    fixed: tuple[str, ...]
    reason: str | None = None


class Certainty(NamedTuple):
    """How sure the ratings of one inspection are. `how` says what was drawn again: whole cases, or each count by itself."""

    standards: tuple[StandardCertainty, ...]
    overall: OverallCertainty
    how: How
    resamples: int
    seed: str
    discretion: tuple[str, ...]


def certainty(rated: RatedInspection, table: CaseTable | None = None, *, resamples: int = RESAMPLES, seed: str | None = None) -> Certainty:
    """
    Answer the three questions for every standard that is rated by cases, and for the overall rating.

    Args:
        rated: The inspection.
        table: Its cases, where there are case files; else question 2 is answered from counts, each by itself.
        resamples: How often the sample is drawn again.
        seed: Any text; derived from the edition and the counts when None, so that the same inspection gives the same figures.

    Source: statistics reference section 5.
    """
    edition = rated.inspection.edition
    settings = declared_settings(edition)
    counts, fixed = known_counts(rated)
    seed = seed if seed is not None else inspection_hash(rated, table)
    drawn = list(_drawn(counts, table, resamples, seed))
    computed = rate_counts(edition, counts, fixed, settings=settings, facts=rated.inspection.evidence.facts)
    tally = rate_again(edition, counts, fixed, drawn, settings, rated.inspection.evidence.facts)
    standards = tuple(
        _standard(rated, standard, counts, table, settings, computed, tally) for standard in edition.standards if standard.by == "cases"
    )
    whole = _overall(rated, standards, fixed, computed, tally)
    by_cases = table is not None and bool(counts) and all(question in table.sample_of for of in counts.values() for question in of)
    moved = tuple(result.ref for result in rated.result.standards if result.discretion.used)
    return Certainty(standards, whole, "cases" if by_cases else "counts", resamples, seed, moved)


def known_counts(rated: RatedInspection) -> tuple[Counts, dict[str, str]]:
    """Give the counts of the standards rated by their lowest key question, and the ratings of the others that are settled."""
    counts: Counts = {}
    fixed: dict[str, str] = {}
    for standard in rated.inspection.edition.standards:
        result = rated.result.standard(standard.ref)
        if result is None or result.state != "rated":
            continue
        part = [each for each in result.key_questions if each.takes_part]
        whole = {each.ref: (each.yes, each.cases) for each in part if each.yes is not None and each.cases}
        if isinstance(standard.rule, LowestOf) and isinstance(standard.key_question_rule, PercentBands) and len(whole) == len(part) > 0:
            counts[standard.ref] = whole
        elif result.rating is not None:
            fixed[standard.ref] = result.rating
    return counts, fixed


def inspection_hash(rated: RatedInspection, table: CaseTable | None = None) -> str:
    """Give a hash of what the certainty rests on: the inspection's id, its edition, its counts and ratings, its caseload."""
    counts, fixed = known_counts(rated)
    population = sorted([*key, size] for key, size in table.population.items()) if table is not None else []
    content = [rated.inspection.heading.id, rated.inspection.edition.hash, counts, fixed, population]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


# ---------------------------------------------------------------------------------------------------------- sampling again


def _drawn(counts: Counts, table: CaseTable | None, times: int, seed: str) -> Iterator[Drawn]:
    every = {question: known for of in counts.values() for question, known in of.items()}
    in_cases = [question for question in every if table is not None and question in table.sample_of]
    alone = {question: known for question, known in every.items() if question not in in_cases}
    if table is not None and in_cases:
        yield from resample_cases(table, in_cases, times, seed)
    if alone:
        yield resample_counts(alone, times, seed)


def _again(tally: Counter[str], computed: str | None, scale: Scale) -> Again | None:
    total = tally.total()
    if computed is None or not total:
        return None
    here = scale.position(computed)
    shares = tuple(Share(point.id, point.label, tally[point.id] / total) for point in scale.points)
    lower = sum(share.share for share in shares[:here])
    higher = sum(share.share for share in shares[here + 1 :])
    return Again(shares[here].share, lower, higher, shares)


# -------------------------------------------------------------------------------------------------------------- standards


def _standard(
    rated: RatedInspection,
    standard: Standard,
    counts: Counts,
    table: CaseTable | None,
    settings: Settings,
    computed: Ratings,
    tally: Tally,
) -> StandardCertainty:
    result = rated.result.standard(standard.ref)
    rating = computed.standards.get(standard.ref)
    label = _label(standard.scale, rating)
    bands = standard.key_question_rule
    if result is None or standard.ref not in counts or not isinstance(bands, PercentBands):
        reason = "not rated" if result is None or result.rating is None else "its counts are not known"
        return StandardCertainty(standard.ref, standard.title, rating, label, None, (), (), (), None, None, None, 0, (), reason)
    rounding = str(settings[bands.rounding.id])
    figures = {each.ref: each for each in result.key_questions}
    questions = tuple(
        _question(figures[question.ref], title_of(question), standard.scale, bands, rounding, _strata(figures[question.ref], table))
        for question in standard.key_questions
        if question.ref in counts[standard.ref]
    )
    each = [_plain(question.bands) for question in questions]
    how: How = "cases" if table is not None and all(ref in table.sample_of for ref in counts[standard.ref]) else "counts"
    return StandardCertainty(
        standard.ref,
        standard.title,
        rating,
        label,
        how,
        questions,
        _shares(standard.scale, lowest(each, independent)),
        _shares(standard.scale, lowest(each, together)),
        _again(tally.standards[standard.ref], rating, standard.scale),
        result.up,
        result.down,
        len(questions),
        tuple(_near_edge(counts[standard.ref], rating, standard.scale, bands)),
    )


def _strata(figure: KeyQuestionResult, table: CaseTable | None) -> list[StratumCounts]:
    if table is not None and figure.ref in table.sample_of:
        return list(strata_of(table, figure.ref).values())
    cases = figure.cases or 0
    return [StratumCounts(UNKNOWN_CASELOAD, cases, cases, figure.yes or 0)]


def _question(
    figure: KeyQuestionResult, title: str, scale: Scale, bands: PercentBands, rounding: str, strata: list[StratumCounts]
) -> QuestionCertainty:
    found = band_probabilities(strata, [edge for _, edge in bands.at_least], rounding)
    yes, cases = figure.yes or 0, figure.cases or 0
    return QuestionCertainty(figure.ref, title, yes, cases, figure.rating, _shares(scale, found), cases < FEW_CASES)


def _near_edge(counts: Mapping[str, tuple[int, int]], rating: str | None, scale: Scale, bands: PercentBands) -> Iterator[str]:
    """Name the key questions within five points above the edge below the rating: one of them falling is enough."""
    edges = dict(bands.at_least)
    here = scale.position(rating) if rating is not None else 0
    edge = edges.get(scale.points[here].id) if here else None
    for ref, (yes, cases) in counts.items():
        if edge is not None and 100 * yes <= (edge + NEAR_EDGE) * cases:
            yield ref


# ---------------------------------------------------------------------------------------------------------------- overall


def _overall(
    rated: RatedInspection, standards: Iterable[StandardCertainty], fixed: Mapping[str, str], computed: Ratings, tally: Tally
) -> OverallCertainty:
    edition, result = rated.inspection.edition, rated.result.overall
    if result.state != "rated" or computed.overall is None:
        reason = {"open": "the overall rating is not settled", "none_by_design": "there is no overall rating, by design"}
        said = reason.get(result.state, "there is no overall rating")
        return OverallCertainty(None, None, (), (), None, None, None, tuple(fixed), said)
    facts = rated.inspection.evidence.facts
    known = [each for each in standards if each.apart]
    apart = overall_shares(edition, {each.ref: _plain(each.apart) for each in known}, fixed, facts)
    moving = overall_shares(edition, {each.ref: _plain(each.together) for each in known}, fixed, facts)
    return OverallCertainty(
        computed.overall,
        _label(edition.scale, computed.overall),
        _shares(edition.scale, apart),
        _shares(edition.scale, moving),
        _again(tally.overall, computed.overall, edition.scale),
        result.up,
        result.down,
        tuple(fixed),
    )


def _shares(scale: Scale, shares: Iterable[float]) -> tuple[Share, ...]:
    return tuple(starmap(lambda point, share: Share(point.id, point.label, share), zip(scale.points, shares, strict=False)))


def _plain(shares: Iterable[Share]) -> list[float]:
    return [share.share for share in shares]


def _label(scale: Scale, rating: str | None) -> str | None:
    return None if rating is None else scale.points[scale.position(rating)].label
