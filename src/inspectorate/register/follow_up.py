"""What happened next to recommendations: passed to a successor, closed with a named reason, or still open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from inspectorate.documents import Choice, PartDate, Reading, Text
from inspectorate.errors import DocumentInvalidError, has_errors
from inspectorate.register.dates import surely_before
from inspectorate.register.rows import Column, cell, read_rows

if TYPE_CHECKING:
    from inspectorate.errors import Problem

Outcome = Literal["passed", "closed", "open"]


class FollowUp(NamedTuple):
    """One thing that happened to a recommendation of an inspection; `to` is who has it now, when it was passed on."""

    inspection: str
    recommendation: str
    outcome: Outcome
    to: str | None
    on: str | None
    reason: str | None
    source: str
    line: int = 0


COLUMNS = (
    Column("inspection", Text()),
    Column("recommendation", Text()),
    Column("outcome", Choice(("passed", "closed", "open"))),
    Column("to", Text(), blank=True),
    Column("on", PartDate(), required=False, blank=True),
    Column("reason", Text(), blank=True),
    Column("source", Text()),
)


def read_follow_up(path: Path, shown: str | None = None) -> tuple[tuple[FollowUp, ...] | None, tuple[Problem, ...]]:
    """
    Read a follow-up file: inspection, recommendation, outcome, to, reason, source; optional on.

    What is passed names to whom, what is closed names the reason. Several rows may pass one recommendation to several successors, and
    later rows may say what became of it there; a recommendation is not closed and open by rows of the same date.
    """
    reading = Reading(shown or str(path))
    rows = tuple(FollowUp(**row.values, line=row.line) for row in read_rows(path, COLUMNS, reading))
    _check(rows, reading)
    return None if has_errors(reading.problems) else rows, tuple(reading.problems)


def load_follow_up(path: Path) -> tuple[FollowUp, ...]:
    """
    Read a follow-up file that is expected to be good.

    Raises:
        DocumentInvalidError: The file has errors; carries all problems.
    """
    rows, problems = read_follow_up(path)
    if rows is None:
        raise DocumentInvalidError(problems)
    return rows


def _check(rows: tuple[FollowUp, ...], reading: Reading) -> None:
    closed: dict[tuple[str, str, str | None], FollowUp] = {}
    for row in rows:
        if row.outcome == "passed" and row.to is None:
            reading.report("REG050", cell(row.line, "to"), "A recommendation that was passed on names to whom.", None, "an organisation")
        if row.outcome == "closed" and row.reason is None:
            reading.report("REG051", cell(row.line, "reason"), "A recommendation is closed with a named reason.", None, "a reason")
        if row.outcome == "closed" and row.to is not None and not _was_passed(row, rows):
            found, expected = repr(row.to), "an organisation that the recommendation was passed to, or nothing"
            reading.report("REG052", cell(row.line, "to"), "It is closed with an organisation it was not passed to.", found, expected)
        key = (row.inspection, row.recommendation, row.to)
        before = closed.get(key)
        if before is not None and not (row.on is not None and before.on is not None and surely_before(before.on, row.on)):
            found = f"closed in row {before.line}"
            reading.report("REG053", cell(row.line, "outcome"), "This recommendation is closed already.", found, "a later date, or one row")
        if row.outcome == "closed":
            closed[key] = row


def _was_passed(row: FollowUp, rows: tuple[FollowUp, ...]) -> bool:
    return any(
        (each.inspection, each.recommendation, each.outcome, each.to) == (row.inspection, row.recommendation, "passed", row.to)
        for each in rows
    )
