"""Consistency between assessors: worked by hand, and at the edges."""

import pytest

from inspectorate.frameworks import load_edition
from inspectorate.panel import Scored, consistency, consistency_data, had_the_other_stood, read_answers_alone

EDITION = load_edition("hmip-crc-2018")
JUDGED = {"1.1": "good", "1.2": "good", "1.3": "good", "1.4": "good"}


def scored(*groups, question="2.1.1", assessors=("Ada", "Ben")):
    """Make answers from (how many, first, second)."""
    answers, case = [], 0
    for number, first, second in groups:
        for _ in range(number):
            case += 1
            answers.append(Scored(f"N-{case:03}", question, first, "first", assessors[0]))
            answers.append(Scored(f"N-{case:03}", question, second, "second", assessors[1]))
    return answers


def test_the_coefficients_by_hand():
    """
    20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.

    Agreement 35/50 = .7. First says yes in 25, second in 30. Kappa: chance .5·.6 + .5·.4 = .5, so .2/.5 = .4. AC1: mean yes .55, chance
    2·.55·.45 = .495, so .205/.505. Alpha: 55 yes and 45 no of 100 marks, chance disagreement 2·55·45/(100·99) = .5, so 1 - .3/.5 = .4.
    """
    found = consistency(scored((20, "yes", "yes"), (5, "yes", "no"), (10, "no", "yes"), (15, "no", "no")))
    measured = found.overall.found

    assert (found.cases, found.overall.units, found.overall.alike) == (50, 50, 35)
    assert measured.percent.value == pytest.approx(0.7)
    assert measured.kappa.value == pytest.approx(0.4)
    assert measured.ac1.value == pytest.approx(0.205 / 0.505)
    assert measured.alpha.value == pytest.approx(0.4)
    assert found.confusion == {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert dict(measured.prevalence)["yes"] == pytest.approx(0.55)
    assert not found.overall.few


def test_who_drifts_by_hand():
    found = consistency(scored((20, "yes", "yes"), (5, "yes", "no"), (10, "no", "yes"), (15, "no", "no")))

    assert [(each.assessor, each.answers, each.stricter, each.milder) for each in found.drift] == [("Ada", 50, 10, 5), ("Ben", 50, 5, 10)]
    assert found.drift[0].difference == pytest.approx(-0.1)


def test_the_disagreements_name_who_said_what_and_what_was_agreed():
    answers = [*scored((2, "yes", "yes"), (1, "yes", "no"), (1, "no", "yes")), Scored("N-003", "2.1.1", "no", "agreed")]
    found = consistency(answers)

    assert [tuple(each) for each in found.disagreements] == [
        ("N-003", "2.1.1", "yes", "Ada", "no", "Ben", "no"),
        ("N-004", "2.1.1", "no", "Ada", "yes", "Ben", None),
    ]


def test_all_yes_is_defined():
    found = consistency(scored((5, "yes", "yes"))).overall

    assert (found.found.percent.value, found.found.ac1.value) == (1.0, 1.0)
    assert found.found.kappa.value is found.found.alpha.value is None
    assert found.few


def test_nineteen_are_few_and_twenty_are_not():
    assert consistency(scored((19, "yes", "yes"))).overall.few
    assert not consistency(scored((20, "yes", "yes"))).overall.few


def test_what_only_one_could_tell_is_not_compared_and_is_to_discuss():
    found = consistency(scored((3, "yes", "yes"), (2, "yes", "unknown"), (1, "unknown", "unknown")))

    assert (found.overall.units, found.unclear, len(found.disagreements)) == (3, 2, 2)


def test_the_same_person_twice_is_not_two_assessors():
    found = consistency(scored((4, "yes", "no"), assessors=("Ada", "Ada")))

    assert (found.overall.units, found.same_person, found.disagreements) == (0, 4, ())
    assert found.reason == "All answers are those of one assessor, Ada."


def test_first_answers_alone_say_nothing():
    answers = [Scored("N-001", "2.1.1", "yes", "first", "Ada"), Scored("N-002", "2.1.1", "no", "first", "Ben")]

    assert consistency(answers).reason == "No case was answered by two assessors."
    assert consistency(()).reason == "No case was answered by two assessors."


def test_assessors_need_no_names():
    found = consistency(scored((4, "yes", "no"), assessors=(None, None)))

    assert (found.overall.units, found.drift) == (4, ())


def test_key_questions_stand_in_their_order():
    answers = [*scored((1, "yes", "yes"), question="2.1.10"), *scored((1, "yes", "yes"), question="2.1.9")]

    assert [each.question for each in consistency(answers).questions] == ["2.1.9", "2.1.10"]


def test_order_never_matters():
    answers = scored((20, "yes", "yes"), (5, "yes", "no"), (10, "no", "yes"), (15, "no", "no"))

    assert consistency(answers) == consistency(reversed(answers))


# -------------------------------------------------------------------------------------------- had the other answers stood


def test_the_second_answers_move_a_rating():
    """65 of 100 is Good; one yes that the second calls no makes 64 of 100, Requires improvement."""
    counts = {"2.1": {"2.1.1": (65, 100), "2.1.2": (80, 100)}}
    moved = had_the_other_stood(EDITION, counts, JUDGED, scored((1, "yes", "no"), (5, "no", "no")))

    assert [(each.ref, each.before, each.after) for each in moved] == [
        ("2.1", "good", "requires_improvement"),
        (None, "good", "good"),
    ]
    assert moved[0].counts == (("2.1.1", (65, 100), (64, 100)),)
    assert (moved[0].moved, moved[1].moved) == (True, False)


def test_an_agreed_answer_is_the_one_that_is_replaced():
    """First yes, agreed no, second yes: the agreed no counts, so that the second adds one."""
    answers = [*scored((1, "yes", "yes")), Scored("N-001", "2.1.1", "no", "agreed")]
    moved = had_the_other_stood(EDITION, {"2.1": {"2.1.1": (64, 100)}}, {}, answers)

    assert (moved[0].before, moved[0].after) == ("requires_improvement", "good")


def test_a_second_who_cannot_tell_takes_the_case_out_of_the_base():
    moved = had_the_other_stood(EDITION, {"2.1": {"2.1.1": (64, 100)}}, {}, scored((2, "no", "unknown")))

    assert moved[0].counts == (("2.1.1", (64, 100), (64, 98)),)


def test_an_empty_second_answer_changes_nothing():
    moved = had_the_other_stood(EDITION, {"2.1": {"2.1.1": (64, 100)}}, {}, scored((2, "no", "not_answered")))

    assert moved[0].counts == ()


# ------------------------------------------------------------------------------------------------------------- bare files


def written(tmp_path, *rows):
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(["case_id,question,answer,assessor,round", *rows, ""]), encoding="utf-8")
    return path


