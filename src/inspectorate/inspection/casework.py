"""Case-level files beside an inspection file: read, counted and put into its evidence and its context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectorate.assessment import CaseFile, CaseFiles, Casework, read_casework
from inspectorate.documents import step
from inspectorate.model import StandardEvidence
from inspectorate.rating import count_answers

if TYPE_CHECKING:
    from pathlib import Path

    from inspectorate.documents import Reading
    from inspectorate.model import Edition, Evidence


def casework_of(written: dict[str, Any], edition: Edition, path: Path, reading: Reading) -> Casework | None:
    """Read the case-level files that an inspection file names; their problems join those of the file."""
    given = {key: written[key] for key in ("cases", "answers", "population", "interviews")}
    if given["cases"] is None:
        for key, name in given.items():
            if name is not None:
                message = "This file is of no use without the cases it belongs to."
                reading.report("INS033", f"$.{key}", message, repr(name), "cases: the name of the file of cases")
        return None
    files = {key: _beside(path, name, reading.file or str(path)) for key, name in given.items() if name is not None}
    casework, problems = read_casework(CaseFiles(**files), edition)
    reading.problems += problems
    return casework


def with_casework(evidence: Evidence, casework: Casework, edition: Edition, reading: Reading, *, references: bool) -> Evidence:
    """
    Put the counts of the answers into the evidence.

    Figures in the results and answers to the same key question are an error. A key question that nobody has answered yet is blank in
    every case, unless its standard stands in the results.
    """
    answered = casework.answered_questions
    counted = count_answers(casework.counting, references=references)
    owners = {question.ref: standard.ref for standard, question in edition.key_questions()}
    standards = dict(evidence.standards)
    for ref, figures in counted.items():
        owner = owners[ref]
        if ref not in answered and owner in evidence.standards:
            continue
        before = standards.get(owner)
        if before is not None and _clashes(ref, owner, before, reading):
            continue
        before = before or StandardEvidence()
        standards[owner] = before._replace(figures={**before.figures, ref: figures})
    return evidence._replace(standards=standards)


def with_context(written: dict[str, Any], casework: Casework, reading: Reading) -> dict[str, Any]:
    """Put the counts of context questions beside those that the file gives; an entry without figures keeps its label and gets them."""
    entries = list(written["context"])
    counts: dict[str, dict[str, Any]] = {}
    for each in casework.context:
        entry = counts.setdefault(each.question, {"steps": {}, "yes": None, "cases": None})
        if each.step is not None:
            entry["steps"][each.step] = each.yes
        else:
            entry.update(yes=each.yes, cases=each.cases)
    for at, entry in enumerate(entries):
        figures = counts.pop(entry["id"], None)
        if figures is None:
            continue
        if entry["steps"] or any(entry[key] is not None for key in ("percent", "yes", "cases")):
            message = "This context figure is given here and in the case files."
            reading.report("INS036", f"$.context[{at}]", message, repr(entry["id"]), "one of the two")
        entries[at] = {**entry, **figures}
    blank = {"label": None, "percent": None, "source": None}
    entries += [{"id": name, **blank, **figures} for name, figures in counts.items()]
    return {**written, "context": tuple(entries)}


def _clashes(ref: str, standard: str, before: StandardEvidence, reading: Reading) -> bool:
    at = step("$.results", standard)
    if before.not_rated is not None:
        reading.report(
            "INS035", f"{at}.not_rated", "The standard is not rated, and the case files have its answers.", ref, "one of the two"
        )
        return True
    if ref in before.figures:
        message = "This key question has figures in the results and answers in the case files."
        reading.report("INS034", step(f"{at}.key_questions", ref), message, ref, "one of the two")
        return True
    return False


def _beside(path: Path, name: str, shown: str) -> CaseFile:
    folder = shown.rpartition("/")[0]
    return CaseFile(path.parent / name, f"{folder}/{name}" if folder else name)
