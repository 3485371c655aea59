"""What a table may hold, said once: used to read it, to check it and to describe it to the people who make it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.tables.dates import DateOrder

Kind = Literal["text", "date", "choice", "whole", "yes_no"]
_NOT_A_LETTER = re.compile(r"[\W_]+")


class Option(NamedTuple):
    """One value of a choice, the other spellings of it, and what it means."""

    id: str
    aliases: tuple[str, ...] = ()
    title: str = ""


class Column(NamedTuple):
    """
    One column: its name, what kind of value its cells hold, and whether it must be there.

    `filled` says that no cell may be empty; `pattern` is what a text must match in whole, `what` says it in words; an `open` choice takes
    values that are not among its options as they are written; `protected` marks a protected characteristic.
    """

    name: str
    title: str
    kind: Kind
    description: str
    required: bool = False
    filled: bool = False
    aliases: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    open: bool = False
    pattern: str | None = None
    what: str = "text"
    protected: bool = False


class Specification(NamedTuple):
    """A table: its name, what one row is, and its columns."""

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Find a column by its own name; None when there is none."""
        return next((column for column in self.columns if column.name == name), None)


class Profile(NamedTuple):
    """How somebody else's table maps to ours: their column names and values to ours, the sheet, and the order of their dates."""

    columns: Mapping[str, str] = {}
    values: Mapping[str, Mapping[str, str]] = {}
    sheet: str | None = None
    dates: DateOrder | None = None


def fold(text: str) -> str:
    """Give a name or a value without case, spaces and signs: `Start Date`, `start_date` and `START-DATE` are one."""
    return _NOT_A_LETTER.sub("_", text.casefold()).strip("_")
