"""
Which rows are one person: the rule is data, and the documentation is written from it.

An identifier that is blank, missing or not of its form matches nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.tables import Table


class Match(NamedTuple):
    """One way to know a person: the columns that have to be equal, all present, and the form that the text has to have."""

    columns: tuple[str, ...]
    pattern: str | None
    says: str


MATCHES = (
    Match(("pnc",), r"(\d{2}|\d{4})/?(?=\d*[1-9])\d{1,7}[A-Z]", "the same PNC (a year, up to seven digits and a letter)"),
    Match(("crn",), r"[A-Z]{1,2}(?=\d*[1-9])\d{5,7}", "the same CRN (one or two letters and five to seven digits)"),
    Match(("first_name", "last_name", "birth_date"), None, "the same first name, last name and date of birth"),
)
PLACEHOLDERS = re.compile(r"[A-Z]|X+|N/?A|N/?K|UNKNOWN|NONE|NULL|TBC|NOT ?KNOWN")
"""What stands in a name's place and is none: a single letter matches nobody either."""


def find_persons(table: Table, rows: Sequence[int]) -> tuple[list[list[int]], list[Problem]]:
    """
    Group rows that are one person; rows alone are not given.

    Source: HMIP method 8.1 (same PNC, same CRN, or same first name, last name and date of birth); requirements M-03, M-04.
    """
    parent: dict[int, int] = {}
    problems: list[Problem] = []
    for match in MATCHES:
        if not all(name in table.columns for name in match.columns):
            continue
        seen: dict[str, int] = {}
        invalid = []
        for row, key in _keys(table, rows, match):
            if key is None:
                invalid.append(row)
                continue
            first = seen.setdefault(key, row)
            if first != row:
                _join(parent, first, row)
        if invalid:
            problems.append(_not_of_its_form(table, match, invalid))
    groups: dict[int, list[int]] = {}
    for row in sorted(parent):
        groups.setdefault(_root(parent, row), []).append(row)
    return list(groups.values()), problems


def _keys(table: Table, rows: Sequence[int], match: Match) -> Iterator[tuple[int, str | None]]:
    """Go through the rows that have the identifier; the key is None where its form is wrong."""
    columns = [map(table.columns[name].__getitem__, rows) for name in match.columns]
    if match.pattern is not None:
        matches = re.compile(match.pattern).fullmatch
        for row, text in zip(rows, columns[0], strict=True):
            if text is not None:
                plain = str(text)
                normal = plain if matches(plain) else plain.upper().replace(" ", "")
                yield row, normal if matches(normal) else None
        return
    names = _Folded({None: ""})
    folded = [map(names.__getitem__, column) for column in columns]
    for row, *cells in zip(rows, *folded, strict=True):
        if all(cells):
            yield row, "|".join(cells)


class _Folded(dict[object, str]):
    """Names without case and signs, each worked out once; what stands for no name is empty."""

    def __missing__(self, cell: object) -> str:
        text = str(cell)
        folded = "".join(letter for letter in text.casefold() if letter.isalnum())
        self[cell] = "" if PLACEHOLDERS.fullmatch(text.upper()) else folded
        return self[cell]


def _not_of_its_form(table: Table, match: Match, invalid: list[int]) -> Problem:
    row = invalid[0]
    place = Place(table.file, table.lines[row], None, f"row {table.lines[row]}, {match.columns[0]}")
    message = f"{len(invalid)} identifiers are not of their form and match nobody."
    return Problem("SMP001", "warning", message, place, f"{match.columns[0]} {table.columns[match.columns[0]][row]!r}", match.says)


def _join(parent: dict[int, int], one: int, two: int) -> None:
    parent.setdefault(one, one)
    parent.setdefault(two, two)
    first, second = sorted((_root(parent, one), _root(parent, two)))
    parent[second] = first


def _root(parent: dict[int, int], row: int) -> int:
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row
