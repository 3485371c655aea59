"""Rating from cases: answers become counts, blanks are filled in every way, and every figure leads back to its cases."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from inspectorate.cli.main import run
from inspectorate.errors import ChangeRefusedError
from inspectorate.inspection import load_rated, rate_file, result_data, what_if
from inspectorate.model import Answer, CaseReferences, Figures
from inspectorate.rating import count_answers
from inspectorate.reporting.explanation import explanation_text

ROOT = Path(__file__).parents[2]
NORTHBANK = ROOT / "examples" / "northbank-cases" / "northbank.yaml"
HEADING = """\
inspection: {id: made-up, organisation: Made up, framework: hmip-crc-2018, provenance: synthetic}
cases: cases.csv
answers: answers.csv
"""


def answer(case, word, *, applies=True):
    return Answer(case, "2.3.3", word, applies, "not_low_rosh", "first")


# Design 4.1: unknown and empty leave the denominator and are counted; what does not apply is in neither.
COUNTED = [
    ("yes yes no", (2, 3, 0)),
    ("yes no unknown", (1, 2, 1)),
    ("yes no not_answered", (1, 2, 1)),
    ("yes na na", (1, 1, 0)),
    ("unknown not_answered", (0, 0, 2)),
    ("na na", (None, 0, 0)),
]


@pytest.mark.parametrize(("words", "figures"), COUNTED, ids=[words for words, _ in COUNTED])
def test_counting(words, figures):
    answers = [answer(f"C-{at}", word) for at, word in enumerate(words.split())]
    found = count_answers(answers)["2.3.3"]
    assert (found.yes, found.cases, found.unanswered) == figures
    assert count_answers(reversed(answers), references=False)["2.3.3"] == Figures(figures[0], figures[1], None, None, figures[2])


def test_a_closed_question_is_counted_nowhere_whatever_was_answered():
    assert count_answers([answer("C-1", "yes", applies=False), answer("C-2", "no")])["2.3.3"] == Figures(
        0, 1, None, None, 0, CaseReferences((), ("C-2",), (), ("C-1",), "not_low_rosh")
    )


@pytest.fixture
def inspection(tmp_path):
    """Write an inspection of so many cases, with the words that answer 2.1.1 to 2.1.3 in each of them."""

    def write(words, more="", others="yes"):
        names = [f"C-{at:03}" for at in range(1, len(words) + 1)]
        (tmp_path / "cases.csv").write_text(
            "case_id,stratum,rosh_inspector\n" + "".join(f"{name},all,low\n" for name in names), encoding="utf-8"
        )
        rows = [f"{name},2.1.1,{word}\n" for name, word in zip(names, words, strict=True)]
        rows += [f"{name},{ref},{others}\n" for name in names for ref in ("2.1.2", "2.1.3")]
        (tmp_path / "answers.csv").write_text("case_id,question,answer\n" + "".join(rows), encoding="utf-8")
        (tmp_path / "inspection.yaml").write_text(HEADING + more, encoding="utf-8")
        return tmp_path / "inspection.yaml"

    return write


# Method 2.3: bands at 50, 65 and 80, rounded half up. Of 20 cases, the blanks filled in every way.
FILLED = [
    (["yes"] * 12 + ["no"] * 8, ["requires_improvement"]),  # 60
    (["yes"] * 12 + ["no"] * 7 + [""], ["requires_improvement", "good"]),  # 60 or 65
    (["yes"] * 11 + ["no"] * 8 + [""], ["requires_improvement"]),  # 55 or 60
    (["yes"] * 12 + ["no"] * 6 + ["unknown", ""], ["requires_improvement", "good"]),  # 60 to 70
    (["yes"] * 9 + ["no"] * 10 + ["unknown"], ["inadequate", "requires_improvement"]),  # 45 or 50
    (["yes"] * 18 + ["no"] + ["unknown"], ["outstanding"]),  # 90 or 95
    ([""] * 20, ["inadequate", "requires_improvement", "good", "outstanding"]),
]


@pytest.mark.parametrize(("words", "possible"), FILLED, ids=range(len(FILLED)))
def test_a_rating_is_given_only_if_every_filling_gives_the_same(inspection, words, possible):
    standard = load_rated(inspection(words)).result.standard("2.1")
    assert list(standard.possible) == possible
    assert standard.rating == (possible[0] if len(possible) == 1 else None)
    blank = sum(word in ("", "unknown") for word in words)
    assert standard.key_questions[0].unanswered == blank
    assert standard.key_questions[0].cases == 20 - blank


def test_every_case_of_low_risk_leaves_a_question_without_cases(inspection):
    planning = load_rated(inspection(["yes"] * 4)).result.standard("2.2")
    assert [(each.takes_part, each.cases) for each in planning.key_questions] == [(True, 0), (True, 0), (False, 0)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('results: {"2.1": {key_questions: {"2.1.1": {yes: 1, cases: 2}}}}\n', "INS034"),
        ('results: {"2.1": {not_rated: no cases}}\n', "INS035"),
        ('results: {"2.1": {rating: inadequate}}\n', "RAT001"),
        ("context: [{id: c.own_plan, yes: 1, cases: 2}]\n", None),
    ],
)
def test_results_beside_cases(inspection, more, code):
    checked = rate_file(inspection(["yes"] * 4, more))
    assert {each.code for each in checked.problems if each.severity == "error"} == ({code} if code else set())


def test_figures_of_other_questions_may_stand_in_the_results(inspection):
    more = 'results: {"4.1": {key_questions: {"4.1.1": {yes: 30, cases: 40}}}, "1.1": {rating: good}}\n'
    result = load_rated(inspection(["yes"] * 4, more)).result
    assert result.standard("2.1").rating == "outstanding"
    assert result.standard("1.1").rating == "good"
    assert result.standard("4.1").key_questions[0].yes == 30


def test_answers_need_their_cases(tmp_path):
    (tmp_path / "inspection.yaml").write_text(HEADING.replace("cases: cases.csv\n", ""), encoding="utf-8")
    assert [each.code for each in rate_file(tmp_path / "inspection.yaml").problems] == ["INS033"]


def test_a_file_that_is_not_there_is_told_beside_the_inspection(inspection, capsys):
    path = inspection(["yes"])
    (path.parent / "answers.csv").unlink()
    assert run(["rate", str(path)]) == 1
    assert f"{path.parent}/answers.csv: error TAB001" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------- back to the cases


def test_explain_reaches_the_cases_behind_a_percentage():
    text = " ".join(explanation_text(load_rated(NORTHBANK), "2.3.3").split())
    listed = text.partition("The 63 cases that were not sufficient: ")[2].rstrip(".").split(", ")
    assert len(set(listed)) == 112 - 49
    assert "N-014" in listed
    assert "It applied to 112 of 130 cases: cases not at low risk of serious harm in the inspector's view." in text


def test_the_trace_has_counts_and_cases_and_replays():
    rated = load_rated(NORTHBANK)
    data = result_data(rated)
    steps = {
        step["about"]: step
        for standard in data["trace"]["children"][0]["children"]
        for each in standard["children"]
        for step in each["children"]
    }
    read = steps["2.3.3"]["inputs"]
    assert (read["yes"], read["cases"], read["unanswered"]) == (49, 112, 0)
    assert {name: len(cases) for name, cases in read["references"].items()} == {"yes": 49, "no": 63, "not_applicable": 18}
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "replay.py"], input=json.dumps(data), capture_output=True, text=True, check=False
    )
    assert done.stdout == "Every step recomputes.\n"


def test_what_is_published_names_no_case():
    data = json.dumps(result_data(load_rated(NORTHBANK, references=False)))
    assert "N-014" not in data
    assert "references" not in data


@pytest.mark.slow
def test_the_site_names_no_case(tmp_path):
    assert run(["site", str(NORTHBANK.parent), "-o", str(tmp_path / "site")]) == 0
    pages = [path for path in (tmp_path / "site").rglob("*") if path.suffix in (".html", ".json", ".csv")]
    assert [path.name for path in pages if "N-014" in path.read_text(encoding="utf-8")] == []
    page = (tmp_path / "site" / "inspections" / "northbank-crc-2018.html").read_text(encoding="utf-8")
    assert "118 needed" in page


# ------------------------------------------------------------------------------------------------------- what if


def test_one_case_answered_otherwise_moves_one_count():
    answer = what_if(load_rated(NORTHBANK), ["N-014 2.3.3 yes"])
    question = answer.after.result.standard("2.3").key_questions[2]
    assert (question.yes, question.cases) == (50, 112)
    assert not answer.overall.moved


def test_one_case_is_what_separates_reviewing_from_the_next_rating():
    low = load_rated(NORTHBANK).inspection.evidence.standards["2.4"].figures["2.4.3"].references.no[0]
    moved = {each.ref: (each.before, each.after) for each in what_if(load_rated(NORTHBANK), [f"{low} 2.4.3 yes"]).touched}
    assert moved == {"2.4": (("inadequate",), ("requires_improvement",))}


def test_cannot_tell_leaves_the_base_and_what_was_there_changes_nothing():
    rated = load_rated(NORTHBANK)
    question = what_if(rated, ["N-014 2.3.3 unknown"]).after.result.standard("2.3").key_questions[2]
    assert (question.yes, question.cases, question.unanswered) == (49, 111, 1)
    assert what_if(rated, ["N-014 2.3.3 no"]).after.result.overall == rated.result.overall
    there_and_back = what_if(rated, ["N-014 2.3.3 yes", "N-014 2.3.3 no"]).after
    assert there_and_back.result.standards == rated.result.standards


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("N-999 2.3.3 yes", "WIF010"),
        ("U-001 2.3.3 yes", "WIF010"),
        ("N-014 2.3.3 perhaps", "WIF012"),
        ("N-014 2.3.9 yes", "WIF002"),
        ("N-014 1.1.1 yes", "WIF009"),
    ],
)
def test_refused_changes_of_a_case(change, code):
    with pytest.raises(ChangeRefusedError) as refused:
        what_if(load_rated(NORTHBANK), [change])
    assert [each.code for each in refused.value.problems] == [code]


def test_a_case_to_which_the_question_does_not_apply():
    rated = load_rated(NORTHBANK)
    closed = rated.inspection.evidence.standards["2.3"].figures["2.3.3"].references.not_applicable[0]
    with pytest.raises(ChangeRefusedError, match="not_low_rosh"):
        what_if(rated, [f"{closed} 2.3.3 yes"])


def test_counts_have_no_cases_to_change():
    with pytest.raises(ChangeRefusedError, match="counts, not cases"):
        what_if(load_rated(ROOT / "examples" / "demonstration" / "northbank.yaml"), ["N-014 2.3.3 yes"])


def test_a_file_without_cases_does_not_load_what_reads_them():
    program = "import sys; from inspectorate.cli.main import run; run(sys.argv[1:]); print([m for m in sys.modules if m.startswith(('inspectorate.assessment', 'inspectorate.tables'))])"
    path = ROOT / "examples" / "demonstration" / "northbank.yaml"
    done = subprocess.run([sys.executable, "-c", program, "rate", str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


# --------------------------------------------------------------------------------------------------------- in words


def test_blanks_are_counted_and_shown(inspection, capsys):
    path = inspection(["yes"] * 17 + ["no", "unknown", ""])  # 17 to 19 of 20: 85 to 95, Outstanding however they are filled in
    assert run(["rate", str(path)]) == 0
    shown = capsys.readouterr()
    assert "2.1.1: 94% of 18; 2" in shown.out
    assert "0 not answered" not in shown.err
    text = " ".join(explanation_text(load_rated(path), "2.1").split())
    assert "Two answers are missing; however they are filled in, the cases give the same." in text
    assert "The two cases without a yes or a no, outside the base: C-019, C-020." in text
    assert "The one case that was not sufficient: C-018." in text


def test_a_question_that_nobody_has_answered_says_so(inspection):
    text = " ".join(explanation_text(load_rated(inspection([""] * 3)), "2.1.1").split())
    assert "Nobody has answered it with a yes or a no yet: three cases are open." in text
