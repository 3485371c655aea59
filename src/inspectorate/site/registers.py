"""What stands beside the inspections of a folder: who is who, who came from whom, and what happened next to recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem
from inspectorate.register import (
    FollowUp,
    Lineage,
    Organisations,
    join_lineages,
    join_organisations,
    read_follow_up,
    read_lineage,
    read_organisations,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class FollowUpFile(NamedTuple):
    """The follow-up of one folder."""

    file: str
    rows: tuple[FollowUp, ...]


class Registers(NamedTuple):
    """The registers of all folders: organisations and lineage joined, each lineage also by itself, the follow-up by file."""

    organisations: Organisations = Organisations()
    lineage: Lineage = Lineage("", ())
    lineages: tuple[Lineage, ...] = ()
    follow_ups: tuple[FollowUpFile, ...] = ()

    @property
    def follow_up(self) -> tuple[FollowUp, ...]:
        """All rows of all follow-up files."""
        return tuple(row for each in self.follow_ups for row in each.rows)


def read_registers(folders: Sequence[Path], problems: list[Problem]) -> Registers:
    """Read `register.yaml`, `lineage.csv` and `follow-up.csv` of each folder that has them; what is wrong is added to *problems*."""
    organisations: list[Organisations] = []
    lineages: list[Lineage] = []
    follow_ups: list[FollowUpFile] = []
    for folder in folders:
        if (path := folder / "register.yaml").is_file():
            register, found = read_organisations(path)
            problems += found
            organisations += [register] if register is not None else []
        if (path := folder / "lineage.csv").is_file():
            lineage, found = read_lineage(path)
            problems += found
            lineages += [lineage] if lineage is not None else []
        if (path := folder / "follow-up.csv").is_file():
            rows, found = read_follow_up(path)
            problems += found
            follow_ups += [FollowUpFile(str(path), rows)] if rows is not None else []
    known, found = join_organisations(organisations)
    problems += found
    joined, found = join_lineages(lineages)
    problems += found
    return Registers(known, joined, tuple(lineages), tuple(follow_ups))


def check_follow_up(registers: Registers, recommendations: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Find the rows that would show nowhere, because no inspection here has such a recommendation."""
    problems = []
    for file, rows in registers.follow_ups:
        for row in rows:
            if row.inspection not in recommendations:
                place = Place(file, row.line, None, f"row {row.line}, inspection")
                problems.append(Problem("SIT006", "error", "No inspection in these folders has this id.", place, repr(row.inspection)))
            elif row.recommendation not in recommendations[row.inspection]:
                place = Place(file, row.line, None, f"row {row.line}, recommendation")
                expected = ", ".join(recommendations[row.inspection]) or "no row: it has no recommendations"
                message = "The inspection has no recommendation with this id."
                problems.append(Problem("SIT007", "error", message, place, repr(row.recommendation), expected))
    return problems
