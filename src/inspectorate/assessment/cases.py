"""The cases of the samples: read against the edition's samples and case fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.assessment.columns import DEFAULT_SAMPLE, POPULATION, cases_of
from inspectorate.assessment.rows import read_rows, unknown_word
from inspectorate.errors import Problem
from inspectorate.model import Case

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from inspectorate.assessment.rows import Rows
    from inspectorate.model import CaseField, Edition

Population = dict[tuple[str, str], int]
"""(sample, stratum) -> cases of the eligible caseload."""


def read_cases(path: Path, shown: str, edition: Edition, problems: list[Problem]) -> tuple[dict[str, Case], Rows] | None:
    """Read the table of cases; a case that stands twice counts once, and is reported."""
    rows = read_rows(path, lambda names: cases_of(edition, names), shown, problems)
    if rows is None:
        return None
    fields = {field.id: field for field in edition.case_fields}
    columns = {name: rows.texts(name) for name in rows.table.columns}
    attributes = [name for name in columns if name not in fields and name not in ("case_id", "stratum", "sample")]
    samples = {sample.id for sample in edition.samples}
    cases: dict[str, Case] = {}
    for at, line in enumerate(rows.table.lines):
        case_id, stratum = columns["case_id"][at], columns["stratum"][at]
        sample = columns["sample"][at] if "sample" in columns else ""
        case = Case(
            case_id,
            sample or DEFAULT_SAMPLE,
            stratum,
            {name: columns[name][at].casefold() for name in fields if name in columns},
            {name: columns[name][at] for name in attributes},
            line,
        )
        if not case_id or not stratum or not _is_new(case, cases, rows, problems):
            continue
        if samples and case.sample not in samples:
            problems.append(
                unknown_word("ASM003", rows.place(line, "sample"), "The edition has no such sample.", case.sample, sorted(samples))
            )
        problems += _field_problems(case, fields, rows)
        cases[case_id] = case
    return cases, rows


def read_population(path: Path, shown: str, cases: Mapping[str, Case], problems: list[Problem]) -> Population:
    """Read the eligible caseload by stratum and hold it against the cases."""
    rows = read_rows(path, lambda _: POPULATION, shown, problems)
    if rows is None:
        return {}
    population: Population = {}
    strata, samples, sizes = rows.texts("stratum"), rows.texts("sample"), rows.table.columns["cases"]
    lines: dict[tuple[str, str], int] = {}
    for line, stratum, sample, size in zip(rows.table.lines, strata, samples, sizes, strict=True):
        key = (sample or DEFAULT_SAMPLE, stratum)
        if not stratum or not isinstance(size, int):
            continue
        if key in population:
            message = "This stratum stands twice in the population."
            problems.append(Problem("ASM032", "error", message, rows.place(line, "stratum"), repr(stratum), f"once (row {lines[key]})"))
            continue
        population[key], lines[key] = size, line
    problems += _population_problems(population, lines, cases.values(), rows)
    return population


def _is_new(case: Case, cases: Mapping[str, Case], rows: Rows, problems: list[Problem]) -> bool:
    before = cases.get(case.id)
    if before is None:
        return True
    found = f"{case.id!r}, also in row {before.line}"
    if (before.sample, before.stratum) != (case.sample, case.stratum):
        expected = f"one of {before.sample} {before.stratum} and {case.sample} {case.stratum}"
        problems.append(Problem("ASM002", "error", "The case is in two strata.", rows.place(case.line, "stratum"), found, expected))
    else:
        problems.append(Problem("ASM001", "error", "The case stands twice.", rows.place(case.line, "case_id"), found, "each case once"))
    return False


def _field_problems(case: Case, fields: Mapping[str, CaseField], rows: Rows) -> Iterable[Problem]:
    for name, value in case.fields.items():
        options = fields[name].options
        if value and options and value not in options:
            message = "This is no value of the case field."
            yield unknown_word("ASM004", rows.place(case.line, name), message, value, options)


def _population_problems(
    population: Population, lines: Mapping[tuple[str, str], int], cases: Iterable[Case], rows: Rows
) -> Iterable[Problem]:
    sampled: dict[tuple[str, str], int] = {}
    for case in cases:
        sampled[case.sample, case.stratum] = sampled.get((case.sample, case.stratum), 0) + 1
    for key, number in sampled.items():
        stratum = f"{key[1]!r} of {key[0]}"
        if key not in population:
            message = "A stratum of the cases is missing from the population."
            yield Problem("ASM030", "error", message, rows.place(1)._replace(path=None), stratum, f"a row with at least {number} cases")
        elif population[key] < number:
            message = "More cases were sampled than the stratum has."
            found = f"{number} sampled of {population[key]}"
            yield Problem("ASM031", "error", message, rows.place(lines[key], "cases"), found, f"at least {number}")
    for key, size in population.items():
        if key not in sampled and size:
            message = "No case was sampled from this stratum, so its cases stand for nothing."
            yield Problem("ASM033", "warning", message, rows.place(lines[key], "stratum"), f"{key[1]!r}, {size} cases")
