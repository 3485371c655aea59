"""What happened next to recommendations when organisations changed: passed to successors, closed with a named reason, or open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from inspectorate.errors import Place, Problem
from inspectorate.register import Link, Organisations, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectorate.inspection import RatedInspection
    from inspectorate.register import FollowUp, Lineage

Standing = Literal["closed", "open", "passed", "partly_closed", "unanswered", "orphaned"]


class RecommendationHistory(NamedTuple):
    """
    One recommendation and what happened next.

    `standing`: `closed` (with the reason in `steps`), `open`, `passed` (to `holders`, who have it now), `partly_closed` (some of those it
    was passed to have closed it), `unanswered` (no row says anything), `orphaned` (no row says anything, and the organisation it is
    addressed to has become others: `successors`).
    """

    inspection: str
    organisation: str
    id: str
    to: str
    text: str
    due: str | None
    standing: Standing
    steps: tuple[FollowUp, ...]
    holders: tuple[str, ...]
    successors: tuple[Link, ...]


def what_happened_next(
    rated: Sequence[RatedInspection],
    follow_up: Sequence[FollowUp],
    *,
    lineage: Lineage | None = None,
    organisations: Organisations | None = None,
) -> tuple[tuple[RecommendationHistory, ...], tuple[Problem, ...]]:
    """
    Give each recommendation of the inspections with what happened next.

    Returns:
        One history per recommendation, in the order of the inspections; and problems: rows that name no such recommendation or pass it to
        somebody who is no successor (warnings), recommendations left behind by an organisation that has become others (warnings).
    """
    known = organisations or Organisations()
    histories = [
        _history(each, recommendation, follow_up, lineage, known)
        for each in rated
        for recommendation in each.inspection.written["recommendations"]
    ]
    return tuple(histories), tuple(_problems(histories, follow_up, rated, lineage, known))


def _history(
    rated: RatedInspection, written: dict[str, object], follow_up: Sequence[FollowUp], lineage: Lineage | None, known: Organisations
) -> RecommendationHistory:
    heading = rated.inspection.heading
    steps = tuple(row for row in follow_up if (row.inspection, row.recommendation) == (heading.id, written["id"]))
    successors = _successors(str(written["to"]), lineage, known)
    passed = tuple(dict.fromkeys(row.to for row in steps if row.outcome == "passed" and row.to is not None))
    closed_by = {row.to for row in steps if row.outcome == "closed"}
    holders = tuple(name for name in passed if name not in closed_by)
    due = written["due"]
    return RecommendationHistory(
        heading.id,
        heading.organisation.name,
        str(written["id"]),
        str(written["to"]),
        str(written["text"]),
        None if due is None else str(due),
        _standing(steps, passed, holders, closed_by, successors),
        steps,
        holders,
        successors,
    )


def _standing(
    steps: tuple[FollowUp, ...], passed: tuple[str, ...], holders: tuple[str, ...], closed_by: set[str | None], successors: tuple[Link, ...]
) -> Standing:
    if None in closed_by or (passed and not holders):
        return "closed"
    if passed:
        return "partly_closed" if len(holders) < len(passed) else "passed"
    if steps:
        return "open"
    return "orphaned" if successors else "unanswered"


def _successors(name: str, lineage: Lineage | None, known: Organisations) -> tuple[Link, ...]:
    if lineage is None:
        return ()
    return tuple(link for link in lineage.links if link.status == "enacted" and known.same(link.predecessor, name))


def _problems(
    histories: Sequence[RecommendationHistory],
    follow_up: Iterable[FollowUp],
    rated: Sequence[RatedInspection],
    lineage: Lineage | None,
    known: Organisations,
) -> Iterator[Problem]:
    there = {(each.inspection, each.id): each for each in histories}
    inspections = {each.inspection.heading.id for each in rated}
    for row in follow_up:
        place = Place(None, row.line, None, f"row {row.line}")
        history = there.get((row.inspection, row.recommendation))
        if history is None:
            if row.inspection in inspections:
                found = f"{row.recommendation!r} of {row.inspection}"
                yield Problem("REG054", "warning", "The inspection has no recommendation with this id.", place, found)
            continue
        if row.outcome == "passed" and row.to is not None and lineage is not None and not _is_heir(row.to, history, lineage, known):
            found = f"{row.to!r} after {history.organisation!r}"
            yield Problem("REG055", "warning", "It was passed to somebody who is no successor in the lineage.", place, found)
    for history in histories:
        if history.successors and history.standing in ("orphaned", "open"):
            names = ", ".join(link.organisation for link in history.successors)
            message = f"{history.id} of {history.inspection} is with an organisation that has become others."
            found, fix = f"{history.to} became {names}", "Pass it on, or close it with a reason."
            yield Problem("REG056", "warning", message, Place(), found, None, fix)


def _is_heir(name: str, history: RecommendationHistory, lineage: Lineage, known: Organisations) -> bool:
    starts = [each for each in lineage.organisations if known.same(each, history.organisation) or known.same(each, history.to)]
    heirs = [descent.organisation for start in starts for descent in lineage.descendants(start)]
    return not starts or any(same_name(heir, name) or known.same(heir, name) for heir in heirs)
