"""inspectorate estimate, certainty and agreement: exact words, exit codes, 80 columns."""

import json
from pathlib import Path

import pytest
from tests.unit.analysis.made import write_northbank

from inspectorate.cli.main import run

ROOT = Path(__file__).resolve().parents[3]
NORTHBANK = ROOT / "examples" / "demonstration" / "northbank.yaml"
IN_CASES = ROOT / "examples" / "northbank-cases" / "northbank.yaml"
HEADING = """\
Northbank CRC (fictional)
SYNTHETIC: made up, not a real inspection
Inspection of community rehabilitation companies (June 2018)
Rated by Inspectorate demonstration (fictional); fieldwork 11 to 22 June 2018,
published September 2018

"""


@pytest.fixture
def command(capsys):
    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        if "--json" not in arguments:
            assert [line for line in said.out.splitlines() if len(line) > 80] == []
        return code, said.out, said.err

    return call


@pytest.fixture(scope="module")
def in_cases(tmp_path_factory):
    return write_northbank(tmp_path_factory.mktemp("northbank"))


def part(out, begin, end):
    return out[out.index(begin) : out.index(end)]


def one(tmp_path, results):
    path = tmp_path / "one.yaml"
    path.write_text(
        f"inspection: {{id: one, organisation: One, framework: hmip-crc-2018, provenance: draft}}\n{results}\n", encoding="utf-8"
    )
    return path


# ---------------------------------------------------------------------------------------------------------------- estimate


def test_estimates_of_counts(command):
    code, out, err = command("estimate", NORTHBANK)

    assert (code, err) == (0, "")
    assert out.startswith(HEADING)
    assert (
        part(out, "key question", "2.2  Planning")
        == """\
key question                     yes                80% interval   method    n*
-------------------------------- ------------ ----  -------------- ------- ----
2.1  Assessment
  2.1.1  Engaging the person     78 of 130     60%  54% to 65%     score    130
  2.1.2  Reducing reoffending    88 of 130     68%  62% to 73%     score    130
  2.1.3  Keeping others safe     75 of 130     58%  52% to 63%     score    130
"""
    )
    assert "The size of the eligible\ncaseload is not in the file, so nothing is corrected for it." in out
    assert (
        part(out, "Domestic abuse", "Home visits")
        == """\
Domestic abuse enquiries
    needed                       118
    asked                        97 of 118     82%  21 lost
    answered                     78 of 97      80%  19 lost
    used                         34 of 78      44%  44 lost, most of all

"""
    )
    assert "Involved in planning their own supervision: 69 of 130, 53%\n" in out


def test_estimates_of_cases_allow_for_the_caseload(command, in_cases):
    _, out, _ = command("estimate", in_cases)

    assert "  2.3.3  Keeping others safe     49 of 112     44%  38% to 49%     score    124\n" in out
    assert "caseload (supervision 1,300, unpaid work 160 and through the gate 60)." in " ".join(out.split())


def test_the_level_is_in_the_heading(command):
    assert "95% interval" in command("estimate", NORTHBANK, "--level", "0.95")[1]


def test_two_grades(command, in_cases):
    code, out, _ = command("estimate", in_cases, "--by", "staff_grade")

    assert code == 0
    assert "By staff grade, cases: case manager (80) and senior case manager (50)\n" in out
    assert "70 cases without this attribute: left out here.\n" in out
    assert (
        part(out, "2.3.3  Keeping", "2.4.1  ")
        == """\
2.3.3  Keeping others safe
    case manager                 18 of 62      29%  23% to 36%
    senior case manager          31 of 50      62%  53% to 70%
    senior case manager is 33 points above case manager (95% interval 15 to 48,
    which excludes zero); p 0.00019, Holm-adjusted 0.0023

"""
    )
    assert "p\nadjusted by Holm over the family of 12 tests in this split." in out


def test_a_low_base_is_marked(command, in_cases, tmp_path):
    for name in ("northbank.yaml", "cases.csv", "answers.csv", "population.csv"):
        (tmp_path / name).write_bytes((in_cases.parent / name).read_bytes())
    cases = tmp_path / "cases.csv"
    lines = cases.read_text(encoding="utf-8").splitlines()
    lines = [line.replace("senior_case_manager", "trainee") if at <= 9 else line for at, line in enumerate(lines)]
    cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _, out, _ = command("estimate", tmp_path / "northbank.yaml", "--by", "staff_grade")

    assert "    trainee                      9 of 9       100%  " in out
    assert "[low base]\n" in out
    assert "above trainee" not in out
    assert "trainee is" not in out
    assert "[low base]: under 10 cases, so no test." in " ".join(out.split())


