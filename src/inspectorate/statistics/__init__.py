"""
Statistics on counts: pure functions, no case and no edition known here.

So far the closed-form score interval of one proportion; the rest of the estimators comes with case-level data.
"""

from inspectorate.statistics.proportion import score_interval

__all__ = ["score_interval"]
