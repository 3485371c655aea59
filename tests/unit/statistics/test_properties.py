"""What must hold for every sample."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.statistics import StratumCounts, area_covariance, band_probabilities, difference, proportion, trend

METHODS = ("score", "strict", "beta", "logit", "wilson", "wald")
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])


@st.composite
def stratum(draw, domain=True):
    sampled = draw(st.integers(1, 30))
    population = sampled + draw(st.integers(0, 200))
    applicable = draw(st.integers(0, sampled)) if domain else sampled
    return StratumCounts(population, sampled, applicable, draw(st.integers(0, applicable)))


SAMPLES = st.lists(stratum(), min_size=1, max_size=5).filter(lambda rows: any(row.applicable for row in rows))


def mirrored(strata):
    return [row._replace(yes=row.applicable - row.yes) for row in strata]


@given(SAMPLES, LEVELS, st.sampled_from(METHODS))
def test_defined_for_every_sample(strata, level, method):
    found = proportion(strata, level, method)

    assert found.lower <= found.proportion + 1e-12
    assert found.proportion <= found.upper + 1e-12
    assert isfinite(found.standard_error)
    assert found.effective_cases > 0
    if found.method != "wald":
        assert 0 <= found.lower <= found.upper <= 1


@given(SAMPLES, LEVELS, st.sampled_from(METHODS))
def test_symmetric_in_yes_and_no(strata, level, method):
    found, other = proportion(strata, level, method), proportion(mirrored(strata), level, method)

    assert (found.lower, found.upper) == pytest.approx((1 - other.upper, 1 - other.lower), abs=1e-9)
    assert found.standard_error == pytest.approx(other.standard_error, abs=1e-9)


@given(SAMPLES, st.randoms(use_true_random=False), st.sampled_from(METHODS))
def test_order_of_strata_never_matters(strata, random, method):
    shuffled = list(strata)
    random.shuffle(shuffled)

    assert proportion(shuffled, 0.8, method) == proportion(strata, 0.8, method)


@given(st.integers(1, 12), st.integers(0, 12), st.integers(2, 6), st.integers(0, 300), LEVELS)
def test_wider_when_fewer_are_seen(sampled, yes, times, unseen, level):
    yes = min(yes, sampled)
    population = sampled * times + unseen
    few, more = (proportion([StratumCounts(population, k * sampled, k * sampled, k * yes)], level) for k in (1, times))

    assert few.upper - few.lower >= more.upper - more.lower


@given(SAMPLES, SAMPLES, LEVELS, st.sampled_from(["agresti-caffo", "newcombe"]), st.sampled_from(["t", "rao-scott", "score"]))
def test_difference_is_defined_and_turns_round(strata_a, strata_b, level, method, test):
    there, back = difference(strata_a, strata_b, level, method, test=test), difference(strata_b, strata_a, level, method, test=test)

    assert -1 <= there.lower <= there.upper <= 1
    assert 0 <= there.p_value <= 1
    assert (there.lower, there.upper) == pytest.approx((-back.upper, -back.lower), abs=1e-9)
    assert there.p_value == pytest.approx(back.p_value, abs=1e-9)
    if method == "newcombe":
        assert there.lower - 1e-9 <= there.difference <= there.upper + 1e-9


@given(st.lists(SAMPLES, min_size=2, max_size=4))
def test_trend_is_defined(rounds):
    found = trend(rounds)

    assert found.lower <= found.upper
    assert 0 <= found.p_value <= 1
    assert sum(found.coefficients) == pytest.approx(0, abs=1e-9)


@given(SAMPLES, st.sampled_from(["half_up", "none"]))
def test_band_probabilities_add_up(strata, rounding):
    found = band_probabilities(strata, [50, 65, 80], rounding)

    assert len(found) == 4
    assert min(found) >= 0
    assert sum(found) == pytest.approx(1, abs=1e-12)


@given(stratum(domain=False))
def test_bands_are_symmetric_without_rounding(row):
    """With an edge that no whole number of cases can meet, the band of yes above is the band of no below."""
    there, back = (band_probabilities([each], ["36.123456789"], "none") for each in (row, mirrored([row])[0]))
    other = band_probabilities([row], ["63.876543211"], "none")

    assert back[0] == pytest.approx(other[1], abs=1e-12)
    assert there[0] <= other[0] + 1e-12


@given(SAMPLES)
def test_covariance_of_an_area_with_itself_is_its_variance(strata):
    area = {("old", str(place)): row for place, row in enumerate(strata)}
    everything = {key: (row.applicable, row.yes) for key, row in area.items()}

    from inspectorate.statistics import Overlap

    found = area_covariance(area, area, {key: Overlap(*pair) for key, pair in everything.items()})
    assert found == pytest.approx(proportion(strata).standard_error ** 2, abs=1e-12)
