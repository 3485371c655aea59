"""Estimates, sub-groups and chains: worked by hand, and at the edges."""

from pathlib import Path

import pytest
from tests.unit.analysis.made import write_northbank

from inspectorate.analysis import CaseRecord, CaseTable, attributes_of, case_table, chains_of, estimate_data, estimate_questions, split_by
from inspectorate.analysis.case_table import is_proportional, strata_of, unsampled_strata
from inspectorate.analysis.chains import ChainStep
from inspectorate.errors import UserError
from inspectorate.inspection import load_rated
from inspectorate.statistics import StratumCounts

ROOT = Path(__file__).resolve().parents[3]
NORTHBANK = ROOT / "examples" / "demonstration" / "northbank.yaml"


def table(*strata, groups=(), population=True):
    """Make cases of 2.1.1: (stratum, population, sampled, yes), the yes first; groups are (name, cases) in order."""
    names = [name for name, cases in groups for _ in range(cases)]
    cases, sizes = [], {}
    for stratum, size, sampled, yes in strata:
        sizes["supervision", stratum] = size
        for at in range(sampled):
            attributes = {"grade": names[len(cases)]} if len(cases) < len(names) else {}
            cases.append(CaseRecord(f"{stratum}-{at}", "supervision", stratum, {"2.1.1": at < yes}, attributes))
    return CaseTable(tuple(cases), sizes if population else {}, {"2.1.1": "supervision"})


@pytest.fixture
def rated_with(tmp_path):
    def make(yes, cases):
        path = tmp_path / "one.yaml"
        heading = "inspection: {id: one, organisation: One, framework: hmip-crc-2018, provenance: draft}\n"
        path.write_text(heading + f'results: {{"2.1": {{key_questions: {{"2.1.1": {{yes: {yes}, cases: {cases}}}}}}}}}\n', encoding="utf-8")
        return load_rated(path)

    return make


# ----------------------------------------------------------------------------------------------------------- key questions


def test_the_interval_allows_for_the_caseload(rated_with):
    """50 of 100: n* = 50 · 99 / 50 = 99, so the half-width is 0.5 · 1.959964 / √(99 + 3.841459) = 0.096635."""
    (found,) = estimate_questions(rated_with(25, 50), table(("a", 100, 50, 25)), level=0.95)

    assert found.interval.effective_cases == pytest.approx(99)
    assert (found.interval.lower, found.interval.upper) == pytest.approx((0.403365, 0.596635), abs=1e-6)
    assert (found.caseload, found.weighted, found.interval.method) == (100, None, "score")


def test_without_cases_the_interval_is_the_textbook_one(rated_with):
    """Wilson, 25 of 50: the half-width is 0.5 · 1.959964 / √(50 + 3.841459) = 0.133555."""
    (found,) = estimate_questions(rated_with(25, 50), level=0.95)

    assert (found.interval.lower, found.interval.upper) == pytest.approx((0.366445, 0.633555), abs=2e-6)
    assert found.caseload is None


def test_a_weighted_estimate_stands_beside_where_the_design_is_not_proportional(rated_with):
    """9 of 10 cases of the caseload are in a, half of the sample: 5 of 10 there and 10 of 10 in b make 15 of 20, weighted 55%."""
    (found,) = estimate_questions(rated_with(15, 20), table(("a", 90, 10, 5), ("b", 10, 10, 10)))

    assert found.interval.proportion == 0.75
    assert found.weighted.proportion == pytest.approx(0.55)


def test_under_30_cases_of_one_stratum_the_interval_is_strict(rated_with):
    assert estimate_questions(rated_with(5, 29), table(("a", 500, 29, 5)))[0].interval.method == "strict"
    assert estimate_questions(rated_with(5, 30), table(("a", 500, 30, 5)))[0].interval.method == "score"


def test_a_census_is_a_point(rated_with):
    (found,) = estimate_questions(rated_with(20, 40), table(("a", 40, 40, 20)))

    assert found.interval.lower == found.interval.upper == 0.5


def test_a_percentage_without_counts_has_no_interval(tmp_path):
    path = tmp_path / "part.yaml"
    path.write_text(
        "inspection: {id: part, organisation: Part, framework: hmip-crc-2018, provenance: published}\n"
        'results: {"2.2": {key_questions: {"2.2.3": {percent: 33}}}}\n',
        encoding="utf-8",
    )
    (found,) = estimate_questions(load_rated(path))

    assert (found.yes, found.cases, found.interval, int(found.percent)) == (None, None, None, 33)


def test_proportional_is_to_within_one_case():
    assert is_proportional([StratumCounts(100, 10, 10, 5), StratumCounts(50, 5, 5, 0)])
    assert is_proportional([StratumCounts(101, 11, 11, 5), StratumCounts(49, 4, 4, 0)])
    assert not is_proportional([StratumCounts(100, 12, 12, 5), StratumCounts(50, 3, 3, 0)])


def test_a_stratum_nobody_read_is_named_and_stays_out():
    cases = table(("a", 100, 10, 5))._replace(population={("supervision", "a"): 100, ("supervision", "b"): 7, ("unpaid_work", "c"): 0})

    assert list(unsampled_strata(cases)) == [("supervision", "b", 7)]
    assert list(strata_of(cases, "2.1.1")) == [("supervision", "a")]


def test_a_caseload_nobody_gave_makes_one_stratum():
    cases = table(("a", 0, 10, 5), ("b", 0, 10, 10), population=False)
    (counts,) = strata_of(cases, "2.1.1").values()

    assert (counts.sampled, counts.yes) == (20, 15)
    assert counts.population >= 10**9


# -------------------------------------------------------------------------------------------------------------- sub-groups


