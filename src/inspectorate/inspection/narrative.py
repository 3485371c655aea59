"""What an inspection file says beside its results: every ref leads somewhere, every figure and period is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectorate.documents import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.documents import Reading
    from inspectorate.model import Edition


def check_narrative(written: dict[str, Any], edition: Edition, reading: Reading) -> None:
    """Report refs of findings and recommendations that lead nowhere, figures that cannot be, and a period that ends before it begins."""
    known = set(_refs(edition))
    for path, ref in _refs_used(written):
        if ref not in known:
            near = nearest(ref, sorted(known))
            message = "The edition has no standard, key question or prompt with this ref."
            expected = "a standard, key question or prompt of the edition"
            reading.report("INS023", path, message, repr(ref[:60]), expected, f"Did you mean {near!r}?" if near else None)
    for group in ("findings", "context"):
        for at, entry in enumerate(written[group]):
            _check_figure(entry if group == "context" else entry["figure"], f"$.{group}[{at}]", reading)
    _check_period(written, reading)


def _refs(edition: Edition) -> Iterator[str]:
    for standard in edition.standards:
        yield standard.ref
        yield from standard.aliases
        for question in standard.key_questions:
            yield question.ref
            for prompt in question.prompts:
                yield question.ref + prompt.ref
    for asked in edition.context_questions:
        yield asked.id


def _refs_used(written: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for at, finding in enumerate(written["findings"]):
        if finding["ref"] is not None:
            yield f"$.findings[{at}].ref", finding["ref"]
    for at, recommendation in enumerate(written["recommendations"]):
        for index, ref in enumerate(recommendation["refs"]):
            yield f"$.recommendations[{at}].refs[{index}]", ref


def _check_figure(figure: dict[str, Any] | None, path: str, reading: Reading) -> None:
    if figure and figure["yes"] is not None and figure["cases"] is not None and figure["yes"] > figure["cases"]:
        found = f"{figure['yes']} of {figure['cases']}"
        reading.report("INS024", path, "The figure counts more cases than there were.", found, f"at most {figure['cases']}")


def _check_period(written: dict[str, Any], reading: Reading) -> None:
    heading = written["inspection"]
    if heading is None or heading.fieldwork_from is None or heading.fieldwork_to is None:
        return
    shared = min(len(heading.fieldwork_from), len(heading.fieldwork_to))
    if heading.fieldwork_from[:shared] > heading.fieldwork_to[:shared]:
        found = f"{heading.fieldwork_from} to {heading.fieldwork_to}"
        reading.report("INS025", "$.inspection.fieldwork_to", "The fieldwork ends before it begins.", found, "the first day, then the last")
