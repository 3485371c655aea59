"""
Analysis: what the numbers of one inspection say, and across inspections comparison, time, programmes, areas that change.

Estimates, sub-groups and chains of one inspection, and how sure its ratings are; what became of recommendations.
Every comparison is answered allowed, allowed with a caveat, or refused with the reason (the register of comparability says which).
Ratings are counted and listed, never averaged, and nothing is rated here.
"""

from inspectorate.analysis.basis import Basis, Figure, Subject, overall_basis, standard_basis, subject_of
from inspectorate.analysis.case_table import CaseRecord, CaseTable, case_table, unsampled_strata
from inspectorate.analysis.certainty import RESAMPLES, Certainty, certainty, inspection_hash, known_counts
from inspectorate.analysis.chains import Chain, ChainStep, chains_of
from inspectorate.analysis.compare import Answer, Comparison, PairComparison, Reason, answer_pair, compare, known_refs
from inspectorate.analysis.estimate import QuestionEstimate, estimate_questions
from inspectorate.analysis.estimate_output import certainty_data, estimate_data
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
from inspectorate.analysis.split import Split, attributes_of, split_by
from inspectorate.analysis.timeline import Timeline, TimelineRow, timeline

__all__ = [
    "RESAMPLES",
    "Answer",
    "Basis",
    "CaseRecord",
    "CaseTable",
    "Certainty",
    "Chain",
    "ChainStep",
    "Comparison",
    "Figure",
    "PairComparison",
    "PredecessorRecord",
    "ProgrammeCounts",
    "ProgrammeYear",
    "QuestionEstimate",
    "Reason",
    "RebasedArea",
    "RebasedEstimate",
    "Rebasing",
    "RecommendationHistory",
    "SharedCovariance",
    "Split",
    "Subject",
    "Timeline",
    "TimelineRow",
    "answer_pair",
    "attributes_of",
    "case_table",
    "certainty",
    "certainty_data",
    "chains_of",
    "compare",
    "comparison_data",
    "estimate_data",
    "estimate_questions",
    "history_data",
    "inspection_hash",
    "known_counts",
    "known_refs",
    "overall_basis",
    "programme_data",
    "ratings_by_programme",
    "rebase",
    "rebasing_data",
    "split_by",
    "standard_basis",
    "subject_of",
    "timeline",
    "timeline_data",
    "unsampled_strata",
    "what_happened_next",
]
