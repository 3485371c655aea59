"""
Statistics on counts: pure functions that are defined for every sample of at least one case.

Here lives how an estimate, its interval, a comparison, an agreement, a sample size and the probability of a band are worked out
from counts by stratum. No case, no edition and no rating is known here, nothing is drawn at random, and nothing is ever NaN.
Importing this package loads the standard library alone; numpy and scipy load in the functions that need them.
Source: the estimators with their references stand in each docstring; docs/reference/calibration.md measures them.
"""

from inspectorate.statistics.agreement import Agreement, Coefficient, agreement
from inspectorate.statistics.allocation import Allocation, AllocationStep, allocate, record_allocation
from inspectorate.statistics.band_probability import band_probabilities
from inspectorate.statistics.control_limits import control_limits
from inspectorate.statistics.counts import StratumCounts
from inspectorate.statistics.difference import Difference, difference
from inspectorate.statistics.multiplicity import adjust_benjamini_hochberg, adjust_holm
from inspectorate.statistics.proportion import ProportionEstimate, choose_method, proportion, score_interval
from inspectorate.statistics.rebasing import (
    CombinedEstimate,
    Overlap,
    Predecessor,
    UnitCounts,
    area_covariance,
    combine_summaries,
    rebase,
    summary_covariance,
)
from inspectorate.statistics.size import sample_size
from inspectorate.statistics.trend import Trend, trend

__all__ = [
    "Agreement",
    "Allocation",
    "AllocationStep",
    "Coefficient",
    "CombinedEstimate",
    "Difference",
    "Overlap",
    "Predecessor",
    "ProportionEstimate",
    "StratumCounts",
    "Trend",
    "UnitCounts",
    "adjust_benjamini_hochberg",
    "adjust_holm",
    "agreement",
    "allocate",
    "area_covariance",
    "band_probabilities",
    "choose_method",
    "combine_summaries",
    "control_limits",
    "difference",
    "proportion",
    "rebase",
    "record_allocation",
    "sample_size",
    "score_interval",
    "summary_covariance",
    "trend",
]
