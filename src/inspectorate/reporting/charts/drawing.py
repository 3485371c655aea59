"""What every chart is drawn with: text measured in the site's typeface, lines, marks; one picture with its name and its words."""

from __future__ import annotations

from html import escape
from typing import Literal, NamedTuple

from inspectorate.reporting import palette
from inspectorate.reporting.measure import text_width, wrap_text

Anchor = Literal["start", "middle", "end"]
WIDE, NARROW = 720.0, 340.0
SIZE, SMALL = 15.0, 13.0
LEADING = 1.25
FAMILY = "'Atkinson Hyperlegible Next',system-ui,sans-serif"


class Picture(NamedTuple):
    """A chart in two widths, of which a page shows one, with the title and the description that both carry."""

    title: str
    description: str
    wide: str
    narrow: str


class Drawing:
    """Collects what is drawn on a picture of one width."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.parts: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = SMALL,
        *,
        bold: bool = False,
        anchor: Anchor = "start",
        halo: bool = False,
    ) -> None:
        """Set one line of text; *y* is its base line. A *halo* keeps it apart from lines that it lies on."""
        extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
        extra += ' font-weight="700"' if bold else ""
        extra += "" if size == SMALL else f' font-size="{number(size)}"'
        extra += f' class="halo" paint-order="stroke" stroke="{palette.PAPER}" stroke-width="4"' if halo else ""
        self.parts.append(f'<text x="{number(x)}" y="{number(y)}"{extra}>{escape(text)}</text>')

    def paragraph(self, x: float, y: float, text: str, width: float, size: float = SMALL, *, bold: bool = False) -> float:
        """Set a text wrapped to a width from the base line *y*, and give the base line after the last."""
        for line in wrap_text(text, width, size, bold=bold):
            self.text(x, y, line, size, bold=bold)
            y += size * LEADING
        return y

    def line(self, one: tuple[float, float], two: tuple[float, float], color: str, pen: float = 1, dash: str = "") -> None:
        """Draw a straight line, dashed where *dash* says how."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        path = f"M{number(one[0])} {number(one[1])}L{number(two[0])} {number(two[1])}"
        self.parts.append(f'<path d="{path}" stroke="{color}" stroke-width="{number(pen)}"{dashed}/>')

    def curve(self, points: list[tuple[float, float]], color: str, pen: float = 1, dash: str = "") -> None:
        """Draw a line through points."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.parts.append(f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{number(pen)}"{dashed}/>')

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Draw a full box."""
        self.parts.append(f'<path d="M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z" fill="{fill}"/>')

    def ring(self, x: float, y: float, radius: float = 4.5) -> None:
        """Draw the plain mark: a ring."""
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        self.parts.append(f'<circle {place} class="ring" fill="{palette.PAPER}" stroke="{palette.BLUE}" stroke-width="2"/>')

    def diamond(self, x: float, y: float, radius: float = 6.5) -> None:
        """Draw the mark that stands out: a full diamond."""
        path = f"M{number(x)} {number(y - radius)}l{number(radius)} {number(radius)}l{number(-radius)} {number(radius)}l"
        self.parts.append(f'<path d="{path}{number(-radius)} {number(-radius)}z" fill="{palette.INK}"/>')

    def svg(self, height: float, title: str, description: str, kind: str) -> str:
        """Give the picture: an image with its title and its description, in one of the classes `wide` and `narrow`."""
        box = f"0 0 {number(self.width)} {number(height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="{box}" width="{number(self.width)}" '
            f'height="{number(height)}" role="img" aria-label="{escape(title)}" font-family="{FAMILY}" '
            f'font-size="{number(SMALL)}" fill="{palette.INK}">'
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(self.parts)}</svg>"
        )


def number(value: float) -> str:
    """Write a measure with at most one place."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def fits(text: str, width: float, size: float = SMALL, *, bold: bool = False) -> bool:
    """Tell whether a line of text is no wider than a width."""
    return text_width(text, size, bold=bold) <= width
