"""
How far it still is: the fewest answers that move a standard, the fewest standards that move the whole.

Source: design 4.2, `changes`. Proved against exhaustive search for small numbers in the tests.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from inspectorate.model import Change, Judged, LowestOf, NoRating, PercentBands, PercentOfMax, SumBands
from inspectorate.rating.bands import Number, count_position, edges, fewest_to_reach
from inspectorate.rating.combine import decide, fact_states, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.model import Scale
    from inspectorate.rating.combine import Combination, Item, Settings
    from inspectorate.rating.outcome import OverallOutcome, StandardOutcome

Counts = dict[str, tuple[int, int]]


def standard_changes(outcome: StandardOutcome, settings: Settings) -> tuple[Change | None, Change | None]:
    """
    Give the fewest answers, flipped between yes and no, that move the computed rating up and down.

    Upwards every key question below the next band has to reach it; downwards one is enough. None where a count is unknown, where the
    standard is not rated by cases or is limited, or where there is no band further that way. With very few cases one answer can pass
    over a band: `to` is the rating reached.

    Source: HMIP method 2.3 and 2.4; design 4.2.
    """
    bands, limited = outcome.standard.key_question_rule, outcome.combination is not None and outcome.combination.limits
    if not isinstance(bands, PercentBands) or not isinstance(outcome.standard.rule, LowestOf) or len(outcome.computed) != 1 or limited:
        return None, None
    counts: dict[str, tuple[int, int]] = {}
    for question in outcome.questions:
        if not question.takes_part:
            continue
        figures = question.figures
        if figures is None or figures.yes is None or not figures.cases or figures.unanswered:
            return None, None
        counts[question.question.ref] = (figures.yes, figures.cases)
    rounding, band_edges = str(settings[bands.rounding.id]), edges(bands.at_least)
    here, scale = outcome.computed[0], outcome.standard.scale
    if here != min((count_position(yes, cases, rounding, band_edges) for yes, cases in counts.values()), default=None):
        return None, None  # a published per cent is in another band than its count
    return _up(counts, here, scale, rounding, band_edges), _down(counts, here, scale, rounding, band_edges)


def _up(counts: Counts, here: int, scale: Scale, rounding: str, band_edges: tuple[Number, ...]) -> Change | None:
    target = here + 1
    if target >= len(scale.points):
        return None
    where: dict[str, int] = {}
    reached = []
    for ref, (yes, cases) in counts.items():
        needed = fewest_to_reach(target, cases, rounding, band_edges)
        if needed > cases:
            return None
        if needed > yes:
            where[ref] = needed - yes
        reached.append(count_position(max(needed, yes), cases, rounding, band_edges))
    return Change(scale.points[min(reached)].id, sum(where.values()), where)


def _down(counts: Counts, here: int, scale: Scale, rounding: str, band_edges: tuple[Number, ...]) -> Change | None:
    if here == 0:
        return None
    best: Change | None = None
    for ref, (yes, cases) in counts.items():
        left = fewest_to_reach(here, cases, rounding, band_edges) - 1
        steps = yes - left
        if left < 0 or (best is not None and steps >= best.steps):
            continue
        to = count_position(left, cases, rounding, band_edges)
        best = Change(scale.points[to].id, steps, {ref: steps})
    return best


def overall_changes(outcome: OverallOutcome, settings: Settings) -> tuple[Change | None, Change | None]:
    """
    Give the fewest standards that, moved one band each, move the overall rating up and down.

    None where a standard is unknown or no number of single moves is enough. Source: design 4.2.
    """
    combination = outcome.combination
    if len(outcome.final) != 1 or any(len(item.options) != 1 for item in combination.items):
        return None, None
    if isinstance(combination.rule, Judged | NoRating):
        return None, None
    if isinstance(combination.rule, SumBands | PercentOfMax) and not combination.limits and combination.departure is None:
        return _by_sum(combination, outcome.final[0], 1, settings), _by_sum(combination, outcome.final[0], -1, settings)
    return _by_search(combination, outcome.final[0], 1, settings), _by_search(combination, outcome.final[0], -1, settings)


def _by_sum(combination: Combination, here: int, way: int, settings: Settings) -> Change | None:
    """Move the standards whose score gains most first; for a sum that is the fewest."""
    placed = [(item, item.options[0]) for item in combination.items if item.counted]
    movable = [at for at, (item, place) in enumerate(placed) if 0 <= place + way < len(item.scale.points)]

    def gain(at: int) -> int:
        item, place = placed[at]
        return abs(item.scale.points[place + way].score - item.scale.points[place].score)

    for steps, at in enumerate(sorted(movable, key=gain, reverse=True), start=1):
        item, place = placed[at]
        placed[at] = (item, place + way)
        to = decide(combination.rule, placed, combination.scale, settings)
        if to is not None and (to - here) * way > 0:
            return Change(combination.scale.points[to].id, steps, {})
    return None


def _by_search(combination: Combination, here: int, way: int, settings: Settings) -> Change | None:
    """Try the fewest moves first; facts that nobody gave stay open, so every value of them must move the rating."""
    for moved, steps in _moves(combination.items, way):
        reached = [verdict(combination, moved, facts, settings).final for facts in fact_states(combination)]
        past = [(to - here) * way for to in reached if to is not None]
        if len(past) == len(reached) and min(past) > 0:
            return Change(combination.scale.points[here + way * min(past)].id, steps, {})
    return None


def _moves(items: tuple[Item, ...], way: int) -> Iterator[tuple[list[tuple[Item, int]], int]]:
    movable = [item for item in items if 0 <= item.options[0] + way < len(item.scale.points)]
    if len(movable) > _SEARCHED:
        return
    for steps in range(1, len(movable) + 1):
        for chosen in combinations(movable, steps):
            moved = {item.ref for item in chosen}
            yield [(item, item.options[0] + (way if item.ref in moved else 0)) for item in items], steps


_SEARCHED = 12
"""Above so many standards in a rule that is not a sum, the search is not made and nothing is claimed."""
