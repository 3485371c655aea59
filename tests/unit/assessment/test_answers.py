"""Answers on cases: which count, which apply and by which route, and every way in which a row can be wrong."""

import pytest

from inspectorate.assessment import by_case, by_question

CASES = "case_id,stratum,rosh_inspector\n"


def counting(casework, question):
    return {answer.case: (answer.word, answer.applies, answer.route) for answer in casework.counting if answer.question == question}


def test_every_case_has_one_counting_answer_for_each_key_question_of_its_sample(read):
    casework, _ = read("N-001,2.3.3,yes,A,first,\nN-002,2.3.3,na,A,first,\nN-003,2.3.3,unknown,A,first,\n")
    assert counting(casework, "2.3.3") == {
        "N-001": ("yes", True, "not_low_rosh"),
        "N-002": ("na", False, "not_low_rosh"),
        "N-003": ("unknown", True, "not_low_rosh"),
    }
    assert len(casework.counting) == 3 * 12
    assert not [answer for answer in casework.counting if answer.question.startswith("4")]


def test_not_answered_is_not_cannot_tell_is_not_not_applicable(read):
    casework, _ = read("N-001,2.3.3,,A,first,\nN-003,2.3.3,unknown,A,first,\n")
    assert [word for word, _, _ in counting(casework, "2.3.3").values()] == ["not_answered", "na", "unknown"]
    assert counting(casework, "2.1.1") == dict.fromkeys(("N-001", "N-002", "N-003"), ("not_answered", True, None))


@pytest.mark.parametrize(
    ("rounds", "counts"),
    [
        ("first:yes", "yes"),
        ("first:yes second:no", "yes"),
        ("first:yes second:no agreed:no", "no"),
        ("agreed:no", "no"),
        ("second:no", "not_answered"),
        ("first:yes agreed:", "yes"),
        ("first: second:yes", "not_answered"),
        (":yes", "yes"),
    ],
)
def test_agreed_counts_else_first_and_second_never(read, rounds, counts):
    rows = [pair.split(":") for pair in rounds.split()]
    casework, _ = read("".join(f"N-001,2.1.1,{word},A{at},{name},\n" for at, (name, word) in enumerate(rows)))
    assert counting(casework, "2.1.1")["N-001"][0] == counts
    assert len([answer for answer in casework.answers if answer.question == "2.1.1"]) == len(rows)


def test_prompts_need_their_own_route_and_that_of_their_key_question(read):
    casework, problems = read("N-001,2.3.3b,yes,A,first,\nN-002,2.3.3b,na,A,first,\nN-003,2.3.3b,na,A,first,\nN-001,2.3.3e,no,A,first,\n")
    assert [(answer.case, answer.applies, answer.route) for answer in casework.answers] == [
        ("N-001", True, "victim"),
        ("N-002", False, "not_low_rosh"),
        ("N-003", False, "victim"),
        ("N-001", True, "home_visit"),
    ]
    assert [each.code for each in problems] == ["ASM050"]


@pytest.mark.parametrize("word", ["Yes", "NO", "N/A", "not applicable", "cannot tell", "Unknown"])
def test_words_in_other_spellings(problems, word):
    row = "N-002,2.3.3" if word.lower() in ("n/a", "not applicable") else "N-001,2.3.3"
    assert problems(f"{row},{word},A,first,\n") == []


@pytest.mark.parametrize(
    ("row", "code", "severity"),
    [
        ("N-009,2.1.1,yes,A,first,", "ASM010", "error"),
        ("N-001,2.1.9,yes,A,first,", "ASM011", "error"),
        ("N-001,2.1.1,yess,A,first,", "ASM012", "error"),
        ("N-001,2.1.1,yes,A,third,", "ASM013", "error"),
        ("N-001,4.1.1,yes,A,first,", "ASM015", "error"),
        ("N-002,2.3.3,yes,A,first,", "ASM016", "error"),
        ("N-002,2.3.3a,yes,A,first,", "ASM016", "warning"),
        ("N-001,2.3.3,na,A,first,", "ASM017", "error"),
        ("N-001,2.1.1,na,A,first,", "ASM017", "error"),
        ("N-001,2.1.1,yes,A,second,", "ASM018", "warning"),
        (",2.1.1,yes,A,first,", "TAB013", "error"),
        ("N-001,,yes,A,first,", "TAB013", "error"),
    ],
)
def test_a_row_that_cannot_stand_is_told_with_its_row(problems, row, code, severity):
    good = "N-001,2.2.1,yes,A,first,\n"
    assert problems(f"{good}{row}\n{good.replace('2.2.1', '2.2.2')}") == [(code, severity, "answers.csv", 3)]


