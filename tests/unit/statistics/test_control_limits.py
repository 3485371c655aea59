"""Control limits against the exact binomial distribution."""

import pytest
from scipy.stats import binom

from inspectorate.statistics import control_limits
from inspectorate.statistics.refusal import StatisticsInputError

CASES = [(share, cases, level) for share in (0.05, 0.3, 0.58, 0.97) for cases in (1, 7, 24, 60, 350) for level in (0.95, 0.998)]


@pytest.mark.parametrize(("share", "cases", "level"), CASES)
def test_limits_lie_within_one_case_of_the_exact_quantiles(share, cases, level):
    lower, upper = control_limits(share, cases, level)
    tail = (1 - level) / 2

    assert binom.ppf(tail, cases, share) - 1 <= lower * cases + 1e-9
    assert lower * cases <= binom.ppf(tail, cases, share) + 1e-9
    assert binom.ppf(1 - tail, cases, share) - 1 <= upper * cases + 1e-9
    assert upper * cases <= binom.ppf(1 - tail, cases, share) + 1e-9
    assert 0 <= lower <= share <= upper + 1 / cases <= 1 + 1 / cases


def test_limits_of_six_in_ten_of_sixty():
    """The quantile is set between 27 and 28 cases by how far the tail at 28 passes 0.025."""
    reached, below = binom.cdf(28, 60, 0.6), binom.cdf(27, 60, 0.6)
    expected = (28 - (reached - 0.025) / (reached - below)) / 60

    assert control_limits(0.6, 60)[0] == pytest.approx(expected, abs=1e-9)


def test_limits_narrow_as_the_base_grows():
    widths = [upper - lower for lower, upper in (control_limits(0.58, cases) for cases in (20, 80, 320, 1280))]

    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize("share", [0, 1])
def test_a_share_without_chance_has_no_width(share):
    assert control_limits(share, 40) == (share, share)


@pytest.mark.parametrize(("share", "cases", "level"), [(1.2, 10, 0.95), (0.5, 0, 0.95), (0.5, 10, 1)])
def test_what_cannot_be_is_refused(share, cases, level):
    with pytest.raises(StatisticsInputError):
        control_limits(share, cases, level)
