"""Before a draw: how often would a sample of this size tell two shares apart?"""

from __future__ import annotations

from math import exp, inf, lgamma, log, log1p
from typing import NamedTuple

from inspectorate.errors import Place, Problem
from inspectorate.sampling.settings import SamplingError
from inspectorate.statistics import StratumCounts, proportion, score_interval


class Plan(NamedTuple):
    """
    How often a sample tells a lower from a higher share.

    `above` is the chance that, where the higher is true, the whole interval lies above the lower; `below` that, where the lower is true,
    it lies below the higher; `mistaken` that a sample from the lower comes out nearer to the higher.
    """

    cases: int
    population: int | None
    lower: float
    higher: float
    level: float
    above: float
    below: float
    mistaken: float


def plan_sample(cases: int, lower: float, higher: float, population: int | None = None, level: float = 0.80) -> Plan:
    """
    Work out exactly, over every possible number of yes answers, how often a sample can tell two shares apart.

    Args:
        cases: Cases in the sample.
        lower: The lower share, as in 0.5.
        higher: The higher share, as in 0.65.
        population: Eligible cases; None when they are many more than the sample.
        level: Level of the interval that has to leave the other share out.

    Raises:
        SamplingError: Numbers that cannot be.

    Source: statistics reference sections 2 and 6: score intervals; binomial, or hypergeometric in a caseload that is known.
    """
    good = 1 <= cases <= 5000 and 0 <= lower < higher <= 1 and (population is None or cases <= population) and 0 < level < 1
    if not good:
        found = f"{cases} cases of {population or 'many'}, {lower:g} and {higher:g}, level {level:g}"
        expected = "1 to 5000 cases, at most the population; a lower share before a higher one, both 0 to 1; a level between 0 and 1"
        raise SamplingError([Problem("SMP050", "error", "This cannot be planned for.", Place(path="plan"), found, expected)])
    limits = [_interval(yes, cases, population, level) for yes in range(cases + 1)]
    under_low = [_chance(yes, cases, lower, population) for yes in range(cases + 1)]
    under_high = [_chance(yes, cases, higher, population) for yes in range(cases + 1)]
    middle = (lower + higher) / 2
    return Plan(
        cases,
        population,
        lower,
        higher,
        level,
        above=sum(chance for chance, (low, _) in zip(under_high, limits, strict=True) if low > lower),
        below=sum(chance for chance, (_, high) in zip(under_low, limits, strict=True) if high < higher),
        mistaken=sum(chance for yes, chance in enumerate(under_low) if yes / cases > middle),
    )


def _interval(yes: int, cases: int, population: int | None, level: float) -> tuple[float, float]:
    if population is None:
        return score_interval(yes, cases, level)
    estimate = proportion([StratumCounts(population=population, sampled=cases, applicable=cases, yes=yes)], level=level)
    return estimate.lower, estimate.upper


def _chance(yes: int, cases: int, share: float, population: int | None) -> float:
    if population is None:
        if share in (0, 1):
            return float(yes == share * cases)
        return exp(_choose(cases, yes) + yes * log(share) + (cases - yes) * log1p(-share))
    good = round(population * share)
    total = _choose(good, yes) + _choose(population - good, cases - yes) - _choose(population, cases)
    return 0.0 if total == -inf else exp(total)


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) if 0 <= k <= n else -inf
