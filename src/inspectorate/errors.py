"""
Problems and errors.

A mistake in what people wrote is a *value*, a `Problem`: it knows its code, its place, what was found, what was expected and what
to do. Checks collect all of them; only an edge raises.

    InspectorateError
    ├── UserError              what people gave cannot be used: exit code 1, never a traceback
    │   ├── DocumentInvalidError   a file has problems; carries all of them
    │   ├── ChangeRefusedError     a what-if change cannot be made
    │   └── StatisticsInputError   counts or settings from which nothing can be estimated; also a ValueError
    ├── MissingExtraError      an optional part is not installed: exit code 2
    └── InternalError          a fault of ours: exit code 3
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Severity = Literal["error", "warning", "note"]


class Place(NamedTuple):
    """Where something stands: file, line and column (from 1), and the path inside the document."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        where = self.file or ""
        if self.line is not None:
            where += f":{self.line}" + (f":{self.column}" if self.column is not None else "")
        if self.path and self.path != "$":
            where += f" {self.path}" if where else self.path
        return where


class Problem(NamedTuple):
    """One thing that is wrong with what was given, or worth knowing about it."""

    code: str
    severity: Severity
    message: str
    where: Place
    found: str | None = None
    expected: str | None = None
    fix: str | None = None

    def sentence(self) -> str:
        """Say the problem in one line: severity, code, message, found, expected, what to do."""
        parts = [f"{self.severity} {self.code}: {self.message}"]
        if self.found is not None:
            parts.append(f"Found: {self.found}.")
        if self.expected is not None:
            parts.append(f"Expected: {self.expected}.")
        if self.fix is not None:
            parts.append(self.fix)
        return " ".join(parts)

    def as_json(self) -> dict[str, object]:
        """Give the problem as one JSON object, places flattened."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "file": self.where.file,
            "line": self.where.line,
            "column": self.where.column,
            "path": self.where.path,
            "found": self.found,
            "expected": self.expected,
            "fix": self.fix,
        }


class InspectorateError(Exception):
    """Everything this package raises on purpose."""


class UserError(InspectorateError):
    """What people gave cannot be used. Shown without a traceback."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(f"{problem.where}: {problem.sentence()}" for problem in self.problems))


class DocumentInvalidError(UserError):
    """A file has problems; carries all of them."""


class ChangeRefusedError(UserError):
    """A what-if change cannot be made; carries the reason."""


class StatisticsInputError(UserError, ValueError):
    """
    Counts, ratings or settings from which nothing can be estimated; each problem names the argument it is about.

    A user's error, because counts and levels come from files and options; and a `ValueError`, because analysts call the statistics as
    a library of functions and expect what other libraries raise.
    """


class MissingExtraError(InspectorateError):
    """An optional part of the installation is needed and not there."""

    def __init__(self, purpose: str, extra: str) -> None:
        self.purpose = purpose
        self.extra = extra
        super().__init__(f"{purpose} needs an optional part that is not installed. Install it with: pip install 'inspectorate[{extra}]'")


class InternalError(InspectorateError):
    """A fault of ours."""


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem is an error (warnings and notes do not stop the work)."""
    return any(problem.severity == "error" for problem in problems)
