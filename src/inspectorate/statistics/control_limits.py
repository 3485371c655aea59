"""Control limits: how far chance alone takes a percentage from a share that all have in common."""

from __future__ import annotations

from math import exp, lgamma, log

from inspectorate.statistics.refusal import check_between, refuse


def control_limits(share: float, cases: int, level: float = 0.95) -> tuple[float, float]:
    """
    Give the exact binomial control limits of a funnel plot for one base.

    Where all organisations have the same *share*, a percentage on *cases* cases lies outside these limits with probability 1 - *level*.
    The limits are interpolated between whole numbers of cases, so that they make a smooth line.

    Args:
        share: The share that all have in common, 0 to 1.
        cases: The base, at least 1.
        level: Between 0 and 1, as in 0.95.

    Returns:
        Lower and upper limit, proportions 0 to 1.

    Raises:
        StatisticsInputError: The share or the level is out of range, or there are no cases.

    Source: Spiegelhalter 2005, Funnel plots for comparing institutional performance, appendix A.1.1.
    """
    level = check_between(level, 0, 1, "level")
    if not 0 <= share <= 1 or cases < 1:
        raise refuse("STA001", "share, cases", "These cannot be.", found=f"{share} of {cases}", expected="0 <= share <= 1, 1 <= cases")
    if share in (0, 1):
        return share, share
    tail = (1 - level) / 2
    return _limit(share, cases, tail), _limit(share, cases, 1 - tail)


def _limit(share: float, cases: int, probability: float) -> float:
    """Give the interpolated quantile of the binomial distribution as a proportion."""
    below = reached = 0.0
    for yes in range(cases + 1):
        below, reached = reached, reached + _probability(share, cases, yes)
        if reached >= probability:
            back = (reached - probability) / (reached - below)
            return min(1.0, max(0.0, (yes - back) / cases))
    return 1.0


def _probability(share: float, cases: int, yes: int) -> float:
    ways = lgamma(cases + 1) - lgamma(yes + 1) - lgamma(cases - yes + 1)
    return exp(ways + yes * log(share) + (cases - yes) * log(1 - share))
