"""Do two assessors answer alike? Four coefficients, their intervals, and the prevalence beside them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from inspectorate.statistics.coefficients import Linearised, ac, alpha, kappa, percent
from inspectorate.statistics.distributions import two_sided_t
from inspectorate.statistics.ratings import WEIGHTS, RatingTable, read_ratings, weight_matrix
from inspectorate.statistics.refusal import check_between, check_word, refuse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Weights = Literal["nominal", "linear", "quadratic"]


class Coefficient(NamedTuple):
    """
    One coefficient with its interval; where it cannot be had, None with the reason in words.

    Units: 1 is full agreement; at 0 the raters agree as often as by chance (for `percent`: never).
    """

    value: float | None
    standard_error: float | None
    lower: float | None
    upper: float | None
    reason: str | None = None


class Agreement(NamedTuple):
    """
    How far the raters agree, and what that was worked out from.

    `ac1` is AC2 where `weights` is not `nominal`; then `percent` counts near misses in part. `kappa` is Cohen's for two raters and
    Conger's for more. `prevalence` gives for every category the mean share of a unit's ratings.

    Units: `units` are those with a rating, `compared` those with two or more, `unrated` those dropped because nobody rated them.
    """

    percent: Coefficient
    kappa: Coefficient
    ac1: Coefficient
    alpha: Coefficient
    prevalence: tuple[tuple[Hashable, float], ...]
    units: int
    compared: int
    unrated: int
    raters: int
    weights: Weights
    level: float
    population: int | None


def agreement(
    ratings: Iterable[tuple[Hashable, Hashable, Any]],
    categories: Sequence[Any] | None = None,
    weights: str = "nominal",
    level: float = 0.95,
    population: int | None = None,
) -> Agreement:
    """
    Measure how far assessors agree: percent agreement, kappa, AC1 or AC2, and Krippendorff's alpha.

    Always computes, however few the units; whether they are enough to rely on is for whoever prints them to say (20 at least). Units may
    have any number of ratings. Where one category is all that was used, kappa and alpha do not exist; AC1 is 1 if others were declared.

    Args:
        ratings: (unit, rater, value); a value of None was not given. Order never matters.
        categories: All values that could have been given, lowest first; those that were given if None (numbers in their order).
        weights: `nominal`; `linear` or `quadratic` count near misses on an ordered scale: by the numbers if the categories are numbers,
            else by their places in *categories*.
        level: Any between 0 and 1.
        population: Cases that the units are a sample of, for the finite correction; none if None.

    Raises:
        StatisticsInputError: No unit was rated twice, a rater rated a unit twice, a value is no category, ordered weights without an
            order, or a population smaller than the units.

    Shape: one row per rating -> 4 coefficients.
    Units: intervals by Student's t with n - 1 degrees of freedom, clipped to -1..1.
    Source: Gwet 2008 and 2014 (linearisation); Conger 1980; Krippendorff 2011; statistics reference section 4.
    """
    level = check_between(level, 0, 1, "level")
    kind = cast("Weights", check_word(weights, WEIGHTS, "weights"))
    table = read_ratings(ratings, categories, ordered=kind != "nominal")
    if population is not None and population < table.units:
        found = f"{table.units} units of {population}"
        raise refuse("STA006", "population", "The population is smaller than the units that were rated.", found=found)
    matrix = weight_matrix(table.categories, kind)
    finite = 1.0 if population is None else 1 - table.units / population

    def measure(name: str, work_out: Callable[[RatingTable, NDArray[np.float64]], Linearised], lowest: float = -1.0) -> Coefficient:
        if reason := _impossible(name, table):
            return Coefficient(None, None, None, None, reason)
        return _coefficient(work_out(table, matrix), level, finite, lowest)

    return Agreement(
        percent=measure("percent", percent, 0.0),
        kappa=measure("kappa", kappa),
        ac1=measure("ac1", ac),
        alpha=measure("alpha", alpha),
        prevalence=tuple(zip(table.categories, table.shares(), strict=True)),
        units=table.units,
        compared=table.compared,
        unrated=table.unrated,
        raters=table.raters,
        weights=kind,
        level=level,
        population=population,
    )


def _impossible(name: str, table: RatingTable) -> str | None:
    if name in {"kappa", "alpha"} and table.has_one_value(among_compared=name == "alpha"):
        return "Every rating that can be compared is the same, so there is no chance agreement to hold it against."
    if name == "ac1" and len(table.categories) < 2:
        return "Only one category is known, so nobody could have differed; declare the categories."
    return None


def _coefficient(found: Linearised, level: float, finite: float, lowest: float) -> Coefficient:
    """Put Gwet's interval around a coefficient; with one unit only the whole range is certain."""
    n = len(found.per_unit)
    if n < 2:
        reason = "One unit has no spread: its interval is the whole range."
        return Coefficient(found.value, None, lowest, 1.0, reason)
    squares = float(((found.per_unit - found.value) ** 2).sum())
    error = sqrt(finite * squares / (n * (n - 1)))
    half = two_sided_t(level, n - 1) * error
    return Coefficient(found.value, error, max(lowest, found.value - half), min(1.0, found.value + half))
