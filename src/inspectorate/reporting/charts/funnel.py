"""The funnel plot: percentages against their bases, with the limits within which chance alone would leave them."""

from __future__ import annotations

from typing import NamedTuple

from inspectorate.reporting import palette
from inspectorate.reporting.charts.drawing import LEADING, NARROW, SMALL, WIDE, Drawing, Picture
from inspectorate.reporting.measure import text_width
from inspectorate.reporting.words import capital, counted, joined, number_word
from inspectorate.statistics import control_limits

LEVELS = (0.95, 0.998)
CAVEAT = (
    "The limits say how far chance alone takes a percentage when all work alike. A point outside them is a reason to look, not a rating "
    "and not a rank; a point inside them is no proof that nothing is different. Each point is in the common share too. Differences in "
    "cases, in areas and between inspectors also put points outside."
)
_TICKS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


class Point(NamedTuple):
    """One organisation: so many of so many cases."""

    name: str
    yes: int
    cases: int

    @property
    def percent(self) -> float:
        """The percentage."""
        return 100 * self.yes / self.cases


class Placed(NamedTuple):
    """A point with its own limits in per cent; `outside` is 0.95 or 0.998 where it lies outside those limits, the farthest it passes."""

    point: Point
    limits: tuple[tuple[float, float], ...]
    outside: float | None

    @property
    def words(self) -> str:
        """Where it lies, in words."""
        if self.outside is None:
            return "within the limits"
        side = "above" if self.point.percent > self.limits[0][1] else "below"
        return f"{side} the {100 * self.outside:g}% limits"


class Funnel(NamedTuple):
    """All points placed and the share they have in common, a proportion."""

    share: float
    placed: tuple[Placed, ...]

    @property
    def outside(self) -> tuple[Placed, ...]:
        """The points outside the 95% limits."""
        return tuple(each for each in self.placed if each.outside is not None)


def place_points(points: tuple[Point, ...]) -> Funnel:
    """Set each point against its limits around the pooled share. All points must be comparable: whoever calls has asked."""
    share = sum(point.yes for point in points) / sum(point.cases for point in points)
    placed = []
    for point in points:
        limits = tuple(_per_cent(control_limits(share, point.cases, level)) for level in LEVELS)
        passed = [level for level, (low, high) in zip(LEVELS, limits, strict=True) if not low <= point.percent <= high]
        placed.append(Placed(point, limits, passed[-1] if passed else None))
    return Funnel(share, tuple(placed))


def funnel_title(funnel: Funnel) -> str:
    """Say what the plot shows: how many of the points lie outside which limits."""
    far = sum(each.outside == LEVELS[1] for each in funnel.placed)
    near = len(funnel.outside) - far
    of = len(funnel.placed)
    if not far and not near:
        return f"All {number_word(of)} lie within the limits of chance"
    parts = [f"{number_word(far)} outside the 99.8% limits"] if far else []
    parts += [f"{number_word(near)} {'more ' if far else ''}outside the 95% limits"] if near else []
    return f"Of {of}, {joined(parts)}"


def funnel_plot(title: str, funnel: Funnel) -> Picture:
    """Draw a funnel plot; the points outside the 95 per cent limits are diamonds with their names."""
    description = _description(funnel)
    wide, narrow = Drawing(WIDE), Drawing(NARROW)
    return Picture(
        title,
        description,
        wide.svg(_draw(wide, funnel, 430), title, description, "wide"),
        narrow.svg(_draw(narrow, funnel, 360), title, description, "narrow"),
    )


def _description(funnel: Funnel) -> str:
    named = [f"{each.point.name} ({each.point.yes} of {each.point.cases}, {each.words})" for each in funnel.outside]
    parts = [
        f"{capital(counted(len(funnel.placed), 'organisation'))}, percentage against cases inspected.",
        f"The common share is {100 * funnel.share:.0f}%; the limits narrow as the base grows.",
        f"Outside the 95% limits: {joined(named)}." if named else "None is outside the 95% limits.",
    ]
    return " ".join(parts)


class _Frame(NamedTuple):
    """The plot's own ground: its sides, and the largest base."""

    left: float
    right: float
    top: float
    bottom: float
    most: float

    def x(self, cases: float) -> float:
        return self.left + (self.right - self.left) * cases / self.most

    def y(self, percent: float) -> float:
        return self.bottom - (self.bottom - self.top) * percent / 100


