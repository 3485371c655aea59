"""Many tests at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.statistics.refusal import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence


def adjust_holm(p_values: Sequence[float]) -> list[float]:
    """
    Adjust the p-values of a family declared beforehand, so that the chance of any false finding stays below the level.

    Raises:
        StatisticsInputError: A value is no probability.

    Shape: one per test, in the order given. Print them beside the raw ones.
    Source: Holm 1979; statistics reference section 3 (12 questions by one split is a family).
    """
    order, values = _ascending(p_values)
    adjusted = [0.0] * len(values)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[place]))
        adjusted[place] = highest
    return adjusted


def adjust_benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """
    Adjust the p-values of an exploration, so that the share of false ones among the findings stays below the level.

    Raises:
        StatisticsInputError: A value is no probability.

    Shape: one per test, in the order given. Print them beside the raw ones.
    Source: Benjamini and Hochberg 1995; statistics reference section 3.
    """
    order, values = _ascending(p_values)
    adjusted = [0.0] * len(values)
    lowest = 1.0
    for rank in range(len(values), 0, -1):
        place = order[rank - 1]
        lowest = min(lowest, values[place] * len(values) / rank)
        adjusted[place] = lowest
    return adjusted


def _ascending(p_values: Sequence[float]) -> tuple[list[int], list[float]]:
    values = [float(value) for value in p_values]
    for place, value in enumerate(values):
        if not 0 <= value <= 1:
            raise refuse("STA009", f"p_values[{place}]", "This is no probability.", found=value, expected="0 to 1")
    return sorted(range(len(values)), key=values.__getitem__), values
