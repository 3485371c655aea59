"""
Assessment: cases and the answers on them against the edition.

Which questions apply to which case, by which route; which of several answers counts; what is missing and what contradicts itself.
Every bad row is a listed problem. No scoring: counting and rating belong to `inspectorate.rating`.
"""

from inspectorate.assessment.answers import counted
from inspectorate.assessment.casework import CaseFile, CaseFiles, Casework, read_casework
from inspectorate.assessment.columns import ANSWERS, CASES, DEFAULT_SAMPLE, INTERVIEWS, POPULATION, cases_of
from inspectorate.assessment.completeness import Completeness, by_case, by_question
from inspectorate.assessment.context import ContextCount, InterviewCount, interview_counts
from inspectorate.assessment.routing import Asked, Routed, questions_of, route

__all__ = [
    "ANSWERS",
    "CASES",
    "DEFAULT_SAMPLE",
    "INTERVIEWS",
    "POPULATION",
    "Asked",
    "CaseFile",
    "CaseFiles",
    "Casework",
    "Completeness",
    "ContextCount",
    "InterviewCount",
    "Routed",
    "by_case",
    "by_question",
    "cases_of",
    "counted",
    "interview_counts",
    "questions_of",
    "read_casework",
    "route",
]
