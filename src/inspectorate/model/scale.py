"""Rating scales: ordered points, worst first, each with a word, a score and its aliases."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """One step of a scale. `id` is ours, `label` is what a reader sees, `score` is what is summed."""

    id: str
    label: str
    score: int
    aliases: tuple[str, ...] = ()
    meaning: str | None = None


class Scale(NamedTuple):
    """Points from worst to best, whatever the direction of their scores."""

    id: str
    points: tuple[Point, ...]

    def position(self, point_id: str) -> int:
        """
        Give the place of a point, 0 for the worst.

        Raises:
            KeyError: The scale has no such point.
        """
        for position, point in enumerate(self.points):
            if point.id == point_id:
                return position
        raise KeyError(point_id)

    def find(self, word: str) -> Point | None:
        """Find a point by id, label, alias or score as text, whatever the capitals; None when there is none."""
        wanted = word.strip().lower().replace("_", " ").replace("-", " ")
        for point in self.points:
            names = (point.id.replace("_", " "), point.label.lower(), *(alias.lower() for alias in point.aliases))
            if wanted in names:
                return point
        return None

    def label(self, point_id: str | None) -> str:
        """Give the word of a point by its id; an id of another scale stands for itself, and no id is "not known"."""
        return next((point.label for point in self.points if point.id == point_id), point_id or "not known")

    def by_score(self, score: int) -> Point | None:
        """Find the point with a score; None when there is none."""
        return next((point for point in self.points if point.score == score), None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the points, worst first."""
        return tuple(point.id for point in self.points)
