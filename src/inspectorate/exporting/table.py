r"""
The ratings table as CSV (RFC 4180, UTF-8, header row, CRLF, no notes), written and read.

Formulas: a text that begins with = + - @, a tab or a line end, after any apostrophes, gets one more apostrophe in front, so that no
spreadsheet takes it for a formula. Take one apostrophe away from a text that begins so, and it is as it was. Columns of numbers are
never touched: -3 stays -3.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from inspectorate.exporting.row import Row
from inspectorate.exporting.schema import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectorate.exporting.row import Value
    from inspectorate.exporting.schema import Column

_RISKY = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")
_ROWS_AT_ONCE = 1000


def neutral(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def restored(text: str) -> str:
    """Take back what `neutral` did."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def csv_parts(rows: Iterable[Row], *, header: bool = True) -> Iterator[bytes]:
    """
    Write rows as CSV, a part at a time: joined, the parts are the file.

    Args:
        rows: Any iterable; a part holds at most a thousand of them.
        header: Begin with the header row.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    if header:
        writer.writerow(Row._fields)
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(value, column) for value, column in zip(row, COLUMNS, strict=True)])
        if number % _ROWS_AT_ONCE == 0:
            yield _taken(buffer)
    if buffer.tell():
        yield _taken(buffer)


def read_table(lines: Iterable[str]) -> Iterator[Row]:
    """
    Read the rows of a ratings table again, typed by the schema and with their texts as they were.

    Args:
        lines: The file, opened with newline="", or its text in lines with their ends.

    Raises:
        ValueError: The columns are not those of the schema, or a value is not of its column's datatype.
    """
    reader = csv.reader(lines)
    names = next(reader, None)
    if names != list(Row._fields):
        raise ValueError(f"These are not the columns of the ratings table: {names}.")
    for cells in reader:
        yield Row(*(_value(cell, column) for cell, column in zip(cells, COLUMNS, strict=True)))  # type: ignore[arg-type]  # typed by the schema


def plain(value: Decimal) -> str:
    """Write a decimal without needless places and never with an exponent."""
    return str(int(value)) if value == value.to_integral_value() else f"{value.normalize():f}"


def _cell(value: Value, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    return neutral(str(value)) if column.datatype == "text" else str(value)


def _value(cell: str, column: Column) -> Value:
    if cell == "":
        return None
    match column.datatype:
        case "integer":
            return int(cell)
        case "decimal":
            return Decimal(cell)
        case "boolean":
            return {"true": True, "false": False}[cell]
        case "text":
            return restored(cell)
        case "date":
            return cell


def _taken(buffer: io.StringIO) -> bytes:
    part = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return part
