"""Cases and the answers that inspectors gave on them, with what routing made of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Word = Literal["yes", "no", "na", "unknown", "not_answered"]
"""`na`: not applicable; `unknown`: the inspector cannot tell; `not_answered`: nobody has answered yet. Three different things."""
Round = Literal["first", "second", "agreed"]


class Case(NamedTuple):
    """
    One case of a sample.

    `fields` are what routing reads, `attributes` everything else that the table says of the case; `line` is its row in the table.
    """

    id: str
    sample: str
    stratum: str
    fields: Mapping[str, str]
    attributes: Mapping[str, str]
    line: int


class Answer(NamedTuple):
    """
    One answer of one assessor on one case.

    Routing has decided whether the question `applies` to the case, and `route` names the rule that decided (None: every case).
    """

    case: str
    question: str
    word: Word
    applies: bool
    route: str | None
    round: Round
    assessor: str | None = None
    note: str | None = None
    line: int | None = None


class InterviewAnswer(NamedTuple):
    """What one member of staff answered to one question."""

    interview: str
    staff_grade: str | None
    question: str
    word: Word


class CaseReferences(NamedTuple):
    """The cases behind the counts of a key question: by reference, never by anything else."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    route: str | None = None
