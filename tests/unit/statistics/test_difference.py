"""Differences, families of tests, trends."""

from math import sqrt

import pytest

from inspectorate.errors import StatisticsInputError
from inspectorate.statistics import StratumCounts, adjust_benjamini_hochberg, adjust_holm, area_covariance, difference, proportion, trend

MANY = 10**14


def one(population, sampled, yes):
    return [StratumCounts(population, sampled, sampled, yes)]


def test_newcombe_for_endless_populations():
    """Newcombe 1998 (Statistics in Medicine 17, 873-890), table II, method 10: examples (a) to (h)."""
    published = {
        (56, 70, 48, 80): (0.0524, 0.3339),
        (9, 10, 3, 10): (0.1705, 0.8090),
        (6, 7, 2, 7): (0.0582, 0.8062),
        (5, 56, 0, 29): (-0.0381, 0.1926),
        (0, 10, 0, 20): (-0.1611, 0.2775),
        (0, 10, 0, 10): (-0.2775, 0.2775),
        (10, 10, 0, 20): (0.6791, 1.0),
        (10, 10, 0, 10): (0.6075, 1.0),
    }
    for (yes_a, cases_a, yes_b, cases_b), limits in published.items():
        found = difference(one(MANY, cases_a, yes_a), one(MANY, cases_b, yes_b), method="newcombe")
        assert [round(limit, 4) for limit in (found.lower, found.upper)] == pytest.approx(limits, abs=1.01e-4)


def test_agresti_caffo_by_hand():
    found = difference(one(MANY, 70, 56), one(MANY, 80, 48))
    a, b = 57 / 72, 49 / 82
    half = 1.959963984540054 * sqrt(a * (1 - a) / 72 + b * (1 - b) / 82)

    assert found.difference == pytest.approx(0.2, abs=1e-15)
    assert (found.lower, found.upper) == pytest.approx((a - b - half, a - b + half), abs=1e-9)
    assert (found.method, found.test) == ("agresti-caffo", "t")


def test_t_by_hand():
    from scipy.stats import t

    found = difference(one(200, 20, 15), one(100, 25, 10))
    variance = 0.9 * 0.75 * 0.25 / 19 + 0.75 * 0.4 * 0.6 / 24

    assert found.standard_error == pytest.approx(sqrt(variance))
    assert found.degrees_of_freedom == 43
    assert found.p_value == pytest.approx(2 * t.sf(0.35 / sqrt(variance), 43), abs=1e-9)


def test_rao_scott_by_cells():
    """The corrected chi-square of the table of weighted cells, its covariance worked out case by case (Rao and Scott 1984)."""
    import numpy as np
    from scipy.stats import f

    groups = ([(60, 12, 9), (20, 5, 2)], [(90, 15, 6)])
    cases = []  # weight, stratum, cell
    for group, strata in enumerate(groups):
        for number, (population, sampled, yes) in enumerate(strata):
            cases += [(population / sampled, (group, number), 2 * group + (i >= yes)) for i in range(sampled)]
    weight = np.array([case[0] for case in cases])
    cell = np.eye(4)[[case[2] for case in cases]]
    shares = weight @ cell / weight.sum()
    scores = weight[:, None] * (cell - shares) / weight.sum()
    covariance = np.zeros((4, 4))
    for group, strata in enumerate(groups):
        for number, (population, sampled, _) in enumerate(strata):
            here = scores[[case[1] == (group, number) for case in cases]]
            covariance += (1 - sampled / population) * sampled * np.cov(here.T)
    contrast = np.array([1, -1, -1, 1]) / shares
    n = len(cases)
    deff = (contrast @ covariance @ contrast) / (np.sum(1 / shares) / n)
    table = shares.reshape(2, 2)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    pearson = n * ((table - expected) ** 2 / expected).sum()
    found = difference([StratumCounts(60, 12, 12, 9), StratumCounts(20, 5, 5, 2)], [StratumCounts(90, 15, 15, 6)], test="rao-scott")

    assert found.p_value == pytest.approx(f.sf(pearson / deff, 1, n - 3), abs=1e-9)
    assert found.test == "rao-scott"


def test_group_without_spread_is_tested_by_score():
    found = difference(one(300, 12, 12), one(300, 12, 7), test="t")
    n = 12 * 299 / 288

    assert found.test == "score"
    pooled = 19 / 24
    z = (5 / 12) / sqrt(pooled * (1 - pooled) * 2 / n)
    from scipy.stats import norm

    assert found.p_value == pytest.approx(2 * norm.sf(z), abs=1e-9)
    assert found.lower < found.difference < found.upper


def test_nothing_differs():
    assert difference(one(50, 5, 5), one(60, 6, 6)).p_value == 1
    assert difference(one(5, 5, 5), one(6, 6, 6))[2:5] == (0, 0, 1)


def test_two_censuses_differ_or_they_do_not():
    found = difference(one(5, 5, 4), one(6, 6, 3))

    assert (found.lower, found.upper) == pytest.approx((0.3, 0.3))
    assert found.p_value == 0


