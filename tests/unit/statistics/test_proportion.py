"""One proportion: hand-worked, at the edges, and refused."""

from fractions import Fraction
from math import comb, inf, sqrt

import pytest

from inspectorate.errors import StatisticsInputError, UserError
from inspectorate.statistics import StratumCounts, choose_method, proportion, score_interval

METHODS = ("score", "strict", "beta", "logit", "wilson", "wald")
MANY = 10**12


def one(population, sampled, yes, applicable=None):
    return [StratumCounts(population, sampled, sampled if applicable is None else applicable, yes)]


def test_wilson_for_an_endless_population():
    """Newcombe 1998 (Statistics in Medicine 17, 857-872), table I: 81 of 263 and 0 of 20, method 3."""
    assert [round(limit, 4) for limit in proportion(one(MANY, 263, 81), 0.95)[3:5]] == [0.2553, 0.3662]
    assert [round(limit, 4) for limit in proportion(one(MANY, 20, 0), 0.95)[3:5]] == [0.0, 0.1611]
    assert proportion(one(10**15, 263, 81), 0.95)[3:5] == pytest.approx(score_interval(81, 263), abs=1e-12)


def test_clopper_pearson_for_an_endless_population():
    """The same table, method 5: 81 of 263 gives .2527 to .3676."""
    domain = proportion(one(MANY, 300, 81, applicable=263), 0.95, "strict")

    assert [round(limit, 4) for limit in (domain.lower, domain.upper)] == [0.2527, 0.3676]


def test_effective_cases_by_hand():
    """V0 = .75^2 (60 - 12)/(12 x 59) + .25^2 (20 - 5)/(5 x 19); p = .75 x 9/12 + .25 x 2/5."""
    found = proportion([StratumCounts(60, 12, 12, 9), StratumCounts(20, 5, 5, 2)])
    v0 = 0.75**2 * 48 / (12 * 59) + 0.25**2 * 15 / (5 * 19)

    assert found.proportion == pytest.approx(0.6625, abs=1e-15)
    assert found.effective_cases == pytest.approx(1 / v0, abs=1e-9)
    assert found.standard_error == pytest.approx(sqrt(0.75**2 * 0.8 * (0.75 * 0.25) / 11 + 0.25**2 * 0.75 * (0.4 * 0.6) / 4), abs=1e-12)
    assert (found.cases, found.yes, found.population, found.degrees_of_freedom, found.method) == (17, 11, 80, 15, "score")


def test_sub_group_by_hand():
    """Ratio of weighted totals: weights 5 and 4, so (5 x 4 + 4 x 1) of (5 x 6 + 4 x 2)."""
    found = proportion([StratumCounts(60, 12, 6, 4), StratumCounts(20, 5, 2, 1)])

    assert found.proportion == pytest.approx(24 / 38, abs=1e-15)
    assert found.effective_cases == pytest.approx(38**2 / (25 * 6 * 0.8 * 60 / 59 + 16 * 2 * 0.75 * 20 / 19), abs=1e-9)
    assert (found.cases, found.population, found.is_domain, found.degrees_of_freedom) == (8, 38, True, 6)


def test_effective_cases_may_pass_the_cases_seen():
    """50 of 60 seen say more than 50 of a million: the finite correction is never cut off at n."""
    assert proportion(one(60, 50, 25)).effective_cases == pytest.approx(50 * 59 / 10)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("yes", [0, 3, 7])
def test_census_is_a_point(method, yes):
    found = proportion(one(7, 7, yes), 0.95, method)

    assert (found.lower, found.upper, found.effective_cases) == (yes / 7, yes / 7, inf)


def test_stratum_taken_in_full_adds_no_doubt():
    with_census = proportion([StratumCounts(100, 20, 20, 10), StratumCounts(50, 50, 50, 30)])

    assert with_census.effective_cases == pytest.approx(1 / ((100 / 150) ** 2 * 80 / (20 * 99)))


@pytest.mark.parametrize("method", METHODS)
def test_one_case_has_an_interval(method):
    for yes in (0, 1):
        found = proportion(one(40, 1, yes), 0.8, method)
        assert 0 <= found.lower <= yes <= found.upper <= 1
        assert found.upper - found.lower > 0.3


def test_stratum_with_one_case_needs_no_choice():
    found = proportion([StratumCounts(40, 10, 10, 6), StratumCounts(9, 1, 1, 1)], 0.95, "wald")
    share = (40 * 0.6 + 9) / 49

    assert found.standard_error == pytest.approx(sqrt((40 / 49) ** 2 * 0.75 * 0.24 / 9 + (9 / 49) ** 2 * share * (1 - share)), abs=1e-12)
    assert found.degrees_of_freedom == 9


