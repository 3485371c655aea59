"""The result as plain data: contract 4.2, one JSON object an inspection."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from inspectorate import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectorate.errors import Problem
    from inspectorate.inspection.read import RatedInspection
    from inspectorate.model import Change, KeyQuestionResult, LimitApplied, OverallResult, Sensitivity, StandardResult


def result_data(rated: RatedInspection, problems: Iterable[Problem] = (), *, level: float | None = None) -> dict[str, Any]:
    """
    Give the result of an inspection as plain data in the order of contract 4.2.

    Args:
        rated: The inspection and its result.
        problems: Warnings and notes found on the way.
        level: Add a score interval of this level to every key question with counts; none when None.
    """
    inspection, result = rated
    published = result.published
    return {
        "inspection": inspection.heading.id,
        "organisation": inspection.heading.organisation.name,
        "framework": result.edition_id,
        "edition_hash": result.edition_hash,
        "engine": __version__,
        "provenance": result.provenance,
        "rated_by": inspection.rated_by,
        "fieldwork_from": inspection.heading.fieldwork_from,
        "fieldwork_to": inspection.heading.fieldwork_to,
        "published_on": inspection.heading.published_on,
        "overall": _overall(result.overall),
        "statuses": [status._asdict() for status in result.statuses],
        "standards": [_standard(standard, level) for standard in result.standards],
        "published": None if published is None else published._asdict() | {"possible": list(published.possible)},
        "problems": [problem.as_json() for problem in problems],
        "trace": result.trace.as_json(),
    }


def number(value: Decimal | None) -> int | float | None:
    """Give a decimal as a JSON number, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _overall(overall: OverallResult) -> dict[str, Any]:
    return {
        "state": overall.state,
        "rating": overall.rating,
        "label": overall.label,
        "computed": overall.computed,
        "score": overall.score,
        "max": overall.max,
        "possible": list(overall.possible),
        "method": overall.method,
        "reason": overall.reason,
        "limits": [_limit(limit) for limit in overall.limits],
        "sensitive_to": [_sensitive(each) for each in overall.sensitive_to],
        "changes": {"up": _change(overall.up, "standards"), "down": _change(overall.down, "standards")},
    }


def _standard(standard: StandardResult, level: float | None) -> dict[str, Any]:
    return {
        "ref": standard.ref,
        "title": standard.title,
        "state": standard.state,
        "rating": standard.rating,
        "computed": standard.computed,
        "stated": standard.stated,
        "possible": list(standard.possible),
        "score": standard.score,
        "counted": standard.counted,
        "method": standard.method,
        "how": standard.how,
        "not_rated": standard.not_rated._asdict() if standard.not_rated else None,
        "carried_from": standard.carried_from,
        "reason": standard.reason,
        "text": standard.text,
        "limits": [_limit(limit) for limit in standard.limits],
        "key_questions": [_question(question, level) for question in standard.key_questions],
        "deciding": list(standard.deciding),
        "changes": {"up": _change(standard.up, "answers"), "down": _change(standard.down, "answers")},
        "discretion": {
            "eligible": standard.discretion.eligible,
            "to": list(standard.discretion.to),
            "used": dict(standard.discretion.used) if standard.discretion.used else None,
        },
        "sensitive_to": [_sensitive(each) for each in standard.sensitive_to],
    }


def _question(question: KeyQuestionResult, level: float | None) -> dict[str, Any]:
    interval = None
    if level is not None and question.yes is not None and question.cases:
        from inspectorate.statistics import score_interval  # noqa: PLC0415 – most results have no interval

        lower, upper = score_interval(question.yes, question.cases, level)
        interval = {"lower": round(lower, 6), "upper": round(upper, 6), "level": level, "method": "score", "population": None}
    return {
        "ref": question.ref,
        "yes": question.yes,
        "cases": question.cases,
        "unanswered": question.unanswered,
        "proportion": None if question.proportion is None else round(float(question.proportion), 4),
        "percent": number(question.percent),
        "rating": question.rating,
        "possible": list(question.possible),
        "takes_part": question.takes_part,
        "interval": interval,
    }


def _change(change: Change | None, unit: str) -> dict[str, Any] | None:
    if change is None:
        return None
    return {"to": change.to, unit: change.steps, **({"where": dict(change.where)} if change.where else {})}


def _limit(limit: LimitApplied) -> dict[str, str]:
    return {"rule": limit.rule, "title": limit.title, "from": limit.before, "to": limit.after}


def _sensitive(each: Sensitivity) -> dict[str, Any]:
    return each._asdict() | {"possible": list(each.possible)}