def _draw(drawing: Drawing, funnel: Funnel, height: float) -> float:
    is_wide = drawing.width > NARROW
    most = max(each.point.cases for each in funnel.placed) * 1.05
    labels = 104.0 if is_wide else 0.0
    frame = _Frame(42, drawing.width - 8 - labels, 24 if is_wide else 62, height - 44, most)
    _ground(drawing, frame)
    _limit_lines(drawing, frame, funnel, is_wide=is_wide)
    for each in sorted(funnel.placed, key=lambda placed: placed.outside is not None):
        mark = drawing.ring if each.outside is None else drawing.diamond
        mark(frame.x(each.point.cases), frame.y(each.point.percent))
    _names(drawing, frame, funnel)
    return height


def _ground(drawing: Drawing, frame: _Frame) -> None:
    for percent in (0, 25, 50, 75, 100):
        y = frame.y(percent)
        drawing.line((frame.left, y), (frame.right, y), palette.RULE)
        drawing.text(frame.left - 6, y + 4, f"{percent}%", anchor="end")
    step = next((tick for tick in _TICKS if frame.most / tick <= 8), 5000)
    for cases in range(0, int(frame.most) + 1, step):
        drawing.line((frame.x(cases), frame.bottom), (frame.x(cases), frame.bottom + 5), palette.AXIS)
        drawing.text(frame.x(cases), frame.bottom + 19, str(cases), anchor="middle")
    drawing.text(frame.right, frame.bottom + 37, "cases to which the question applied", anchor="end")


def _limit_lines(drawing: Drawing, frame: _Frame, funnel: Funnel, *, is_wide: bool) -> None:
    fewest = max(3, round(0.6 * min(each.point.cases for each in funnel.placed)))
    bases = [*range(fewest, int(frame.most), max(1, int(frame.most) // 120)), int(frame.most)]
    pens = (("6 4", 1.5, "95% limits"), ("", 1.5, "99.8% limits"))
    ends = []
    for level, (dash, pen, name) in zip(LEVELS, pens, strict=True):
        limits = [_per_cent(control_limits(funnel.share, cases, level)) for cases in bases]
        for side in (0, 1):
            drawing.curve(
                [(frame.x(cases), frame.y(limit[side])) for cases, limit in zip(bases, limits, strict=True)], palette.EDGE, pen, dash
            )
        ends.append((frame.y(limits[-1][1]), name))
    middle = frame.y(100 * funnel.share)
    drawing.line((frame.left, middle), (frame.right, middle), palette.INK, 1.5)
    common = f"{100 * funnel.share:.0f}% of all cases"
    if is_wide:
        for y, name in _apart([(ends[1][0], ends[1][1]), (ends[0][0], ends[0][1]), (middle, common)]):
            drawing.text(frame.right + 6, y + 4, name)
        return
    for at, (dash, name) in enumerate((("", f"{common} (level line)"), ("6 4", "95% limits"), ("", "99.8% limits (outer lines)"))):
        y = 10 + at * SMALL * LEADING
        drawing.line((0, y), (26, y), palette.INK if at == 0 else palette.EDGE, 1.5, dash)
        drawing.text(32, y + 4, name)


def _names(drawing: Drawing, frame: _Frame, funnel: Funnel) -> None:
    """Name the points outside, each beside its mark where it covers no other mark and no other name."""
    marks = [(frame.x(each.point.cases), frame.y(each.point.percent)) for each in funnel.outside]
    taken = [_Box(x - 7, y - 7, x + 7, y + 7) for x, y in marks]
    for each, (x, y) in zip(funnel.outside, marks, strict=True):
        width = text_width(each.point.name, SMALL, bold=True)
        places = [(x + side, y + down) for down in (0, -15, 15, -29, 29) for side in (10, -10 - width)]
        boxes = [_Box(left, middle - 7, left + width, middle + 7) for left, middle in places]
        inside = [box for box in boxes if box.left >= 0 and box.right <= drawing.width and frame.top - 8 <= box.top < frame.bottom]
        box = next((box for box in inside if not any(box.covers(other) for other in taken)), boxes[0])
        taken.append(box)
        drawing.text(box.left, box.top + 11, each.point.name, bold=True, halo=True)


class _Box(NamedTuple):
    """A box that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def _apart(labels: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Move labels down so far that none lies on the one above."""
    placed: list[tuple[float, str]] = []
    for y, name in sorted(labels):
        placed.append((max(y, placed[-1][0] + SMALL * LEADING) if placed else y, name))
    return placed


def _per_cent(limits: tuple[float, float]) -> tuple[float, float]:
    return 100 * limits[0], 100 * limits[1]