@pytest.mark.parametrize(
    ("row", "suggestion"),
    [
        ("N-01,2.1.1,yes,A,first,", "N-001"),
        ("N-001,2.1.1z,yes,A,first,", "2.1.1"),
        ("N-001,c.domestic_abuse_askd,yes,A,first,", "c.domestic_abuse_asked"),
        ("N-001,2.1.1,yess,A,first,", "yes"),
        ("N-001,2.1.1,yes,A,secnd,", "second"),
    ],
)
def test_the_nearest_word_is_suggested(read, row, suggestion):
    assert [each.fix for each in read(row + "\n")[1] if each.fix] == [f"Did you mean {suggestion!r}?"]


def test_place_names_row_and_column(read):
    (problem,) = [each for each in read("N-001,2.1.1,perhaps,A,first,\n")[1] if each.code == "ASM012"]
    assert (problem.where.line, problem.where.column, problem.where.path) == (2, 3, "row 2, answer")


def test_two_answers_in_one_round(problems):
    rows = "N-001,2.1.1,yes,A,first,\nN-001,2.1.1,no,B,first,\nN-001,2.1.1,no,B,second,\n"
    assert problems(rows) == [("ASM014", "error", "answers.csv", 3)]


def test_all_broken_rows_are_told(problems):
    rows = "".join(f"N-{at:05},2.1.1,yes,A,first,\n" for at in range(5000, 8000))
    assert len(problems(rows)) == 3000


def test_a_column_is_missing(read):
    casework, found = read(cases="case_id\nN-001\n")
    assert casework is None
    assert [each.code for each in found] == ["TAB011"]


def test_a_routing_field_that_a_case_lacks_is_told_and_never_assumed(read):
    casework, found = read("N-001,2.3.3,yes,A,first,\n", cases=CASES + "N-001,men,\nN-002,men,low\n")
    (problem,) = [each for each in found if each.code != "ASM050"]
    assert (problem.code, problem.severity, problem.where.file, problem.where.line) == ("ASM005", "error", "cases.csv", 2)
    assert problem.expected == "2.3.3, 2.2.3, 2.4.3"
    assert casework is not None


def test_a_routing_column_that_is_missing_is_told_once(read):
    cases = "case_id,stratum\nN-001,men\nN-002,men\n"
    found = [each for each in read("N-001,2.3.3,yes,A,first,\n", cases=cases)[1] if each.code != "ASM050"]
    assert [(each.code, each.expected) for each in found] == [("ASM006", "rosh_inspector, for 2.2.3, 2.3.3, 2.4.3")]


def test_only_fields_that_an_answer_needs_are_asked_for(problems):
    cases = CASES + "N-001,men,medium\n"
    assert problems("N-001,2.3.3,yes,A,first,\n", cases=cases) == []
    assert [code for code, *_ in problems("N-001,2.3.3b,yes,A,first,\n", cases=cases)] == ["ASM006"]


def test_a_key_question_judged_sufficient_with_every_prompt_no_is_a_warning(problems):
    no = "N-001,2.1.2a,no,A,first,\nN-001,2.1.2b,no,A,first,\n"
    assert problems("N-001,2.1.2,yes,A,first,\n" + no) == [("ASM020", "warning", "answers.csv", 2)]
    assert problems("N-001,2.1.2,yes,A,first,\n" + no + "N-001,2.1.2c,yes,A,first,\n") == []
    assert problems("N-001,2.1.2,no,A,first,\n" + no) == []
    assert problems("N-001,2.1.2,yes,A,first,\nN-001,2.1.2a,unknown,A,first,\n") == []


def test_completeness_by_case_and_by_question(read):
    casework, found = read("N-001,2.3.3,yes,A,first,\nN-003,2.3.3,unknown,A,first,\n")
    first = by_case(casework.counting)[0]
    assert (first.about, first.asked, first.answered, first.not_answered, first.complete) == ("N-001", 12, 1, 11, False)
    question = next(each for each in by_question(casework.counting) if each.about == "2.3.3")
    assert question[1:] == (2, 1, 1, 0, 1)
    assert question.complete
    assert [each.found for each in found] == ["31 not answered and 1 cannot tell, of 33 in 3 cases"]


def test_one_assessor_is_fine(problems):
    assert problems("N-001,2.1.1,yes,A,first,\nN-002,2.1.1,no,A,,\n") == []
