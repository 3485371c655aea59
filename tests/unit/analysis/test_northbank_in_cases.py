"""What the analyses find in the demonstration inspection in cases; nothing of it is told to them."""

from pathlib import Path

import pytest

from inspectorate.analysis import case_table, certainty, chains_of, estimate_questions, known_counts, split_by
from inspectorate.inspection import load_rated
from inspectorate.panel import consistency, had_the_other_stood, scored_answers

ROOT = Path(__file__).resolve().parents[3]
IN_CASES = ROOT / "examples" / "northbank-cases" / "northbank.yaml"
COUNTS = ROOT / "examples" / "demonstration" / "northbank.yaml"


@pytest.fixture(scope="module")
def northbank():
    return load_rated(IN_CASES)


@pytest.fixture(scope="module")
def table(northbank):
    return case_table(northbank.inspection)


def test_the_gap_between_the_two_grades(northbank, table):
    found = split_by(northbank, table, "staff_grade")
    question = next(each for each in found.questions if each.ref == "2.3.3")
    (difference,) = question.differences

    assert {(group.group, group.yes, group.cases) for group in question.groups} == {
        ("senior case manager", 31, 50),
        ("case manager", 18, 62),
    }
    assert (round(100 * 31 / 50), round(100 * 18 / 62), round(100 * difference.plain)) == (62, 29, 33)
    assert difference.higher == "senior case manager"
    assert difference.found.level == 0.95
    assert 0 < difference.found.lower < difference.plain < difference.found.upper
    assert found.tests == 12
    assert difference.adjusted == pytest.approx(12 * difference.found.p_value)
    assert difference.adjusted < 0.01


def test_no_other_key_question_divides_the_grades(northbank, table):
    found = split_by(northbank, table, "staff_grade")
    sure = [question.ref for question in found.questions for difference in question.differences if difference.adjusted < 0.05]

    assert sure == ["2.3.3"]


def test_the_cases_behind_a_percentage_are_63(table):
    assert sum(case.answers.get("2.3.3") is False for case in table.cases) == 63


def test_checks_are_asked_and_not_used(northbank):
    chains = {chain.id: chain for chain in chains_of(northbank.inspection)}

    assert [step.cases for step in chains["c.domestic_abuse"].steps] == [118, 97, 78, 34]
    assert chains["c.domestic_abuse"].worst.id == "used"
    assert [step.cases for step in chains["c.home_visit"].steps] == [84, 27]
    assert [(step.cases, step.base) for step in chains["c.own_plan"].steps] == [(69, 130)]


def test_cases_and_counts_give_the_same_figures(northbank, table):
    counts = estimate_questions(load_rated(COUNTS))
    cases = estimate_questions(northbank, table)

    assert [(each.ref, each.yes, each.cases) for each in cases] == [(each.ref, each.yes, each.cases) for each in counts]
    for narrow, wide in zip(cases, counts, strict=True):
        assert narrow.interval.upper - narrow.interval.lower < wide.interval.upper - wide.interval.lower


def test_the_standard_inside_the_window_is_an_even_chance(northbank, table):
    found = certainty(northbank, table)
    reviewing = next(each for each in found.standards if each.ref == "2.4")

    assert found.how == "cases"
    assert 0.4 < reviewing.again.same < 0.65
    assert (reviewing.up.to, reviewing.up.steps) == ("requires_improvement", 1)
    assert found.overall.again.same > 0.99


def test_eighteen_cases_were_scored_twice(northbank):
    answers = scored_answers(northbank.inspection.casework, northbank.inspection.edition)
    found = consistency(answers)
    counts, fixed = known_counts(northbank)

    assert found.cases == 18
    assert all(each.few for each in found.questions)
    assert 0.5 < found.overall.found.ac1.value < 1
    assert all(each.agreed is not None for each in found.disagreements)
    assert had_the_other_stood(northbank.inspection.edition, counts, fixed, answers)[-1].before == "requires_improvement"
