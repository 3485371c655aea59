"""
The closed set of rule kinds, as data.

A rule says how the things below (answers, key questions or standards) become a rating. Every kind of the twenty shapes in use among
inspectorates is one of these, or a limit, a status or discretion beside them. What they compute is in `inspectorate.rating`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from inspectorate.model.known import Known, Setting

Bounds = tuple[tuple[str, Decimal], ...]
"""Point id and its edge, in the order of the scale."""


class PercentBands(NamedTuple):
    """A percentage of cases falls in a band; each band starts at its lower edge."""

    id: str
    title: str
    known: Known
    at_least: Bounds
    rounding: Setting
    minimum_cases: Setting | None = None


class LowestOf(NamedTuple):
    """The rating of the lowest item below."""

    id: str
    title: str
    known: Known


class Judged(NamedTuple):
    """A person's judgement, recorded with its reason; `indicative` limits warn and never decide."""

    id: str
    title: str
    known: Known
    reason_required: bool = False
    indicative: tuple[Limit, ...] = ()


class SumBands(NamedTuple):
    """
    Scores are added and the total falls in a band.

    Either by mean (`mean_at_most`, so that bands follow the number of standards rated; `boundary` says which side a mean exactly on
    an edge falls), or by total (`total_at_most`: a low total is good).
    """

    id: str
    title: str
    known: Known
    mean_at_most: Bounds = ()
    boundary: Setting | None = None
    total_at_most: Bounds = ()


class PercentOfMax(NamedTuple):
    """Scores are added, taken as a percentage of the most they could be, rounded as declared, and banded."""

    id: str
    title: str
    known: Known
    max_per_item: int
    at_least: Bounds
    rounding: Setting


class Exceptions(NamedTuple):
    """How many items may stand below the rating given, and which may not; taken only with a recorded reason."""

    most: int
    steps: int
    not_items: tuple[str, ...] = ()


class WorstOf(NamedTuple):
    """The rating of the worst item named, with declared exceptions."""

    id: str
    title: str
    known: Known
    among: tuple[str, ...] = ()
    exceptions: Exceptions | None = None


class Clause(NamedTuple):
    """One row of a count table: this rating when enough items have `counted` and the rest are good enough."""

    to: str
    counted: str | None = None
    at_least: str | None = None
    others: str | None = None
    at_most: tuple[tuple[str, int], ...] = ()


class CountThresholds(NamedTuple):
    """Clauses tried in order; a threshold may depend on how many items were rated (`X`, looked up in `thresholds`)."""

    id: str
    title: str
    known: Known
    clauses: tuple[Clause, ...]
    thresholds: tuple[tuple[int | None, int], ...] = ()
    otherwise: str | None = None
    normally: bool = False


class NoRating(NamedTuple):
    """Nothing is rated here, by design."""

    id: str
    title: str
    known: Known


Rule = PercentBands | LowestOf | Judged | SumBands | PercentOfMax | WorstOf | CountThresholds | NoRating


class Condition(NamedTuple):
    """
    A boolean expression over facts, ratings and statuses. Exactly one head is set.

    `all` and `any` join conditions; `fact` reads an outside fact; `item` reads one standard; `any_item` asks whether any item (among
    `among`, if given) is at or below a point; `computed` asks what the rule gave before limits; `status` reads another status.
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    fact: str | None = None
    item: str | None = None
    any_item: str | None = None
    among: tuple[str, ...] = ()
    computed: str | None = None
    status: str | None = None
    equals: str | None = None


class Limit(NamedTuple):
    """A limiting rule: when the condition holds, the rating is at best this. `normally` allows a recorded departure."""

    id: str
    title: str
    known: Known
    applies_to: str
    when: Condition
    at_best: str
    normally: bool = False


class StatusRule(NamedTuple):
    """A status beside the ratings: a boolean expression, or one of `options` set by a person."""

    id: str
    title: str
    known: Known
    when: Condition | None = None
    options: tuple[str, ...] = ()


class Discretion(NamedTuple):
    """When a ratings panel may move a computed rating: within `window` points of an edge, or where one answer would."""

    known: Known
    window: Setting
    one_answer: bool = True
    max_bands: int = 1
