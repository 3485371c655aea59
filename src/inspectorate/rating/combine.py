"""
Items below become one rating above: the closed set of rule kinds, and everything still possible when something is unknown.

The same functions serve both levels: key questions to a standard, standards to the overall rating.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.model import (
    Bounds,
    Clause,
    CountThresholds,
    Limit,
    LowestOf,
    PercentOfMax,
    Rule,
    Scale,
    SumBands,
    WorstOf,
)
from inspectorate.rating.bands import banded_value, edges, position
from inspectorate.rating.conditions import Situation, facts_read, holds, refs_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from inspectorate.model import SettingValue


class Item(NamedTuple):
    """Something that is combined: its ref, its scale and the positions it may have. `counted` items enter the rule."""

    ref: str
    scale: Scale
    options: tuple[int, ...]
    counted: bool = True


Placed = tuple[Item, int]


class Branch(NamedTuple):
    """What the items may be when facts that nobody gave, and that items and the whole both read, have certain values."""

    facts: Mapping[str, str]
    items: tuple[Item, ...]


class Combination(NamedTuple):
    """
    All that one level reads: a rule with its limits, the items, the facts, and what people decided.

    `eased` holds, by the id of a limit, the position to which a recorded departure raises it. Where there are `branches`, only what one
    of them allows is possible.
    """

    rule: Rule
    scale: Scale
    items: tuple[Item, ...]
    limits: tuple[Limit, ...] = ()
    facts: Mapping[str, str] = {}
    given: int | None = None
    departure: int | None = None
    eased: Mapping[str, int] = {}
    branches: tuple[Branch, ...] = ()


class Verdict(NamedTuple):
    """What one complete state of affairs gives: before limits, after them, and which limits did something."""

    computed: int | None
    final: int | None
    limits: tuple[tuple[Limit, int, int], ...]


def verdict(combination: Combination, placed: Sequence[Placed], facts: Mapping[str, str | None], settings: Settings) -> Verdict:
    """
    Rate one complete state of affairs: rule, then departure, then limits in the order of the edition.

    Source: other-methods section 11, evaluation order.
    """
    counted = [(item, place) for item, place in placed if item.counted]
    computed = decide(combination.rule, counted, combination.scale, settings)
    if computed is None:
        computed = combination.given
    elif combination.departure is not None and departure_allowed(
        combination.rule, counted, computed, combination.departure, combination.scale
    ):
        computed = combination.departure
    if computed is None:
        return Verdict(None, None, ())
    if not combination.limits:
        return Verdict(computed, computed, ())
    situation = Situation({item.ref: (item.scale, place) for item, place in placed}, facts, combination.scale.points[computed].id)
    final, applied = computed, []
    for limit in combination.limits:
        ceiling = max(combination.scale.position(limit.at_best), combination.eased.get(limit.id, 0))
        if final > ceiling and holds(limit.when, situation):
            applied.append((limit, final, ceiling))
            final = ceiling
    return Verdict(computed, final, tuple(applied))


def verdicts(combination: Combination, settings: Settings, keep: Callable[[Sequence[Placed]], bool] | None = None) -> Iterator[Verdict]:
    """
    Go through every state of affairs that differs in what the rule can see, and rate each.

    Items with the same scale and the same options are exchangeable unless a condition or a rule names them, so that thirteen unknown
    standards are 560 states and not 67 million. *keep* leaves out states that contradict what else is known. Where the rule leaves the
    rating to judgement and nobody has judged, every judgement is a state of its own, so that limits hold for it too.

    Source: design 4.2, `possible` is exact.
    """
    for branch in combination.branches:
        yield from verdicts(combination._replace(facts=branch.facts, items=branch.items, branches=()), settings, keep)
    for placed in () if combination.branches else states(combination):
        if keep is not None and not keep(placed):
            continue
        for facts in fact_states(combination):
            state = verdict(combination, placed, facts, settings)
            if state.computed is not None:
                yield state
                continue
            for given in range(len(combination.scale.points)):
                yield verdict(combination._replace(given=given), placed, facts, settings)


def possible(combination: Combination, settings: Settings) -> tuple[int, ...]:
    """Give the exact set of positions still possible, lowest first. Source: design 4.2."""
    totals = possible_totals(combination)
    if totals is not None:
        rated = sum(item.counted for item in combination.items)
        places = {banded_total(combination.rule, total, rated, combination.scale, settings) for total in totals}
        return tuple(sorted(place for place in places if place is not None))
    return tuple(sorted({state.final for state in verdicts(combination, settings) if state.final is not None}))


def possible_totals(combination: Combination) -> set[int] | None:
    """
    Give every total of scores the counted items can reach; None where the rule sees more than a total.

    A sum with no limit sees nothing but its total, so twelve unknown standards are 37 totals and not 455 states. Source: design 4.2.
    """
    if not isinstance(combination.rule, SumBands | PercentOfMax) or combination.limits or combination.branches:
        return None
    totals = {0}
    for item in combination.items:
        if item.counted:
            scores = {item.scale.points[place].score for place in item.options}
            totals = {total + score for total in totals for score in scores}
    return totals


def states(combination: Combination) -> Iterator[list[Placed]]:
    """Go through the distinct placements of the items. Source: design 4.2."""
    named = refs_read(limit.when for limit in combination.limits)
    if isinstance(combination.rule, WorstOf):
        exceptions = combination.rule.exceptions
        named = named | frozenset(combination.rule.among) | frozenset(exceptions.not_items if exceptions else ())
    return placements(combination.items, named)


def placements(items: tuple[Item, ...], named: frozenset[str]) -> Iterator[list[Placed]]:
    """Place every item in every way it may stand; those not *named* that are alike are exchangeable. Source: design 4.2."""
    if all(len(item.options) == 1 for item in items):
        yield [(item, item.options[0]) for item in items]
        return
    groups: dict[object, list[Item]] = {}
    for item in items:
        groups.setdefault(item.ref if item.ref in named else (item.scale.id, item.options, item.counted), []).append(item)
    choices = [list(combinations_with_replacement(group[0].options, len(group))) for group in groups.values()]
    for chosen in product(*choices):
        yield [
            (item, place) for group, places in zip(groups.values(), chosen, strict=True) for item, place in zip(group, places, strict=True)
        ]


def fact_states(combination: Combination) -> Iterator[Mapping[str, str | None]]:
    """Go through the values that facts nobody gave may have: those a condition asks for, and any other. Source: design 3."""
    missing = {
        fact: values for fact, values in facts_read(limit.when for limit in combination.limits).items() if fact not in combination.facts
    }
    if not missing:
        yield combination.facts
        return
    for values in product(*((*asked, None) for asked in missing.values())):
        yield {**combination.facts, **dict(zip(missing, values, strict=True))}


def decide(rule: Rule, placed: Sequence[Placed], scale: Scale, settings: Settings) -> int | None:
    """
    Apply a rule to items that are all placed; None where the rule leaves it to judgement.

    Source: other-methods section 11, shapes 1 to 7, 12, 13 and 15.
    """
    if isinstance(rule, SumBands | PercentOfMax):
        return banded_total(rule, sum(item.scale.points[place].score for item, place in placed), len(placed), scale, settings)
    if isinstance(rule, LowestOf):
        return min(_on_scale(item, place, scale) for item, place in placed) if placed else None
    if isinstance(rule, WorstOf):
        among = [_on_scale(item, place, scale) for item, place in placed if not rule.among or item.ref in rule.among]
        return min(among) if among else None
    if isinstance(rule, CountThresholds):
        return _count_table(rule, placed, scale)
    return None


def departure_allowed(rule: Rule, placed: Sequence[Placed], computed: int, to: int, scale: Scale) -> bool:
    """
    Tell whether a recorded departure from what the rule computes is one the edition allows.

    Source: other-methods sections 3 (normally) and 4 (one exception, not the first judgement).
    """
    if isinstance(rule, CountThresholds):
        return rule.normally
    if not isinstance(rule, WorstOf) or rule.exceptions is None or to <= computed:
        return False
    below = {item.ref: to - _on_scale(item, place, scale) for item, place in placed if not rule.among or item.ref in rule.among}
    below = {ref: steps for ref, steps in below.items() if steps > 0}
    few = len(below) <= rule.exceptions.most
    near = all(steps <= rule.exceptions.steps for steps in below.values())
    return few and near and not set(below) & set(rule.exceptions.not_items)


@lru_cache(maxsize=128)
def mean_edges(bounds: Bounds) -> tuple[tuple[int, int], ...]:
    """Give the highest mean of each band but the best as whole fractions. Source: HMIP method 2.7."""
    return tuple((Fraction(edge).numerator, Fraction(edge).denominator) for _, edge in bounds)


def banded_total(rule: Rule, total: int, rated: int, scale: Scale, settings: Settings) -> int | None:
    """
    Give the band of a total of scores over *rated* items; None where nothing was rated or the rule bands no total.

    Source: HMIP method 2.7; other-methods sections 1 and 10.
    """
    if rated == 0 or not isinstance(rule, SumBands | PercentOfMax):
        return None
    if isinstance(rule, PercentOfMax):
        return position(banded_value(total, rule.max_per_item * rated, str(settings[rule.rounding.id])), edges(rule.at_least))
    if rule.total_at_most:
        fitting = (scale.position(point) for point, most in rule.total_at_most if total <= most)
        return next(fitting, 0)
    # HMIP method 2.7: 2T <= N inadequate, 2T <= 3N requires improvement, 2T <= 5N good, else outstanding
    upper = rule.boundary is not None and settings[rule.boundary.id] == "upper"
    place = 0
    for numerator, denominator in mean_edges(rule.mean_at_most):
        over, edge = total * denominator, numerator * rated
        if not (over >= edge if upper else over > edge):
            break
        place += 1
    return place


def _count_table(rule: CountThresholds, placed: Sequence[Placed], scale: Scale) -> int | None:
    if not placed:
        return None
    ids = [item.scale.points[place].id for item, place in placed]
    threshold = next((x for rated_to, x in rule.thresholds if rated_to is None or len(ids) <= rated_to), 0)
    for clause in rule.clauses:
        if _clause_fits(clause, ids, threshold, scale):
            return scale.position(clause.to)
    return scale.position(rule.otherwise) if rule.otherwise else None


def _clause_fits(clause: Clause, ids: list[str], threshold: int, scale: Scale) -> bool:
    if clause.counted is not None:
        needed = threshold if clause.at_least == "X" else int(clause.at_least or 1)
        if ids.count(clause.counted) < needed:
            return False
    if clause.others is not None:
        floor = scale.position(clause.others)
        if any(scale.position(point) < floor for point in ids if point != clause.counted):
            return False
    return all(ids.count(point) <= most for point, most in clause.at_most)


def _on_scale(item: Item, place: int, scale: Scale) -> int:
    return place if item.scale is scale else scale.position(item.scale.points[place].id)


Settings = dict[str, "SettingValue"]
"""The value of every setting of an edition, by id: as declared, or with one alternative tried."""
