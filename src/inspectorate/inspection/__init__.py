"""
Inspections: reads contract 4.1, resolves it against its edition, rates it and gives the one result.

Everything that shows or compares an inspection starts from `rate_file`; nothing recomputes a rating.
"""

from typing import TYPE_CHECKING

from inspectorate.inspection.format import Heading, Organisation, inspection_schema
from inspectorate.inspection.output import number, result_data
from inspectorate.inspection.read import Checked, Inspection, RatedInspection, load_rated, rate_file, read_inspection
from inspectorate.inspection.tally import Tally, tally
from inspectorate.inspection.units import Unit, UnitCounts

if TYPE_CHECKING:
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


def __getattr__(name: str) -> object:
    """Load the what-if when somebody asks one: a rating starts without it."""
    if name in ("Moved", "WhatIf", "what_if"):
        from inspectorate.inspection import whatif  # noqa: PLC0415 – loading it late is the point

        return getattr(whatif, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
