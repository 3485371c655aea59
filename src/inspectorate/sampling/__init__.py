"""
Sampling: from a caseload to a sample that anybody can draw again.

Exclusions and duplicates with their reasons, strata of the edition, size, allocation, the keyed draw, reserves, replacement. Every
decision is in the returned `Draw` and in its stored record. Chance comes from the seed alone; how cases are assessed is not known here.
"""

from inspectorate.sampling.columns import CASELOAD, caseload_specification
from inspectorate.sampling.draw import Draw, Drawn, Replacement, StratumDraw, draw_sample, find_sample
from inspectorate.sampling.exclusions import RULES, Count, Exclusion
from inspectorate.sampling.keys import case_key, hash_frame
from inspectorate.sampling.matching import MATCHES
from inspectorate.sampling.nested import Step
from inspectorate.sampling.planner import Plan, plan_sample
from inspectorate.sampling.profile import read_profile
from inspectorate.sampling.record import OUTPUTS, draw_data, draw_files, read_draw
from inspectorate.sampling.replace import replace_case
from inspectorate.sampling.settings import SamplingError, Settings
from inspectorate.sampling.verify import compare_draw

__all__ = [
    "CASELOAD",
    "MATCHES",
    "OUTPUTS",
    "RULES",
    "Count",
    "Draw",
    "Drawn",
    "Exclusion",
    "Plan",
    "Replacement",
    "SamplingError",
    "Settings",
    "Step",
    "StratumDraw",
    "case_key",
    "caseload_specification",
    "compare_draw",
    "draw_data",
    "draw_files",
    "draw_sample",
    "find_sample",
    "hash_frame",
    "plan_sample",
    "read_draw",
    "read_profile",
    "replace_case",
]
