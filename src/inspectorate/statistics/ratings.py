"""Ratings of units by raters, as a table of marks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import starmap
from typing import TYPE_CHECKING, Any

from inspectorate.statistics.refusal import refuse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = ("nominal", "linear", "quadratic")


class RatingTable:
    """
    Marks by unit, rater and category: 1 where that rater put that unit there.

    Shape: `marks` is units x raters x categories, of the units with a rating; `counts` is units x categories.
    """

    def __init__(self, marks: NDArray[np.float64], categories: tuple[Any, ...], unrated: int) -> None:
        self.marks = marks
        self.categories = categories
        self.unrated = unrated
        self.counts: NDArray[np.float64] = marks.sum(axis=1)
        self.sizes: NDArray[np.float64] = self.counts.sum(axis=1)
        self.units, self.raters = marks.shape[0], marks.shape[1]
        self.compared = int((self.sizes >= 2).sum())

    def shares(self) -> list[float]:
        """Give for every category the mean share of a unit's ratings."""
        return [float(share) for share in (self.counts / self.sizes[:, None]).mean(axis=0)]

    def has_one_value(self, *, among_compared: bool) -> bool:
        """Tell whether all ratings (of the units rated twice or more) are the same."""
        counts = self.counts[self.sizes >= 2] if among_compared else self.counts
        return int((counts.sum(axis=0) > 0).sum()) == 1


def read_ratings(ratings: Iterable[tuple[Hashable, Hashable, Any]], categories: Sequence[Any] | None, *, ordered: bool) -> RatingTable:
    """Arrange the ratings in a table, units and raters sorted; refuse what cannot be one."""
    import numpy as np

    given: dict[tuple[Hashable, Hashable], Any] = {}
    units: set[Hashable] = set()
    for unit, rater, value in ratings:
        units.add(unit)
        if value is None or value != value:  # noqa: PLR0124 – a missing number of other libraries is the one value unlike itself
            continue
        if (unit, rater) in given:
            raise refuse("STA006", "ratings", "A rater rated a unit twice.", found=f"{rater} on {unit}")
        given[unit, rater] = value
    known = _known_categories(given.values(), categories, ordered=ordered)
    place = {value: number for number, value in enumerate(known)}
    rated = _sorted({unit for unit, _ in given})
    row, column = _places(rated), _places(_sorted({rater for _, rater in given}))
    marks = np.zeros((len(row), len(column), len(known)))
    for (unit, rater), value in given.items():
        if value not in place:
            expected = "one of " + ", ".join(map(str, known))
            raise refuse("STA006", "ratings", "A value is no category.", found=f"{value!r} by {rater} on {unit}", expected=expected)
        marks[row[unit], column[rater], place[value]] = 1.0
    table = RatingTable(marks, known, len(units) - len(rated))
    if table.compared == 0:
        raise refuse("STA006", "ratings", "No unit was rated by two raters, so there is nothing to compare.", found=f"{len(rated)} units")
    return table


def weight_matrix(categories: tuple[Any, ...], weights: str) -> NDArray[np.float64]:
    """
    Give how much of an agreement each pair of categories is: 1 for the same, 0 for the furthest apart.

    Source: Gwet 2014, chapter 3 (identity, linear, quadratic).
    """
    import numpy as np

    if weights == "nominal" or len(categories) < 2:
        return np.eye(len(categories))
    values = [float(value) for value in categories] if _are_numbers(categories) else [float(i) for i in range(len(categories))]
    at = np.array(values)
    apart = np.abs(at[:, None] - at[None, :]) / (at.max() - at.min())
    return np.asarray(1 - (apart if weights == "linear" else apart**2), dtype=np.float64)


def _known_categories(values: Iterable[Any], categories: Sequence[Any] | None, *, ordered: bool) -> tuple[Any, ...]:
    if categories is not None:
        known = tuple(categories)
        if len(set(known)) < len(known) or not known:
            raise refuse("STA006", "categories", "Name at least one category, and each once.", found=list(known))
        return known
    used = set(values)
    if ordered and not _are_numbers(used):
        message = "Ordered weights need the categories in their order, lowest first; words do not say theirs."
        raise refuse("STA006", "categories", message, found=", ".join(map(str, _sorted(used))))
    return tuple(_sorted(used))


def _are_numbers(values: Iterable[Any]) -> bool:
    return all(isinstance(value, int | float) for value in values)


def _sorted(values: Iterable[Any]) -> list[Any]:
    """Sort what can be compared, anything else by kind and spelling: the order is the same whatever the order of the input."""
    items = list(values)
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=lambda value: (type(value).__name__, str(value)))


def _places(values: list[Any]) -> dict[Any, int]:
    return dict(starmap(lambda place, value: (value, place), enumerate(values)))
