"""The dot plot: a percentage for each row on one axis, with its interval where the base is known, and the edges of the bands."""

from __future__ import annotations

from typing import NamedTuple

from inspectorate.reporting import palette
from inspectorate.reporting.charts.drawing import LEADING, NARROW, SIZE, SMALL, WIDE, Anchor, Drawing, Picture
from inspectorate.reporting.measure import text_width, wrap_text
from inspectorate.reporting.words import counted, joined, plain_number

_NAME, _GAP = 232.0, 14.0


class Dot(NamedTuple):
    """
    One row: whose percentage, when, the percentage, its base and its interval in per cent where they are known.

    `deciding` marks the figure that decided a rating.
    """

    name: str
    when: str
    percent: float
    cases: int | None = None
    interval: tuple[float, float] | None = None
    deciding: bool = False

    @property
    def figure(self) -> str:
        """The percentage with its base, in words."""
        return f"{plain_number(self.percent)}% {base_words(self.cases)}"


def base_words(cases: int | None) -> str:
    """Say a base: "of 60", or that it is not known."""
    return f"of {cases:,}" if cases else "(base not known)"


def dot_plot(title: str, rows: tuple[Dot, ...], edges: tuple[float, ...]) -> Picture:
    """
    Draw percentages on one axis from 0 to 100, a row each in the order given.

    Args:
        title: What the picture shows, as a sentence.
        rows: The rows.
        edges: The edges of the bands in per cent, drawn as thin lines with their numbers.
    """
    description = _description(rows, edges)
    wide, narrow = Drawing(WIDE), Drawing(NARROW)
    return Picture(
        title,
        description,
        wide.svg(_wide(wide, rows, edges), title, description, "wide"),
        narrow.svg(_narrow(narrow, rows, edges), title, description, "narrow"),
    )


def _description(rows: tuple[Dot, ...], edges: tuple[float, ...]) -> str:
    parts = [f"{counted(len(rows), 'percentage')} on an axis from 0 to 100.".capitalize()]
    if edges:
        parts.append(f"Bands begin at {joined([plain_number(edge) for edge in edges])}%.")
    for row in rows:
        spread = f", 95% interval {interval_words(row.interval)}" if row.interval else ""
        decides = "; it decided the rating" if row.deciding else ""
        parts.append(f"{row.name}, {row.when}: {row.figure}{spread}{decides}.")
    return " ".join(parts)


def interval_words(interval: tuple[float, float]) -> str:
    """Say an interval in whole per cent: "23 to 47%"."""
    return f"{interval[0]:.0f} to {interval[1]:.0f}%"


def _wide(drawing: Drawing, rows: tuple[Dot, ...], edges: tuple[float, ...]) -> float:
    figures = max(text_width(row.figure, SIZE, bold=True) for row in rows) + _GAP
    left, right = _NAME + _GAP, drawing.width - figures - 8
    y = 26.0
    places = []
    for row in rows:
        lines = wrap_text(row.name, _NAME, SIZE)
        places.append((y, lines))
        y += max(1, len(lines)) * SIZE * LEADING + SMALL * LEADING + 8
    _axis(drawing, (left, right), (18, y - 6), edges)
    for row, (top, lines) in zip(rows, places, strict=True):
        below = top + 14
        for line in lines:
            drawing.text(0, below, line, SIZE)
            below += SIZE * LEADING
        drawing.text(0, below, row.when)
        _mark(drawing, row, (left, right), top + 9)
        drawing.text(drawing.width, top + 14, row.figure, SIZE, bold=True, anchor="end")
    return y


def _narrow(drawing: Drawing, rows: tuple[Dot, ...], edges: tuple[float, ...]) -> float:
    left, right = 10.0, drawing.width - 10
    y = 22.0
    places = []
    for row in rows:
        lines = wrap_text(row.name, drawing.width, SIZE, bold=True)
        places.append((y, lines))
        y += len(lines) * SIZE * LEADING + SMALL * LEADING + 34
    for row, (top, lines) in zip(rows, places, strict=True):
        below = top + 14
        for line in lines:
            drawing.text(0, below, line, SIZE, bold=True)
            below += SIZE * LEADING
        drawing.text(0, below, row.when)
        drawing.text(drawing.width, below, row.figure, anchor="end")
        at = below + 18
        _axis(drawing, (left, right), (at - 9, at + 9), edges, numbers=top == places[0][0], numbers_at=14)
        _mark(drawing, row, (left, right), at)
    return y


def _axis(
    drawing: Drawing,
    across: tuple[float, float],
    down: tuple[float, float],
    edges: tuple[float, ...],
    *,
    numbers: bool = True,
    numbers_at: float = 12,
) -> None:
    left, right = across
    for value in (0.0, *edges, 100.0):
        x = left + (right - left) * value / 100
        outer = value in (0.0, 100.0)
        drawing.line((x, down[0]), (x, down[1]), palette.AXIS if outer else palette.EDGE, 1, "" if outer else "4 3")
        if numbers:
            label = f"{plain_number(value)}%" if value in (0.0, 100.0) else plain_number(value)
            anchor: Anchor = "middle" if not outer or left > 20 else "start" if value == 0 else "end"
            at = x if anchor == "middle" else (0 if value == 0 else drawing.width)
            drawing.text(at, numbers_at, label, anchor=anchor)


def _mark(drawing: Drawing, row: Dot, across: tuple[float, float], y: float) -> None:
    left, right = across

    def at(value: float) -> float:
        return left + (right - left) * value / 100

    drawing.line((left, y), (right, y), palette.RULE)
    if row.interval:
        low, high = at(row.interval[0]), at(row.interval[1])
        drawing.line((low, y), (high, y), palette.BLUE, 3)
        for end in (low, high):
            drawing.line((end, y - 5), (end, y + 5), palette.BLUE, 2)
    (drawing.diamond if row.deciding else drawing.ring)(at(row.percent), y)
