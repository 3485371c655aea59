"""How many cases to inspect."""

from __future__ import annotations

from math import ceil, inf

from inspectorate.statistics.distributions import two_sided_normal
from inspectorate.statistics.refusal import check_between, refuse


def sample_size(population: float | None, margin: float = 0.05, confidence: float = 0.80, expected: float = 0.5) -> int:
    """
    Give the cases to inspect so that an estimate lies within the margin at the confidence asked for.

    Rounded up once, after the finite correction; never more than the population.

    Args:
        population: Cases in scope, at least 1; None or infinity when it is not known.
        margin: Half the width of the interval, as in 0.05 for plus or minus five points.
        confidence: Between 0 and 1.
        expected: The proportion expected; a half, the worst case, if nothing is known.

    Raises:
        StatisticsInputError: A number is out of its range.

    Units: cases; margin, confidence and expected are proportions.
    Source: Cochran 1977, chapter 4; statistics reference section 6; HMIP method 8.3 (80%, five points).
    """
    margin, confidence = check_between(margin, 0, 1, "margin"), check_between(confidence, 0, 1, "confidence")
    expected = check_between(expected, 0, 1, "expected")
    first = two_sided_normal(confidence) ** 2 * expected * (1 - expected) / margin**2
    if population is None or population == inf:
        return max(1, ceil(first))
    if population != population or population < 1 or int(population) != population:  # noqa: PLR0124 – unlike itself: not a number
        raise refuse("STA004", "population", "The population is a whole number of cases, at least one.", found=population)
    return min(int(population), max(1, ceil(population * first / (population + first - 1))))
