"""Mapping profiles: how somebody's own extract maps to the columns of a caseload, written once and used every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.documents import INVALID, Choice, Field, MapOf, Reading, Record, Text, read_nodes, read_root
from inspectorate.errors import has_errors
from inspectorate.sampling.settings import SamplingError
from inspectorate.tables import Profile

if TYPE_CHECKING:
    from pathlib import Path

    from inspectorate.tables import Specification

ORDERS = ("day_first", "month_first")
PROFILE = Record(
    Profile,
    {
        "columns": Field(MapOf(Text()), default={}, doc="their column name: ours"),
        "values": Field(MapOf(MapOf(Text())), default={}, doc="our column: {their value: ours}"),
        "sheet": Field(Text(), doc="the sheet of a workbook"),
        "dates": Field(Choice(ORDERS), doc="the order of dates such as 03/04/2019"),
    },
    "a mapping profile",
)


def read_profile(path: Path, specification: Specification, shown: str | None = None) -> Profile:
    """
    Read a mapping profile; what it maps to has to be a column of ours.

    Raises:
        SamplingError: The file has problems; all of them.

    Source: requirements A-03, A-04.
    """
    node, problems = read_nodes(path, shown)
    reading = Reading(shown or str(path))
    profile = read_root(PROFILE, node, reading) if node is not None else INVALID
    if profile is not INVALID:
        names = [column.name for column in specification.columns]
        for at, name in [(f"$.columns.{theirs}", ours) for theirs, ours in profile.columns.items()] + [
            (f"$.values.{ours}", ours) for ours in profile.values
        ]:
            if name not in names:
                reading.report("SMP044", at, "There is no such column of ours.", repr(name), f"one of {', '.join(names)}")
    problems = [*problems, *reading.problems]
    if profile is INVALID or has_errors(problems):
        raise SamplingError(problems)
    return profile if isinstance(profile, Profile) else Profile()
