"""Cells to values: a column specification read over a sheet, every problem with its row and column."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem
from inspectorate.tables.columns import Profile, fold
from inspectorate.tables.dates import FORMS, decide_order, is_ambiguous, read_date
from inspectorate.tables.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from inspectorate.tables.columns import Column, Specification
    from inspectorate.tables.dates import DateOrder
    from inspectorate.tables.sheet import Sheet

Value = str | int | bool | None
YES = {"yes", "y", "true", "t", "1", "x"}
NO = {"no", "n", "false", "f", "0"}
DATE_FIX = "Write dates as 2019-04-03, or say their order: --dates day-first or a mapping profile."


class Table(NamedTuple):
    """
    Values by column, as the specification reads them; dates are ISO text, an empty cell is None.

    Shape: `lines` and every column have one entry a row. Columns that the table does not have are not there; `ignored` names those of
    the table that the specification does not know.
    """

    file: str
    columns: dict[str, list[Value]]
    lines: list[int]
    ignored: tuple[str, ...]


class _Found(NamedTuple):
    """A column of the specification in a sheet: where it stands (from 1) and what its name is there."""

    column: Column
    at: int
    written: str


def read_table(
    path: Path, specification: Specification, profile: Profile | None = None, shown: str | None = None
) -> tuple[Table | None, list[Problem]]:
    """
    Read a table by its specification.

    Args:
        path: A CSV, XLSX, XLS or ODS file.
        specification: The columns.
        profile: How the table's own names and values map to ours.
        shown: The name to show in places.

    Returns:
        The table (None when it cannot be used at all: no file, columns missing) and all problems. With an error among them the
        values are incomplete: a cell that cannot be read is None.
    """
    profile = profile or Profile()
    names = _names(specification, profile)
    sheet, problems = read_sheet(path, lambda cells: sum(fold(cell) in names for cell in cells), shown, profile.sheet)
    if sheet is None:
        return None, problems
    table, more = check_sheet(sheet, specification, profile)
    return table, sorted([*problems, *more], key=lambda problem: (problem.where.line or 0, problem.where.column or 0))


def check_sheet(sheet: Sheet, specification: Specification, profile: Profile) -> tuple[Table | None, list[Problem]]:
    """Read the cells of a sheet by a specification; see `read_table`."""
    problems: list[Problem] = []
    found = _find_columns(sheet, specification, profile, problems)
    if found is None:
        return None, problems
    columns = {each.column.name: _read_column(sheet, each, profile, problems) for each in found}
    known = {each.at for each in found}
    ignored = tuple(name for at, name in enumerate(sheet.names, start=1) if at not in known and name)
    return Table(sheet.file, columns, sheet.lines, ignored), problems


# ---------------------------------------------------------------------------------------------------------------- headings


def _names(specification: Specification, profile: Profile) -> dict[str, str]:
    names = {fold(name): column.name for column in specification.columns for name in (*column.aliases, column.title, column.name)}
    return {**names, **{fold(theirs): ours for theirs, ours in profile.columns.items()}}


def _find_columns(sheet: Sheet, specification: Specification, profile: Profile, problems: list[Problem]) -> list[_Found] | None:
    names = _names(specification, profile)
    found: dict[str, _Found] = {}
    count = len(problems)
    for at, written in enumerate(sheet.names, start=1):
        ours = names.get(fold(written))
        column = specification.column(ours) if ours else None
        if column is None:
            continue
        if column.name in found:
            place = Place(sheet.file, sheet.heading_line, at, f"column {written}")
            message = f"Two columns are read as {column.name}."
            there = f"{found[column.name].written!r} and {written!r}"
            problems.append(Problem("TAB010", "error", message, place, there, "one", "Rename one of them."))
            continue
        found[column.name] = _Found(column, at, written)
    problems.extend(_missing(sheet, specification, found))
    return None if len(problems) > count else list(found.values())


def _missing(sheet: Sheet, specification: Specification, found: dict[str, _Found]) -> Iterator[Problem]:
    free = [name for name in sheet.names if name and name not in {each.written for each in found.values()}]
    for column in specification.columns:
        if column.required and column.name not in found:
            near = difflib.get_close_matches(column.name, [fold(name) for name in free], n=1, cutoff=0.6)
            hint = next((f"Is it {name!r}? A mapping profile can say so." for name in free if near and fold(name) == near[0]), None)
            expected = f"{column.name} ({column.title.lower()})"
            there = ", ".join(free[:8]) + (", …" if len(free) > 8 else "") if free else None
            yield Problem("TAB011", "error", "A column is missing.", Place(sheet.file, sheet.heading_line), there, expected, hint)


# ------------------------------------------------------------------------------------------------------------------- cells


def _read_column(sheet: Sheet, found: _Found, profile: Profile, problems: list[Problem]) -> list[Value]:
    """Read each different text once, then look all cells up; rows are visited only where something is wrong."""
    column, cells = found.column, sheet.columns[found.at - 1]
    if column.kind == "text":
        return _read_texts(sheet, found, problems)
    texts = set(cells)
    reader, expected = _reader(column, texts, profile, sheet, found, problems)
    values: dict[str, Value] = {text: reader(text) if text else None for text in texts}
    wrong = {text for text, value in values.items() if value is None and (text or column.filled)}
    _report_cells(sheet, found, wrong, expected, problems)
    return list(map(values.__getitem__, cells))


def _read_texts(sheet: Sheet, found: _Found, problems: list[Problem]) -> list[Value]:
    column, cells = found.column, sheet.columns[found.at - 1]
    wrong = {""} if column.filled and "" in cells else set()
    if column.pattern is not None:
        matches = re.compile(column.pattern).fullmatch
        wrong |= {text for text in cells if text and not matches(text)}
    _report_cells(sheet, found, wrong, column.what, problems)
    if wrong:
        return [None if text in wrong else text or None for text in cells]
    return [text or None for text in cells] if "" in cells else list(cells)


def _report_cells(sheet: Sheet, found: _Found, wrong: set[str], expected: str, problems: list[Problem]) -> None:
    for line, text in zip(sheet.lines, sheet.columns[found.at - 1], strict=True) if wrong else ():
        if text in wrong:
            place = Place(sheet.file, line, found.at, f"row {line}, {found.written}")
            problems.append(_cell_problem(text, place, expected))


def _cell_problem(text: str, place: Place, expected: str) -> Problem:
    if not text:
        return Problem("TAB013", "error", "The cell may not be empty.", place, None, expected)
    shown = text if len(text) <= 60 else text[:59] + "…"
    return Problem("TAB012", "error", "The cell cannot be read.", place, repr(shown), expected)


def _reader(
    column: Column, texts: set[str], profile: Profile, sheet: Sheet, found: _Found, problems: list[Problem]
) -> tuple[Callable[[str], Value], str]:
    """Give how one text of this column is read (None: it cannot be), and what is expected there."""
    theirs = {fold(written): ours for written, ours in profile.values.get(column.name, {}).items()}
    if column.kind == "date":
        return _date_reader(texts, profile.dates, sheet, found, problems), FORMS
    if column.kind == "choice":
        return _choice_reader(column, theirs), " | ".join(option.id for option in column.options)
    if column.kind == "yes_no":
        return lambda text: _yes_no(theirs.get(fold(text), text)), "yes or no"
    return lambda text: int(text) if re.fullmatch(r"\d{1,9}", text) else None, "a whole number"


def _date_reader(texts: set[str], order: DateOrder | None, sheet: Sheet, found: _Found, problems: list[Problem]) -> Callable[[str], Value]:
    decided = order or decide_order(texts)
    if decided in ("day_first", "month_first"):
        return lambda text: read_date(text, decided)
    place = Place(sheet.file, sheet.heading_line, found.at, f"column {found.written}")
    example = min(text for text in texts if is_ambiguous(text)) if any(map(is_ambiguous, texts)) else None
    undecided = decided == "undecided"
    message = "No date here tells whether the day comes first." if undecided else "Some dates here have the day first and others the month."
    problems.append(Problem("TAB014", "error", message, place, example, "one order that can be told", DATE_FIX))
    return lambda text: read_date(text, "day_first")


def _choice_reader(column: Column, theirs: dict[str, str]) -> Callable[[str], Value]:
    known = {fold(name): option.id for option in column.options for name in (*option.aliases, option.title, option.id) if name}
    known |= {written: known.get(fold(ours), ours) for written, ours in theirs.items()}
    return lambda text: known.get(fold(text), text if column.open else None)


def _yes_no(text: str) -> bool | None:
    folded = fold(text)
    return True if folded in YES else False if folded in NO else None
