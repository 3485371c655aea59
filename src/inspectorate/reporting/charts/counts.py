"""Counts of ratings by year: a row a year, and for each rating the number with a bar of that length. Counted, never averaged."""

from __future__ import annotations

from typing import NamedTuple

from inspectorate.reporting import palette
from inspectorate.reporting.charts.drawing import LEADING, NARROW, SIZE, SMALL, WIDE, Drawing, Picture, fits
from inspectorate.reporting.measure import text_width, wrap_text
from inspectorate.reporting.words import joined

_GAP = 14.0
_BAR = 16.0


class Count(NamedTuple):
    """How many have one rating; `place` is its place on the scale of so many points, 0 where it is no rating."""

    label: str
    number: int
    place: int
    points: int


class CountRow(NamedTuple):
    """One row: a year with its counts, or, when `text` is given, a break that no reading goes across."""

    label: str
    counts: tuple[Count, ...] = ()
    text: str = ""


def count_rows(title: str, rows: tuple[CountRow, ...]) -> Picture:
    """
    Draw counts as rows of words, numbers and bars.

    Args:
        title: What the picture shows, as a sentence.
        rows: Rows with the same labels in the same order, and breaks between them.
    """
    description = " ".join(_row_words(row) for row in rows)
    most = max((count.number for row in rows for count in row.counts), default=1) or 1
    wide, narrow = Drawing(WIDE), Drawing(NARROW)
    return Picture(
        title,
        description,
        wide.svg(_wide(wide, rows, most), title, description, "wide"),
        narrow.svg(_narrow(narrow, rows, most), title, description, "narrow"),
    )


def _row_words(row: CountRow) -> str:
    if row.text:
        return f"Break: {row.label}, {row.text}."
    return f"{row.label}: {joined([f'{count.number} {count.label}' for count in row.counts])}."


def _wide(drawing: Drawing, rows: tuple[CountRow, ...], most: int) -> float:
    shown = next((row.counts for row in rows if row.counts), ())
    first = max(60.0, max((text_width(row.label, SIZE, bold=True) for row in rows if not row.text), default=0) + 2 * _GAP)
    column = (drawing.width - first) / max(1, len(shown))
    heads = [wrap_text(count.label, column - _GAP, SMALL, bold=True) for count in shown]
    for at, lines in enumerate(heads):
        for line_at, line in enumerate(lines):
            drawing.text(first + at * column, 13 + line_at * SMALL * LEADING, line, bold=True)
    y = max((len(lines) for lines in heads), default=0) * SMALL * LEADING + 8
    drawing.line((0, y), (drawing.width, y), palette.INK, 2)
    y += 8
    for row in rows:
        if row.text:
            y = _break(drawing, row, y)
            continue
        drawing.text(0, y + 13, row.label, SIZE, bold=True)
        room = column - _GAP - text_width(f"{most:,}", SIZE, bold=True) - 6
        for at, count in enumerate(row.counts):
            _bar(drawing, count, (first + at * column, y), room, most)
        y += _BAR + 8
    return y


def _narrow(drawing: Drawing, rows: tuple[CountRow, ...], most: int) -> float:
    shown = next((row.counts for row in rows if row.counts), ())
    label = min(150.0, max((text_width(count.label, SMALL) for count in shown), default=0) + 8)
    room = drawing.width - label - text_width(f"{most:,}", SIZE, bold=True) - 8
    y = 0.0
    for row in rows:
        if row.text:
            y = _break(drawing, row, y)
            continue
        drawing.text(0, y + 15, row.label, SIZE, bold=True)
        y += SIZE * LEADING + 4
        for count in row.counts:
            if fits(count.label, label):
                drawing.text(0, y + 12, count.label)
                end = y
            else:
                end = drawing.paragraph(0, y + 12, count.label, label) - SMALL * LEADING - 12
            _bar(drawing, count, (label, y), room, most)
            y = end + _BAR + 5
        y += 10
    return y


def _bar(drawing: Drawing, count: Count, place: tuple[float, float], room: float, most: int) -> None:
    """Draw the bar of one count and its number at the end; nothing but a quiet nought where there is none."""
    x, y = place
    length = room * count.number / most
    if count.number:
        drawing.box(x, y, max(2.0, length), _BAR, palette.rating_color(count.place, count.points))
    drawing.text(x + (length + 5 if count.number else 0), y + 13, f"{count.number:,}", SIZE, bold=bool(count.number))


def _break(drawing: Drawing, row: CountRow, y: float) -> float:
    """Draw a break: a dashed line across with its words below."""
    drawing.line((0, y + 2), (drawing.width, y + 2), palette.EDGE, 1.5, "6 4")
    return drawing.paragraph(0, y + 18, f"[b] {row.label}: {row.text}", drawing.width) - 6
