"""Rows of the case-level files with their places, and the words in them looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.documents import nearest
from inspectorate.errors import Place, Problem
from inspectorate.tables import Profile, check_sheet, read_sheet
from inspectorate.tables.columns import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from inspectorate.model import Word
    from inspectorate.tables import Specification, Table
    from inspectorate.tables.table import Value

WORDS: dict[str, Word] = {
    **dict.fromkeys(("yes", "y", "true"), "yes"),
    **dict.fromkeys(("no", "n", "false"), "no"),
    **dict.fromkeys(("na", "n/a", "n.a.", "not applicable", "not_applicable"), "na"),
    **dict.fromkeys(("unknown", "cannot tell", "cannot_tell", "don't know"), "unknown"),
    "": "not_answered",
}
WORD_NAMES = ("yes", "no", "na", "unknown")


class Rows(NamedTuple):
    """A table that was read, with the place of each of its columns."""

    table: Table
    positions: dict[str, int]

    def texts(self, column: str) -> Sequence[str]:
        """Give a column as texts, an empty cell as an empty one; all empty where the table has no such column."""
        values = self.table.columns.get(column)
        return [""] * len(self.table.lines) if values is None else [_text(value) for value in values]

    def has(self, column: str) -> bool:
        """Whether the table has this column."""
        return column in self.table.columns

    def place(self, line: int, column: str | None = None) -> Place:
        """Give the place of a cell, or of a row."""
        at = self.positions.get(column) if column is not None else None
        return Place(self.table.file, line, at, f"row {line}, {column}" if at is not None else f"row {line}")


def read_rows(path: Path, specify: Callable[[tuple[str, ...]], Specification], shown: str, problems: list[Problem]) -> Rows | None:
    """Read a table by the specification that its heading asks for; None when it cannot be used at all."""
    core = {fold(name) for column in specify(()).columns for name in (column.name, column.title)}
    sheet, found = read_sheet(path, lambda cells: sum(fold(cell) in core for cell in cells), shown)
    problems += found
    if sheet is None:
        return None
    specification = specify(sheet.names)
    table, found = check_sheet(sheet, specification, Profile())
    problems += found
    if table is None:
        return None
    written = {fold(name): at for at, name in reversed(list(enumerate(sheet.names, start=1)))}
    positions = {}
    for column in specification.columns:
        at = written.get(fold(column.name)) or written.get(fold(column.title))
        if at is not None:
            positions[column.name] = at
    return Rows(table, positions)


def word_of(text: str) -> Word | None:
    """Give what an answer says; None when it says nothing known."""
    return WORDS.get(text.casefold())


def unknown_word(code: str, place: Place, message: str, found: str, words: Iterable[str]) -> Problem:
    """Report a word that is none of those known, with the nearest of them."""
    known = list(words)
    near = nearest(found, known)
    listed = " | ".join(known[:12]) + (" | …" if len(known) > 12 else "")
    return Problem(code, "error", message, place, repr(found[:60]), listed, f"Did you mean {near!r}?" if near else None)


def _text(value: Value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)
