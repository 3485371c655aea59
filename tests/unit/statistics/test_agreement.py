"""Agreement between assessors: against irrCAC (tests/data/statistics/README.md), by hand, at the edges, refused."""

import csv
from collections import Counter
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.errors import StatisticsInputError
from inspectorate.statistics import agreement

DATA = Path(__file__).resolve().parents[2] / "data" / "statistics"
KINDS = {"identity": "nominal", "linear": "linear", "quadratic": "quadratic"}
NAMES = {"gwet": "ac1", "conger": "kappa", "krippendorff": "alpha"}


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def gwet():
    return [
        (row["Units"], rater, int(float(value)) if value else None)
        for row in rows("in_gwet_raw_4raters.csv")
        for rater, value in row.items()
        if rater != "Units"
    ]


def pairs(*table):
    """Give the ratings of two assessors from rows of (value of one, value of the other, units)."""
    ratings = []
    for one, other, units in table:
        for _ in range(units):
            unit = len(ratings) // 2
            ratings += [(unit, "first", one), (unit, "second", other)]
    return ratings


@pytest.mark.parametrize("weights", KINDS)
def test_coefficients_of_gwets_table(weights):
    references = [row for row in rows("agreement_gwet_raw_4raters.csv") if row["weights"] == weights and row["method"] in NAMES]

    assert len(references) == 12
    for row in references:
        population = None if row["N_pop"] == "inf" else int(row["N_pop"])
        found = agreement(gwet(), None, KINDS[weights], float(row["level"]), population)
        expected = [float(row[name]) for name in ("coef", "se", "lo", "hi")]
        assert list(getattr(found, NAMES[row["method"]])[:4]) == pytest.approx(expected, abs=1e-9, rel=0)
        if row["method"] != "krippendorff":
            assert found.percent.value == pytest.approx(float(row["pa"]), abs=1e-9)


def test_cohens_kappa_by_hand():
    """20 both yes, 5 and 10 apart, 15 both no: observed .7, by chance .5 x .6 + .5 x .4 = .5, kappa .4 (Cohen's formula)."""
    found = agreement(pairs(("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)))

    assert found.percent.value == pytest.approx(0.7)
    assert found.kappa.value == pytest.approx(0.4)
    assert found.percent.standard_error == pytest.approx(sqrt(0.7 * 0.3 / 49))
    assert found.ac1.value == pytest.approx((0.7 - 2 * 0.55 * 0.45) / (1 - 2 * 0.55 * 0.45))
    assert dict(found.prevalence) == pytest.approx({"no": 0.45, "yes": 0.55})
    assert (found.units, found.compared, found.raters) == (50, 50, 2)


def test_any_level():
    wide, narrow = agreement(gwet(), level=0.95), agreement(gwet(), level=0.8)

    assert narrow.ac1.lower > wide.ac1.lower
    assert agreement(gwet(), level=0.5).kappa.lower > narrow.kappa.lower


def test_known_set_of_cases_narrows_to_nothing():
    found = agreement(gwet(), population=12)

    assert found.kappa.standard_error == 0
    assert found.kappa.lower == found.kappa.upper == found.kappa.value


def test_units_nobody_rated_are_dropped_and_counted():
    found = agreement([*gwet(), ("13", "Rater1", None), ("14", "Rater2", float("nan"))])

    assert found.unrated == 2
    assert found[:4] == agreement(gwet())[:4]


@pytest.mark.parametrize(("categories", "ac1"), [(None, None), (["yes"], None), (["yes", "no"], 1.0)])
def test_one_observed_category(categories, ac1):
    found = agreement(pairs(("yes", "yes", 12)), categories)

    assert found.percent.value == 1
    assert found.kappa.value is found.alpha.value is None
    assert found.kappa.reason == "Every rating that can be compared is the same, so there is no chance agreement to hold it against."
    assert found.ac1.value == ac1
    if ac1 is None:
        assert found.ac1.reason.startswith("Only one category is known")


def test_prevalence_trap():
    """99% yes on both sides: kappa is near nought, AC1 sees the agreement."""
    found = agreement(pairs(("yes", "yes", 98), ("yes", "no", 1), ("no", "yes", 1)))

    assert found.percent.value == pytest.approx(0.98)
    assert found.kappa.value < 0
    assert found.ac1.value > 0.97


def test_one_unit_is_still_answered():
    found = agreement(pairs(("yes", "no", 1)))

    assert (found.percent.value, found.percent.lower, found.percent.upper, found.percent.standard_error) == (0, 0, 1, None)
    assert found.kappa.lower == -1


def test_words_take_the_order_they_are_declared_in():
    words = ["inadequate", "requires improvement", "good", "outstanding"]
    numbers = [(unit, rater, None if value is None else min(value, 4)) for unit, rater, value in gwet()]
    said = [(unit, rater, None if value is None else words[value - 1]) for unit, rater, value in numbers]

    assert agreement(said, words, "linear")[:4] == agreement(numbers, [1, 2, 3, 4], "linear")[:4]


def test_units_and_values_of_several_kinds_are_taken():
    ratings = [(unit, rater, value) for unit in (1, "1", ("x", 2)) for rater, value in (("a", 1), (2, "one"))]

    assert agreement(ratings).percent.value == 0
    assert [value for value, _ in agreement(ratings).prevalence] == [1, "one"]


@given(st.randoms(use_true_random=False))
def test_order_of_ratings_never_matters(random):
    shuffled = gwet()
    random.shuffle(shuffled)

    assert agreement(shuffled) == agreement(gwet())


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("abc"), st.sampled_from([0, 1, 2, None])), max_size=21))
def test_defined_or_refused_in_words(ratings):
    ratings = list({(unit, rater): (unit, rater, value) for unit, rater, value in ratings}.values())
    raters = Counter(unit for unit, _, value in ratings if value is not None)
    if max(raters.values(), default=0) < 2:
        with pytest.raises(StatisticsInputError, match="nothing to compare"):
            agreement(ratings, [0, 1, 2], "quadratic")
        return
    found = agreement(ratings, [0, 1, 2], "quadratic")

    for coefficient in found[:4]:
        if coefficient.value is None:
            assert coefficient.reason
        else:
            assert -1 <= coefficient.lower <= coefficient.upper <= 1


@pytest.mark.parametrize(
    ("ratings", "options", "words"),
    [
        ([], {}, "nothing to compare"),
        ([(1, "a", "yes"), (2, "b", "yes")], {}, "nothing to compare"),
        ([(1, "a", "yes"), (1, "a", "no")], {}, "rated a unit twice"),
        (pairs(("yes", "maybe", 2)), {"categories": ["yes", "no"]}, "'maybe' by second on 0"),
        (pairs(("good", "poor", 2)), {"weights": "linear"}, "words do not say theirs"),
        (pairs(("yes", "no", 2)), {"weights": "cubic"}, "one of nominal, linear, quadratic"),
        (pairs(("yes", "no", 2)), {"categories": ["yes", "no", "yes"]}, "each once"),
        (pairs(("yes", "no", 2)), {"population": 1}, "2 units of 1"),
        (pairs(("yes", "no", 2)), {"level": 95}, "more than 0 and less than 1"),
    ],
)
def test_what_cannot_be_compared_is_refused(ratings, options, words):
    with pytest.raises(StatisticsInputError, match=words):
        agreement(ratings, **options)
