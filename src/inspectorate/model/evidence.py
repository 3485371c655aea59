"""What an inspection brings to the rating: figures, judgements, facts and decisions, whatever file they came from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.model.casework import CaseReferences

How = Literal["direct", "inferred", "by_elimination", "derived"]
Provenance = Literal["published", "synthetic", "draft"]


class Figures(NamedTuple):
    """
    What is known of one key question.

    Counts (`yes` of `cases`), a published per cent with or without its base, or a rating given directly. `unanswered` cases are
    outside the base. Nothing set: unknown. `references` are the cases behind counts that were made from case files.
    """

    yes: int | None = None
    cases: int | None = None
    percent: Decimal | None = None
    rating: str | None = None
    unanswered: int = 0
    references: CaseReferences | None = None


class NotRated(NamedTuple):
    """Why a standard has no rating: a code of the closed list and a reason in words."""

    code: str
    reason: str | None = None


class StandardEvidence(NamedTuple):
    """What is known of one standard."""

    figures: Mapping[str, Figures] = {}
    stated: str | None = None
    how: How = "direct"
    reason: str | None = None
    source: str | None = None
    carried_from: str | None = None
    not_rated: NotRated | None = None
    text: str | None = None


class DiscretionDecision(NamedTuple):
    """A ratings panel's decision to move one computed rating."""

    standard: str
    to: str
    reason: str | None = None
    decided_on: str | None = None
    decided_by: str | None = None


class OverallJudgement(NamedTuple):
    """The overall rating where the edition leaves it, or part of it, to judgement."""

    rating: str
    reason: str | None = None
    decided_by: str | None = None


class Departure(NamedTuple):
    """A recorded departure from a rule that the edition says holds normally."""

    rule: str
    to: str
    reason: str | None = None


class PublishedOutcome(NamedTuple):
    """What the publisher printed, to check against; never feeds a rating."""

    overall: str | None = None
    score: int | None = None
    max: int | None = None
    counts: Mapping[tuple[str, ...], int] = {}
    source: str | None = None


class Evidence(NamedTuple):
    """Everything that one rating run reads, refs resolved and ratings as ids of the edition's scales."""

    provenance: Provenance
    standards: Mapping[str, StandardEvidence]
    overall: OverallJudgement | None = None
    departures: tuple[Departure, ...] = ()
    facts: Mapping[str, str] = {}
    discretion: tuple[DiscretionDecision, ...] = ()
    published: PublishedOutcome | None = None
