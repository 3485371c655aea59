"""
Records a rating: from outcomes to the tree of steps. Computes nothing.

Operations: `percent_of_cases`, `given`, `unknown` (leaves); `combine` (rule and limits over items); `discretion`; `settle` (what
counts of computed, stated and decided); `not_rated`; `status`. `tests/replay.py` recomputes each from the JSON alone.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from inspectorate.model import (
    CountThresholds,
    Judged,
    PercentBands,
    PercentOfMax,
    Rule,
    RuleUse,
    Scale,
    Step,
    SumBands,
    WorstOf,
)
from inspectorate.rating.conditions import condition_data, limit_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectorate.model import Edition, SettingValue, StatusRule
    from inspectorate.rating.combine import Combination, Item, Settings
    from inspectorate.rating.discretion import DiscretionCheck
    from inspectorate.rating.outcome import Outcomes, QuestionOutcome, StandardOutcome

RULE_KINDS = {
    "PercentBands": "percent_bands",
    "LowestOf": "lowest_of",
    "Judged": "judgement",
    "SumBands": "sum_and_bands",
    "PercentOfMax": "percent_of_max",
    "WorstOf": "worst_of",
    "CountThresholds": "count_thresholds",
    "NoRating": "none",
}


def trace(edition: Edition, outcomes: Outcomes, statuses: Iterable[tuple[StatusRule, bool | None, str | None]], settings: Settings) -> Step:
    """Record the whole rating as one tree, the overall rating at its root. Source: design 1, one result with its trace."""
    children = tuple(standard_step(edition, outcome, settings) for outcome in outcomes.standards)
    overall = _combined(
        outcomes.overall.combination, "overall", "Overall rating", ids(outcomes.overall.final, edition.scale), settings, children
    )
    total = {"score": outcomes.overall.score, "max": outcomes.overall.max}
    overall = overall._replace(result={**overall.result, **total})
    steps = tuple(_status_step(edition, outcomes, status, held, value) for status, held, value in statuses)
    return Step("inspection", edition.id, edition.title, {"edition": edition.id, "hash": edition.hash}, {}, None, (overall, *steps))


def standard_step(edition: Edition, outcome: StandardOutcome, settings: Settings) -> Step:
    """Record one standard: what was computed, stated and decided, and what of it counts. Source: HMIP method 2.2."""
    standard = outcome.standard
    if outcome.state in ("not_rated", "not_applicable") and outcome.not_rated is not None:
        why = {"code": outcome.not_rated.code, "reason": outcome.not_rated.reason}
        questions = tuple(question_step(outcome, question, settings) for question in outcome.questions if question.figures is not None)
        return Step("not_rated", standard.ref, standard.title, why, {"possible": []}, None, questions)
    children = []
    if outcome.combination is not None:
        questions = tuple(question_step(outcome, question, settings) for question in outcome.questions)
        computed = ids(outcome.computed, standard.scale)
        children.append(_combined(outcome.combination, standard.ref, f"{standard.title}, computed", computed, settings, questions))
    check = outcome.discretion
    if check.moved_to is not None and not check.problems:
        children.append(_discretion_step(edition, outcome, check, settings))
    judged = outcome.combination is not None and isinstance(outcome.combination.rule, Judged)
    inputs: dict[str, Any] = {
        "computed": ids(outcome.computed, standard.scale) if outcome.combination is not None else None,
        "stated": None
        if outcome.stated is None or (judged and outcome.final == outcome.computed)
        else standard.scale.points[outcome.stated].id,
        "decided": standard.scale.points[check.moved_to].id if check.moved_to is not None and not check.problems else None,
        "stated_stands": outcome.disagrees and outcome.stated is not None and outcome.final == (outcome.stated,),
        "how": outcome.evidence.how,
        "carried_from": outcome.evidence.carried_from,
        "reason": outcome.evidence.reason,
        "source": outcome.evidence.source,
        "counted": standard.counted,
    }
    rule = _use(standard.rule, {"scale": [[point.id, point.score] for point in standard.scale.points]})
    return Step("settle", standard.ref, standard.title, inputs, {"possible": ids(outcome.final, standard.scale)}, rule, tuple(children))


def question_step(outcome: StandardOutcome, question: QuestionOutcome, settings: Settings) -> Step:
    """Record one key question: its figures, its bands and where they put it. Source: HMIP method 2.3."""
    standard = outcome.standard
    scale = standard.key_question_scale or standard.scale
    title = question.question.text or f"{question.question.ref} (wording not public)"
    result = {"possible": ids(question.places, scale), "takes_part": question.takes_part}
    figures = question.figures
    if figures is None:
        return Step("unknown", question.question.ref, title, {"scale": list(scale.ids)}, result)
    if figures.rating is not None:
        return Step("given", question.question.ref, title, {"rating": figures.rating}, result)
    inputs = {
        "yes": figures.yes,
        "cases": figures.cases,
        "percent": str(figures.percent) if figures.percent is not None else None,
        "unanswered": figures.unanswered,
    }
    bands = standard.key_question_rule
    use = None
    if isinstance(bands, PercentBands):
        use = _use(bands, rule_data(bands, settings) | {"scale": list(scale.ids)})
    return Step("percent_of_cases", question.question.ref, title, inputs, result, use)


def ids(places: Iterable[int], scale: Scale) -> list[str]:
    """Give positions as ids of the scale. Source: the scale."""
    return [scale.points[place].id for place in places]


def rule_data(rule: Rule, settings: Settings) -> dict[str, Any]:
    """Give a rule's parameters as plain data, settings at the value in force. Source: the rule."""
    data: dict[str, Any] = {"kind": RULE_KINDS[type(rule).__name__]}
    if isinstance(rule, PercentBands | PercentOfMax):
        data["at_least"] = [[point, str(edge)] for point, edge in rule.at_least]
        data["rounding"] = settings[rule.rounding.id]
    if isinstance(rule, PercentBands):
        data["minimum_cases"] = _plain(settings[rule.minimum_cases.id]) if rule.minimum_cases is not None else None
    if isinstance(rule, PercentOfMax):
        data["max_per_item"] = rule.max_per_item
    if isinstance(rule, SumBands):
        data["mean_at_most"] = [[point, str(edge)] for point, edge in rule.mean_at_most]
        data["total_at_most"] = [[point, str(edge)] for point, edge in rule.total_at_most]
        data["boundary"] = settings[rule.boundary.id] if rule.boundary is not None else None
    if isinstance(rule, WorstOf):
        data["among"] = list(rule.among)
        data["exceptions"] = rule.exceptions._asdict() | {"not_items": list(rule.exceptions.not_items)} if rule.exceptions else None
    if isinstance(rule, CountThresholds):
        data["clauses"] = [{**clause._asdict(), "at_most": [list(pair) for pair in clause.at_most]} for clause in rule.clauses]
        data["thresholds"] = [list(row) for row in rule.thresholds]
        data["otherwise"] = rule.otherwise
        data["normally"] = rule.normally
    return data


