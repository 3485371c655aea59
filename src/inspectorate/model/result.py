"""The one result of an inspection: every page, file and picture reads this and recomputes nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.errors import Problem
    from inspectorate.model.evidence import How, NotRated, Provenance
    from inspectorate.model.trace import Step

StandardState = Literal["rated", "unknown", "not_rated", "not_applicable"]
Basis = Literal["standards", "score", "counts", "part", "nothing"]
OverallState = Literal["rated", "open", "none_by_design", "nothing_rated"]


class Interval(NamedTuple):
    """An interval around a proportion, named exactly."""

    lower: float
    upper: float
    level: float
    method: str
    population: int | None = None


class KeyQuestionResult(NamedTuple):
    """One key question: its figure, and the rating that the figure alone would give."""

    ref: str
    yes: int | None
    cases: int | None
    unanswered: int
    proportion: Fraction | None
    percent: Decimal | None
    rating: str | None
    possible: tuple[str, ...]
    takes_part: bool = True
    interval: Interval | None = None


class Change(NamedTuple):
    """The fewest changes that move a rating: to which rating, how many, and where."""

    to: str
    steps: int
    where: Mapping[str, int]


class LimitApplied(NamedTuple):
    """A limiting rule that applied, and what it did."""

    rule: str
    title: str
    before: str
    after: str


class DiscretionResult(NamedTuple):
    """Whether discretion was open (None when that cannot be told), to which ratings, and what was decided."""

    eligible: bool | None
    to: tuple[str, ...] = ()
    used: Mapping[str, Any] | None = None


class Sensitivity(NamedTuple):
    """A rule nobody could check, and an alternative of it that would change this rating or what is possible."""

    rule: str
    title: str
    status: str
    value: str | None
    alternative: str | None
    rating: str | None
    possible: tuple[str, ...]


class StandardResult(NamedTuple):
    """One standard: what it is rated, what was computed, stated and possible, and why."""

    ref: str
    title: str
    state: StandardState
    rating: str | None
    computed: str | None
    stated: str | None
    possible: tuple[str, ...]
    score: int | None
    counted: bool
    method: str
    how: How | None
    not_rated: NotRated | None
    carried_from: str | None
    reason: str | None
    text: str | None
    limits: tuple[LimitApplied, ...]
    key_questions: tuple[KeyQuestionResult, ...]
    deciding: tuple[str, ...]
    up: Change | None
    down: Change | None
    discretion: DiscretionResult
    sensitive_to: tuple[Sensitivity, ...]


class OverallResult(NamedTuple):
    """The overall rating, or why there is none."""

    state: OverallState
    rating: str | None
    label: str | None
    computed: str | None
    score: int | None
    max: int | None
    possible: tuple[str, ...]
    limits: tuple[LimitApplied, ...]
    sensitive_to: tuple[Sensitivity, ...]
    up: Change | None
    down: Change | None
    method: str
    reason: str | None


class StatusResult(NamedTuple):
    """A status beside the ratings; `holds` is None when it cannot be told."""

    id: str
    title: str
    holds: bool | None
    value: str | None = None


class PublishedCheck(NamedTuple):
    """What the publisher printed against what the known facts allow; see design 4.2 for `agrees` and `basis`."""

    overall: str | None
    score: int | None
    max: int | None
    possible: tuple[str, ...]
    agrees: bool | None
    basis: Basis


class Result(NamedTuple):
    """One inspection, rated."""

    edition_id: str
    edition_hash: str
    provenance: Provenance
    overall: OverallResult
    statuses: tuple[StatusResult, ...]
    standards: tuple[StandardResult, ...]
    published: PublishedCheck | None
    trace: Step
    problems: tuple[Problem, ...] = ()

    def standard(self, ref: str) -> StandardResult | None:
        """Find a standard's result by its ref; None when there is none."""
        return next((standard for standard in self.standards if standard.ref == ref), None)
