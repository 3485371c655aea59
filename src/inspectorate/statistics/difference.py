"""The difference between two groups, with an interval and a test."""

from __future__ import annotations

from math import inf, isfinite, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from inspectorate.statistics.counts import Moments, StratumCounts, check_strata, find_moments
from inspectorate.statistics.distributions import normal_p_value, t_p_value, two_sided_normal
from inspectorate.statistics.proportion import score_limits
from inspectorate.statistics.refusal import check_between, check_word, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

DifferenceMethod = Literal["agresti-caffo", "newcombe"]
DifferenceTest = Literal["t", "rao-scott", "score"]
METHODS: tuple[DifferenceMethod, ...] = ("agresti-caffo", "newcombe")
TESTS: tuple[DifferenceTest, ...] = ("t", "rao-scott", "score")


class Difference(NamedTuple):
    """
    The proportion in the first group less that in the second, and what has to be printed beside it.

    `test` is the one that gave `p_value`, with its degrees of freedom (infinite for `score`).

    Units: differences of proportions, -1 to 1.
    """

    difference: float
    standard_error: float
    lower: float
    upper: float
    p_value: float
    degrees_of_freedom: float
    proportion_a: float
    proportion_b: float
    cases_a: int
    cases_b: int
    effective_cases_a: float
    effective_cases_b: float
    level: float
    method: DifferenceMethod
    test: DifferenceTest


def difference(
    strata_a: Iterable[StratumCounts],
    strata_b: Iterable[StratumCounts],
    level: float = 0.95,
    method: str = "agresti-caffo",
    *,
    test: str = "t",
    covariance: float = 0.0,
) -> Difference:
    """
    Compare two groups: difference, interval, and the probability of one as large if there were none.

    `agresti-caffo` adds a yes and a no to the effective cases of each group, which keeps its level in small groups (lead with it below
    60 cases); being drawn towards zero, at low levels it need not hold the plain difference. `newcombe` combines the two score intervals
    (MOVER) and always holds it. Never an unweighted Wald interval.

    Tests: `t` on the linearised variance, `rao-scott` on the corrected chi-square of the two-by-two table, F(1, df). Both are
    undefined when a sampled group shows no spread (all yes, all no) or has no degree of freedom: the score test with effective cases
    takes their place and the result's `test` says so. Two censuses differ or they do not: p is 0 or 1.

    Args:
        strata_a: The first group; as for `proportion`.
        strata_b: The second group.
        level: Between 0 and 1.
        method: `agresti-caffo` or `newcombe`.
        test: `t`, `rao-scott` or `score`.
        covariance: Of the two proportions, when the groups share strata: see `area_covariance`. Zero for separate samples.

    Raises:
        StatisticsInputError: As for `proportion`; or the covariance is no finite number.

    Shape: two groups of strata -> 1 difference.
    Source: statistics reference section 3; Agresti and Caffo 2000; Newcombe 1998 and Donner and Zou 2012; Rao and Scott 1984.
    """
    a, b = find_moments(check_strata(strata_a, "strata_a")), find_moments(check_strata(strata_b, "strata_b"))
    level = check_between(level, 0, 1, "level")
    if not isfinite(covariance):
        raise refuse("STA004", "covariance", "The covariance is no finite number.", found=covariance)
    interval = cast("DifferenceMethod", check_word(method, METHODS, "method"))
    limits = _agresti_caffo if interval == "agresti-caffo" else _newcombe
    lower, upper = limits(a, b, two_sided_normal(level), covariance)
    used, p_value, df = _test(cast("DifferenceTest", check_word(test, TESTS, "test")), a, b, covariance)
    return Difference(
        difference=a.proportion - b.proportion,
        standard_error=sqrt(max(0.0, a.variance + b.variance - 2 * covariance)),
        lower=max(-1.0, lower),
        upper=min(1.0, upper),
        p_value=p_value,
        degrees_of_freedom=df,
        proportion_a=a.proportion,
        proportion_b=b.proportion,
        cases_a=a.cases,
        cases_b=b.cases,
        effective_cases_a=a.effective_cases,
        effective_cases_b=b.effective_cases,
        level=level,
        method=interval,
        test=used,
    )


# ---------------------------------------------------------------------------------------------------------------- intervals


