"""Read and rate inspection files: the one way from a file to the one result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.documents import INVALID, Mapping, Node, Reading, Scalar, read_nodes, read_root
from inspectorate.errors import DocumentInvalidError, Place, Problem, has_errors
from inspectorate.frameworks import load_edition, load_edition_file
from inspectorate.inspection.evidence import PooledCounts, evidence_of
from inspectorate.inspection.format import INSPECTION, Heading
from inspectorate.inspection.narrative import check_narrative
from inspectorate.inspection.units import Unit, check_units
from inspectorate.rating import rate

if TYPE_CHECKING:
    from inspectorate.assessment import Casework
    from inspectorate.model import Edition, Evidence, Result

_CASE_FILES = ("cases", "answers", "population", "interviews")


class Inspection(NamedTuple):
    """
    An inspection file, read: heading and narrative as written, its edition, its evidence.

    `casework` is what its case-level files say, where it has any.
    """

    path: str
    heading: Heading
    written: dict[str, Any]
    edition: Edition
    evidence: Evidence
    reading: Reading
    casework: Casework | None = None

    @property
    def units(self) -> tuple[Unit, ...]:
        """The counts by unit of the organisation; empty where the file has none."""
        units: tuple[Unit, ...] = self.written["units"]
        return units

    @property
    def rated_by(self) -> str | None:
        """Who rated it: as the file says, else the edition's publisher when it is published."""
        if self.heading.rated_by is not None:
            return self.heading.rated_by
        return self.edition.publisher if self.heading.provenance == "published" else None


class RatedInspection(NamedTuple):
    """An inspection and its result."""

    inspection: Inspection
    result: Result


class Checked(NamedTuple):
    """What became of a file: the inspection with its result, unless there were errors, and every problem found."""

    rated: RatedInspection | None
    problems: tuple[Problem, ...]


def read_inspection(path: Path, shown: str | None = None, *, references: bool = True) -> tuple[Inspection | None, tuple[Problem, ...]]:
    """
    Read an inspection file with the case-level files it names, and resolve it against its edition; nothing is raised.

    Args:
        path: The inspection file.
        shown: The name to show in places.
        references: Keep the references of the cases behind each count. What is published goes without.

    Returns:
        The inspection (None when anything is an error) and all problems at once.
    """
    name = shown or str(path)
    node, problems = read_nodes(path, name)
    if node is None:
        return None, tuple(problems)
    reading = Reading(name)
    reading.problems = problems
    written = read_root(INSPECTION, node, reading)
    edition = _edition(node_framework(node), path, reading)
    if written is INVALID or edition is None:
        return None, tuple(reading.problems)
    pooled = _pooled(written["pooled_from"], path, reading)
    evidence = evidence_of(written, edition, pooled, reading)
    check_units(written, edition, reading)
    check_narrative(written, edition, reading)
    casework = None
    if any(written[key] is not None for key in _CASE_FILES):
        from inspectorate.inspection import casework as cases  # noqa: PLC0415 – loads only for an inspection that has case files

        casework = cases.casework_of(written, edition, path, reading)
        if casework is not None:
            evidence = cases.with_casework(evidence, casework, edition, reading, references=references)
            written = cases.with_context(written, casework, reading)
    if has_errors(reading.problems):
        return None, tuple(reading.problems)
    return Inspection(name, written["inspection"], written, edition, evidence, reading, casework), tuple(reading.problems)


def rate_file(path: Path, shown: str | None = None, *, references: bool = True) -> Checked:
    """
    Read and rate one inspection file; see `read_inspection` for *references*.

    Returns:
        The rated inspection, or None when anything is an error; with every problem, each at its place in the file.
    """
    inspection, problems = read_inspection(path, shown, references=references)
    if inspection is None:
        return Checked(None, problems)
    result = rate(inspection.edition, inspection.evidence)
    problems = (*problems, *(_placed(problem, inspection) for problem in result.problems))
    return Checked(None if has_errors(problems) else RatedInspection(inspection, result), problems)


def load_rated(path: Path, *, references: bool = True) -> RatedInspection:
    """
    Read and rate one inspection file that is expected to be good; see `read_inspection` for *references*.

    Raises:
        DocumentInvalidError: The file has errors; carries all problems.
    """
    checked = rate_file(path, references=references)
    if checked.rated is None:
        raise DocumentInvalidError(checked.problems)
    return checked.rated


def node_framework(node: Node) -> Scalar | None:
    """Give the node that names the framework, or None."""
    heading = node.entries.get("inspection") if isinstance(node, Mapping) else None
    named = heading.entries.get("framework") if isinstance(heading, Mapping) else None
    return named if isinstance(named, Scalar) and not named.is_null else None


def _edition(named: Scalar | None, path: Path, reading: Reading) -> Edition | None:
    if named is None:
        return None
    text = named.text
    try:
        if text.endswith(".yaml"):
            return load_edition_file(path.parent / text)
        return load_edition(text)
    except DocumentInvalidError as invalid:
        for problem in invalid.problems:
            where = problem.where if problem.where.file else Place(reading.file, named.line, named.column, "$.inspection.framework")
            reading.problems.append(problem._replace(where=where))
        return None


def _pooled(names: tuple[str, ...], path: Path, reading: Reading) -> PooledCounts:
    """Sum the counts of other inspections; a file that cannot be read, or that has per cents only, is a problem."""
    sums: PooledCounts = {}
    for at, name in enumerate(names):
        other, problems = read_inspection(path.parent / name, name)
        if other is None:
            found = problems[0].message if problems else None
            reading.report("INS031", f"$.pooled_from[{at}]", "The inspection to pool from cannot be used.", name, None, found)
            continue
        for evidence in other.evidence.standards.values():
            for ref, figures in evidence.figures.items():
                if figures.cases is None or figures.yes is None:
                    found = f"{name}, {ref}"
                    reading.report("INS032", f"$.pooled_from[{at}]", "Per cents cannot be pooled.", found, "counts: yes and cases")
                    continue
                yes, cases = sums.get(ref, (0, 0))
                sums[ref] = (yes + figures.yes, cases + figures.cases)
    return sums


def _placed(problem: Problem, inspection: Inspection) -> Problem:
    """Give a problem of the rating its place in the file."""
    where = problem.where.path or "$"
    if problem.code.startswith("DSC"):
        ref = problem.message.split(" ", 1)[0]
        for at, decision in enumerate(inspection.written["discretion"]):
            standard = inspection.edition.standard(decision["standard"])
            if standard is not None and standard.ref == ref:
                where = f"$.discretion[{at}]"
    return problem._replace(where=inspection.reading.place(where))