def test_sample_against_a_census():
    found = difference(one(200, 20, 15), one(10, 10, 5))

    assert found.degrees_of_freedom == 19
    assert found.effective_cases_b == float("inf")

    newcombe = difference(one(200, 20, 15), one(10, 10, 5), method="newcombe")
    assert (newcombe.lower, newcombe.upper) == pytest.approx([limit - 0.5 for limit in proportion(one(200, 20, 15), 0.95)[3:5]])


def test_score_test_against_a_census_holds_the_sample_against_the_known_share():
    from scipy.stats import norm

    z = 0.25 / sqrt(0.5 * 0.5 * 180 / (20 * 199))
    for a, b in ((one(200, 20, 15), one(10, 10, 5)), (one(10, 10, 5), one(200, 20, 15))):
        assert difference(a, b, test="score").p_value == pytest.approx(2 * norm.sf(z), abs=1e-9)


def test_sub_groups_of_one_sample_share_their_strata():
    a = {("old", "x"): StratumCounts(60, 12, 7, 5), ("old", "y"): StratumCounts(20, 5, 2, 1)}
    b = {("old", "x"): StratumCounts(60, 12, 5, 4), ("old", "y"): StratumCounts(20, 5, 3, 1)}
    shared = area_covariance(a, b)
    apart, together = (difference(a.values(), b.values(), covariance=each) for each in (0.0, shared))
    variance = proportion(a.values()).standard_error ** 2 + proportion(b.values()).standard_error ** 2

    assert together.standard_error == pytest.approx(sqrt(variance - 2 * shared))
    assert together.standard_error != apart.standard_error


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"method": "wald"}, "one of agresti-caffo, newcombe"),
        ({"test": "z"}, "one of t, rao-scott, score"),
        ({"covariance": float("nan")}, "no finite number"),
        ({"level": 0}, "more than 0"),
    ],
)
def test_what_cannot_be_asked_is_refused(options, words):
    with pytest.raises(StatisticsInputError, match=words):
        difference(one(200, 20, 15), one(100, 25, 10), **options)


# ---------------------------------------------------------------------------------------------------- families of tests


def test_families_as_r_adjusts_them():
    """R 4.3: p.adjust(c(.01, .02, .03, .04, .05), "holm") and "BH"; and unsorted."""
    assert adjust_holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])
    assert adjust_benjamini_hochberg([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05] * 5)
    assert adjust_holm([0.5, 0.001, 0.04]) == pytest.approx([0.5, 0.003, 0.08])
    assert adjust_benjamini_hochberg([0.5, 0.001, 0.04]) == pytest.approx([0.5, 0.003, 0.06])


def test_families_at_the_edges():
    assert adjust_holm([]) == adjust_benjamini_hochberg([]) == []
    assert adjust_holm([0.9, 0.9]) == [1.0, 1.0]
    for adjust in (adjust_holm, adjust_benjamini_hochberg):
        with pytest.raises(StatisticsInputError, match=r"p_values\[1\]"):
            adjust([0.5, float("nan")])


# --------------------------------------------------------------------------------------------------------------- trends


def test_trend_by_hand():
    found = trend([one(MANY, 50, 20), one(MANY, 50, 30), one(MANY, 50, 40)], [2018, 2020, 2022])
    each = [(yes + 2 / 3) / (50 + 4 / 3) for yes in (20, 30, 40)]
    spread = sqrt(sum((c**2) * p * (1 - p) / (50 + 4 / 3) for c, p in zip((-0.25, 0, 0.25), each, strict=True)))

    assert found.slope == pytest.approx(0.1)
    assert found.coefficients == pytest.approx((-0.25, 0, 0.25))
    middle = 0.25 * (each[2] - each[0])
    assert (found.lower, found.upper) == pytest.approx((middle - 1.959964 * spread, middle + 1.959964 * spread), abs=1e-6)


def test_trend_weighs_rounds_by_their_cases():
    """10, 100 and 100 cases: the weighted middle is 300/210, so the first round counts little."""
    found = trend([one(MANY, 10, 5), one(MANY, 100, 50), one(MANY, 100, 90)])
    scale = 10 * (10 / 7) ** 2 + 100 * (3 / 7) ** 2 + 100 * (4 / 7) ** 2

    assert found.coefficients == pytest.approx((-100 / 7 / scale, -300 / 7 / scale, 400 / 7 / scale))
    assert found.slope == pytest.approx(0.4 * 400 / 7 / scale)


def test_trend_of_censuses():
    found = trend([one(5, 5, 1), one(5, 5, 2), one(5, 5, 3)])

    assert (found.lower, found.upper, found.p_value) == (pytest.approx(0.2), pytest.approx(0.2), 0)
    assert trend([one(5, 5, 2), one(5, 5, 2)]).p_value == 1


@pytest.mark.parametrize(("rounds", "times"), [(1, None), (2, [3, 3]), (2, [1]), (3, [1, 2, float("nan")])])
def test_trend_needs_rounds_at_different_times(rounds, times):
    with pytest.raises(StatisticsInputError, match="rounds at different times"):
        trend([one(50, 10, 5)] * rounds, times)
