"""
Inspections: reads contract 4.1, resolves it against its edition, rates it and gives the one result.

Everything that shows or compares an inspection starts from `rate_file`; nothing recomputes a rating.
"""

from inspectorate.inspection.format import Heading, Organisation, inspection_schema
from inspectorate.inspection.output import number, result_data
from inspectorate.inspection.read import Checked, Inspection, RatedInspection, load_rated, rate_file, read_inspection
from inspectorate.inspection.tally import Tally, tally
from inspectorate.inspection.units import Unit, UnitCounts
from inspectorate.inspection.whatif import Moved, WhatIf, what_if

__all__ = [
    "Checked",
    "Heading",
    "Inspection",
    "Moved",
    "Organisation",
    "RatedInspection",
    "Tally",
    "Unit",
    "UnitCounts",
    "WhatIf",
    "inspection_schema",
    "load_rated",
    "number",
    "rate_file",
    "read_inspection",
    "result_data",
    "tally",
    "what_if",
]
