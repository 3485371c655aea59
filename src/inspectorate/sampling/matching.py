"""
Which rows are one person: the rule is data, and the documentation is written from it.

An identifier that is blank, missing or not of its form matches nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
        having, keys = _keys(table, rows, match)
        invalid = [row for row, key in zip(having, keys, strict=True) if not key] if "" in keys else []
        if invalid and match.pattern is not None:
            problems.append(_not_of_its_form(table, match, invalid))
        if len(set(keys)) == len(keys):
            continue
        shared = {key for key, count in Counter(keys).items() if key and count > 1}
        first: dict[str, int] = {}
        for row, key in zip(having, keys, strict=True):
            if key in shared:
                _join(parent, first.setdefault(key, row), row)
    groups: dict[int, list[int]] = {}
    for row in sorted(parent):
        groups.setdefault(_root(parent, row), []).append(row)
    return list(groups.values()), problems


def _keys(table: Table, rows: Sequence[int], match: Match) -> tuple[Sequence[int], list[str]]:
    """Give the rows that have the identifier, and their keys; a key is empty where the identifier is not of its form."""
    if match.pattern is None:
        names = _Folded({None: ""})
        parts = [list(map(names.__getitem__, map(table.columns[name].__getitem__, rows))) for name in match.columns]
        keys = list(map("|".join, zip(*parts, strict=True)))
        if any("" in part for part in parts):
            keys = [key if all(cells) else "" for key, *cells in zip(keys, *parts, strict=True)]
        return rows, keys
    column = table.columns[match.columns[0]]
    having = [row for row in rows if column[row] is not None]
    matches = re.compile(match.pattern).fullmatch
    texts = list(map(str, map(column.__getitem__, having)))
    joined = "\n".join(texts)
    if joined.count("\n") == len(texts) - 1 and re.fullmatch(rf"(?:(?>{match.pattern})\n)*+", joined + "\n"):
        return having, texts  # all of their form, seen in one go
    return having, [text if matches(text) else _normal(text, matches) for text in texts]


def _normal(text: str, matches: Callable[[str], re.Match[str] | None]) -> str:
    normal = text.upper().replace(" ", "")
    return normal if matches(normal) else ""


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
