"""
Percentages of cases and their bands, in exact arithmetic: no float decides an edge.

A band is said as a *position* on the scale, 0 for the lowest.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from inspectorate.model import Bounds

Number = int | Fraction


@lru_cache(maxsize=256)
def edges(bounds: Bounds) -> tuple[Number, ...]:
    """Give the lower edges of all bands but the lowest, exact, whole numbers as integers. Source: `at_least` of the edition."""
    exact = (Fraction(edge) for _, edge in bounds)
    return tuple(edge.numerator if edge.denominator == 1 else edge for edge in exact)


def banded_value(yes: int, cases: int, rounding: str) -> Number:
    """
    Give the percentage that is banded: 100 × yes / cases, rounded as the edition declares.

    Source: HMIP method 2.3; whether it is rounded before banding is open, half up is the default.
    """
    if rounding == "half_up":
        return (200 * yes + cases) // (2 * cases)
    return Fraction(100 * yes, cases)


def banded_percent(percent: Decimal, rounding: str) -> Number:
    """Give the value that is banded when only a published per cent is known. Source: design 4.1, *what results means*."""
    exact = Fraction(percent)
    return floor(exact + Fraction(1, 2)) if rounding == "half_up" else exact


def position(value: Number, band_edges: tuple[Number, ...]) -> int:
    """Give the band that a value falls in: each band starts at its lower edge. Source: HMIP method 2.3."""
    place = 0
    for edge in band_edges:
        if value < edge:
            break
        place += 1
    return place


def count_position(yes: int, cases: int, rounding: str, band_edges: tuple[Number, ...]) -> int:
    """Give the band of *yes* of *cases*. Source: HMIP method 2.3."""
    return position(banded_value(yes, cases, rounding), band_edges)


def possible_positions(
    yes: int, cases: int, unanswered: int, rounding: str, band_edges: tuple[Number, ...], fewest: int = 1
) -> tuple[int, ...]:
    """
    Give every band that is possible when *unanswered* further cases may turn out yes, no or not applicable.

    Bases below *fewest* take no part and give none. With n cases the counts step by 100 / n, so that from a base on at which a step is
    no wider than the narrowest band the largest base alone reaches every band that a smaller one does.

    Source: design 4.1: a rating is given only if every way of filling the blanks gives the same band.
    """
    widths = [ceil(after) - ceil(before) if rounding == "half_up" else after - before for before, after in pairwise(band_edges)]
    smallest, largest = max(cases, fewest, 1), cases + unanswered
    enough = ceil(100 / min((width for width in widths if width > 0), default=1))
    bases = range(smallest, largest + 1) if largest < enough else (*range(smallest, enough), largest)
    filled: set[int] = set()
    for base in bases if smallest <= largest else ():
        filled.update(_positions_between(yes, yes + base - cases, base, rounding, band_edges))
        if len(filled) > len(band_edges):
            break
    return tuple(sorted(filled))


def _positions_between(least: int, most: int, cases: int, rounding: str, band_edges: tuple[Number, ...]) -> Iterator[int]:
    """Give the bands of every count from *least* to *most*, going from band to band and not from count to count."""
    while least <= most:
        place = count_position(least, cases, rounding, band_edges)
        yield place
        if place >= len(band_edges):
            return
        least = fewest_to_reach(place + 1, cases, rounding, band_edges)


def fewest_to_reach(target: int, cases: int, rounding: str, band_edges: tuple[Number, ...]) -> int:
    """Give the fewest yes answers of *cases* whose band is at least *target* (cases + 1 when none is). Source: design 4.2, `changes`."""
    low, high = 0, cases + 1
    while low < high:
        middle = (low + high) // 2
        if count_position(middle, cases, rounding, band_edges) >= target:
            high = middle
        else:
            low = middle + 1
    return low
