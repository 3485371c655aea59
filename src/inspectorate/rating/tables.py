"""The band tables that a rule implies: what a publisher prints, for any number of standards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.model import PercentBands, PercentOfMax, SumBands
from inspectorate.rating.combine import banded_total
from inspectorate.rating.fast import declared_settings

if TYPE_CHECKING:
    from decimal import Decimal

    from inspectorate.model import Edition, Scale


class TotalBand(NamedTuple):
    """A rating and the totals that give it."""

    rating: str
    lowest: int
    highest: int


class PercentBand(NamedTuple):
    """A rating, where its band starts (None: no edge below) and where the next one starts (None: no edge above)."""

    rating: str
    start: Decimal | None
    end: Decimal | None


def total_bands(edition: Edition, scales: tuple[Scale, ...]) -> tuple[TotalBand, ...]:
    """
    Give the totals of each overall rating for standards on the given scales; empty where the edition does not sum scores.

    Source: HMIP method 2.7, the table of bands; other-methods section 1.
    """
    rule = edition.overall
    if not isinstance(rule, SumBands | PercentOfMax) or not scales:
        return ()
    settings = declared_settings(edition)
    reached = {0}
    for scale in scales:
        reached = {total + point.score for total in reached for point in scale.points}
    found: dict[int, list[int]] = {}
    for total in sorted(reached):
        place = banded_total(rule, total, len(scales), edition.scale, settings)
        if place is not None:
            found.setdefault(place, []).append(total)
    return tuple(TotalBand(edition.scale.points[place].id, min(totals), max(totals)) for place, totals in found.items())


def percent_bands(rule: PercentBands | PercentOfMax, scale: Scale) -> tuple[PercentBand, ...]:
    """
    Give the bands of a percentage, lowest first.

    Source: HMIP method 2.3.
    """
    starts: list[Decimal | None] = [None, *(edge for _, edge in rule.at_least)]
    ends: list[Decimal | None] = [*(edge for _, edge in rule.at_least), None]
    return tuple(PercentBand(point.id, start, end) for point, start, end in zip(scale.points, starts, ends, strict=True))
