"""
Counts by unit: the parts of an inspected organisation, so that its counts can follow the parts when areas are redrawn.

A unit is a part of the organisation that nobody divides further here. Units never feed a rating; their counts must add up to those that do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.documents import Field, ListOf, MapOf, Record, Text, Whole, step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.documents import Reading
    from inspectorate.model import Edition


class UnitCounts(NamedTuple):
    """One key question in one unit: good enough in *yes* of *cases* to which it applied."""

    yes: int
    cases: int


class Unit(NamedTuple):
    """A part of the organisation: its eligible caseload, how many of them were in the sample, and the counts of key questions."""

    unit: str
    area: str | None
    caseload: int
    sampled: int
    key_questions: Mapping[str, UnitCounts]


UNIT = Record(
    Unit,
    {
        "unit": Field(Text(), required=True, doc="the name of the unit"),
        "area": Field(Text(), doc="the area that the unit serves"),
        "caseload": Field(Whole(0), required=True, doc="eligible cases of the unit, from which the sample was drawn"),
        "sampled": Field(Whole(0), required=True, doc="cases of the unit in the sample"),
        "key_questions": Field(
            MapOf(
                Record(
                    UnitCounts,
                    {"yes": Field(Whole(0), required=True), "cases": Field(Whole(0), required=True)},
                    "the counts of a key question in a unit",
                )
            ),
            default={},
            doc="counts by ref of the key question",
        ),
    },
    "a unit of the organisation",
)
UNITS = ListOf(UNIT)


def check_units(written: dict[str, Any], edition: Edition, reading: Reading) -> None:
    """Check the units of an inspection file: refs, counts within the sample within the caseload, and sums that meet the results."""
    units: tuple[Unit, ...] = written["units"]
    refs = {question.ref for _, question in edition.key_questions()}
    seen: set[str] = set()
    for at, unit in enumerate(units):
        path = f"$.units[{at}]"
        if unit.unit.casefold() in seen:
            reading.report("INS040", f"{path}.unit", "This unit stands twice.", repr(unit.unit), "each unit once")
        seen.add(unit.unit.casefold())
        if unit.sampled > unit.caseload:
            found, expected = f"{unit.sampled} of {unit.caseload}", f"at most {unit.caseload}"
            reading.report("INS041", f"{path}.sampled", "More cases were sampled than the unit has.", found, expected)
        for ref, counts in unit.key_questions.items():
            here = step(f"{path}.key_questions", ref)
            if ref not in refs:
                reading.report("INS042", here, "The edition has no key question with this ref.", repr(ref), ", ".join(sorted(refs)))
            if counts.yes > counts.cases:
                reading.report("INS015", here, "More cases were sufficient than there were.", f"{counts.yes} of {counts.cases}")
            if counts.cases > unit.sampled:
                found, expected = f"{counts.cases} of {unit.sampled}", f"at most {unit.sampled}"
                reading.report("INS043", here, "The question applied to more cases than the unit had in the sample.", found, expected)
    _check_sums(written, units, reading)


def _check_sums(written: dict[str, Any], units: tuple[Unit, ...], reading: Reading) -> None:
    for ref, standard in written["results"].items():
        for question, figures in standard["key_questions"].items():
            counted = [unit.key_questions[question] for unit in units if question in unit.key_questions]
            if not counted or figures["yes"] is None:
                continue
            sums = (sum(each.yes for each in counted), sum(each.cases for each in counted))
            if sums != (figures["yes"], figures["cases"]):
                path = step(f"{step('$.results', ref)}.key_questions", question)
                found = f"{sums[0]} of {sums[1]} over the units"
                expected = f"{figures['yes']} of {figures['cases']}"
                reading.report("INS044", path, "The counts by unit do not add up to the counts of the results.", found, expected)
