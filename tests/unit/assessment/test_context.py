"""Context questions and interviews: each step with its own base, never rated."""

import pytest

CHAIN = """\
N-001,c.domestic_abuse_needed,yes,A,first,
N-002,c.domestic_abuse_needed,yes,A,first,
N-003,c.domestic_abuse_needed,no,A,first,
N-001,c.domestic_abuse_asked,yes,A,first,
N-002,c.domestic_abuse_asked,no,A,first,
N-001,c.domestic_abuse_answered,unknown,A,first,
"""


def test_each_step_has_its_own_base(read):
    casework, _ = read(CHAIN)
    assert [each[1:] for each in casework.context] == [("needed", 2, 3, 0), ("asked", 1, 2, 0), ("answered", 0, 0, 1), ("used", 0, 0, 0)]


def test_a_step_without_the_one_before_is_a_warning_and_outside_its_base(read):
    casework, found = read(CHAIN + "N-003,c.domestic_abuse_asked,yes,A,first,\n")
    assert [(each.code, each.severity) for each in found if each.code != "ASM050"] == [("ASM021", "warning")]
    assert casework.context[1].yes == 1


def test_a_single_question_states_its_base(read):
    casework, _ = read("N-001,c.own_plan,yes,A,first,\nN-002,c.own_plan,no,A,first,\nN-003,c.own_plan,unknown,A,first,\n")
    assert casework.context == (("c.own_plan", None, 1, 2, 1),)


def test_interviews_by_grade(read):
    rows = "I-1,senior,i.skills,yes\nI-2,manager,i.skills,no\nI-3,manager,i.skills,unknown\n"
    casework, _ = read(interviews="interview_id,staff_grade,question,answer\n" + rows)
    assert casework.interviews_by_grade() == (
        ("i.skills", None, 1, 2, 1),
        ("i.skills", "senior", 1, 1, 0),
        ("i.skills", "manager", 0, 1, 1),
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [("I-2,manager,i.skill,no", "ASM040"), ("I-2,manager,i.skills,maybe", "ASM012"), ("I-1,senior,i.skills,no", "ASM041")],
)
def test_rows_of_interviews(problems, row, code):
    interviews = f"interview_id,staff_grade,question,answer\nI-1,senior,i.skills,yes\n{row}\n"
    assert problems(interviews=interviews) == [(code, "error", "interviews.csv", 3)]