def _combined(
    combination: Combination, about: str, title: str, possible: list[str], settings: Settings, children: tuple[Step, ...]
) -> Step:
    inputs: dict[str, Any] = {
        "items": [_item_data(item) for item in combination.items],
        "facts": dict(combination.facts),
        "given": combination.scale.points[combination.given].id if combination.given is not None else None,
        "departure": combination.scale.points[combination.departure].id if combination.departure is not None else None,
        "eased": {limit: combination.scale.points[place].id for limit, place in combination.eased.items()},
    }
    scales = {combination.scale.id: combination.scale, **{item.scale.id: item.scale for item in combination.items}}
    parameters = rule_data(combination.rule, settings) | {
        "scale": combination.scale.id,
        "scales": {name: [[point.id, point.score] for point in scale.points] for name, scale in scales.items()},
        "limits": [limit_data(limit) for limit in combination.limits],
    }
    return Step("combine", about, title, inputs, {"possible": possible}, _use(combination.rule, parameters), children)


def _item_data(item: Item) -> dict[str, Any]:
    return {"ref": item.ref, "scale": item.scale.id, "possible": ids(item.options, item.scale), "counted": item.counted}


def _discretion_step(edition: Edition, outcome: StandardOutcome, check: DiscretionCheck, settings: Settings) -> Step:
    standard, bands, rule = outcome.standard, outcome.standard.key_question_rule, edition.discretion
    decision = check.decision
    data = rule_data(bands, settings) if bands is not None else {}
    window = settings[rule.window.id] if rule is not None else 0
    inputs = {
        "computed": ids(outcome.computed, standard.scale),
        "to": decision.to if decision is not None else None,
        "reason": decision.reason if decision is not None else None,
        "decided_by": decision.decided_by if decision is not None else None,
        "decided_on": decision.decided_on if decision is not None else None,
        "value": _number(check.value),
    }
    parameters = {
        "at_least": data.get("at_least"),
        "rounding": data.get("rounding"),
        "window": _plain(window),
        "one_answer": rule.one_answer if rule is not None else False,
        "scale": list(standard.scale.ids),
    }
    use = RuleUse("discretion", "Discretion of the ratings panel", parameters, rule.known) if rule is not None else None
    result = {"possible": ids((check.moved_to or 0,), standard.scale)}
    return Step("discretion", standard.ref, f"{standard.title}, discretion", inputs, result, use)


def _status_step(edition: Edition, outcomes: Outcomes, status: StatusRule, held: bool | None, value: str | None) -> Step:  # noqa: FBT001 – three-valued: yes, no, cannot be told
    items = [
        {
            "ref": outcome.standard.ref,
            "scale": [point.id for point in outcome.standard.scale.points],
            "possible": ids(outcome.final, outcome.standard.scale),
        }
        for outcome in outcomes.standards
        if outcome.state in ("rated", "unknown")
    ]
    inputs = {"items": items, "facts": dict(outcomes.overall.combination.facts)}
    whens = {other.id: condition_data(other.when) for other in edition.statuses if other.when is not None}
    use = RuleUse(status.id, status.title, {"when": whens.get(status.id), "statuses": whens, "options": list(status.options)}, status.known)
    return Step("status", status.id, status.title, inputs, {"holds": held, "value": value}, use)


def _use(rule: Rule, parameters: dict[str, Any]) -> RuleUse:
    return RuleUse(rule.id, rule.title, parameters, rule.known)


def _plain(value: SettingValue) -> int | str | None:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else (None if value is None else str(value))


def _number(value: int | Fraction | None) -> str | None:
    return None if value is None else str(value)