def test_counts_have_no_sub_groups(command):
    code, out, err = command("estimate", NORTHBANK, "--by", "staff_grade")

    assert (code, out) == (1, "")
    assert "EST003: This inspection has counts and no cases, so nobody can say which cases have an attribute." in err


def test_an_unknown_attribute_names_those_there_are(command, in_cases):
    code, _, err = command("estimate", in_cases, "--by", "colour")

    assert code == 1
    assert "EST001: No case has this attribute. Found: 'colour'. Expected: rosh_inspector, staff_grade, stratum." in err


def test_an_attribute_of_every_case_alone_is_refused(command, in_cases, tmp_path):
    for name in ("northbank.yaml", "cases.csv", "answers.csv", "population.csv"):
        (tmp_path / name).write_bytes((in_cases.parent / name).read_bytes())
    cases = tmp_path / "cases.csv"
    head, *lines = cases.read_text(encoding="utf-8").splitlines()
    cases.write_text("\n".join([f"{head},officer", *(f"{line},O{at}" for at, line in enumerate(lines)), ""]), encoding="utf-8")
    code, _, err = command("estimate", tmp_path / "northbank.yaml", "--by", "officer")

    assert code == 1
    assert "EST002" in err
    assert "Found: officer: 200 values. Expected: at most 20." in err


def test_a_percentage_alone_has_no_interval(command, tmp_path):
    _, out, _ = command("estimate", one(tmp_path, 'results: {"2.2": {key_questions: {"2.2.3": {percent: 33}}}}'))

    assert "33%  counts not known\n" in out


def test_nothing_to_estimate_is_said(command, tmp_path):
    code, out, _ = command("estimate", one(tmp_path, 'results: {"1.1": {rating: good}}'))

    assert code == 0
    assert "No key question of this inspection has a figure from cases.\n" in out


def test_the_needs_table(command, tmp_path):
    context = "context: [{label: Accommodation, steps: {identified: 40, available: 30, delivered: 20, sufficient: 5}}]"
    _, out, _ = command("estimate", one(tmp_path, context))

    assert (
        part(out, "need  ", "Each percentage")
        == """\
need                              identified   available   delivered  sufficient
-------------------------------- ----------- ----------- ----------- -----------
Accommodation                             40    30 (75%)    20 (67%)     5 (25%)
"""
    )


def test_json_is_one_object(command, in_cases):
    data = json.loads(command("estimate", in_cases, "--by", "staff_grade", "--json")[1])

    assert data["inspection"] == "northbank-crc-2018"
    assert data["by"]["tests"] == 12
    assert len(data["key_questions"]) == 19


def changed(in_cases, folder, name, change):
    """Copy the case files with one of them changed."""
    for each in ("northbank.yaml", "cases.csv", "answers.csv", "population.csv"):
        (folder / each).write_bytes((in_cases.parent / each).read_bytes())
    path = folder / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder / "northbank.yaml"


def test_a_sample_out_of_proportion_has_a_weighted_estimate_beside(command, in_cases, tmp_path):
    """2.1.1 is 67 of 112 in one stratum and 11 of 18 in the other: weighted 10 to 90 that is .1 · 59.8% + .9 · 61.1% = 61.0%."""
    path = changed(
        in_cases, tmp_path, "population.csv", lambda text: text.replace("not_low,1120", "not_low,200").replace(",low,180", ",low,1800")
    )
    _, out, _ = command("estimate", path)

    assert "  2.1.1  Engaging the person     78 of 130     60%  " in out
    assert "         weighted by stratum                   61%  " in out
    assert "the weighted estimate stands beside, and rates nothing." in " ".join(out.split())
    _, split, _ = command("estimate", path, "--by", "staff_grade")
    assert "      weighted by stratum " in split
    assert "intervals and tests are weighted by stratum, because the sample is not in proportion." in " ".join(split.split())


def test_a_stratum_nobody_read_is_said(command, in_cases, tmp_path):
    path = changed(in_cases, tmp_path, "population.csv", lambda text: text + "supervision,women,40\n")
    _, out, _ = command("estimate", path)

    assert "No case of stratum women of supervision was read: its 40 cases are not in these figures." in " ".join(out.split())


def test_cases_without_an_answer_are_outside_the_base(command, in_cases, tmp_path):
    path = changed(in_cases, tmp_path, "answers.csv", lambda text: text.replace("U-001,4.1.1,no,Ada", "U-001,4.1.1,unknown,Ada"))
    _, out, _ = command("estimate", path)

    assert "  4.1.1  Personalised            29 of 39      74%  " in out
    assert "         one case without an answer, outside the base\n" in out


