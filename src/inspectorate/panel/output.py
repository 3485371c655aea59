"""Consistency between assessors as plain data, for `--json` and for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectorate.panel.consistency import Consistency, MovedRating, QuestionConsistency
    from inspectorate.statistics.agreement import Coefficient


def consistency_data(found: Consistency, moved: Iterable[MovedRating] | None = None) -> dict[str, Any]:
    """Give the consistency between assessors as plain data; `had_the_other_stood` is null where there are no ratings."""
    return {
        "cases": found.cases,
        "assessors": list(found.assessors),
        "level": found.level,
        "reason": found.reason,
        "overall": _measured(found.overall),
        "key_questions": [{"ref": each.question, **_measured(each)} for each in found.questions],
        "confusion": [{"first": first, "second": second, "answers": count} for (first, second), count in found.confusion.items()],
        "disagreements": [each._asdict() for each in found.disagreements],
        "drift": [{**each._asdict(), "difference": each.difference} for each in found.drift],
        "unclear": found.unclear,
        "same_person": found.same_person,
        "had_the_other_stood": None if moved is None else [_moved(each) for each in moved],
    }


def _measured(found: QuestionConsistency) -> dict[str, Any]:
    coefficients = (
        {} if found.found is None else {name: _coefficient(getattr(found.found, name)) for name in ("percent", "kappa", "ac1", "alpha")}
    )
    prevalence = {} if found.found is None else {str(word): share for word, share in found.found.prevalence}
    return {"answers": found.units, "alike": found.alike, "too_few": found.few, "prevalence": prevalence, **coefficients}


def _coefficient(found: Coefficient) -> dict[str, Any]:
    return {"value": found.value, "lower": found.lower, "upper": found.upper, "reason": found.reason}


def _moved(moved: MovedRating) -> dict[str, Any]:
    counts = [
        {"ref": ref, "yes": before[0], "cases": before[1], "yes_then": after[0], "cases_then": after[1]}
        for ref, before, after in moved.counts
    ]
    return {"ref": moved.ref, "title": moved.title, "rating": moved.before, "would_be": moved.after, "moved": moved.moved, "counts": counts}
