"""Sizes and allocations: published vectors, floors and caps, the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.errors import StatisticsInputError
from inspectorate.statistics import allocate, record_allocation, sample_size
from inspectorate.statistics.moj import repair

AREA = {"male community": 454, "male community low": 138, "male custody": 327, "male custody low": 129, "female": 169}


def strata(*sizes):
    return dict(zip("abcdefgh", sizes, strict=False))


@pytest.mark.parametrize(("population", "size"), [(1240, 146), (52, 40), (None, 165), (float("inf"), 165), (1, 1)])
def test_size_at_80_percent_and_five_points(population, size):
    """Statistics reference, section 6."""
    assert sample_size(population) == size


@pytest.mark.parametrize(("population", "size"), [(100, 63), (150, 79), (200, 91), (300, 107), (400, 117), (600, 130), (2000, 152)])
def test_size_by_caseload(population, size):
    """HMIP method 8.3."""
    assert sample_size(population, margin=0.05, confidence=0.8) == size


def test_size_at_ten_points():
    assert [sample_size(population, margin=0.1) for population in (100, 400)] == [30, 38]


@pytest.mark.parametrize(
    "options", [{"population": 0}, {"population": 2.5}, {"population": float("nan")}, {"margin": 0}, {"confidence": 1}, {"expected": 0}]
)
def test_size_refuses(options):
    with pytest.raises(StatisticsInputError):
        sample_size(**({"population": 100} | options))


# ------------------------------------------------------------------------------------------------- the sampler of 2021


@pytest.mark.parametrize(
    ("total", "sizes", "buffer", "maximum", "expected"),
    [
        (148, (454, 138, 327, 129, 169), 0, None, (54, 17, 40, 16, 21)),
        (148, (454, 138, 327, 129, 169), 0.2, None, (66, 20, 48, 19, 25)),
        (100, (55, 75, 32, 19, 13), 0.2, None, (34, 47, 19, 12, 8)),
        (10, (50, 50, 50), 0, None, (4, 3, 3)),
        (12, (20, 5, 2), 0, 6, (6, 4, 2)),
        (18, (6, 10, 4), 0, None, (5, 9, 4)),
        (30, (6, 10, 4), 0, None, (6, 10, 4)),
        (30, (6, 10, 4), 0, 6, (6, 6, 4)),
        (0, (6, 10), 0.2, None, (0, 0)),
        (5, (0, 0), 0, None, (0, 0)),
    ],
)
def test_moj_vectors(total, sizes, buffer, maximum, expected):
    """HMIP method 8.1."""
    assert tuple(allocate(total, strata(*sizes), 0, maximum, buffer, "moj").values()) == expected


def test_moj_repair_cuts_full_groups_from_the_largest():
    """HMIP method 8.1: full groups 6, 10, 4 cut to 18 give 5, 9, 4."""
    counts = strata(6, 10, 4)
    steps = repair(counts, strata(6, 10, 4), 18)

    assert counts == strata(5, 9, 4)
    assert [(step.stratum, step.before, step.after) for step in steps] == [("b", 10, 9), ("a", 6, 5)]


def test_moj_record_tells_every_adjustment():
    record = record_allocation(12, {"Ashe": 20, "Birch": 5, "Cole": 2}, maximum=6, method="moj")

    assert [tuple(step[:4]) for step in record.steps] == [
        ("share", "Ashe", 0, 9),
        ("share", "Birch", 0, 2),
        ("share", "Cole", 0, 1),
        ("cap", "Ashe", 9, 6),
        ("moved", "Cole", 1, 2),
        ("moved", "Birch", 2, 3),
        ("moved", "Birch", 3, 4),
    ]
    assert record.shortfall == 0
    assert record_allocation(20, {"Ashe": 20, "Birch": 5}, maximum=6, method="moj").shortfall == 9


def test_moj_has_no_floors():
    with pytest.raises(StatisticsInputError, match="no floors"):
        allocate(10, strata(50, 50), minimum=1, method="moj")


# ---------------------------------------------------------------------------------------------------- largest remainder


def test_largest_remainder_by_hand():
    """Shares of 148: 55.21, 16.78, 39.77, 15.69, 20.55; three to give, to .78, .77 and .69."""
    assert list(allocate(148, AREA).values()) == [55, 17, 40, 16, 20]


def test_floors_and_caps_are_kept():
    assert list(allocate(148, AREA, minimum=20).values()) == [51, 20, 37, 20, 20]
    assert list(allocate(148, AREA, maximum=40).values()) == [40, 22, 40, 20, 26]
    assert allocate(10, {"a": 90, "b": 10}, minimum={"b": 3}, maximum={"a": 7}) == {"a": 7, "b": 3}


def test_ties_go_to_the_larger_stratum_then_by_name():
    assert allocate(3, {"b": 50, "a": 50}) == {"b": 1, "a": 2}
    assert allocate(2, {"a": 1, "b": 3}) == {"a": 0, "b": 2}


def test_reserves_follow_the_sample():
    assert allocate(20, {"a": 100, "b": 100}, buffer=0.2) == {"a": 12, "b": 12}
    record = record_allocation(20, {"a": 11, "b": 11}, buffer=0.5)
    assert (dict(record.counts), record.shortfall) == ({"a": 11, "b": 11}, 8)


@pytest.mark.parametrize(
    ("total", "sizes", "options", "words"),
    [
        (10, (5, 4), {}, "at most 9"),
        (10, (50, 50), {"minimum": 6}, "12, with a total of 10"),
        (10, (50, 3), {"minimum": 4}, "minimum: b"),
        (10, (50, 50), {"minimum": 5, "maximum": 4}, "more than the stratum may give"),
        (-1, (50,), {}, "below zero"),
        (10, (-5, 50), {}, "populations: a"),
        (10, (), {}, "no stratum"),
        (10, (50,), {"minimum": {"z": 1}}, "no such stratum"),
        (10, (50,), {"buffer": -0.1}, "out of range"),
        (10, (50,), {"method": "neyman"}, "one of largest-remainder, moj"),
        (1.5, (50,), {}, "whole numbers"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(total, sizes, options, words):
    with pytest.raises(StatisticsInputError, match=words):
        allocate(total, strata(*sizes), **options)


@st.composite
def demands(draw):
    sizes = draw(st.lists(st.integers(0, 60), min_size=1, max_size=7).filter(sum))
    floors = [draw(st.integers(0, min(size, 3))) for size in sizes]
    caps = [draw(st.integers(floor, size)) for floor, size in zip(floors, sizes, strict=True)]
    total = draw(st.integers(sum(floors), sum(caps)))
    return total, strata(*sizes), strata(*floors), strata(*caps)


@given(demands())
def test_allocation_adds_up_between_floors_and_caps(demand):
    total, sizes, floors, caps = demand
    counts = allocate(total, sizes, floors, caps)

    assert sum(counts.values()) == total
    assert all(floors[name] <= count <= caps[name] for name, count in counts.items())


@given(demands(), st.sampled_from([0.0, 0.2]), st.sampled_from(["largest-remainder", "moj"]))
def test_replaying_the_steps_gives_the_counts(demand, buffer, method):
    total, sizes, floors, caps = demand
    record = record_allocation(total, sizes, floors if method != "moj" else 0, caps, buffer, method)
    counts = dict.fromkeys(sizes, 0)
    for step in record.steps:
        assert counts[step.stratum] == step.before
        counts[step.stratum] = step.after

    assert tuple(counts.items()) == record.counts
    assert all(count <= caps[name] for name, count in counts.items())


@given(demands(), st.randoms(use_true_random=False))
def test_order_of_strata_never_matters(demand, random):
    total, sizes, floors, caps = demand
    shuffled = list(sizes.items())
    random.shuffle(shuffled)

    assert allocate(total, dict(shuffled), floors, caps) == allocate(total, sizes, floors, caps)
