"""The picture that goes with a link: 1200 by 630, the rating word with its place on the scale, whose, when and by whom."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from inspectorate.reporting import palette
from inspectorate.reporting.card.shapes import stair_boxes
from inspectorate.reporting.measure import text_width, wrap_text
from inspectorate.reporting.typesetting import typeset
from inspectorate.reporting.words import capital, date_words, period_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.site.collect import Shown, Summary

WIDTH, HEIGHT = 1200, 630
_LEFT, _ROOM = 72, 1056
_FAMILY = "Atkinson Hyperlegible Next, sans-serif"
_NAME_SIZES = (72, 64, 56, 48, 42)


def preview_svg(summary: Summary) -> str:
    """Draw the picture of an inspection."""
    shown = summary.published or summary.overall
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.PAPER}"/><rect width="{WIDTH}" height="18" fill="{palette.INK}"/>']
    mark = {"synthetic": "SYNTHETIC: made up", "draft": "DRAFT: not published"}.get(summary.provenance)
    parts.append(_text(_LEFT, 84, "Inspection report card", 30, color=palette.QUIET))
    if mark:
        parts.append(_text(_LEFT + _ROOM, 84, mark, 30, bold=True, anchor="end"))
    y = 172.0
    size, lines = _fitting(summary.organisation)
    for line in lines:
        parts.append(_text(_LEFT, y, line, size, bold=True))
        y += size * 1.15
    parts += _rating(shown)
    who = f"Rated by {summary.rated_by}" if summary.rated_by else "Rater not named in the sources"
    parts.append(_text(_LEFT, 536, _cut(who, 32), 32))
    what = f"{capital(_when(summary))}. {summary.edition_title}, {summary.edition_label}"
    parts.append(_text(_LEFT, 584, _cut(what, 28), 28, color=palette.QUIET))
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="{_FAMILY}">{"".join(parts)}</svg>'


def preview_png(svg: str) -> bytes:
    """
    Give the picture as PNG.

    Raises:
        MissingExtraError: The typesetter is not installed.
    """
    return typeset({"kind": "png", "svg": svg, "ppi": 96}, "The picture for links")


def _rating(shown: Shown) -> list[str]:
    color = palette.rating_color(shown.place, shown.points)
    word = shown.word or "No overall rating"
    x = float(_LEFT)
    parts = []
    if shown.place:
        for at, (left, top, wide, tall) in enumerate(stair_boxes(shown.points, 34, 110, 10, 4)):
            place = f'x="{x + left:g}" y="{340 + top:g}" width="{wide:g}" height="{tall:g}"'
            parts.append(f'<rect {place} fill="{color if at < shown.place else "none"}" stroke="{color}" stroke-width="4"/>')
        x += shown.points * 44 + 24
        parts.append(_text(x, 446, f"{shown.place} of {shown.points} on the scale", 28, color=palette.QUIET))
    size = next((size for size in (76, 68, 60, 52, 44) if x + text_width(word, size, bold=True) <= _LEFT + _ROOM), 36)
    parts.append(_text(x, 402, word, size, bold=True, color=color))
    return parts


def _fitting(name: str) -> tuple[int, Sequence[str]]:
    """Set a name as large as two lines hold."""
    for size in _NAME_SIZES:
        lines = wrap_text(name, _ROOM, size, bold=True)
        if len(lines) <= (1 if size > 64 else 2):
            return size, lines
    return _NAME_SIZES[-1], wrap_text(name, _ROOM, _NAME_SIZES[-1], bold=True)[:2]


def _when(summary: Summary) -> str:
    if summary.published_on:
        return f"published {date_words(summary.published_on)}"
    fieldwork = period_words(summary.fieldwork_from, summary.fieldwork_to)
    return f"fieldwork {fieldwork}" if fieldwork else "date not known"


def _cut(text: str, size: float) -> str:
    """Shorten a text to one line."""
    first, *rest = wrap_text(text, _ROOM - 20, size)
    return f"{first} …" if rest else first


def _text(x: float, y: float, text: str, size: float, *, bold: bool = False, color: str = palette.INK, anchor: str = "start") -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{weight} fill="{color}" text-anchor="{anchor}">{escape(text)}</text>'
