"""From evidence to the one result: outcomes, sensitivity to what nobody could check, changes, the published check, the trace."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import TYPE_CHECKING

from inspectorate.errors import Place, Problem
from inspectorate.frameworks import settings_of
from inspectorate.model import (
    DiscretionResult,
    Judged,
    KeyQuestionResult,
    LimitApplied,
    LowestOf,
    NoRating,
    OverallResult,
    Result,
    Sensitivity,
    StandardResult,
    StatusResult,
    WorstOf,
)
from inspectorate.rating.change import overall_changes, standard_changes
from inspectorate.rating.combine import Branch, placements
from inspectorate.rating.conditions import Situation, facts_read, holds, parts, refs_read
from inspectorate.rating.fast import declared_settings
from inspectorate.rating.outcome import Outcomes, OverallOutcome, QuestionOutcome, StandardOutcome, level_of, outcomes, outcomes_with
from inspectorate.rating.published import check_published
from inspectorate.rating.tracing import RULE_KINDS, ids, trace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from inspectorate.errors import Severity
    from inspectorate.model import Condition, Edition, Evidence, Limit, OverallJudgement, Scale, Setting, StatusRule
    from inspectorate.model.result import OverallState
    from inspectorate.rating.combine import Settings


def rate(edition: Edition, evidence: Evidence) -> Result:
    """
    Rate an inspection and record why.

    Never raises on what people gave: `Result.problems` says what could not be taken as given (refused discretion, a stated rating that
    its own figures contradict, a judgement without a reason).

    Args:
        edition: The edition in force on the first day of fieldwork.
        evidence: Everything known; what is absent is unknown and stays so up to the overall rating.

    Returns:
        One result for every page, file and picture.

    Source: HMIP method section 2; other-methods section 11 for the order of evaluation.
    """
    settings = declared_settings(edition)
    found = outcomes(edition, evidence, settings)
    tried = [
        (setting, value, outcomes_with(edition, evidence, {**settings, setting.id: value}, setting.id, found))
        for setting, value in _alternatives(edition)
    ]
    statuses = tuple(_statuses(edition, evidence, found))
    standards = tuple(
        _standard_result(outcome, [(setting, value, other.standards[at]) for setting, value, other in tried], settings)
        for at, outcome in enumerate(found.standards)
    )
    return Result(
        edition_id=edition.id,
        edition_hash=edition.hash,
        provenance=evidence.provenance,
        overall=_overall_result(
            edition, evidence, found.overall, [(setting, value, other.overall) for setting, value, other in tried], settings
        ),
        statuses=tuple(StatusResult(status.id, status.title, held, value) for status, held, value in statuses),
        standards=standards,
        published=check_published(found.overall, evidence.published, settings),
        trace=trace(edition, found, statuses, settings),
        problems=tuple(_problems(edition, evidence, found)),
    )


def _alternatives(edition: Edition) -> Iterator[tuple[Setting, str | int | Decimal | None]]:
    for setting in settings_of(edition):
        if setting.known.status != "published":
            for value in setting.alternatives:
                yield setting, value


def _standard_result(
    outcome: StandardOutcome, tried: list[tuple[Setting, str | int | Decimal | None, StandardOutcome]], settings: Settings
) -> StandardResult:
    standard, evidence = outcome.standard, outcome.evidence
    scale = standard.scale
    rated = outcome.state == "rated"
    up, down = standard_changes(outcome, settings)
    judged = isinstance(standard.rule, Judged)
    sensitive = [_sensitivity(setting, value, other.final, scale) for setting, value, other in tried if other.final != outcome.final]
    return StandardResult(
        ref=standard.ref,
        title=standard.title,
        state=outcome.state,
        rating=scale.points[outcome.final[0]].id if rated else None,
        computed=scale.points[outcome.computed[0]].id if len(outcome.computed) == 1 and not judged else None,
        stated=evidence.stated,
        possible=tuple(ids(outcome.final, scale)),
        score=scale.points[outcome.final[0]].score if rated else None,
        counted=standard.counted,
        method="lowest_key_question"
        if RULE_KINDS[type(standard.rule).__name__] == "lowest_of"
        else RULE_KINDS[type(standard.rule).__name__],
        how=evidence.how if outcome.state in ("rated", "unknown") and (evidence.stated or evidence.figures) else None,
        not_rated=outcome.not_rated,
        carried_from=evidence.carried_from,
        reason=evidence.reason,
        text=evidence.text,
        limits=_limits(outcome.limits, scale),
        key_questions=tuple(_question_result(outcome, question) for question in outcome.questions),
        deciding=_deciding(outcome),
        up=up,
        down=down,
        discretion=_discretion_result(outcome),
        sensitive_to=tuple(sensitive),
    )


def _overall_result(
    edition: Edition,
    evidence: Evidence,
    outcome: OverallOutcome,
    tried: list[tuple[Setting, str | int | Decimal | None, OverallOutcome]],
    settings: Settings,
) -> OverallResult:
    scale = edition.scale
    state: OverallState = "open"
    if isinstance(edition.overall, NoRating):
        state = "none_by_design"
    elif not any(item.counted for item in outcome.combination.items):
        state = "nothing_rated"
    elif len(outcome.final) == 1:
        state = "rated"
    rating = scale.points[outcome.final[0]] if state == "rated" else None
    up, down = overall_changes(outcome, settings)
    judgement = evidence.overall.reason if evidence.overall is not None else None
    return OverallResult(
        state=state,
        rating=rating.id if rating else None,
        label=rating.label if rating else None,
        computed=scale.points[outcome.computed[0]].id if len(outcome.computed) == 1 else None,
        score=outcome.score,
        max=outcome.max,
        possible=tuple(ids(outcome.final, scale)),
        limits=_limits(outcome.limits, scale),
        sensitive_to=tuple(
            _sensitivity(setting, value, other.final, scale) for setting, value, other in tried if other.final != outcome.final
        ),
        up=up,
        down=down,
        method=RULE_KINDS[type(edition.overall).__name__],
        reason=judgement or next((each.reason for each in evidence.departures if each.rule == "overall"), None),
    )


def _question_result(outcome: StandardOutcome, question: QuestionOutcome) -> KeyQuestionResult:
    figures, scale = question.figures, outcome.standard.key_question_scale or outcome.standard.scale
    percent = None
    if figures is not None and figures.percent is not None:
        percent = figures.percent
    elif question.share is not None:
        exact = Decimal(100 * question.share.numerator) / Decimal(question.share.denominator)
        percent = exact.quantize(Decimal(1), ROUND_HALF_UP)
    rated = outcome.standard.key_question_rule is not None or (figures is not None and figures.rating is not None)
    return KeyQuestionResult(
        ref=question.question.ref,
        yes=figures.yes if figures else None,
        cases=figures.cases if figures else None,
        unanswered=figures.unanswered if figures else 0,
        proportion=question.share,
        percent=percent,
        rating=scale.points[question.places[0]].id if rated and len(question.places) == 1 else None,
        possible=tuple(ids(question.places, scale)) if rated else (),
        takes_part=question.takes_part,
    )


def _deciding(outcome: StandardOutcome) -> tuple[str, ...]:
    """
    Give the key questions that decide where the lowest does: of those in the band of the standard the lowest, ties together.

    Source: HMIP method 2.4.
    """
    if not isinstance(outcome.standard.rule, LowestOf | WorstOf) or len(outcome.computed) != 1:
        return ()
    lowest = [question for question in outcome.questions if question.takes_part and len(question.places) == 1]
    lowest = [question for question in lowest if question.places[0] == min(each.places[0] for each in lowest)]
    levels = [level for level in map(level_of, lowest) if level is not None]
    return tuple(question.question.ref for question in lowest if not levels or level_of(question) == min(levels))


def _discretion_result(outcome: StandardOutcome) -> DiscretionResult:
    check, scale = outcome.discretion, outcome.standard.scale
    used = None
    if check.moved_to is not None and not check.problems and check.decision is not None:
        decision = check.decision
        used = {"to": decision.to, "reason": decision.reason, "decided_on": decision.decided_on, "decided_by": decision.decided_by}
    return DiscretionResult(check.eligible, tuple(ids(check.to, scale)), used)


def _limits(limits: tuple[tuple[Limit, int, int], ...], scale: Scale) -> tuple[LimitApplied, ...]:
    return tuple(LimitApplied(limit.id, limit.title, scale.points[before].id, scale.points[after].id) for limit, before, after in limits)


def _sensitivity(setting: Setting, value: str | int | Decimal | None, final: tuple[int, ...], scale: Scale) -> Sensitivity:
    rating = scale.points[final[0]].id if len(final) == 1 else None
    shown = None if setting.value is None else str(setting.value)
    other = None if value is None else str(value)
    return Sensitivity(setting.id, setting.title, setting.known.status, shown, other, rating, tuple(ids(final, scale)))


def _statuses(edition: Edition, evidence: Evidence, found: Outcomes) -> Iterator[tuple[StatusRule, bool | None, str | None]]:
    """Evaluate every status over every state of affairs still possible: yes, no, or it cannot be told. Source: other-methods, shape 11."""
    settled: dict[str, set[bool]] = {}
    for status in edition.statuses:
        if status.when is None:
            value = evidence.facts.get(status.id)
            yield status, None, value
            continue
        settled[status.id] = set()
        for situation in _situations(edition, evidence, found, status, settled):
            settled[status.id].add(holds(status.when, situation))
        held = settled[status.id]
        yield status, (next(iter(held)) if len(held) == 1 else None), None


def _situations(
    edition: Edition, evidence: Evidence, found: Outcomes, status: StatusRule, settled: Mapping[str, set[bool]]
) -> Iterator[Situation]:
    """Go through what a status can see: each item it may read at each position, each missing fact, each status it rests on."""
    lower = [(other.id, other.when) for other in edition.statuses if other.when is not None and other.id in settled and other is not status]
    conditions = [when for _, when in lower] + ([status.when] if status.when is not None else [])
    whole = found.overall.combination
    for branch in whole.branches or (Branch(evidence.facts, whole.items),):
        telling = tuple(item._replace(options=_telling(item.options, conditions, item.scale)) for item in branch.items)
        missing = {fact: values for fact, values in facts_read(conditions).items() if fact not in branch.facts}
        for placed in placements(telling, refs_read(conditions)):
            items = {item.ref: (item.scale, place) for item, place in placed}
            for values in product(*((*asked, None) for asked in missing.values())):
                facts = {**branch.facts, **dict(zip(missing, values, strict=True))}
                statuses: dict[str, bool] = {}
                for name, when in lower:
                    statuses[name] = holds(when, Situation(items, facts, None, statuses))
                yield Situation(items, facts, None, statuses)


def _telling(places: tuple[int, ...], conditions: list[Condition], scale: Scale) -> tuple[int, ...]:
    """Keep of an unknown item's positions one of each kind that the conditions can tell apart."""
    points = {part.any_item or part.equals for condition in conditions for part in parts(condition) if part.any_item or part.item}
    kept: dict[tuple[bool, ...], int] = {}
    for place in places:
        seen = tuple(
            (point in scale.ids and place <= scale.position(point), scale.points[place].id == point) for point in sorted(map(str, points))
        )
        kept.setdefault(tuple(value for pair in seen for value in pair), place)
    return tuple(kept.values())