def test_a_bare_file_is_read_without_prompts_and_context(tmp_path):
    path = written(tmp_path, "1,2.1.1,yes,Ada,", "1,2.1.1,No,Ben,second", "1,2.1.1a,yes,Ada,first", "1,c.home_visit_made,yes,Ada,first")
    answers, problems = read_answers_alone(path, "answers.csv")

    assert problems == ()
    assert answers == (Scored("1", "2.1.1", "yes", "first", "Ada"), Scored("1", "2.1.1", "no", "second", "Ben"))


def test_bad_rows_of_a_bare_file_are_all_listed(tmp_path):
    path = written(tmp_path, "1,2.1.1,yes,Ada,first", "1,2.1.1,no,Ada,first", "2,2.1.1,perhaps,Ada,first", "3,2.1.1,yes,Ada,third")
    _, problems = read_answers_alone(path, "answers.csv")

    assert [(problem.code, problem.where.line) for problem in problems] == [("AGR001", 3), ("AGR002", 4), ("AGR003", 5)]


def test_a_bare_file_that_is_no_table(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("one,two\n1,2\n", encoding="utf-8")
    answers, problems = read_answers_alone(path, "answers.csv")

    assert answers == ()
    assert problems


# -------------------------------------------------------------------------------------------------------------------- data


def test_the_data_hold_every_disagreement_and_no_nan():
    data = consistency_data(consistency(scored((5, "yes", "yes"))), None)

    assert data["overall"]["kappa"]["value"] is None
    assert data["overall"]["too_few"] is True
    assert data["had_the_other_stood"] is None
