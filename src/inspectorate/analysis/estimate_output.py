"""Estimates, sub-groups, chains and certainty as plain data, for `--json` and for pages."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from inspectorate.analysis.basis import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectorate.analysis.certainty import Again, Certainty, QuestionCertainty, Share, StandardCertainty
    from inspectorate.analysis.chains import Chain
    from inspectorate.analysis.estimate import QuestionEstimate
    from inspectorate.analysis.split import GroupDifference, GroupEstimate, Split
    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Change
    from inspectorate.statistics import ProportionEstimate


def estimate_data(
    rated: RatedInspection, estimates: Iterable[QuestionEstimate], chains: Iterable[Chain] = (), split: Split | None = None
) -> dict[str, Any]:
    """Give the estimates of an inspection as plain data; proportions are 0 to 1, unrounded."""
    return {
        **_about(rated),
        "key_questions": [_question(each) for each in estimates],
        "context": [_chain(each) for each in chains],
        "interviews": [each._asdict() for each in rated.inspection.casework.interviews_by_grade()] if rated.inspection.casework else [],
        "by": None if split is None else _split(split),
    }


def certainty_data(rated: RatedInspection, found: Certainty) -> dict[str, Any]:
    """Give how sure the ratings are as plain data; shares are 0 to 1, unrounded."""
    whole = found.overall
    return {
        **_about(rated),
        "shown_to": rated.inspection.edition.uncertainty_shown_to,
        "sampled_again": {"by": found.how, "resamples": found.resamples, "seed": found.seed},
        "before_discretion": list(found.discretion),
        "standards": [_standard(each) for each in found.standards],
        "overall": {
            "rating": whole.rating,
            "true_band": _ends(whole.apart, whole.together),
            "sampled_again": _again(whole.again),
            "changes": {"up": _change(whole.up), "down": _change(whole.down)},
            "fixed": list(whole.fixed),
            "reason": whole.reason,
        },
    }


def _about(rated: RatedInspection) -> dict[str, Any]:
    about = subject_of(rated)
    return {
        "inspection": about.inspection,
        "organisation": about.organisation,
        "framework": about.edition,
        "edition_hash": rated.inspection.edition.hash,
        "provenance": about.provenance,
        "rated_by": about.rated_by,
        "date": about.date,
    }


def _question(estimate: QuestionEstimate) -> dict[str, Any]:
    return {
        "ref": estimate.ref,
        "title": estimate.title,
        "standard": estimate.standard,
        "yes": estimate.yes,
        "cases": estimate.cases,
        "unanswered": estimate.unanswered,
        "percent": None if estimate.percent is None else float(estimate.percent),
        "sample": estimate.sample,
        "caseload": estimate.caseload,
        "interval": interval_data(estimate.interval, caseload_known=estimate.caseload is not None),
        "weighted": interval_data(estimate.weighted, caseload_known=True),
    }


def interval_data(found: ProportionEstimate | None, *, caseload_known: bool) -> dict[str, Any] | None:
    """Give an estimate with everything that has to be printed beside it; an infinite n* (a census) is null."""
    if found is None:
        return None
    return {
        "proportion": found.proportion,
        "lower": found.lower,
        "upper": found.upper,
        "level": found.level,
        "method": found.method,
        "effective_cases": found.effective_cases if isfinite(found.effective_cases) else None,
        "population": found.population if caseload_known else None,
    }


def _split(split: Split) -> dict[str, Any]:
    return {
        "attribute": split.attribute,
        "groups": [{"group": name, "cases": cases} for name, cases in split.groups],
        "without": split.without,
        "tests": split.tests,
        "key_questions": [
            {
                "ref": question.ref,
                "title": question.title,
                "groups": [_group(each) for each in question.groups],
                "differences": [_difference(each) for each in question.differences],
            }
            for question in split.questions
        ],
    }


def _group(group: GroupEstimate) -> dict[str, Any]:
    return {
        "group": group.group,
        "yes": group.yes,
        "cases": group.cases,
        "proportion": group.yes / group.cases if group.cases else None,
        "low_base": group.low_base,
        "interval": interval_data(group.interval, caseload_known=True),
        "weighted": interval_data(group.weighted, caseload_known=True),
    }


def _difference(difference: GroupDifference) -> dict[str, Any]:
    found = difference.found
    return {
        "higher": difference.higher,
        "lower": difference.lower,
        "difference": difference.plain,
        "weighted_difference": found.difference,
        "interval": {"lower": found.lower, "upper": found.upper, "level": found.level, "method": found.method},
        "test": found.test,
        "p_value": found.p_value,
        "p_holm": difference.adjusted,
    }


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "id": chain.id,
        "label": chain.label,
        "percent": None if chain.percent is None else float(chain.percent),
        "steps": [{"step": step.id, "cases": step.cases, "base": step.base, "lost": step.lost} for step in chain.steps],
        "loses_most": None if chain.worst is None else chain.worst.id,
    }


def _standard(standard: StandardCertainty) -> dict[str, Any]:
    return {
        "ref": standard.ref,
        "title": standard.title,
        "rating": standard.rating,
        "key_questions": [_certain_question(each) for each in standard.questions],
        "true_band": _ends(standard.apart, standard.together),
        "sampled_again": None if standard.again is None else {"by": standard.how, **(_again(standard.again) or {})},
        "changes": {"up": _change(standard.up), "down": _change(standard.down)},
        "lowest_of": standard.lowest_of,
        "near_edge": list(standard.near_edge),
        "reason": standard.reason,
    }


def _certain_question(question: QuestionCertainty) -> dict[str, Any]:
    return {
        "ref": question.ref,
        "title": question.title,
        "yes": question.yes,
        "cases": question.cases,
        "rating": question.rating,
        "true_band": _shares(question.bands),
        "few_cases": question.few,
    }


def _ends(apart: Iterable[Share], together: Iterable[Share]) -> dict[str, Any]:
    return {"independent": _shares(apart), "together": _shares(together)}


def _again(again: Again | None) -> dict[str, Any] | None:
    if again is None:
        return None
    return {"same": again.same, "lower": again.lower, "higher": again.higher, "ratings": _shares(again.ratings)}


def _shares(shares: Iterable[Share]) -> dict[str, float]:
    return {share.rating: share.share for share in shares}


def _change(change: Change | None) -> dict[str, Any] | None:
    return None if change is None else {"to": change.to, "steps": change.steps, "where": dict(change.where)}
