"""Dates as exact as their source: what can be said of their order, and what cannot."""

from __future__ import annotations


def first_day(date: str) -> str:
    """Give the first day that a date of a year, a month or a day may mean."""
    return date + "-01-01" if len(date) == 4 else date + "-01" if len(date) == 7 else date


def last_day(date: str) -> str:
    """Give the last day that a date may mean, as text that sorts (the 31st of every month)."""
    return date + "-12-31" if len(date) == 4 else date + "-31" if len(date) == 7 else date


def surely_before(one: str, other: str) -> bool:
    """Tell whether *one* is before *other* whatever days the two dates mean."""
    return last_day(one) < first_day(other)


def months_between(one: str, other: str) -> int:
    """Count the whole months from *one* to *other*, each taken at its first day; negative when *other* is earlier."""
    year, month, day = (int(part) for part in first_day(one).split("-"))
    later_year, later_month, later_day = (int(part) for part in first_day(other).split("-"))
    months = 12 * (later_year - year) + later_month - month
    if months > 0 and later_day < day:
        return months - 1
    return months + 1 if months < 0 and later_day > day else months
