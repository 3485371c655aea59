"""
The four coefficients, each with what every unit adds to it (Gwet's linearisation).

A coefficient is (a - e) / (1 - e), a the observed and e the chance agreement. Its variance comes from the values per unit: the unit's own
observed agreement put in for a, less 2 (1 - coefficient) / (1 - e) times what the unit does to e.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from inspectorate.statistics.ratings import RatingTable

    Array = NDArray[np.float64]


class Linearised(NamedTuple):
    """A coefficient and its linearised value for every unit it was worked out from."""

    value: float
    per_unit: Array


def percent(table: RatingTable, weights: Array) -> Linearised:
    """Give the mean agreement of pairs of ratings over the units rated twice or more."""
    agreed, is_compared = _observed(table, weights)
    value = float(agreed.sum() / is_compared.sum())
    # a unit with one rating neither agrees nor differs: it changes how many count
    return Linearised(value, value + (agreed - value * is_compared) * (table.units / is_compared.sum()))


def ac(table: RatingTable, weights: Array) -> Linearised:
    """Give Gwet's AC1, or AC2 with weights. Source: Gwet 2008; 2014, chapter 5."""
    size = len(table.categories)
    per_category = table.counts / table.sizes[:, None]
    shares = per_category.mean(axis=0)
    scale = float(weights.sum()) / (size * (size - 1))
    chance = scale * float((shares * (1 - shares)).sum())
    return _corrected(table, weights, chance, scale * (per_category @ (1 - shares)))


def kappa(table: RatingTable, weights: Array) -> Linearised:
    """Give Conger's kappa, Cohen's for two raters: chance is that of every pair of raters. Source: Conger 1980; Gwet 2014, chapter 2."""
    raters = table.raters
    rated = table.marks.sum(axis=2)
    by_rater = table.marks.sum(axis=0) / rated.sum(axis=0)[:, None]
    others = by_rater.sum(axis=0)[None, :] - by_rater
    towards = others @ weights / (raters * (raters - 1))
    chance = float((by_rater * towards).sum())
    # what a unit adds to a rater's shares: its mark less the share it was expected to have, scaled to the units that rater saw
    change = (table.marks - rated[:, :, None] * by_rater[None]) * (table.units / rated.sum(axis=0))[None, :, None]
    return _corrected(table, weights, chance, chance + (change * towards[None]).sum(axis=(1, 2)))


def alpha(table: RatingTable, weights: Array) -> Linearised:
    """Give Krippendorff's alpha, from the units rated twice or more. Source: Krippendorff 2011; Gwet 2014, chapter 2."""
    import numpy as np

    is_kept = table.sizes >= 2
    counts, sizes = table.counts[is_kept], table.sizes[is_kept]
    mean_size, small = float(sizes.mean()), 1 / float(sizes.sum())
    pairs = (counts * (counts @ weights - 1)).sum(axis=1) / (mean_size * (sizes - 1))
    observed = float(pairs.mean())
    shares = counts.mean(axis=0) / mean_size
    chance = float(shares @ weights @ shares)
    corrected = (1 - small) * observed + small
    value = (corrected - chance) / (1 - chance)
    # the linearisation is that of the coefficient before its small-sample term, moved to where the coefficient is
    plain = (observed - chance) / (1 - chance)
    excess = (sizes - mean_size) / mean_size
    # irrCAC 0.4.4 takes the corrected agreement here and its author's R the plain one; we agree with the former, and they differ by less
    # than a thousandth of the standard error, only where units differ in their number of ratings
    of_units = (pairs - corrected * excess - chance) / (1 - chance)
    chances = counts @ weights @ shares / mean_size - chance * excess
    per_unit = of_units - 2 * (1 - plain) * (chances - chance) / (1 - chance)
    return Linearised(value, np.asarray(per_unit + value - plain))


def _observed(table: RatingTable, weights: Array) -> tuple[Array, Array]:
    """Give every unit's agreement over its pairs of ratings, 0 where it has no pair, and 1 or 0 for whether it has."""
    import numpy as np

    is_compared = (table.sizes >= 2).astype(np.float64)
    pairs = np.where(is_compared > 0, table.sizes * (table.sizes - 1), 1.0)
    return (table.counts * (table.counts @ weights - 1)).sum(axis=1) / pairs * is_compared, is_compared


def _corrected(table: RatingTable, weights: Array, chance: float, chances: Array) -> Linearised:
    agreed, is_compared = _observed(table, weights)
    compared = float(is_compared.sum())
    value = (float(agreed.sum()) / compared - chance) / (1 - chance)
    of_units = (table.units / compared) * (agreed - chance * is_compared) / (1 - chance)
    return Linearised(value, of_units - 2 * (1 - value) * (chances - chance) / (1 - chance))
