"""Statistics on counts: pure functions, no case and no edition known here."""

from inspectorate.statistics.counts import StratumCounts
from inspectorate.statistics.proportion import ProportionEstimate, choose_method, proportion, score_interval

__all__ = ["ProportionEstimate", "StratumCounts", "choose_method", "proportion", "score_interval"]
