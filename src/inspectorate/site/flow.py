"""A drawing of what flows into one new area: a line from each predecessor, as wide as its share, dashed where that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.reporting.words import joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from inspectorate.register import Link
    from inspectorate.site.area_pages import Predecessor
    from inspectorate.site.directory import Directory
    from inspectorate.site.told import Told

_ROW = 100
_WIDEST = 8


class Line(NamedTuple):
    """One predecessor and its line: a path in a box of 100 by 100 a row, its width in pixels, whether it is dashed."""

    name: str
    share: str
    latest: Told | None
    elsewhere: str
    path: str
    width: str
    dashed: bool


class Flow(NamedTuple):
    """The drawing for one area, and the same in words."""

    area: str
    lines: tuple[Line, ...]
    height: int
    words: str


def flow(area: str, predecessors: Sequence[tuple[Link, Predecessor]], directory: Directory) -> Flow:
    """Lay out the drawing of one area."""
    height = _ROW * len(predecessors)
    lines = []
    for at, (link, shown) in enumerate(predecessors):
        others = [
            directory.entry(each.organisation).name
            for each in directory.after(shown.entry)
            if each.status == link.status and directory.slug(each.organisation) != directory.slug(area)
        ]
        elsewhere = f"also to {joined(others)}" if others else ""
        lines.append(
            Line(
                shown.entry.name,
                shown.share,
                shown.told[-1] if shown.told else None,
                elsewhere,
                _path(_ROW * at + _ROW / 2, height / 2),
                f"{_width(link.share):g}",
                link.share is None,
            )
        )
    words = joined([f"{line.name} ({line.share})" for line in lines])
    return Flow(area, tuple(lines), height, f"{words}, leading to {area}")


def _path(start: float, end: float) -> str:
    return f"M0 {start:g}C50 {start:g} 50 {end:g} 100 {end:g}"


def _width(share: Fraction | None) -> float:
    return 2.5 if share is None else max(1.5, round(_WIDEST * float(share), 1))
