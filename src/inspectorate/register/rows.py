"""
Small tables of the register (CSV), read strictly: every cell is read by a shape, every problem knows its row and column.

The first line names the columns. A missing or unknown column, a row of another length and a cell that does not fit are problems.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.documents import INVALID, Reading, Scalar, Shape, nearest
from inspectorate.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MAX_BYTES = 5_000_000


class Column(NamedTuple):
    """One column: its name, how a cell is read, whether the column must be there, whether a cell may be empty, other names."""

    name: str
    shape: Shape
    required: bool = True
    blank: bool = False
    also: tuple[str, ...] = ()


class Row(NamedTuple):
    """One row: the line it stands on and its cells by column name; an empty cell is None."""

    line: int
    values: dict[str, Any]


def read_rows(path: Path, columns: Sequence[Column], reading: Reading) -> list[Row]:
    """Read the rows of a table; what does not fit is in *reading*, and a row with such a cell is left out."""
    text = _text(path, reading)
    if text is None:
        return []
    lines = _lines(text, reading)
    heading = next(lines, None)
    if heading is None:
        _report(reading, "REG003", Place(reading.file), "The table is empty.", None, "a first line that names the columns")
        return []
    names = _columns(heading[1], columns, reading)
    if names is None:
        return []
    rows = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            place = Place(reading.file, line, None, f"row {line}")
            _report(reading, "REG006", place, "This row has another number of cells.", f"{len(cells)}", f"{len(names)}, as the first line")
            continue
        row = _row(line, dict(zip(names, cells, strict=True)), columns, names, reading)
        if row is not None:
            rows.append(row)
    return rows


def cell(line: int, name: str) -> str:
    """Give the path by which a reading knows a cell."""
    return f"row {line}, {name}"


def _row(line: int, written: dict[str, str], columns: Sequence[Column], names: Sequence[str], reading: Reading) -> Row | None:
    values: dict[str, Any] = {}
    for column in columns:
        values[column.name] = None
        if column.name not in written:
            continue
        at, text = cell(line, column.name), written[column.name].strip()
        place = (reading.file, line, names.index(column.name) + 1)
        reading.places[at] = place
        if text:
            values[column.name] = column.shape.read(Scalar(text, plain=False, file=place[0], line=line, column=place[2]), at, reading)
        elif not column.blank:
            reading.report("REG007", at, "This cell may not be empty.")
            values[column.name] = INVALID
    return None if any(value is INVALID for value in values.values()) else Row(line, values)


def _columns(cells: list[str], columns: Sequence[Column], reading: Reading) -> list[str] | None:
    known = {name: column.name for column in columns for name in (column.name, *column.also)}
    names: list[str] = []
    good = True
    for at, written in enumerate(cells, start=1):
        name = written.strip()
        place = Place(reading.file, 1, at, f"column {name!r}")
        if name not in known:
            near = nearest(name, list(known)) if name else None
            fix = f"Did you mean {near!r}?" if near else f"Columns here: {', '.join(column.name for column in columns)}."
            _report(reading, "REG004", place, "This column is not known here.", repr(name), None, fix)
            good = False
        elif known[name] in names:
            _report(reading, "REG004", place, "This column stands twice.", repr(name), "each column once")
            good = False
        names.append(known.get(name, name))
    for column in columns:
        if column.required and column.name not in names:
            place = Place(reading.file, 1, None, f"column {column.name!r}")
            _report(reading, "REG005", place, "A column is missing.", None, column.name)
            good = False
    return names if good else None


def _lines(text: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        fix = "Check the quotation marks and commas of this line."
        _report(reading, "REG002", Place(reading.file, line), "This line is not valid CSV.", str(error), None, fix)


def _text(path: Path, reading: Reading) -> str | None:
    place = Place(reading.file)
    try:
        if path.is_dir():
            _report(reading, "REG001", place, "This is a folder, not a file.", None, "a CSV file")
            return None
        if path.stat().st_size > MAX_BYTES:
            found = f"{path.stat().st_size / 1_000_000:.1f} MB"
            _report(reading, "REG001", place, "The file is too large for a table of the register.", found, "at most 5 MB")
            return None
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        _report(reading, "REG001", place, "There is no such file.", None, None, "Check the name and the folder.")
    except UnicodeDecodeError as error:
        _report(reading, "REG001", place, "The file is not UTF-8 text.", f"byte {error.start + 1}", "UTF-8", "Save the file as UTF-8.")
    except (OSError, ValueError) as error:
        _report(reading, "REG001", place, "The file cannot be read.", getattr(error, "strerror", None) or str(error))
    return None


def _report(
    reading: Reading, code: str, place: Place, message: str, found: str | None = None, expected: str | None = None, fix: str | None = None
) -> None:
    reading.problems.append(Problem(code, "error", message, place, found, expected, fix))