def shrunk(share: float, effective_cases: float, added: float) -> tuple[float, float]:
    """Give a proportion and its variance after adding *added* yes and as many no to the effective cases."""
    if effective_cases == inf:
        return share, 0.0
    total = effective_cases + 2 * added
    middle = (effective_cases * share + added) / total
    return middle, middle * (1 - middle) / total


def _agresti_caffo(a: Moments, b: Moments, z: float, covariance: float) -> tuple[float, float]:
    (share_a, variance_a), (share_b, variance_b) = (shrunk(group.proportion, group.effective_cases, 1) for group in (a, b))
    half = z * sqrt(max(0.0, variance_a + variance_b - 2 * covariance))
    return share_a - share_b - half, share_a - share_b + half


def _newcombe(a: Moments, b: Moments, z: float, covariance: float) -> tuple[float, float]:
    lower_a, upper_a = _score(a, z)
    lower_b, upper_b = _score(b, z)
    spread = sqrt(a.variance * b.variance)
    correlation = max(-1.0, min(1.0, covariance / spread)) if spread else 0.0
    middle = a.proportion - b.proportion
    return (
        middle - _joint(a.proportion - lower_a, upper_b - b.proportion, correlation),
        middle + _joint(upper_a - a.proportion, b.proportion - lower_b, correlation),
    )


def _joint(one: float, other: float, correlation: float) -> float:
    return sqrt(max(0.0, one * one + other * other - 2 * correlation * one * other))


def _score(group: Moments, z: float) -> tuple[float, float]:
    if group.effective_cases == inf:
        return group.proportion, group.proportion
    return score_limits(group.proportion, group.effective_cases, z)


# -------------------------------------------------------------------------------------------------------------------- tests


def _test(wanted: DifferenceTest, a: Moments, b: Moments, covariance: float) -> tuple[DifferenceTest, float, float]:
    """Give the test that is defined, its p-value and its degrees of freedom."""
    sampled = [group for group in (a, b) if group.effective_cases < inf]
    gap = a.proportion - b.proportion
    if not sampled:
        return wanted, float(gap == 0), inf
    df = sum(group.degrees_of_freedom for group in sampled)
    variance = a.variance + b.variance - 2 * covariance
    if wanted == "score" or variance <= 0 or df == 0 or any(group.variance == 0 for group in sampled):
        return "score", _score_p_value(a, b, covariance), inf
    if wanted == "rao-scott" and all(0 < group.proportion < 1 for group in (a, b)):
        return "rao-scott", t_p_value(_rao_scott(a, b, covariance), df), df
    return "t", t_p_value(gap / sqrt(variance), df), df


def _score_p_value(a: Moments, b: Moments, covariance: float) -> float:
    """Pool the groups by effective cases; a group taken in full is the known share the other is held against."""
    gap = a.proportion - b.proportion
    if gap == 0:
        return 1.0
    if a.effective_cases == inf:
        pooled = a.proportion
    elif b.effective_cases == inf:
        pooled = b.proportion
    else:
        total = a.effective_cases + b.effective_cases
        pooled = (a.proportion * a.effective_cases + b.proportion * b.effective_cases) / total
    variance = pooled * (1 - pooled) * (1 / a.effective_cases + 1 / b.effective_cases) - 2 * covariance
    return normal_p_value(gap / sqrt(variance)) if variance > 0 else 0.0


def _rao_scott(a: Moments, b: Moments, covariance: float) -> float:
    """
    Give the root of the corrected chi-square: Pearson's over the design effect of the log odds ratio, the one contrast of the table.

    For one degree of freedom F(1, df) is the square of Student's t.
    """
    cases = a.cases + b.cases
    part_a = a.weight / (a.weight + b.weight)
    part_b = 1 - part_a
    spread_a, spread_b = (group.proportion * (1 - group.proportion) for group in (a, b))
    pooled = part_a * a.proportion + part_b * b.proportion
    pearson = cases * part_a * part_b * (a.proportion - b.proportion) ** 2 / (pooled * (1 - pooled))
    by_design = a.variance / spread_a**2 + b.variance / spread_b**2 - 2 * covariance / (spread_a * spread_b)
    if_simple = (1 / (part_a * spread_a) + 1 / (part_b * spread_b)) / cases
    return sqrt(pearson * if_simple / max(by_design, 1e-300))
