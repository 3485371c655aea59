"""New areas from old samples."""

from math import inf, sqrt

import pytest

from inspectorate.errors import StatisticsInputError
from inspectorate.statistics import (
    Overlap,
    Predecessor,
    StratumCounts,
    UnitCounts,
    area_covariance,
    combine_summaries,
    proportion,
    rebase,
    summary_covariance,
)

SAMPLES = {("North", "low"): (60, 12), ("North", "high"): (20, 5), ("South", "low"): (100, 10)}
UNITS = [
    UnitCounts("North", "low", "Ayton", 7, 5),
    UnitCounts("North", "low", "Beck", 5, 4),
    UnitCounts("North", "high", "Ayton", 2, 1),
    UnitCounts("North", "high", "Beck", 3, 1),
    UnitCounts("South", "low", "Cove", 10, 6),
]
AYTON = {("North", "Ayton"), ("South", "Cove")}


def test_new_area_keeps_the_old_strata_and_weights():
    area = rebase(SAMPLES, UNITS, AYTON)

    assert area == {
        ("North", "low"): StratumCounts(60, 12, 7, 5),
        ("North", "high"): StratumCounts(20, 5, 2, 1),
        ("South", "low"): StratumCounts(100, 10, 10, 6),
    }
    weights = 5 * 7 + 4 * 2 + 10 * 10
    assert proportion(area.values()).proportion == pytest.approx((5 * 5 + 4 * 1 + 10 * 6) / weights)


def test_merger_is_not_the_average_of_percentages():
    merged = proportion(rebase(SAMPLES, UNITS, {("North", "Ayton"), ("North", "Beck"), ("South", "Cove")}).values())

    assert merged.proportion == pytest.approx((60 * 9 / 12 + 20 * 2 / 5 + 100 * 0.6) / 180)
    assert merged.is_domain is False


def test_organisations_outside_the_area_leave_no_rows():
    assert set(rebase(SAMPLES, UNITS, {("South", "Cove")})) == {("South", "low")}


@pytest.mark.parametrize(
    ("units", "area", "words"),
    [
        ([*UNITS, UnitCounts("West", "low", "Dale", 1, 1)], AYTON, r"units\[5\]"),
        (UNITS, {("North", "Dale")}, "Dale of North"),
    ],
)
def test_what_was_not_sampled_is_refused(units, area, words):
    with pytest.raises(StatisticsInputError, match=words):
        rebase(SAMPLES, units, area)


def case_by_case(area_a, area_b, share_a, share_b):
    """Linearise every sampled case of North, Ayton against Beck, and take the covariance within strata."""
    import numpy as np

    total_a = sum(row.population / row.sampled * row.applicable for row in area_a.values())
    total_b = sum(row.population / row.sampled * row.applicable for row in area_b.values())
    covariance = 0.0
    for key in area_a.keys() & area_b.keys():
        population, sampled, in_a, yes_a = area_a[key]
        _, _, in_b, yes_b = area_b[key]
        rest = sampled - in_a - in_b
        weight = population / sampled
        scores_a = [*[1 - share_a] * yes_a, *[-share_a] * (in_a - yes_a), *[0.0] * (in_b + rest)]
        scores_b = [*[0.0] * in_a, *[1 - share_b] * yes_b, *[-share_b] * (in_b - yes_b), *[0.0] * rest]
        spread = np.cov(np.array(scores_a) * weight / total_a, np.array(scores_b) * weight / total_b)[0, 1]
        covariance += (1 - sampled / population) * sampled * spread
    return covariance


def test_areas_that_share_a_split_organisation_are_correlated():
    a, b = rebase(SAMPLES, UNITS, AYTON), rebase(SAMPLES, UNITS, {("North", "Beck")})
    shares = proportion(a.values()).proportion, proportion(b.values()).proportion

    assert area_covariance(a, b) == pytest.approx(case_by_case(a, b, *shares), abs=1e-15)
    assert area_covariance(a, b) == area_covariance(b, a) != 0
    assert area_covariance(b, rebase(SAMPLES, UNITS, {("South", "Cove")})) == 0


@pytest.mark.parametrize(
    ("other", "overlap", "words"),
    [
        (StratumCounts(60, 11, 5, 4), None, "different samples"),
        (StratumCounts(60, 12, 6, 4), None, "more cases here than were sampled"),
        (StratumCounts(60, 12, 5, 4), Overlap(2, 3), "share more than they hold"),
        (StratumCounts(60, 12, 5, 4), Overlap(6, 4), "share more than they hold"),
    ],
)
def test_shared_stratum_has_one_sample(other, overlap, words):
    key = ("North", "low")
    with pytest.raises(StatisticsInputError, match=words):
        area_covariance({key: StratumCounts(60, 12, 7, 5)}, {key: other}, None if overlap is None else {key: overlap})


# ------------------------------------------------------------------------------------------------------- summaries only


def test_summaries_are_weighted_by_caseload():
    found = combine_summaries([Predecessor("North", 300, 40, 0.8, 0.06), Predecessor("South", 100, 20, 0.4, 0.1)], 0.95)
    effective = 1 / (0.75**2 * 0.06**2 / 0.16 + 0.25**2 * 0.1**2 / 0.24)

    assert found.proportion == pytest.approx(0.7)
    assert found.standard_error == pytest.approx(sqrt((0.75 * 0.06) ** 2 + (0.25 * 0.1) ** 2))
    assert found.effective_cases == pytest.approx(effective)
    assert found.assumptions == ("Only summaries of 2 predecessors were left; their percentages are weighted by caseload.",)
    assert found.lower < 0.7 < found.upper


def test_share_of_a_split_organisation_is_labelled():
    found = combine_summaries([Predecessor("North", 300, 40, 0.8, share=0.4), Predecessor("South", 100, 20, 0.4)])

    assert found.proportion == pytest.approx((120 * 0.8 + 100 * 0.4) / 220)
    assert found.caseload == pytest.approx(220)
    assert found.assumptions[1] == "40% of North is taken; this assumes that its parts were alike."


def test_summary_of_all_yes_has_an_interval():
    found = combine_summaries([Predecessor("North", 300, 40, 1.0, 0.0)])

    assert found.lower < found.upper == 1
    assert found[3:5] == pytest.approx(proportion([StratumCounts(300, 40, 40, 40)])[3:5])
    assert combine_summaries([Predecessor("North", 40, 40, 0.5)]).effective_cases == inf


def test_parts_of_one_predecessor_move_together():
    north = Predecessor("North", 300, 40, 0.8, 0.06)
    a = [north._replace(share=0.4), Predecessor("South", 80, 20, 0.4)]
    b = [north._replace(share=0.6)]

    assert summary_covariance(a, b) == pytest.approx(120 / 200 * 1.0 * 0.06**2)
    assert summary_covariance(a, [Predecessor("West", 80, 20, 0.4)]) == 0
    with pytest.raises(StatisticsInputError, match=r"shares 0\.4 and 0\.7"):
        summary_covariance(a, [north._replace(share=0.7)])


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [Predecessor("North", 300, 40, 0.8), Predecessor("North", 300, 40, 0.8)],
        [Predecessor("North", 300, 40, 1.8)],
        [Predecessor("North", 30, 40, 0.8)],
        [Predecessor("North", 300, 40, 0.8, share=0)],
        [Predecessor("North", 300, 40, 0.8, float("nan"))],
    ],
)
def test_summaries_that_cannot_be_are_refused(rows):
    with pytest.raises(StatisticsInputError):
        combine_summaries(rows)