def test_all_alike_in_two_groups_is_no_difference(command, in_cases, tmp_path):
    path = changed(in_cases, tmp_path, "answers.csv", lambda text: text.replace(",no,", ",yes,"))
    _, out, _ = command("estimate", path, "--by", "staff_grade")

    assert "No difference between case manager and senior case manager (95% interval" in " ".join(out.split())


def test_staff_interviews_by_grade(command):
    _, out, _ = command("estimate", IN_CASES)

    assert "Staff interviews, yes of those who answered\n  Is your workload manageable?\n    all staff  " in out


# --------------------------------------------------------------------------------------------------------------- certainty


def test_what_discretion_moved_is_said_as_computed(command, tmp_path):
    text = NORTHBANK.read_text(encoding="utf-8")
    decision = '{standard: "2.4", to: requires_improvement, reason: "Near the edge", decided_on: 2018-07-01, decided_by: panel}'
    path = tmp_path / "moved.yaml"
    path.write_text(f"{text}\ndiscretion: [{decision}]\n", encoding="utf-8")
    _, out, _ = command("certainty", path)

    assert "All is said of the computed ratings, before the discretion used on 2.4." in out
    assert "2.4  Reviewing: Inadequate\n" in out


def test_certainty_of_counts(command):
    code, out, err = command("certainty", NORTHBANK)

    assert (code, err) == (0, "")
    assert (
        part(out, "How sure", "2.1  Assess")
        == """\
How sure are these ratings? For the panel, as the edition declares. Three
questions:
1. Had all cases been read: how likely each rating is, given what was seen
   in those that were.
2. Had the sample been drawn again: how often each rating comes out.
3. Answers that move it: the fewest that would have made it another rating.

Overall: Requires improvement
1  all cases read           Requires improvement over 99%
2  sampled again            the same in all samples
3  standards that move it   five standards to Good; six standards to Inadequate
   kept as they are         1.1, 1.2, 1.3 and 1.4: no cases of a sample stand
                            behind these here

"""
    )
    assert "* drawn from counts, because there are no cases here: as if the answers of a case did not go together" in " ".join(out.split())


def test_certainty_of_the_standard_inside_the_window(command, in_cases):
    _, out, _ = command("certainty", in_cases, "--seed", "words")

    assert "1  all cases read           Inadequate 53%, Requires improvement 47%\n" in out
    assert "3  answers that move it     one answer to Requires improvement (2.4.3); no\n                            lower rating\n" in out
    assert "whole cases by stratum." in out
    assert "Seed words\n" in out


def test_certainty_is_shown_to_the_audience_that_the_edition_declares(command):
    code, out, err = command("certainty", NORTHBANK, "--audience", "public")

    assert (code, out) == (1, "")
    assert "CER001: The edition shows the uncertainty of a rating to the panel and no wider." in err
    assert command("certainty", NORTHBANK, "--audience", "panel")[0] == 0
    assert command("certainty", NORTHBANK, "--audience", "team")[0] == 0


def test_few_cases_say_what_the_figure_leans_on(command, tmp_path):
    figures = '"4.2": {key_questions: {"4.2.1": {yes: 8, cases: 12}, "4.2.2": {yes: 9, cases: 12}, "4.2.3": {yes: 20, cases: 30}}}'
    _, out, _ = command("certainty", one(tmp_path, f"results: {{{figures}}}"))
    said = " ".join(out.split())

    assert "4.2.1 and 4.2.2 rest on 12 cases: with so few, answer 1 leans on every share being equally likely beforehand." in said
    assert "The lowest of three key questions decides, so chance leans downwards: of samples from a service exactly like this one," in said
    assert "4.2.1 and 4.2.3 are within five points above the edge." in said
    assert "Overall: the overall rating is not settled\n" in out
    assert "Nothing can be said: not rated.\n" in out


def test_certainty_as_json(command, in_cases):
    data = json.loads(command("certainty", in_cases, "--json", "--resamples", "200")[1])
    again = json.loads(command("certainty", in_cases, "--json", "--resamples", "200")[1])

    assert data == again
    assert data["sampled_again"]["by"] == "cases"


# --------------------------------------------------------------------------------------------------------------- agreement


