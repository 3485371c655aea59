"""Files to cells: every cell is text without surrounding spaces, every row knows its line."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem

if TYPE_CHECKING:
    from _csv import Reader as _Reader
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet

MAX_BYTES = 1_000_000_000
MAX_WORKBOOK_BYTES = 200_000_000
WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_CHUNK = 512
_HEADING_WITHIN = 20
"""The heading stands in one of the first rows: a title and a merged line above it are passed over."""


class Sheet(NamedTuple):
    """
    The cells of a table, by column: the names in its heading, and for each the texts of all its rows, top to bottom.

    Shape: `lines` and every column have one entry a row. Rows without any text are left out.
    """

    file: str
    heading_line: int
    names: tuple[str, ...]
    columns: tuple[list[str], ...]
    lines: list[int]


class _Refused(Exception):  # noqa: N818 – control flow inside this module, never seen outside it
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_sheet(
    path: Path, score: Callable[[list[str]], int], shown: str | None = None, sheet: str | None = None
) -> tuple[Sheet | None, list[Problem]]:
    """
    Read a CSV file (commas, semicolons or tabs; UTF-8) or the first sheet of a workbook.

    Args:
        path: The file.
        score: How many known column names a row of cells has; the heading is the best of the first rows.
        shown: The name to show in places.
        sheet: The sheet of a workbook, by name.

    Returns:
        The cells (None when the file cannot be read at all) and all problems found.
    """
    name = shown or str(path)
    try:
        _refuse_what_cannot_be(path, name)
        if path.suffix.lower() in WORKBOOKS:
            return _collect(_workbook_rows(path, name, sheet), score, name)
        return _csv(path, score, name)
    except _Refused as refused:
        return None, [refused.problem]
    except UnicodeDecodeError:
        return None, [
            _problem("TAB003", Place(name, _bad_line(path)), "The file is not UTF-8 text.", None, "UTF-8", "Save it as CSV UTF-8.")
        ]
    except (OSError, zipfile.BadZipFile) as error:
        return None, [_problem("TAB002", Place(name), "The table cannot be read.", getattr(error, "strerror", None) or str(error))]


def _refuse_what_cannot_be(path: Path, name: str) -> None:
    place = Place(name)
    if path.is_dir():
        raise _Refused(_problem("TAB002", place, "This is a folder, not a file.", None, "a CSV, XLSX, XLS or ODS file"))
    if not path.exists():
        raise _Refused(_problem("TAB001", place, "There is no such file.", None, None, "Check the name and the folder."))
    most = MAX_WORKBOOK_BYTES if path.suffix.lower() in WORKBOOKS else MAX_BYTES
    if path.stat().st_size > most:
        found = f"{path.stat().st_size / 1_000_000:.1f} MB"
        raise _Refused(_problem("TAB002", place, "The file is too large.", found, f"at most {most // 1_000_000} MB"))
    if path.suffix.lower() in WORKBOOKS and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MAX_BYTES:
            raise _Refused(_problem("TAB002", place, "The file is too large.", f"{unpacked // 1_000_000} MB unpacked", "at most 1000 MB"))


# --------------------------------------------------------------------------------------------------------------------- CSV


def _csv(path: Path, score: Callable[[list[str]], int], name: str) -> tuple[Sheet | None, list[Problem]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = "".join(islice(stream, _HEADING_WITHIN))
        stream.seek(0)
        if head[:4].startswith(("PK\x03\x04", "\x00")) or "\x00" in head:
            raise _Refused(
                _problem("TAB002", Place(name), "This is not a text file.", None, "a CSV file", "Give a workbook its ending, as .xlsx.")
            )
        return _collect(_csv_rows(csv.reader(stream, delimiter=_delimiter(head), strict=True), name), score, name)


def _csv_rows(reader: _Reader, name: str) -> Iterator[tuple[list[int], list[list[str]]]]:
    """Give rows in chunks, with their lines; a row of several lines counts by its first."""
    line = 0
    while True:
        rows: list[list[str]] = []
        try:
            rows.extend(islice(reader, _CHUNK))
        except csv.Error as error:
            fix = "Check the quotation marks of this line and the one before."
            raise _Refused(
                _problem("TAB004", Place(name, reader.line_num), "This line is not valid CSV.", str(error), None, fix)
            ) from error
        if not rows:
            return
        plain = reader.line_num - line == len(rows)
        lines = list(range(line + 1, reader.line_num + 1)) if plain else _lines_of(rows, line)
        line = reader.line_num
        yield lines, rows


def _lines_of(rows: list[list[str]], before: int) -> list[int]:
    lines, at = [], before + 1
    for row in rows:
        lines.append(at)
        at += 1 + sum(cell.count("\n") for cell in row)
    return lines


def _delimiter(head: str) -> str:
    """Find what separates the cells: the sign that most of the first lines have, commas if none does."""
    lines = [line for line in head.splitlines() if line.strip()]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in (",", ";", "\t")}
    return max(counts, key=lambda sign: (counts[sign], sign == ","))


def _bad_line(path: Path) -> int:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


# --------------------------------------------------------------------------------------------------------------- workbooks


def _workbook_rows(path: Path, name: str, sheet: str | None) -> Iterator[tuple[list[int], list[list[str]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        if sheet is not None and sheet not in workbook.sheet_names:
            found, there = repr(sheet), ", ".join(workbook.sheet_names)
            raise _Refused(_problem("TAB005", Place(name), "The workbook has no such sheet.", found, f"one of {there}"))
        chosen = workbook.get_sheet_by_name(sheet) if sheet is not None else _first_sheet(workbook.sheet_names, workbook.get_sheet_by_name)
        if chosen is None:
            return
        first = (chosen.start or (0, 0))[0] + 1
        rows = [[_text(cell) for cell in row] for row in chosen.to_python(skip_empty_area=True)]
    except (CalamineError, ValueError) as error:
        raise _Refused(_problem("TAB002", Place(name), "The workbook cannot be read.", str(error), "XLSX, XLS or ODS")) from error
    yield list(range(first, first + len(rows))), rows


def _first_sheet(names: list[str], get: Callable[[str], CalamineSheet]) -> CalamineSheet | None:
    return next((sheet for name in names if (sheet := get(name)).height), None)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


# ------------------------------------------------------------------------------------------------------------- by columns


def _collect(
    chunks: Iterable[tuple[list[int], list[list[str]]]], score: Callable[[list[str]], int], name: str
) -> tuple[Sheet | None, list[Problem]]:
    """Find the heading, then gather the cells by column; a cell's text is kept once, however often it stands there."""
    problems: list[Problem] = []
    sheet: Sheet | None = None
    kept: list[dict[str, str] | None] = []
    for lines, rows in chunks:
        start = 0
        if sheet is None:
            at = _heading(rows, score)
            if at is None:
                continue
            names = tuple(cell.strip() for cell in rows[at])
            while names and not names[-1]:
                names = names[:-1]
            sheet = Sheet(name, lines[at], names, tuple([] for _ in names), [])
            kept = [{} for _ in names]
            start = at + 1
        _append(sheet, kept, lines[start:], rows[start:], problems)
    if sheet is None:
        problems.append(_problem("TAB006", Place(name), "The table is empty.", None, "a first line that names the columns"))
    return sheet, problems