def test_two_groups_are_held_against_each_other(rated_with):
    """Agresti-Caffo on 8 of 10 and 2 of 10: (9/12 - 3/12) ± 1.959964 · √(2 · 0.1875 / 12) = 0.5 ± 0.346477."""
    cases = table(("a", 0, 10, 8), ("b", 0, 10, 2), groups=[("x", 10), ("y", 10)], population=False)
    found = split_by(rated_with(10, 20), cases, "grade")
    (difference,) = found.questions[0].differences

    assert (difference.higher, difference.lower, difference.plain) == ("x", "y", pytest.approx(0.6))
    assert (difference.found.lower, difference.found.upper) == pytest.approx((0.153523, 0.846477), abs=2e-6)
    assert difference.adjusted == difference.found.p_value < 0.05
    assert found.tests == 1


def test_of_three_groups_each_is_held_against_all_others(rated_with):
    cases = table(("a", 1000, 60, 30), groups=[("x", 20), ("y", 20), ("z", 20)])
    found = split_by(rated_with(30, 60), cases, "grade")
    pairs = [(each.higher, each.lower) for each in found.questions[0].differences]

    assert pairs == [("x", "all others"), ("y", "all others"), ("all others", "z")]
    assert found.tests == 3
    assert max(each.adjusted for each in found.questions[0].differences) <= 1


def test_a_base_under_ten_is_marked_and_given_no_test(rated_with):
    cases = table(("a", 1000, 40, 20), groups=[("x", 9), ("y", 31)])
    found = split_by(rated_with(20, 40), cases, "grade")

    assert [(each.group, each.cases, each.low_base) for each in found.questions[0].groups] == [("x", 9, True), ("y", 31, False)]
    assert (found.tests, found.questions[0].differences) == (0, ())


def test_cases_without_the_attribute_are_counted(rated_with):
    cases = table(("a", 1000, 40, 20), groups=[("x", 12), ("y", 12)])

    assert split_by(rated_with(20, 40), cases, "grade").without == 16


def test_one_group_has_nothing_to_be_held_against(rated_with):
    cases = table(("a", 1000, 40, 20), groups=[("x", 40)])

    assert split_by(rated_with(20, 40), cases, "grade").questions[0].differences == ()


def test_an_attribute_with_too_many_values_is_refused(rated_with):
    cases = table(("a", 10_000, 5000, 20), groups=[(f"officer {at}", 1) for at in range(5000)])
    with pytest.raises(UserError) as refused:
        split_by(rated_with(20, 40), cases, "grade")

    (problem,) = refused.value.problems
    assert (problem.code, problem.found, problem.expected) == ("EST002", "grade: 5000 values", "at most 20")
    assert "some would differ by chance" in problem.message


def test_an_attribute_that_no_case_has_is_refused_with_those_there_are(rated_with):
    cases = table(("a", 1000, 40, 20), groups=[("x", 40)])
    with pytest.raises(UserError) as refused:
        split_by(rated_with(20, 40), cases, "colour")

    assert (refused.value.problems[0].code, refused.value.problems[0].expected) == ("EST001", "grade")


def test_the_two_grades_of_staff(tmp_path):
    rated = load_rated(write_northbank(tmp_path))
    cases = case_table(rated.inspection)
    found = split_by(rated, cases, "staff_grade")
    question = next(each for each in found.questions if each.ref == "2.3.3")
    (difference,) = question.differences

    assert [(each.group, each.yes, each.cases) for each in question.groups] == [("case_manager", 18, 62), ("senior_case_manager", 31, 50)]
    assert round(100 * difference.plain) == 33
    assert difference.found.level == 0.95
    assert difference.found.lower > 0
    assert difference.adjusted == pytest.approx(12 * difference.found.p_value)
    assert difference.adjusted < 0.01
    assert found.tests == 12
    assert "staff_grade" in attributes_of(cases)
    assert "stratum" in attributes_of(cases)


# ------------------------------------------------------------------------------------------------------------------ chains


def test_each_step_has_its_own_base_and_the_worst_is_named():
    chain = chains_of(load_rated(NORTHBANK).inspection)[0]

    assert chain.steps == (
        ChainStep("needed", 118, None),
        ChainStep("asked", 97, 118),
        ChainStep("answered", 78, 97),
        ChainStep("used", 34, 78),
    )
    assert [step.lost for step in chain.steps] == [None, 21, 19, 44]
    assert chain.worst.id == "used"


def test_a_chain_of_two_steps_has_one_place_to_lose():
    chains = {chain.id: chain for chain in chains_of(load_rated(NORTHBANK).inspection)}

    assert chains["c.home_visit"].steps[1].lost == 57
    assert chains["c.home_visit"].worst is None
    assert chains["c.own_plan"].steps == (ChainStep("yes", 69, 130),)


def test_counts_that_rise_lose_nothing():
    assert ChainStep("asked", 12, 10).lost is None


# -------------------------------------------------------------------------------------------------------------------- data


def test_the_data_say_what_has_to_be_printed_beside_an_estimate(tmp_path):
    rated = load_rated(write_northbank(tmp_path))
    cases = case_table(rated.inspection)
    data = estimate_data(rated, estimate_questions(rated, cases), chains_of(rated.inspection), split_by(rated, cases, "staff_grade"))
    question = next(each for each in data["key_questions"] if each["ref"] == "2.3.3")

    assert (question["yes"], question["cases"], question["caseload"]) == (49, 112, 1300)
    assert question["interval"]["method"] == "score"
    assert question["interval"]["population"] == 1120
    assert data["by"]["key_questions"][8]["differences"][0]["p_holm"] < 0.05
