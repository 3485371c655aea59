"""Dates as exact as their source."""

import pytest

from inspectorate.register import first_day, months_between, surely_before


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2018-05", "2018-06", True),
        ("2018", "2018-06", False),
        ("2018-06", "2018", False),
        ("2018-06-25", "2018-06-26", True),
        ("2018-06", "2018-06-26", False),
        ("2017", "2018", True),
    ],
)
def test_order_is_told_only_where_it_is_sure(one, other, before):
    assert surely_before(one, other) is before


@pytest.mark.parametrize(
    ("one", "other", "months"),
    [
        ("2018-06", "2018-06-30", 0),
        ("2018-06-30", "2018-07-29", 0),
        ("2018-06-30", "2018-07-30", 1),
        ("2018", "2020-03", 26),
        ("2020-03-10", "2020-01-20", -1),
    ],
)
def test_months_are_whole(one, other, months):
    assert months_between(one, other) == months


def test_a_year_begins_in_january():
    assert [first_day(date) for date in ("2018", "2018-06", "2018-06-11")] == ["2018-01-01", "2018-06-01", "2018-06-11"]
