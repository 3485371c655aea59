"""Three or more rounds: is there a straight-line change?"""

from __future__ import annotations

from math import fsum, inf, isfinite, sqrt
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.statistics.counts import StratumCounts, check_strata, find_moments
from inspectorate.statistics.difference import shrunk
from inspectorate.statistics.distributions import normal_p_value, two_sided_normal
from inspectorate.statistics.refusal import check_between, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Trend(NamedTuple):
    """
    The change of a proportion per unit of time.

    Units: `slope` and its limits are proportions per unit of *times*; `coefficients` multiply the proportions and add up to zero.
    """

    slope: float
    standard_error: float
    lower: float
    upper: float
    p_value: float
    proportions: tuple[float, ...]
    coefficients: tuple[float, ...]
    level: float


def trend(rounds: Sequence[Iterable[StratumCounts]], times: Sequence[float] | None = None, level: float = 0.95) -> Trend:
    """
    Estimate the straight-line change over the rounds of an inspection: a linear contrast weighted by the cases of each round.

    The rounds are separate samples. Whether the question or the sampling changed between them is not in the counts: whoever prints the
    trend says so beside it. Interval and p-value add 2/m yes and no to the effective cases of each of m rounds, so both are defined when
    every answer was yes.

    Args:
        rounds: For each round its strata, as for `proportion`; at least two (three for a trend worth the name).
        times: When each round was, such as years; 0, 1, 2 … if not given.
        level: Between 0 and 1.

    Raises:
        StatisticsInputError: Fewer than two rounds, all at one time, or counts that cannot be.

    Shape: m rounds -> 1 trend.
    Source: statistics reference section 6; Price and Bonett 2004 for the interval of a contrast.
    """
    level = check_between(level, 0, 1, "level")
    moments = [find_moments(check_strata(strata, f"rounds[{place}]")) for place, strata in enumerate(rounds)]
    at = [float(time) for time in (range(len(moments)) if times is None else times)]
    if len(moments) < 2 or len(at) != len(moments) or not all(map(isfinite, at)) or len(set(at)) < 2:
        found = f"{len(moments)} rounds at {at}"
        raise refuse("STA010", "rounds, times", "A trend needs rounds at different times, one time each.", found=found)
    weights = [round_.cases for round_ in moments]
    middle = fsum(w * t for w, t in zip(weights, at, strict=True)) / sum(weights)
    scale = fsum(w * (t - middle) ** 2 for w, t in zip(weights, at, strict=True))
    coefficients = tuple(w * (t - middle) / scale for w, t in zip(weights, at, strict=True))
    shares = tuple(round_.proportion for round_ in moments)
    pairs = [shrunk(round_.proportion, round_.effective_cases, 2 / len(moments)) for round_ in moments]
    centre = fsum(c * share for c, (share, _) in zip(coefficients, pairs, strict=True))
    spread = sqrt(fsum(c * c * variance for c, (_, variance) in zip(coefficients, pairs, strict=True)))
    half = two_sided_normal(level) * spread
    return Trend(
        slope=fsum(c * share for c, share in zip(coefficients, shares, strict=True)),
        standard_error=sqrt(fsum(c * c * round_.variance for c, round_ in zip(coefficients, moments, strict=True))),
        lower=centre - half,
        upper=centre + half,
        p_value=normal_p_value(centre / spread if spread else inf if centre else 0.0),
        proportions=shares,
        coefficients=coefficients,
        level=level,
    )
