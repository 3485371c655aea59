"""
Every colour of the cards, pages and reports, in one place.

Ratings run from a dark orange (worst) over grey to a dark blue (best): no red and green, apart for every common kind of colour
blindness, and each dark enough to be text on white. Colour never stands alone: the word and the number of filled steps say the same.
"""

from __future__ import annotations

INK = "#16191d"
QUIET = "#4a525b"
PAPER = "#ffffff"
TINT = "#f3f5f7"
EDGE = "#6b747e"
AXIS = "#8a929b"
RULE = "#d3d8dd"
MARK = "#3c444c"
BLUE = "#12436d"
"""The one colour of charts that are about no rating."""

_WORST, _LOW, _MIDDLE, _HIGH, _BEST = "#8f2f06", "#ad5207", "#5d636b", "#2a6fae", "#0d3b6e"
_LOWER, _UPPER = "#7b5527", "#4c6480"
RATINGS: dict[int, tuple[str, ...]] = {
    1: (_BEST,),
    2: (_WORST, _BEST),
    3: (_WORST, _MIDDLE, _BEST),
    4: (_WORST, _LOW, _HIGH, _BEST),
    5: (_WORST, _LOW, _MIDDLE, _HIGH, _BEST),
    6: (_WORST, _LOW, _LOWER, _UPPER, _HIGH, _BEST),
}
"""Number of points on the scale -> colour of each position, worst first."""

TERMINAL = {_WORST: 166, _LOW: 172, _LOWER: 136, _MIDDLE: 245, _UPPER: 67, _HIGH: 32, _BEST: 33}
"""The nearest of the 256 terminal colours that can be read on black and on white."""


def rating_color(position: int, points: int) -> str:
    """
    Give the colour of a position on a scale.

    Args:
        position: 1 for the worst; 0 (nothing reached) is quiet grey.
        points: How many points the scale has; above six, neighbours share a colour.
    """
    if position < 1 or points < 1:
        return QUIET
    if points in RATINGS:
        return RATINGS[points][position - 1]
    return RATINGS[6][round((position - 1) * 5 / (points - 1))]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Give the relative luminance of a colour written as #rrggbb. Source: WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
