"""
Rating: evidence to ratings under an edition, with everything still possible and a trace of every step.

Pure functions over frozen values. `rate` is the whole; `rate_counts` is the fast path that records nothing. Applying the rules lives
here; what the rules are is data (`inspectorate.frameworks`), how cases were drawn and assessed is known elsewhere.
"""

from inspectorate.rating.counting import count_answers, figures_of, moved_case
from inspectorate.rating.engine import rate
from inspectorate.rating.fast import Ratings, declared_settings, rate_counts
from inspectorate.rating.tables import PercentBand, TotalBand, percent_bands, total_bands

__all__ = [
    "PercentBand",
    "Ratings",
    "TotalBand",
    "count_answers",
    "declared_settings",
    "figures_of",
    "moved_case",
    "percent_bands",
    "rate",
    "rate_counts",
    "total_bands",
]
