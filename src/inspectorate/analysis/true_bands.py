"""From the probability of each band of each key question to that of each rating above: of a standard, and of the whole."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from inspectorate.model import PercentOfMax, SumBands
from inspectorate.rating.combine import Item, banded_total
from inspectorate.rating.fast import declared_settings, rate_overall

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from inspectorate.model import Edition

_ENUMERATED = 5000
"""So many states of the standards are gone through where the overall rule sees more than a sum."""


def independent(reached: Sequence[float]) -> float:
    """Give the probability that all reach a band when they vary independently."""
    return prod(reached)


def together(reached: Sequence[float]) -> float:
    """Give the probability that all reach a band when they rise and fall together: the most it can be."""
    return min(reached)


def lowest(questions: Sequence[Sequence[float]], joint: Callable[[Sequence[float]], float]) -> list[float]:
    """
    Give the probability of each band of the lowest of several.

    Args:
        questions: For each key question the probability of each band, lowest first.
        joint: `independent` or `together`.

    Shape: one probability per band; they add up to 1.
    """
    if not questions:
        return []
    size = len(questions[0])
    reached = [joint([sum(bands[place:]) for bands in questions]) for place in range(size)]
    reached[0] = 1.0
    return [max(0.0, here - above) for here, above in zip(reached, [*reached[1:], 0.0], strict=True)]


def overall_shares(
    edition: Edition, standards: Mapping[str, Sequence[float]], fixed: Mapping[str, str], facts: Mapping[str, str]
) -> list[float]:
    """
    Give the probability of each overall rating when standards vary independently of each other.

    Exact: scores are added up one standard at a time where the rule sees only their sum, else every state is gone through.

    Args:
        edition: The edition in force.
        standards: By ref, the probability of each rating, lowest first.
        fixed: By ref, ratings that are certain.
        facts: Outside facts that limiting rules read.

    Returns:
        One probability per point of the scale; empty where there are too many states to go through.

    Source: statistics reference section 5: exact convolution where standards are independent.
    """
    scales = {standard.ref: standard for standard in edition.standards}
    every = {ref: list(shares) for ref, shares in standards.items()}
    for ref, rating in fixed.items():
        place = scales[ref].scale.position(rating)
        every[ref] = [float(at == place) for at in range(len(scales[ref].scale.points))]
    limited = any(limit.applies_to == "overall" for limit in edition.limits)
    if isinstance(edition.overall, SumBands | PercentOfMax) and not limited:
        return _by_sum(edition, every)
    return _by_states(edition, every, facts)


def _by_sum(edition: Edition, every: Mapping[str, Sequence[float]]) -> list[float]:
    settings, totals, counted = declared_settings(edition), {0: 1.0}, 0
    for standard in edition.standards:
        if standard.ref not in every or not standard.counted:
            continue
        counted += 1
        after: dict[int, float] = {}
        for total, share in totals.items():
            for point, of in zip(standard.scale.points, every[standard.ref], strict=True):
                if of:
                    after[total + point.score] = after.get(total + point.score, 0.0) + share * of
        totals = after
    found = [0.0] * len(edition.scale.points)
    for total, share in totals.items():
        place = banded_total(edition.overall, total, counted, edition.scale, settings)
        if place is not None:
            found[place] += share
    return found


def _by_states(edition: Edition, every: Mapping[str, Sequence[float]], facts: Mapping[str, str]) -> list[float]:
    standards = [standard for standard in edition.standards if standard.ref in every]
    options = [[(place, share) for place, share in enumerate(every[standard.ref]) if share > 0] for standard in standards]
    if prod(len(each) for each in options) > _ENUMERATED:
        return []
    settings, found = declared_settings(edition), [0.0] * len(edition.scale.points)
    for state in product(*options):
        items = tuple(
            Item(standard.ref, standard.scale, (place,), standard.counted) for standard, (place, _) in zip(standards, state, strict=True)
        )
        overall, _ = rate_overall(edition, items, facts, settings)
        if overall is not None:
            found[edition.scale.position(overall)] += prod(share for _, share in state)
    return found