def test_agreement_of_an_inspection(command, in_cases):
    code, out, err = command("agreement", in_cases)

    assert (code, err) == (0, "")
    assert out.startswith(HEADING + "216 answers on 18 cases were given by two assessors: 209 alike, 7 not.\n")
    assert "Percent agreement      97%, 95% interval 94% to 99%\n    The two answers are the same in 97 of every hundred.\n" in out
    assert "first answer            second: yes   second: no\n" in out
    assert "In brackets: under 20 answers, too few to rely on." in out
    assert "  2.4.3 N-001: first no (Ada), second yes (Ben)\n" in out
    assert "By assessor, against whoever else answered the same\n" in out
    assert "Had the second assessor's answers stood\n" in out


def test_what_the_second_answers_would_have_moved(command, in_cases):
    """2.4.3 is 55 of 112, one answer below the edge: the second assessor said yes where the first said no."""
    _, out, _ = command("agreement", in_cases)

    assert "  2.4 Reviewing: Requires improvement, not Inadequate (2.4.3 56 of 112, not 55\n  of 112)\n" in out


def test_agreement_of_bare_answers(command, in_cases):
    code, out, _ = command("agreement", in_cases.parent / "answers.csv")

    assert code == 0
    assert out.startswith("216 answers on 18 cases were given by two assessors: 209 alike, 7 not.\n")
    assert "Had the second" not in out


def test_one_assessor_is_said_in_words(command, tmp_path):
    path = write_northbank(tmp_path, second=False)
    code, out, _ = command("agreement", path)

    assert code == 0
    assert out.endswith("All answers are those of one assessor, Ada. Nothing can be said of how far\nassessors agree.\n")


def test_few_answers_are_in_brackets(command, tmp_path):
    rows = ["case_id,question,answer,assessor,round"]
    rows += [f"{case},2.1.1,{word},{who},{at}" for case in range(6) for word, who, at in (("yes", "A", "first"), ("yes", "B", "second"))]
    rows += ["9,2.1.1,no,A,first", "9,2.1.1,yes,B,second"]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    _, out, _ = command("agreement", path)

    assert "Under 20 answers: too few to rely on.\n" in out
    assert "Gwet's AC1             (0.8" in out
    assert ": too few to rely on)\n" in out


def test_answers_all_alike_are_defined(command, tmp_path):
    rows = ["case_id,question,answer,assessor,round"]
    rows += [f"{case},2.1.1,yes,{who},{at}" for case in range(25) for who, at in (("A", "first"), ("B", "second"))]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    _, out, _ = command("agreement", path)

    assert "Cohen's kappa          none\n" in out
    assert "Every rating that can be compared is the same" in out
    assert "nan" not in out.lower()


def test_counts_have_no_assessors(command):
    code, _, err = command("agreement", NORTHBANK)

    assert code == 1
    assert "AGR004: This inspection has counts and no cases, so nobody can say who answered what." in err


def test_a_file_of_answers_that_is_not_there(command, tmp_path):
    code, out, err = command("agreement", tmp_path / "none.csv")

    assert (code, out) == (1, "")
    assert err


def test_agreement_as_json(command, in_cases):
    data = json.loads(command("agreement", in_cases, "--json")[1])

    assert len(data["disagreements"]) == 7
    assert data["overall"]["answers"] == 216
    assert {each["ref"] for each in data["had_the_other_stood"] if each["moved"]} == {"2.4"}


def test_many_disagreements_are_cut_short_and_what_is_left_out_is_said(command, tmp_path):
    rows = ["case_id,question,answer,assessor,round"]
    rows += [f"{case},2.1.1,{word},{who},{at}" for case in range(40) for word, who, at in (("yes", "A", "first"), ("no", "B", "second"))]
    rows += ["90,2.1.1,yes,A,first", "90,2.1.1,yes,A,second", "91,2.1.1,yes,A,first", "91,2.1.1,unknown,B,second"]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    _, out, _ = command("agreement", path)

    assert "  and 11 more: see --json\n" in out
    assert "Not compared: one answer that only one of the two could give as yes or no.\n" in out
    assert "Not compared: one answer given twice by the same assessor.\n" in out
    assert "No more agreement than by chance" in out


def test_two_who_never_differ_do_not_drift(command, tmp_path):
    rows = ["case_id,question,answer,assessor,round"]
    rows += [
        f"{case},2.1.1,{word},{who},{at}" for case, word in enumerate(("yes", "no") * 12) for who, at in (("A", "first"), ("B", "second"))
    ]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    _, out, _ = command("agreement", path)

    assert "  A: 24 answers compared, always alike\n" in out
    assert "To discuss" not in out
