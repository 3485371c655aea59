"""
Quantiles and tails, each typed once.

The hypergeometric tails are exact integers; beta and Student's t come from scipy, loaded by the first call.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb
from statistics import NormalDist


@lru_cache(maxsize=64)
def two_sided_normal(level: float) -> float:
    """Give z so that a standard normal lies between -z and z with probability *level*."""
    return NormalDist().inv_cdf((1 + level) / 2)


@lru_cache(maxsize=1024)
def two_sided_t(level: float, degrees_of_freedom: float) -> float:
    """Give t so that Student's t lies between -t and t with probability *level*."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees_of_freedom, (1 + level) / 2))


def t_p_value(statistic: float, degrees_of_freedom: float) -> float:
    """Give the probability of a Student's t at least as far from zero as *statistic*."""
    from scipy.special import stdtr

    return min(1.0, 2 * float(stdtr(degrees_of_freedom, -abs(statistic))))


def normal_p_value(statistic: float) -> float:
    """Give the probability of a standard normal at least as far from zero as *statistic*."""
    return min(1.0, 2 * NormalDist().cdf(-abs(statistic)))


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Give the quantile of Beta(a, b); Beta(0, b) is the point 0 and Beta(a, 0) the point 1."""
    if a <= 0:
        return 0.0
    if b <= 0:
        return 1.0
    from scipy.special import betaincinv

    return float(betaincinv(a, b, probability))


def beta_cumulative(x: float, a: float, b: float) -> float:
    """Give the probability that Beta(a, b) is at most *x* (0 to 1), for a and b above zero."""
    from scipy.special import betainc

    return float(betainc(a, b, x))


def hypergeometric_at_least(fewest: int, marked: int, population: int, draws: int) -> Fraction:
    """
    Give the exact probability that *draws* without replacement from *population* hold at least *fewest* of the *marked*.

    Shape: counts -> 1 exact rational. Terms follow from one another, so the cost grows with *draws*, whatever the population.
    """
    low = max(fewest, 0, draws - (population - marked))
    high = min(draws, marked)
    if fewest <= max(0, draws - (population - marked)):
        return Fraction(1)
    if low > high:
        return Fraction(0)
    total = term = comb(marked, low) * comb(population - marked, draws - low)
    for j in range(low, high):
        term = term * (marked - j) * (draws - j) // ((j + 1) * (population - marked - draws + j + 1))
        total += term
    return Fraction(total, comb(population, draws))


def exact(number: float) -> Fraction:
    """Give the number that was written: 0.8 is 4/5, not the nearest binary fraction."""
    return Fraction(repr(float(number)))
