"""How likely it is that the true percentage lies in each band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, inf
from typing import TYPE_CHECKING

from inspectorate.statistics.counts import StratumCounts, check_strata, find_moments
from inspectorate.statistics.distributions import beta_cumulative, hypergeometric_at_least
from inspectorate.statistics.refusal import check_word, refuse

if TYPE_CHECKING:
    from inspectorate.statistics.counts import Moments

ROUNDINGS = ("half_up", "none")


def band_probabilities(
    strata: Iterable[StratumCounts], bands: Sequence[int | Fraction | Decimal | float | str], rounding: str = "half_up"
) -> list[float]:
    """
    Give the probability that the percentage of all cases lies in each band, given this sample.

    One stratum: beta-binomial for the unsampled cases, exact, every number of yes among all cases equally likely beforehand. Several:
    Beta(1 + n*p, 1 + n*(1-p)), one uniform prior for the whole and never one for each stratum, which would pull a divided sample to
    the middle. A census is certain. In a domain of one stratum the unseen cases are round(N x applicable / sampled).

    Args:
        strata: As for `proportion`.
        bands: The lower edge of every band but the lowest, in per cent, rising. Exact: write 66.5 as a decimal or text; a float is
            read as it is written.
        rounding: `half_up` if the percentage is rounded before it is banded, else `none`.

    Raises:
        StatisticsInputError: As for `proportion`; or the edges do not rise from above 0 to 100.

    Shape: k edges -> k + 1 probabilities, lowest band first; they add up to 1.
    Source: statistics reference section 5, question 1.
    """
    rows = check_strata(strata)
    check_word(rounding, ROUNDINGS, "rounding")
    edges = [_share_needed(edge, rounding) for edge in _exact_edges(bands)]
    moments = find_moments(rows)
    if len(rows) == 1:
        reached = [_reached_in_one(rows[0], moments, edge) for edge in edges]
    elif moments.effective_cases == inf:
        yes, cases = sum(row.yes for row in rows), sum(row.applicable for row in rows)
        reached = [float(Fraction(yes, cases) >= edge) for edge in edges]
    else:
        more_yes = moments.effective_cases * moments.proportion
        more_no = moments.effective_cases * (1 - moments.proportion)
        reached = [1 - beta_cumulative(float(edge), 1 + more_yes, 1 + more_no) for edge in edges]
    return [max(0.0, low - high) for low, high in pairwise([1.0, *reached, 0.0])]


def _reached_in_one(row: StratumCounts, moments: Moments, edge: Fraction) -> float:
    """
    Give the probability that at least the share *edge* of all cases of one stratum are yes.

    With a uniform prior the number of yes T has P(T <= t) = P(of n + 1 draws from N + 1, more than y lie among the first t + 1): the exact
    beta-binomial in as many terms as cases were seen, whatever the population.
    """
    population, cases = _cases_in_all(row, moments), row.applicable
    fewest = ceil(edge * population)
    return float(1 - hypergeometric_at_least(row.yes + 1, fewest, population + 1, cases + 1))


def _cases_in_all(row: StratumCounts, moments: Moments) -> int:
    return row.applicable if row.sampled == row.population else moments.population


def _share_needed(edge: Fraction, rounding: str) -> Fraction:
    """Give the lowest exact share that is banded at or above the edge."""
    return (ceil(edge) - Fraction(1, 2)) / 100 if rounding == "half_up" else edge / 100


def _exact_edges(bands: Sequence[int | Fraction | Decimal | float | str]) -> list[Fraction]:
    try:
        edges = [Fraction(repr(edge) if isinstance(edge, float) else edge) for edge in bands]
    except (ValueError, TypeError, OverflowError) as error:
        raise refuse("STA008", "bands", "An edge of a band is a number.", found=list(bands)) from error
    if any(low >= high for low, high in pairwise([Fraction(0), *edges])) or any(edge > 100 for edge in edges):
        raise refuse("STA008", "bands", "The edges of the bands do not rise from above 0 to 100.", found=list(bands))
    return edges