@pytest.mark.parametrize(
    ("wanted", "used"), [("beta", "strict"), ("logit", "score"), ("wilson", "score"), ("wald", "score"), ("score", "score")]
)
@pytest.mark.parametrize("strata", [one(50, 9, 9), one(50, 9, 0), [StratumCounts(50, 5, 5, 5), StratumCounts(50, 5, 5, 0)], one(50, 1, 1)])
def test_method_without_spread_gives_way_and_says_so(wanted, used, strata):
    found = proportion(strata, 0.9, wanted)

    assert found.method == used
    assert found.lower < found.upper
    assert found[3:5] == proportion(strata, 0.9, used)[3:5]


# ------------------------------------------------------------------------------------------------------------- strict


def coverage(population, sampled, level):
    limits = [proportion(one(population, sampled, yes), level, "strict")[3:5] for yes in range(sampled + 1)]
    for marked in range(population + 1):
        share = marked / population
        held = sum(
            comb(marked, yes) * comb(population - marked, sampled - yes)
            for yes in range(sampled + 1)
            if limits[yes][0] <= share <= limits[yes][1]
        )
        yield Fraction(held, comb(population, sampled))


@pytest.mark.parametrize("level", ["0.5", "0.8", "0.95"])
def test_strict_reaches_its_level_in_every_population_of_up_to_ten(level):
    for population in range(1, 11):
        for sampled in range(1, population + 1):
            assert min(coverage(population, sampled, float(level))) >= Fraction(level)


@pytest.mark.slow
@pytest.mark.parametrize(("population", "sampled"), [(23, 7), (40, 14), (61, 12), (120, 29), (75, 60)])
@pytest.mark.parametrize("level", ["0.8", "0.95", "0.99"])
def test_strict_reaches_its_level(population, sampled, level):
    assert min(coverage(population, sampled, float(level))) >= Fraction(level)


def test_strict_wastes_nothing():
    """A limit moved by one case would refuse a population that the sample does not refuse."""
    found = proportion(one(20, 5, 4), 0.8, "strict")
    fewest = round(found.lower * 20)
    tail = Fraction(sum(comb(fewest - 1, y) * comb(21 - fewest, 5 - y) for y in (4, 5)), comb(20, 5))

    assert tail <= Fraction(1, 10)


def test_strict_with_several_strata_is_clopper_pearson_with_effective_cases():
    from scipy.stats import beta

    strata = [StratumCounts(60, 12, 12, 9), StratumCounts(20, 5, 5, 2)]
    found = proportion(strata, 0.8, "strict")
    n, p = found.effective_cases, found.proportion

    assert (found.lower, found.upper) == pytest.approx(
        (beta.ppf(0.1, n * p, n * (1 - p) + 1), beta.ppf(0.9, n * p + 1, n * (1 - p))), abs=1e-9
    )


def test_method_for_an_inspector():
    assert choose_method(one(300, 29, 20)) == "strict"
    assert choose_method(one(300, 30, 20)) == "score"
    assert choose_method(one(300, 10, 5) + one(100, 5, 5)) == "score"


# ------------------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("strata", "code", "words"),
    [
        ([], "STA002", "nothing can be estimated"),
        (one(10, 4, 0, applicable=0), "STA002", "nothing can be estimated"),
        (one(10, 4, 5), "STA001", "0 <= yes <= applicable <= sampled <= population"),
        (one(3, 4, 2), "STA001", "These counts cannot be"),
        (one(10, 4, -1), "STA001", "These counts cannot be"),
        ([StratumCounts(10, 4, 4, 2.5)], "STA001", "four whole numbers"),
        (one(10, 4, 2) + one(30, 0, 0), "STA003", "has cases and none was sampled"),
    ],
)
def test_what_cannot_be_estimated_is_refused(strata, code, words):
    with pytest.raises(StatisticsInputError, match=words) as refused:
        proportion(strata)

    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, UserError)
    assert {problem.code for problem in refused.value.problems} == {code}


def test_every_unsampled_stratum_is_listed():
    with pytest.raises(StatisticsInputError) as refused:
        proportion(one(10, 4, 2) + one(30, 0, 0) + one(5, 0, 0) + one(0, 0, 0))

    assert [problem.where.path for problem in refused.value.problems] == ["strata[1]", "strata[2]"]


@pytest.mark.parametrize("level", [0, 1, -0.1, 1.5, float("nan"), True])
def test_level_lies_between_0_and_1(level):
    with pytest.raises(StatisticsInputError, match="more than 0 and less than 1"):
        proportion(one(10, 4, 2), level)


def test_unknown_method_is_refused():
    with pytest.raises(StatisticsInputError, match="one of score, strict, beta, logit, wilson, wald"):
        proportion(one(10, 4, 2), 0.8, "exact")


@pytest.mark.parametrize(("yes", "cases"), [(1, 0), (0, 0), (3, 2), (-1, 4)])
def test_score_interval_refuses_impossible_counts(yes, cases):
    with pytest.raises(StatisticsInputError):
        score_interval(yes, cases)
