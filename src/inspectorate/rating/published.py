"""
What the publisher printed against what the known facts allow. It never feeds a rating.

Source: design 4.2, `published`: the overall ratings that fit the known standards and the published score and counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.model import PercentOfMax, PublishedCheck, PublishedOutcome, SumBands
from inspectorate.rating.combine import banded_total, possible_totals, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from inspectorate.model.result import Basis
    from inspectorate.rating.combine import Combination, Placed, Settings
    from inspectorate.rating.outcome import OverallOutcome


def check_published(outcome: OverallOutcome, published: PublishedOutcome | None, settings: Settings) -> PublishedCheck | None:
    """Check a published overall rating against standards, published score and published counts. Source: design 4.2."""
    if published is None:
        return None
    scale = outcome.combination.scale
    everything = tuple(range(len(scale.points)))
    by_standards = outcome.final
    by_score = _fitting(outcome.combination, published._replace(counts={}), settings) if published.score is not None else by_standards
    by_all = _fitting(outcome.combination, published, settings) if published.counts else by_score
    basis: Basis
    if len(by_standards) <= 1:
        basis, fitting = "standards", by_standards if by_all else by_all
    elif published.score is not None and len(by_score) <= 1:
        basis, fitting = "score", by_score if by_all else by_all
    elif len(by_all) <= 1:
        basis, fitting = "counts", by_all
    else:
        fitting = by_all
        basis = "part" if set(by_all) < set(everything) else "nothing"
    possible = tuple(scale.points[place].id for place in fitting)
    agrees = None
    if published.overall is not None:
        if possible == (published.overall,):
            agrees = True
        elif published.overall not in possible:
            agrees = False
    return PublishedCheck(published.overall, published.score, published.max, possible, agrees, basis)


def _fitting(combination: Combination, published: PublishedOutcome, settings: Settings) -> tuple[int, ...]:
    """Give the overall positions of those states that have the published score and counts."""
    totals = possible_totals(combination)
    if totals is not None and not published.counts:
        rated = sum(item.counted for item in combination.items)
        reached = totals if published.score is None else totals & {published.score}
        places = {banded_total(combination.rule, total, rated, combination.scale, settings) for total in reached}
        return tuple(sorted(place for place in places if place is not None))
    found = {state.final for state in verdicts(combination, settings, _keeper(combination, published)) if state.final is not None}
    return tuple(sorted(found))


def _keeper(combination: Combination, published: PublishedOutcome) -> Callable[[Sequence[Placed]], bool]:
    scored = isinstance(combination.rule, SumBands | PercentOfMax)

    def keep(placed: Sequence[Placed]) -> bool:
        counted = [(item, place) for item, place in placed if item.counted]
        if scored and published.score is not None and sum(item.scale.points[place].score for item, place in counted) != published.score:
            return False
        ids = [item.scale.points[place].id for item, place in counted]
        return _counts_fit(ids, published.counts)

    return keep


def _counts_fit(ids: list[str], counts: Mapping[tuple[str, ...], int]) -> bool:
    return all(sum(ids.count(point) for point in points) == number for points, number in counts.items())
