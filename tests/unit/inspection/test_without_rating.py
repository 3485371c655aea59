"""An edition that shows percentages of cases and rates nothing: the dynamic inspection of public protection."""

from fractions import Fraction

import pytest

from inspectorate.inspection import rate_file
from inspectorate.reporting.table import inspection_table

HEAD = """
inspection: {id: dipp-example-2025, organisation: Example region, framework: hmip-dipp-2025, provenance: synthetic}
results:
"""


@pytest.fixture
def checked(tmp_path):
    def rated(results):
        path = tmp_path / "dipp.yaml"
        path.write_text(HEAD + results, encoding="utf-8")
        return rate_file(path)

    return rated


def found(checked):
    return [(problem.code, problem.where.path, problem.found, problem.expected) for problem in checked.problems]


def test_key_questions_keep_their_percentages_and_have_no_rating(checked):
    done = checked("""
  C1: {key_questions: {C1.1: {yes: 27, cases: 60}}}
  C2: {key_questions: {C2.1: {percent: 52}}}
""")
    standards = {standard.ref: standard for standard in done.rated.result.standards}

    assert done.problems == ()
    assert [(ref, each.state, each.not_rated.code, each.rating, each.possible) for ref, each in standards.items()] == [
        (ref, "not_rated", "not_graded_by_design", None, ()) for ref in ("C1", "C2", "C3", "C4", "A")
    ]
    assert [
        (question.ref, question.yes, question.cases, question.proportion, question.percent, question.rating, question.possible)
        for ref in ("C1", "C2", "C3")
        for question in standards[ref].key_questions
    ] == [
        ("C1.1", 27, 60, Fraction(27, 60), 45, None, ()),
        ("C2.1", None, None, Fraction(52, 100), 52, None, ()),
        ("C3.1", None, None, None, None, None, ()),
    ]


def test_there_is_no_overall_rating_and_nothing_moves_one(checked):
    result = checked("  C1: {key_questions: {C1.1: {yes: 27, cases: 60}}}\n").rated.result

    assert (result.overall.state, result.overall.rating, result.overall.possible) == ("none_by_design", None, ())
    assert (result.overall.score, result.overall.max) == (None, None)
    assert [(each.up, each.down, each.discretion.eligible) for each in result.standards] == [(None, None, False)] * 5


def test_the_trace_keeps_the_figures(checked):
    trace = checked("  C1: {key_questions: {C1.1: {yes: 27, cases: 60}}}\n").rated.result.trace.as_json()
    step = next(child for child in trace["children"][0]["children"] if child["about"] == "C1")

    assert step["operation"] == "not_rated"
    assert [(child["about"], child["inputs"]["yes"], child["inputs"]["cases"]) for child in step["children"]] == [("C1.1", 27, 60)]


def test_the_table_shows_the_percentages(checked):
    rated = checked("  C1: {key_questions: {C1.1: {yes: 27, cases: 60}}}\n  C2: {key_questions: {C2.1: {percent: 52}}}\n").rated
    lines = inspection_table(rated).splitlines()

    assert lines[lines.index("Core set") + 1 :][:3] == [
        "  C1  Assessment                   no rating, by design   C1.1: 45% of 60",
        "  C2  Planning                     no rating, by design   C2.1: 52%",
        "  C3  Implementation and delivery  no rating, by design",
    ]


@pytest.mark.parametrize(
    ("results", "path", "value"),
    [
        ("  C1: {rating: good}\n", "$.results.C1.rating", "'good'"),
        ("  C1: {key_questions: {C1.1: {rating: good}}}\n", '$.results.C1.key_questions["C1.1"].rating', "'good'"),
        ("  A: {score: 2}\n", "$.results.A.score", "'2'"),
    ],
)
def test_a_rating_is_refused(checked, results, path, value):
    done = checked(results)

    assert done.rated is None
    assert found(done) == [("INS008", path, value, "figures of its key questions")]
