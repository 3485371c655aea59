"""
Panels: what a ratings panel needs beside the ratings before it decides.

Here lives the consistency between assessors: coefficients, where they differed, who drifts, and what the ratings would have been had the
other assessor's answers stood. Nothing is decided and no discretion is used here; answers are never changed.
"""

from inspectorate.panel.bare import read_answers_alone
from inspectorate.panel.consistency import (
    Consistency,
    Disagreement,
    Drift,
    MovedRating,
    QuestionConsistency,
    Scored,
    consistency,
    had_the_other_stood,
    scored_answers,
)
from inspectorate.panel.output import consistency_data

__all__ = [
    "Consistency",
    "Disagreement",
    "Drift",
    "MovedRating",
    "QuestionConsistency",
    "Scored",
    "consistency",
    "consistency_data",
    "had_the_other_stood",
    "read_answers_alone",
    "scored_answers",
]
