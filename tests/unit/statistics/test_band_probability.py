"""The probability of each band."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest

from inspectorate.errors import StatisticsInputError
from inspectorate.statistics import StratumCounts, band_probabilities


def one(population, sampled, yes, applicable=None):
    return [StratumCounts(population, sampled, sampled if applicable is None else applicable, yes)]


def by_enumeration(population, cases, yes, edges, rounding):
    """Every number of yes among all cases equally likely; keep those that could have given the sample."""
    weights = [comb(total, yes) * comb(population - total, cases - yes) for total in range(population + 1)]
    found = [Fraction(0)] * (len(edges) + 1)
    for total, weight in enumerate(weights):
        value = Fraction(100 * total, population)
        value = (value + Fraction(1, 2)).__floor__() if rounding == "half_up" else value
        found[sum(value >= edge for edge in edges)] += Fraction(weight, sum(weights))
    return [float(share) for share in found]


@pytest.mark.parametrize("rounding", ["half_up", "none"])
@pytest.mark.parametrize(("population", "cases", "yes"), [(420, 31, 22), (40, 14, 14), (12, 5, 0), (200, 1, 1), (13, 12, 6), (200, 60, 39)])
def test_one_stratum_by_enumeration(population, cases, yes, rounding):
    edges = [Fraction(50), Fraction(129, 2), Fraction(80)]
    found = band_probabilities(one(population, cases, yes), edges, rounding)

    assert found == pytest.approx(by_enumeration(population, cases, yes, edges, rounding), abs=1e-12)


def test_one_stratum_is_beta_binomial():
    from scipy.stats import betabinom

    found = band_probabilities(one(420, 31, 22), [50, 65, 80], "none")

    assert found[0] == pytest.approx(betabinom.cdf(209 - 22, 389, 23, 10), abs=1e-9)
    assert found[3] == pytest.approx(betabinom.sf(335 - 22, 389, 23, 10), abs=1e-9)


def test_several_strata_have_one_uniform_prior():
    from scipy.stats import beta

    from inspectorate.statistics import proportion

    strata = one(60, 12, 9) + one(20, 5, 2)
    n, p = proportion(strata).effective_cases, proportion(strata).proportion
    found = band_probabilities(strata, [50, 65, 80])

    assert found[0] == pytest.approx(beta.cdf(0.495, 1 + n * p, 1 + n * (1 - p)), abs=1e-9)
    assert found[3] == pytest.approx(beta.sf(0.795, 1 + n * p, 1 + n * (1 - p)), abs=1e-9)


@pytest.mark.parametrize(("rounding", "expected"), [("half_up", [0, 0, 1, 0]), ("none", [0, 1, 0, 0])])
def test_census_is_certain_on_either_side_of_an_edge(rounding, expected):
    """129 of 200 is 64.5%: good if rounded, requires improvement if not."""
    assert band_probabilities(one(200, 200, 129), [50, 65, 80], rounding) == expected
    assert band_probabilities(one(100, 100, 70) + one(100, 100, 59), [50, 65, 80], rounding) == expected


def test_sub_group_of_one_stratum_stands_for_its_share_of_the_population():
    assert band_probabilities(one(100, 20, 4, applicable=10), [50]) == band_probabilities(one(50, 10, 4), [50])
    assert band_probabilities(one(20, 20, 4, applicable=8), [50], "none") == [0, 1]


def test_edges_are_read_as_they_are_written():
    ways = [Fraction(133, 2), Decimal("66.5"), "66.5", 66.5]

    assert len({tuple(band_probabilities(one(400, 60, 40), [edge], "none")) for edge in ways}) == 1
    assert band_probabilities(one(1000, 1000, 667), [66.7], "none") == [0, 1]
    assert band_probabilities(one(1000, 1000, 1000), [100]) == [0, 1]
    assert band_probabilities(one(10, 4, 2), []) == [1]


@pytest.mark.parametrize("bands", [[50, 50], [65, 50], [0, 50], [-1], [50, 101], ["half"], [float("nan")], [None]])
def test_edges_rise_from_above_0_to_100(bands):
    with pytest.raises(StatisticsInputError, match="edge"):
        band_probabilities(one(10, 4, 2), bands)


def test_rounding_is_half_up_or_none():
    with pytest.raises(StatisticsInputError, match="one of half_up, none"):
        band_probabilities(one(10, 4, 2), [50], "down")
