"""The width of text in the house typeface, from its metrics: so that a picture can be laid out without a font library."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

METRICS = Path(__file__).parent / "fonts" / "metrics.json"


@lru_cache(maxsize=1)
def _metrics() -> dict[str, dict[str, int]]:
    read = json.loads(METRICS.read_text(encoding="utf-8"))
    return {"regular": read["regular"], "bold": read["bold"]}


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a line of text; a sign the font lacks counts as wide as a capital M. Kerning is left out."""
    widths = _metrics()["bold" if bold else "regular"]
    widest = widths["M"]
    return sum(widths.get(sign, widest) for sign in text) * size / 1000


def wrap_text(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than *width*: at spaces, and inside a word that alone is wider."""
    return list(_wrapped(text, width, size, bold=bold))


@lru_cache(maxsize=2048)
def _wrapped(text: str, width: float, size: float, *, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size, bold=bold)
        lines += whole
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces, piece = [], ""
    for sign in word:
        if piece and text_width(piece + sign, size, bold=bold) > width:
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]
