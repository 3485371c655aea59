"""Numbers, lists and dates in words, as a reader expects them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number_word(number: int) -> str:
    """Say a whole number: in words up to ten, in figures above."""
    return _NUMBERS[number] if 0 <= number <= 10 else f"{number:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say how many of something there are, as in "three key questions"."""
    return f"{number_word(number)} {one if number == 1 else many or one + 's'}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Join words as in "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """Begin with a capital letter, leaving the rest as it is."""
    return text[:1].upper() + text[1:]


def plain_number(value: Decimal | float) -> str:
    """Say a number without needless places."""
    exact = Decimal(str(value))
    return f"{exact.normalize():f}" if exact != exact.to_integral_value() else str(int(exact))


def date_words(date: str) -> str:
    """Say a date as exact as it is known: "22 November 2026", "November 2026" or "2026"."""
    parts = date.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def period_words(begin: str | None, end: str | None) -> str | None:
    """Say a period: "11 to 22 June 2018"; one date where only one is known, None where none is."""
    if begin is None or end is None or begin == end:
        one = begin or end
        return date_words(one) if one else None
    first, last = date_words(begin).split(), date_words(end).split()
    if len(first) == len(last):
        while len(first) > 1 and first[-1] == last[len(first) - 1]:
            first.pop()
    return f"{' '.join(first)} to {' '.join(last)}"


def sentence(text: str) -> str:
    """Begin a text that people wrote with a capital and end it with a full stop, if it has no mark at its end."""
    stripped = capital(text.strip())
    return stripped if stripped.endswith((".", "!", "?", "…", '"')) else stripped + "."
