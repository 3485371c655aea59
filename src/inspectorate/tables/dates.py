"""
Dates in the forms that spreadsheets have: ISO, day/month/year, month/day/year, day month-name year, serial numbers.

`03/04/2019` is two days. The column decides: one value that can be read in one order only settles the order of all. Where none does,
or two contradict each other, the caller is told and nothing is assumed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

DateOrder = Literal["day_first", "month_first"]
FORMS = "a date, as in 2019-04-03, 03/04/2019 or 3 Apr 2019"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?: 00:00(?::00)?)?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/]([a-z]{3,9})\.?,?[ \-/](\d{4})", re.IGNORECASE)
_SERIAL = re.compile(r"\d{4,5}(?:\.0+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_EPOCH = date(1899, 12, 30)
"""Day 0 of the serial numbers of spreadsheets, so that all from 1 March 1900 are right."""
_LEAST_SERIAL, _MOST_SERIAL = 3653, 73050
"""Serial numbers from 1910 to 2099; anything else is more likely a slip than a date."""


def slashed(text: str) -> tuple[int, int] | None:
    """Give the first two numbers of a date such as 03/04/2019; None when it has another form."""
    match = _SLASHED.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def decide_order(texts: Iterable[str]) -> DateOrder | Literal["undecided", "contradictory"]:
    """Find the order of day and month that all these dates share."""
    seen: set[DateOrder] = set()
    open_ones = False
    for text in texts:
        pair = slashed(text)
        if pair is None or pair[0] == pair[1]:
            continue
        if pair[0] > 12 >= pair[1]:
            seen.add("day_first")
        elif pair[1] > 12 >= pair[0]:
            seen.add("month_first")
        else:
            open_ones = True
    if len(seen) == 2:
        return "contradictory"
    if seen:
        return seen.pop()
    return "undecided" if open_ones else "day_first"


def is_ambiguous(text: str) -> bool:
    """Whether this date is one day read one way and another day the other way."""
    pair = slashed(text)
    return pair is not None and pair[0] != pair[1] and pair[0] <= 12 and pair[1] <= 12


def read_date(text: str, order: DateOrder) -> str | None:
    """Give a date as ISO text; None when it is none."""
    if match := _ISO.fullmatch(text):
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    if match := _SLASHED.fullmatch(text):
        one, two, year = int(match[1]), int(match[2]), int(match[3])
        day, month = (one, two) if order == "day_first" else (two, one)
        return _iso(year, month, day) or _iso(year, day, month)
    if match := _NAMED.fullmatch(text):
        named = _month(match[2].lower())
        return _iso(int(match[3]), named, int(match[1])) if named else None
    if _SERIAL.fullmatch(text) and _LEAST_SERIAL <= float(text) <= _MOST_SERIAL:
        return (_EPOCH + timedelta(days=int(float(text)))).isoformat()
    return None


def _month(word: str) -> int | None:
    short = "sep" if word == "sept" else word
    names = _MONTHS if len(short) == 3 else _FULL
    return names.index(short) + 1 if short in names else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
