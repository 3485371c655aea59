"""Intervals that reach their level."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from inspectorate.statistics.distributions import beta_quantile, exact, hypergeometric_at_least

if TYPE_CHECKING:
    from inspectorate.statistics.counts import Moments, StratumCounts


def strict_limits(strata: tuple[StratumCounts, ...], moments: Moments, level: float) -> tuple[float, float]:
    """
    Give limits whose coverage is at least *level*: guaranteed with one stratum, on average with several.

    One stratum: every number of yes in the population that neither tail refuses, exact. A domain in one stratum: Clopper-Pearson on
    its cases without finite correction, its population being unknown. Several strata: Clopper-Pearson with n*. A census does not come here.

    Source: statistics reference section 2; Clopper and Pearson 1934; Wright 1991 for the finite population.
    """
    holding = [row for row in strata if row.applicable]
    if len(strata) == 1 and not moments.is_domain:
        row = strata[0]
        fewest, most = yes_in_population(row.yes, row.sampled, row.population, level)
        return fewest / row.population, most / row.population
    cases = float(moments.cases) if len(holding) == 1 else moments.effective_cases
    tail = (1 - level) / 2
    share = moments.proportion
    return (
        beta_quantile(tail, cases * share, cases * (1 - share) + 1),
        beta_quantile(1 - tail, cases * share + 1, cases * (1 - share)),
    )


def yes_in_population(yes: int, sampled: int, population: int, level: float) -> tuple[int, int]:
    """Give the fewest and the most yes in the population that a sample with *yes* of *sampled* does not refuse."""
    tail = (1 - exact(level)) / 2
    fewest = _first(yes, population, lambda marked: hypergeometric_at_least(yes, marked, population, sampled) > tail)
    # P(at most y | marked) falls as more are marked; seen from the no side it is the same search
    no = sampled - yes
    fewest_no = _first(no, population, lambda unmarked: hypergeometric_at_least(no, unmarked, population, sampled) > tail)
    return fewest, population - fewest_no


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Give the first number from *low* to *high* that *holds*, where all after it hold too and *high* does."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
