"""One proportion and its interval."""

from __future__ import annotations

from math import sqrt


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

    Source: Wilson 1927; statistics reference section 2, N to infinity.
    """
    from statistics import NormalDist

    z = NormalDist().inv_cdf((1 + level) / 2)
    share = yes / cases
    denominator = 1 + z * z / cases
    centre = (share + z * z / (2 * cases)) / denominator
    half = z / denominator * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    return max(0.0, centre - half), min(1.0, centre + half)