def _problems(edition: Edition, evidence: Evidence, found: Outcomes) -> Iterator[Problem]:
    for outcome in found.standards:
        yield from outcome.discretion.problems
        if outcome.disagrees and outcome.stated is not None and not outcome.discretion.problems:
            yield _contradiction(outcome, evidence)
    for status in edition.statuses:
        value = evidence.facts.get(status.id)
        if status.options and value is not None and value not in status.options:
            at = Place(path=f"$.facts.{status.id}")
            yield Problem("RAT009", "error", f"{status.title} has no such value.", at, repr(value), " | ".join(status.options))
    yield from _departure_problems(edition, evidence, found.overall)
    if evidence.overall is not None:
        yield from _judgement_problems(edition, evidence, evidence.overall, found.overall)


def _contradiction(outcome: StandardOutcome, evidence: Evidence) -> Problem:
    """Say that a stated rating is neither what the figures give nor what the panel decided. Source: design 4.1, *what results means*."""
    scale = outcome.standard.scale
    stated = scale.points[outcome.stated or 0].label
    place = Place(path=f'$.results["{outcome.standard.ref}"].rating')
    severity: Severity = "warning" if evidence.provenance == "published" else "error"
    about = f"{outcome.standard.ref} {outcome.standard.title}"
    moved = outcome.discretion.moved_to
    if moved is not None:
        message = f"{about}: the stated rating is not the one that the panel's discretion gives."
        return Problem("RAT001", severity, message, place, stated, scale.points[moved].label, "State what the panel decided, or nothing.")
    computed = " or ".join(scale.points[place].label for place in outcome.computed)
    message = f"{about}: the stated rating is not what its key questions give."
    return Problem("RAT001", severity, message, place, stated, computed, "Check the figures, or record the panel's discretion.")


