"""
Records a rating: from outcomes to the tree of steps. Computes nothing.

Operations: `percent_of_cases`, `given`, `unknown`, `not_asked` (leaves); `combine` (rule and limits over items); `discretion`; `settle`
(what counts of computed, stated and decided); `not_rated`; `status`. `tests/replay.py` recomputes each from the JSON alone.
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
from inspectorate.rating.conditions import condition_data, facts_read, limit_data

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
        below = () if isinstance(standard.rule, Judged) else outcome.questions
        questions = tuple(question_step(outcome, question, settings) for question in below)
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
    rule = _use(
        standard.rule,
        {"kind": RULE_KINDS[type(standard.rule).__name__], "scale": [[point.id, point.score] for point in standard.scale.points]},
    )
    return Step("settle", standard.ref, standard.title, inputs, {"possible": ids(outcome.final, standard.scale)}, rule, tuple(children))


def question_step(outcome: StandardOutcome, question: QuestionOutcome, settings: Settings) -> Step:
    """Record one key question: its figures, its bands and where they put it. Source: HMIP method 2.3."""
    standard = outcome.standard
    scale = standard.key_question_scale or standard.scale
    title = question.question.text or f"{question.question.ref} (wording not public)"
    result = {"possible": ids(question.places, scale), "takes_part": question.takes_part}
    figures, bands = question.figures, standard.key_question_rule
    if figures is None:
        operation = "unknown" if question.takes_part else "not_asked"
        return Step(operation, question.question.ref, title, {"scale": list(scale.ids)} if question.takes_part else {}, result)
    if figures.rating is not None:
        return Step("given", question.question.ref, title, {"rating": figures.rating}, result)
    inputs: dict[str, Any] = {
        "yes": figures.yes,
        "cases": figures.cases,
        "percent": str(figures.percent) if figures.percent is not None else None,
        "unanswered": figures.unanswered,
    }
    if figures.references is not None:
        inputs["references"] = {name: list(cases) for name, cases in figures.references._asdict().items() if cases and name != "route"}
    if not isinstance(bands, PercentBands):
        return Step("percent_of_cases", question.question.ref, title, {**inputs, "scale": list(scale.ids)}, result)
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
        "branches": _branches_data(combination),
    }
    scales = {combination.scale.id: combination.scale, **{item.scale.id: item.scale for item in combination.items}}
    parameters = rule_data(combination.rule, settings) | {
        "scale": combination.scale.id,
        "scales": {name: [[point.id, point.score] for point in scale.points] for name, scale in scales.items()},
        "limits": [limit_data(limit) for limit in combination.limits],
        "facts": {fact: list(values) for fact, values in facts_read(limit.when for limit in combination.limits).items()},
        "whole": about == "overall",
    }
    return Step("combine", about, title, inputs, {"possible": possible}, _use(combination.rule, parameters), children)


def _branches_data(combination: Combination) -> list[dict[str, Any]]:
    return [{"facts": dict(branch.facts), "items": [_item_data(item) for item in branch.items]} for branch in combination.branches]


def _item_data(item: Item) -> dict[str, Any]:
    return {"ref": item.ref, "scale": item.scale.id, "possible": ids(item.options, item.scale), "counted": item.counted}


def _discretion_step(edition: Edition, outcome: StandardOutcome, check: DiscretionCheck, settings: Settings) -> Step:
    standard, bands, rule = outcome.standard, outcome.standard.key_question_rule, edition.discretion
    decision = check.decision
    data = rule_data(bands, settings) if bands is not None else {}
    window = settings[rule.window.id] if rule is not None else 0
    low = check.low.figures if check.low is not None else None
    inputs = {
        "computed": ids(outcome.computed, standard.scale),
        "to": decision.to if decision is not None else None,
        "reason": decision.reason if decision is not None else None,
        "decided_by": decision.decided_by if decision is not None else None,
        "decided_on": decision.decided_on if decision is not None else None,
        "percent": str(low.percent) if low is not None and low.percent is not None else None,
        "lowest": check.low.question.ref if check.low is not None else None,
        "yes": low.yes if low is not None else None,
        "cases": low.cases if low is not None else None,
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
    """Record one status: every computed status it may rest on, and the standards as the overall rating saw them."""
    whole = outcomes.overall.combination
    inputs = {"items": [_item_data(item) for item in whole.items], "facts": dict(whole.facts), "branches": _branches_data(whole)}
    whens = {other.id: other.when for other in edition.statuses if other.when is not None}
    scales = {item.scale.id: [[point.id, point.score] for point in item.scale.points] for item in whole.items}
    parameters = {
        "status": status.id,
        "when": condition_data(status.when) if status.when is not None else None,
        "statuses": {name: condition_data(when) for name, when in whens.items()},
        "facts": {fact: list(values) for fact, values in facts_read(whens.values()).items()},
        "options": list(status.options),
        "scales": scales,
    }
    use = RuleUse(status.id, status.title, parameters, status.known)
    return Step("status", status.id, status.title, inputs, {"holds": held, "value": value}, use)


def _use(rule: Rule, parameters: dict[str, Any]) -> RuleUse:
    return RuleUse(rule.id, rule.title, parameters, rule.known)


def _plain(value: SettingValue) -> int | str | None:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else (None if value is None else str(value))


def _number(value: int | Fraction | None) -> str | None:
    return None if value is None else str(value)
