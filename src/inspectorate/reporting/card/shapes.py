"""The one shape of a rating: the steps of its scale as stairs."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""x, y, width and height, y downwards."""


def stair_boxes(points: int, width: float, height: float, gap: float, line: float = 1.5) -> list[Box]:
    """Give the boxes of a scale's steps, rising to *height*, drawn with a line that stays inside."""
    boxes = []
    for at in range(points):
        tall = height * (0.34 + 0.66 * at / max(1, points - 1)) if points > 1 else height
        boxes.append((at * (width + gap) + line / 2, height - tall + line / 2, width - line, tall - line))
    return boxes