def _departure_problems(edition: Edition, evidence: Evidence, overall: OverallOutcome) -> Iterator[Problem]:
    """Say which departures were not taken. Source: other-methods sections 3 (normally) and 4 (one exception)."""
    normal = {limit.id for limit in edition.limits if limit.normally}
    for number, departure in enumerate(evidence.departures):
        at = Place(path=f"$.departures[{number}]")
        if not departure.reason:
            yield Problem("RAT006", "error", "A departure needs a reason.", at, None, "reason")
        elif departure.rule == "overall" and overall.final == overall.computed:
            message = "The departure changes nothing: the edition does not allow it here, or a limit holds."
            yield Problem("RAT007", "error", message, at, departure.to, None, "Leave the departure out.")
        elif departure.rule != "overall" and departure.rule not in normal:
            expected = ", ".join(("overall", *sorted(normal)))
            yield Problem("RAT007", "error", "The edition allows no departure from this rule.", at, departure.rule, expected)


def _judgement_problems(edition: Edition, evidence: Evidence, judgement: OverallJudgement, overall: OverallOutcome) -> Iterator[Problem]:
    at = Place(path="$.overall")
    if isinstance(edition.overall, NoRating):
        yield Problem("RAT008", "error", "The edition gives no overall rating.", at, judgement.rating, None, "Leave the judgement out.")
    elif isinstance(edition.overall, Judged):
        if edition.overall.reason_required and not judgement.reason:
            severity: Severity = "warning" if evidence.provenance == "published" else "error"
            yield Problem("RAT002", severity, "The overall judgement needs a reason.", at, None, "reason")
        yield from _judgement_warnings(edition.overall, edition.scale, judgement, overall)
    elif [edition.scale.points[place].id for place in overall.computed] != [judgement.rating]:
        computed = " or ".join(edition.scale.points[place].label for place in overall.computed)
        message = "The edition computes the overall rating; a judgement does not replace it."
        yield Problem("RAT004", "warning", message, at, judgement.rating, computed, "Record a departure where the edition allows one.")


def _judgement_warnings(rule: Judged, scale: Scale, judgement: OverallJudgement, overall: OverallOutcome) -> Iterator[Problem]:
    """Warn of a judgement against an indication, or outside the worst and the best of what it rests on. Source: other-methods section 6."""
    at = Place(path="$.overall")
    given = scale.position(judgement.rating)
    items = overall.combination.items
    situation = Situation({item.ref: (item.scale, item.options[0]) for item in items if len(item.options) == 1}, overall.combination.facts)
    for limit in rule.indicative:
        ceiling = scale.position(limit.at_best)
        if given > ceiling and holds(limit.when, situation):
            expected = scale.points[ceiling].label
            yield Problem("RAT003", "warning", f"The judgement departs from an indication: {limit.title}.", at, judgement.rating, expected)
    places = [place for item in items if item.scale.id == scale.id for place in item.options]
    if places and not min(places) <= given <= max(places):
        expected = f"from {scale.points[min(places)].label} to {scale.points[max(places)].label}"
        message = "The judgement is outside the worst and the best rating it rests on."
        yield Problem("RAT005", "warning", message, at, judgement.rating, expected)