def _heading(rows: list[list[str]], score: Callable[[list[str]], int]) -> int | None:
    filled = [at for at, row in enumerate(rows[:_HEADING_WITHIN]) if any(cell.strip() for cell in row)]
    return max(filled, key=lambda at: (score(rows[at]), -at)) if filled else None


def _append(sheet: Sheet, kept: list[dict[str, str] | None], lines: list[int], rows: list[list[str]], problems: list[Problem]) -> None:
    width = len(sheet.names)
    if set(map(len, rows)) - {width} or not all(map(any, rows)):
        lines, rows = _of_one_width(sheet, lines, rows, problems)
    if rows:
        sheet.lines.extend(lines)
        for at, cells in enumerate(zip(*rows, strict=True)):
            column, texts, stripped = sheet.columns[at], kept[at], list(map(str.strip, cells))
            if texts is None:
                column.extend(stripped)
                continue
            column.extend(map(texts.setdefault, stripped, stripped))
            if len(texts) * 4 > len(column) >= _CHUNK:
                kept[at] = None  # nearly every text is another: keeping each once gains nothing


def _of_one_width(sheet: Sheet, lines: list[int], rows: list[list[str]], problems: list[Problem]) -> tuple[list[int], list[list[str]]]:
    """Fill short rows, leave empty ones out, and report rows with text beyond the last named column."""
    width = len(sheet.names)
    good_lines, good = [], []
    for line, row in zip(lines, rows, strict=True):
        if not any(cell.strip() for cell in row):
            continue
        if any(cell.strip() for cell in row[width:]):
            place = Place(sheet.file, line, width + 1, f"row {line}")
            problems.append(_problem("TAB007", place, "The row has more cells than the heading.", f"{len(row)} cells", f"{width}"))
            continue
        good_lines.append(line)
        good.append((row + [""] * width)[:width])
    return good_lines, good


def _problem(
    code: str, place: Place, message: str, found: str | None = None, expected: str | None = None, fix: str | None = None
) -> Problem:
    return Problem(code, "error", message, place, found, expected, fix)
