"""Answers of the analysis as plain data, for `--json` and for pages."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fractions import Fraction

    from inspectorate.analysis.basis import Basis, Subject
    from inspectorate.analysis.compare import Answer, Comparison, Reason
    from inspectorate.analysis.programme import ProgrammeYear
    from inspectorate.analysis.rebase import RebasedArea, RebasedEstimate, Rebasing
    from inspectorate.analysis.recommendations import RecommendationHistory
    from inspectorate.analysis.timeline import Timeline
    from inspectorate.register import Link


def comparison_data(comparison: Comparison, as_of: str | None = None) -> dict[str, Any]:
    """Give a comparison as plain data; a refused pair of ratings is not in it. Ages are in months on *as_of*."""
    subjects = comparison.subjects
    return {
        "register": comparison.register,
        "inspections": [_subject(each, as_of) for each in subjects],
        "pairs": [
            {
                "a": subjects[pair.one].inspection,
                "b": subjects[pair.two].inspection,
                "answers": [_answer(answer) for answer in pair.answers],
            }
            for pair in comparison.pairs
        ],
    }


def timeline_data(line: Timeline, as_of: str | None = None) -> dict[str, Any]:
    """Give an organisation over time as plain data."""
    return {
        "organisation": line.organisation,
        "standard": line.ref,
        "rows": [
            {
                **_subject(row.basis.subject, as_of),
                **_rating(row.basis),
                "own": row.own,
                "links": [_link(link) for link in row.links],
                "share": _share(row.share),
                "since_the_one_before": None if row.step is None else _answer(row.step),
            }
            for row in line.rows
        ],
        "joins": [_answer(answer) for answer in line.joins],
        "breaks": [each._asdict() | {"editions": list(each.editions), "decision": each.decision._asdict()} for each in line.breaks],
    }


def programme_data(row: ProgrammeYear) -> dict[str, Any]:
    """Give the ratings of one edition in one year as plain data."""
    return {
        "programme": row.programme,
        "framework": row.edition,
        "year": row.year,
        "rated_by": list(row.rated_by),
        "provenance": row.provenance,
        "inspections": row.inspections,
        "counts": {rating: number for rating, _, number in row.counts},
        "not_settled": row.unsettled,
        "without_overall": row.without,
    }


def rebasing_data(rebasing: Rebasing) -> dict[str, Any]:
    """Give re-based areas as plain data; `rating` is always null, and `refusal` says why."""
    return {
        "lineage": rebasing.lineage,
        "areas": [_area(area) for area in rebasing.areas],
        "covariances": [each._asdict() | {"shared": list(each.shared)} for each in rebasing.covariances],
        "left_out": list(rebasing.left_out),
    }


def history_data(history: RecommendationHistory) -> dict[str, Any]:
    """Give what happened next to a recommendation as plain data."""
    return history._asdict() | {
        "steps": [step._asdict() for step in history.steps],
        "holders": list(history.holders),
        "successors": [_link(link) for link in history.successors],
    }


def _subject(subject: Subject, as_of: str | None) -> dict[str, Any]:
    data = subject._asdict()
    data["framework"], data["framework_title"] = data.pop("edition"), data["framework"]
    return data | {"age_months": None if as_of is None else subject.age_months(as_of)}


def _rating(basis: Basis) -> dict[str, Any]:
    return {
        "ref": basis.ref,
        "state": basis.state,
        "rating": basis.rating,
        "label": basis.label,
        "how": basis.how,
        "score": basis.score,
        "max": basis.max,
        "deciding": None if basis.deciding is None else basis.deciding._asdict(),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    both = answer.side_by_side
    return {
        "ref": answer.ref,
        "other_ref": answer.other_ref,
        "title": answer.title,
        "answer": answer.verdict,
        "break": answer.is_break,
        "reasons": [_reason(reason) for reason in answer.reasons],
        "a": None if both is None else _rating(both[0]),
        "b": None if both is None else _rating(both[1]),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "text": reason.text, "decision": None if reason.decision is None else reason.decision._asdict()}


def _area(area: RebasedArea) -> dict[str, Any]:
    return {
        "organisation": area.organisation,
        "status": area.status,
        "from": area.since,
        "rating": None,
        "refusal": list(area.refusal),
        "predecessors": [
            {
                **_link(record.link),
                "units": list(record.units),
                "caseload": record.caseload,
                "caseload_before": record.caseload_before,
                "inspections": [_subject(basis.subject, None) | _rating(basis) for basis in record.inspections],
            }
            for record in area.predecessors
        ],
        "estimates": [_estimate(each) for each in area.estimates],
        "missing": list(area.missing),
        "notes": list(area.notes),
        "own_inspections": [_subject(basis.subject, None) | _rating(basis) for basis in area.own],
    }


def _estimate(estimate: RebasedEstimate) -> dict[str, Any]:
    data = estimate._asdict() | {"assumptions": list(estimate.assumptions)}
    for name in ("proportion", "standard_error", "lower", "upper"):
        data[name] = round(data[name], 6)
    data["effective_cases"] = round(estimate.effective_cases, 3) if isfinite(estimate.effective_cases) else None
    return data


def _link(link: Link) -> dict[str, Any]:
    return {
        "organisation": link.organisation,
        "predecessor": link.predecessor,
        "share_of_predecessor": _share(link.share),
        "from": link.since,
        "status": link.status,
        "confidence": link.confidence,
        "source": link.source,
    }


def _share(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
