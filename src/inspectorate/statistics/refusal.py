"""How a function of this package refuses its input: one sentence, about one argument."""

from __future__ import annotations

from math import isfinite

from inspectorate.errors import Place, Problem, StatisticsInputError


def problem(
    code: str, argument: str, message: str, *, found: object = None, expected: str | None = None, fix: str | None = None
) -> Problem:
    """Say what is wrong with an argument."""
    shown = None if found is None else str(found)
    return Problem(code, "error", message, Place(path=argument), found=shown, expected=expected, fix=fix)


def refuse(
    code: str, argument: str, message: str, *, found: object = None, expected: str | None = None, fix: str | None = None
) -> StatisticsInputError:
    """Build the error about one argument, for the caller to raise."""
    return StatisticsInputError([problem(code, argument, message, found=found, expected=expected, fix=fix)])


def check_between(value: float, low: float, high: float, argument: str) -> float:
    """Give a number that lies strictly between two others, or refuse it."""
    if isinstance(value, bool) or not isfinite(value) or not low < value < high:
        raise refuse("STA004", argument, "The number is out of range.", found=value, expected=f"more than {low:g} and less than {high:g}")
    return float(value)


def check_word(value: str, known: tuple[str, ...], argument: str) -> str:
    """Give a word that is one of the *known*, or refuse it."""
    if value not in known:
        raise refuse("STA005", argument, "The word is not known here.", found=repr(value), expected="one of " + ", ".join(known))
    return value
