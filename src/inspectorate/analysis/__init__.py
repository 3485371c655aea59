"""
Analysis across inspections: comparison, time, programmes, areas that change, what became of recommendations.

Every comparison is answered allowed, allowed with a caveat, or refused with the reason (the register of comparability says which).
Ratings are counted and listed, never averaged, and nothing is rated here.
"""

from inspectorate.analysis.basis import Basis, Figure, Subject, overall_basis, standard_basis, subject_of
from inspectorate.analysis.compare import Answer, Comparison, PairComparison, Reason, answer_pair, compare, known_refs
from inspectorate.analysis.output import comparison_data, history_data, programme_data, rebasing_data, timeline_data
from inspectorate.analysis.programme import ProgrammeCounts, ProgrammeYear, ratings_by_programme
from inspectorate.analysis.rebase import (
    PredecessorRecord,
    RebasedArea,
    RebasedEstimate,
    Rebasing,
    SharedCovariance,
    rebase,
)
from inspectorate.analysis.recommendations import RecommendationHistory, what_happened_next
from inspectorate.analysis.timeline import Timeline, TimelineRow, timeline

__all__ = [
    "Answer",
    "Basis",
    "Comparison",
    "Figure",
    "PairComparison",
    "PredecessorRecord",
    "ProgrammeCounts",
    "ProgrammeYear",
    "Reason",
    "RebasedArea",
    "RebasedEstimate",
    "Rebasing",
    "RecommendationHistory",
    "SharedCovariance",
    "Subject",
    "Timeline",
    "TimelineRow",
    "answer_pair",
    "compare",
    "comparison_data",
    "history_data",
    "known_refs",
    "overall_basis",
    "programme_data",
    "ratings_by_programme",
    "rebase",
    "rebasing_data",
    "standard_basis",
    "subject_of",
    "timeline",
    "timeline_data",
    "what_happened_next",
]
