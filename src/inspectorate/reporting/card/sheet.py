"""A sheet of SVG that is drawn on from the top down: text measured and wrapped, lines, boxes and the stairs of a rating."""

from __future__ import annotations

from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Literal, NamedTuple

from inspectorate.reporting import palette
from inspectorate.reporting.card.shapes import stair_boxes
from inspectorate.reporting.measure import text_width, wrap_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.reporting.card.model import Rating

FAMILY = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Verdana, DejaVu Sans, Arial, sans-serif"
_ASCENT = 0.95

Anchor = Literal["start", "middle", "end"]


class Style(NamedTuple):
    """How a text is set: size in points, weight, colour, and the distance of its lines."""

    size: float
    bold: bool = False
    color: str = palette.INK
    leading: float = 1.2
    lang: str = ""


class Said(NamedTuple):
    """What a picture says beside what it shows: its name, everything on it read aloud, and where it comes from."""

    title: str
    description: str
    metadata: str
    language: str


class Sheet:
    """Collects what is drawn. `y` is the edge below which there is nothing yet."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 0.0

    def text(self, x: float, y: float, text: str, style: Style, width: float, anchor: Anchor = "start") -> float:
        """
        Set a text with its upper edge at *y*, wrapped to *width*; *x* is its left edge, right edge or middle.

        Returns:
            The lower edge of the text.
        """
        lines = wrap_text(text, width, style.size, bold=style.bold)
        step = style.size * style.leading
        anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
        weight = ' font-weight="700"' if style.bold else ""
        speech = f' lang="{style.lang}"' if style.lang else ""
        spans = " ".join(
            f'<tspan x="{number(x)}" y="{number(y + style.size * _ASCENT + at * step)}"{_guard(line, style)}>{escape(line)}</tspan>'
            for at, line in enumerate(lines)
        )
        self.parts.append(f'<text font-size="{number(style.size)}"{weight} fill="{style.color}"{anchored}{speech}>{spans}</text>')
        return y + len(lines) * step

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str, width: float = 0.75) -> None:
        """Draw a straight line."""
        points = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        self.parts.append(f'<line {points} stroke="{color}" stroke-width="{number(width)}"/>')

    def box(self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", pen: float = 1) -> None:
        """Draw a box."""
        drawn = "" if stroke == "none" else f' stroke="{stroke}" stroke-width="{number(pen)}"'
        self.parts.append(f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" fill="{fill}"{drawn}/>')

    def dot(self, x: float, y: float, radius: float) -> None:
        """Draw the mark of a key question that does not decide: a ring."""
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        self.parts.append(f'<circle {place} fill="{palette.PAPER}" stroke="{palette.MARK}" stroke-width="1.4"/>')

    def diamond(self, x: float, y: float, radius: float) -> None:
        """Draw the mark of the key question that decides: a full diamond."""
        corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
        points = " ".join(f"{number(across)},{number(down)}" for across, down in corners)
        self.parts.append(f'<polygon points="{points}" fill="{palette.INK}"/>')

    def stairs(self, x: float, y: float, rating: Rating, width: float, height: float, gap: float) -> None:
        """Draw the steps of a rating: reached ones filled, possible ones half filled, the others outlined."""
        points = len(rating.steps)
        color = palette.rating_color(rating.reached, points)
        pen = 1.0 if height < 20 else 1.5
        for step, (left, top, wide, tall) in zip(rating.steps, stair_boxes(points, width, height, gap, pen), strict=True):
            stroke = palette.EDGE if step == "beyond" else color
            self.box(x + left, y + top, wide, tall, color if step == "reached" else "none", stroke, pen)
            if step == "possible":
                self.box(x + left, y + top + tall / 2, wide, tall / 2, color)

    @contextmanager
    def group(self, x: float, y: float, width: float) -> Iterator[None]:
        """Open a group whose texts stay inside a box that ends at `y`, as it is when the group closes."""
        at = len(self.parts)
        self.parts.append("")
        yield
        box = " ".join(number(value) for value in (x, y, width, self.y - y))
        self.parts[at] = f'<g data-box="{box}">'
        self.parts.append("</g>")

    def svg(self, width: float, height: float, said: Said) -> Iterator[str]:
        """Give the document, line by line."""
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}pt" height="{number(height)}pt" '
            f'viewBox="0 0 {number(width)} {number(height)}" role="img" aria-labelledby="card-title card-text" lang="{said.language}" '
            f'font-family="{FAMILY}">'
        )
        yield f'<title id="card-title">{escape(said.title)}</title>'
        yield f'<desc id="card-text">{escape(said.description)}</desc>'
        yield f"<metadata>{escape(said.metadata)}</metadata>"
        yield f'<rect width="{number(width)}" height="{number(height)}" fill="{palette.PAPER}"/>'
        yield from self.parts
        yield "</svg>"


def stairs_width(points: int, width: float, gap: float) -> float:
    """Give the width of the stairs of a scale with so many points."""
    return points * (width + gap) - gap if points else 0.0


def number(value: float) -> str:
    """Write a measure with at most two places."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _guard(line: str, style: Style) -> str:
    """Hold a line to its measured width, so that another typeface cannot push it into its neighbour."""
    if len(line) < 4:
        return ""
    return f' textLength="{number(text_width(line, style.size, bold=style.bold))}" lengthAdjust="spacingAndGlyphs"'
