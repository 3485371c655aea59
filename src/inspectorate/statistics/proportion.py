"""One proportion and its interval."""

from __future__ import annotations

from math import exp, inf, log, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from inspectorate.statistics.counts import Moments, StratumCounts, check_strata, find_moments
from inspectorate.statistics.distributions import beta_quantile, two_sided_normal, two_sided_t
from inspectorate.statistics.refusal import check_between, check_word, refuse
from inspectorate.statistics.strict import strict_limits

if TYPE_CHECKING:
    from collections.abc import Iterable

Method = Literal["score", "strict", "beta", "logit", "wilson", "wald"]
METHODS: tuple[Method, ...] = ("score", "strict", "beta", "logit", "wilson", "wald")

# ------------------------------------------------------------------------------------------------------------- the estimate


class ProportionEstimate(NamedTuple):
    """
    A proportion with its interval and everything that has to be printed beside it.

    `method` is the one the limits come from (see `estimate_proportion`). `population` is the cases to which the question applies,
    estimated when `is_domain`. `effective_cases` is infinite for a census.

    Units: proportions 0 to 1; `level` as in 0.95.
    """

    proportion: float
    standard_error: float
    effective_cases: float
    lower: float
    upper: float
    degrees_of_freedom: int
    cases: int
    yes: int
    population: int
    is_domain: bool
    level: float
    method: Method


def proportion(strata: Iterable[StratumCounts], level: float = 0.80, method: str = "score") -> ProportionEstimate:
    """
    Estimate a proportion from a sample drawn by stratum without replacement, with an interval that is always defined.

    `score`: Wilson's form with effective cases n* and the finite population; the default. `strict`: reaches its level, guaranteed with
    one stratum (hypergeometric tails), on average with several (Clopper-Pearson with n*). For comparison with other programs:
    `beta` (Korn-Graubard), `logit`, `wilson` (effective cases from the linearised variance, Student's t), `wald` (may pass 0 and 1).
    These four are undefined when the sample shows no spread or has no degree of freedom: then `beta` gives way to `strict`, the others
    to `score`, and the result's `method` says so. A census is a point whatever the method.

    Args:
        strata: One per stratum of the sample. A stratum outside the question's scope is left out, and said so by whoever prints.
        level: Between 0 and 1.
        method: One of the six words above.

    Raises:
        StatisticsInputError: The counts cannot be, a stratum with cases has no sampled case, or no case counts.

    Shape: one row per stratum -> 1 estimate.
    Units: proportions 0 to 1.
    Source: statistics reference section 2; O'Neill 2021 for one stratum; R survey 4.5 `svyciprop` for the four of comparison.
    """
    rows = check_strata(strata)
    level = check_between(level, 0, 1, "level")
    wanted = cast("Method", check_word(method, METHODS, "method"))
    moments = find_moments(rows)
    used = _method_that_is_defined(wanted, moments)
    if moments.effective_cases == inf:
        lower = upper = moments.proportion
    elif used == "strict":
        lower, upper = strict_limits(rows, moments, level)
    elif used == "score":
        lower, upper = score_limits(moments.proportion, moments.effective_cases, two_sided_normal(level))
    else:
        lower, upper = _limits_for_comparison(used, moments, level)
    return ProportionEstimate(
        proportion=moments.proportion,
        standard_error=sqrt(moments.variance),
        effective_cases=moments.effective_cases,
        lower=lower,
        upper=upper,
        degrees_of_freedom=moments.degrees_of_freedom,
        cases=moments.cases,
        yes=moments.yes,
        population=moments.population,
        is_domain=moments.is_domain,
        level=level,
        method=used,
    )


def choose_method(strata: Iterable[StratumCounts]) -> Method:
    """
    Choose the interval for an inspector: `strict` for a small sample of one stratum (under 30 cases), else `score`.

    Raises:
        StatisticsInputError: As for `proportion`.

    Source: statistics reference section 2.
    """
    rows = check_strata(strata)
    return "strict" if len(rows) == 1 and rows[0].applicable < 30 else "score"


def _method_that_is_defined(wanted: Method, moments: Moments) -> Method:
    if wanted in {"score", "strict"} or moments.effective_cases == inf:
        return wanted
    if moments.variance > 0 and moments.degrees_of_freedom > 0:
        return wanted
    return "strict" if wanted == "beta" else "score"


# ------------------------------------------------------------------------------------------------------------------- limits


def score_limits(share: float, effective_cases: float, z: float) -> tuple[float, float]:
    """Give the limits of Wilson's form. Source: Wilson 1927, with n* for n; statistics reference section 2."""
    denominator = 1 + z * z / effective_cases
    centre = (share + z * z / (2 * effective_cases)) / denominator
    half = z / denominator * sqrt(share * (1 - share) / effective_cases + z * z / (4 * effective_cases * effective_cases))
    return (0.0 if share == 0 else max(0.0, centre - half), 1.0 if share == 1 else min(1.0, centre + half))


def _limits_for_comparison(method: Method, moments: Moments, level: float) -> tuple[float, float]:
    share, variance, df = moments.proportion, moments.variance, moments.degrees_of_freedom
    t = two_sided_t(level, df)
    if method == "wald":
        half = t * sqrt(variance)
        return share - half, share + half
    if method == "logit":
        middle, half = log(share / (1 - share)), t * sqrt(variance) / (share * (1 - share))
        return _expit(middle - half), _expit(middle + half)
    effective = share * (1 - share) / variance
    if method == "wilson":
        return score_limits(share, effective, t)
    effective *= (two_sided_t(level, moments.cases - 1) / t) ** 2
    tail = (1 - level) / 2
    return (
        beta_quantile(tail, effective * share, effective * (1 - share) + 1),
        beta_quantile(1 - tail, effective * share + 1, effective * (1 - share)),
    )


def _expit(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x)) if x > -700 else 0.0


def score_interval(yes: int, cases: int, level: float = 0.95) -> tuple[float, float]:
    """
    Give the score (Wilson) interval of a proportion from a simple random sample, in closed form.

    Defined for every base of at least one, at 0 and at 1 too. No finite-population correction: the caseload is not known here.

    Args:
        yes: Cases that were sufficient, from 0 to *cases*.
        cases: The base, at least 1.
        level: Between 0 and 1, as in 0.95.

    Returns:
        Lower and upper limit, proportions 0 to 1.

    Raises:
        StatisticsInputError: No cases, more yes than cases, or a level out of range.

    Source: Wilson 1927; statistics reference section 2, N to infinity.
    """
    if not 0 <= yes <= cases or cases == 0:
        raise refuse("STA001", "yes, cases", "These counts cannot be.", found=f"{yes} of {cases}", expected="0 <= yes <= cases, 1 <= cases")
    return score_limits(yes / cases, cases, two_sided_normal(check_between(level, 0, 1, "level")))
