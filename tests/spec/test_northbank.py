"""The demonstration inspection: every figure of it, each worked out here in whole numbers, and none taken from a result."""

from pathlib import Path

import pytest

from inspectorate.inspection import load_rated

FILE = Path(__file__).parents[2] / "examples" / "demonstration" / "northbank.yaml"
WORDS = ("inadequate", "requires_improvement", "good", "outstanding")

# Method 2.3: per cent rounded half up, `(200 yes + n) // 2n`; bands at 50, 65, 80. Method 2.4: the lowest decides.
CASES = """
2.1.1  78/130 60   2.1.2 88/130 68   2.1.3 75/130 58                  requires_improvement
2.2.1  76/130 58   2.2.2 79/130 61   2.2.3 64/112 57                  requires_improvement
2.3.1  95/130 73   2.3.2 82/130 63   2.3.3 49/112 44                  inadequate
2.4.1  85/130 65   2.4.2 82/130 63   2.4.3 55/112 49                  inadequate
4.1.1  29/40  73   4.1.2 30/40  75   4.1.3 31/40  78   4.1.4 34/40 85  good
4.2.1  19/30  63   4.2.2 17/30  57   4.2.3 20/30  67                  requires_improvement
"""
ROWS = [line.split() for line in CASES.strip().splitlines()]
JUDGED = {"1.1": "good", "1.2": "requires_improvement", "1.3": "requires_improvement", "1.4": "good"}
RATED = JUDGED | {row[0][:3]: row[-1] for row in ROWS}


@pytest.fixture(scope="module")
def result():
    return load_rated(FILE).result


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:3] for row in ROWS])
def test_key_questions(result, row):
    standard = result.standard(row[0][:3])
    assert (standard.rating, standard.computed) == (row[-1], row[-1])
    expected = []
    for ref, count, percent in zip(row[0:-1:3], row[1:-1:3], row[2:-1:3], strict=True):
        yes, cases = map(int, count.split("/"))
        assert (200 * yes + cases) // (2 * cases) == int(percent)
        expected.append((ref, yes, cases, int(percent), WORDS[sum(int(percent) >= edge for edge in (50, 65, 80))]))
    assert [(each.ref, each.yes, each.cases, each.percent, each.rating) for each in standard.key_questions] == expected
    assert min(expected, key=lambda each: each[1] / each[2])[0] in standard.deciding


def test_eleven_of_thirty(result):
    scores = [WORDS.index(RATED[ref]) for ref in sorted(RATED)]
    assert scores == [2, 1, 1, 2, 1, 1, 0, 0, 2, 1]
    assert (
        (result.overall.score, result.overall.max, result.overall.rating)
        == (sum(scores), 30, "requires_improvement")
        == (11, 30, "requires_improvement")
    )
    assert {standard.ref: standard.rating for standard in result.standards} == RATED
    assert {standard.ref: standard.how for standard in result.standards} == dict.fromkeys(RATED, "direct")


def test_the_lowest_key_question_of_each_standard(result):
    assert {each.ref: each.deciding for each in result.standards if each.deciding} == {
        "2.1": ("2.1.3",),
        "2.2": ("2.2.3",),
        "2.3": ("2.3.3",),
        "2.4": ("2.4.3",),
        "4.1": ("4.1.1",),
        "4.2": ("4.2.2",),
    }


def test_discretion_is_open_only_where_an_edge_is_near(result):
    """2.4 at 49 is one point from 50; 2.1 at 58, 2.2 at 57, 2.3 at 44, 4.1 at 73 and 4.2 at 57 are six or more from any edge."""
    eligible = {each.ref: each.discretion.to for each in result.standards if each.discretion.eligible}
    assert eligible == {"2.4": ("requires_improvement",)}


def test_one_answer_lifts_reviewing(result):
    """56/112 is 50: one more. For 2.3 it takes 56 - 49 = 7."""
    reviewing, implementing = result.standard("2.4"), result.standard("2.3")
    assert (reviewing.up.to, reviewing.up.steps, reviewing.up.where) == ("requires_improvement", 1, {"2.4.3": 1})
    assert (implementing.up.to, implementing.up.steps, implementing.up.where) == ("requires_improvement", 7, {"2.3.3": 7})
    assert (reviewing.down, implementing.down) == (None, None)


def test_how_far_the_overall_rating_is(result):
    """16 is Good: five standards up one band; 5 is Inadequate: six down."""
    assert (result.overall.up.to, result.overall.up.steps) == ("good", 5)
    assert (result.overall.down.to, result.overall.down.steps) == ("inadequate", 6)


def test_nothing_that_nobody_could_check_would_change_it(result):
    assert result.overall.sensitive_to == ()
    assert [each.rule for standard in result.standards for each in standard.sensitive_to] == []


def test_everything_is_known(result):
    assert result.provenance == "synthetic"
    assert [standard.possible for standard in result.standards] == [(RATED[standard.ref],) for standard in result.standards]
    assert result.problems == ()


def test_the_story_of_2018():
    """Senior case managers 31/50, case managers 18/62; a check needed 118, asked 97, answered 78, used 34; homes 84, visited 27."""
    written = load_rated(FILE).inspection.written
    steps = {entry["id"]: tuple(entry["steps"].values()) or (entry["yes"], entry["cases"]) for entry in written["context"]}
    assert steps == {
        "c.domestic_abuse": (118, 97, 78, 34),
        "c.home_visit": (84, 27),
        "c.new_circumstances": (22, 9),
        "c.own_plan": (69, 130),
    }
    assert (31 + 18, 50 + 62) == (49, 112)
    assert "31 of 50" in written["findings"][0]["text"]
    assert "18 of 62" in written["findings"][0]["text"]
    assert len(written["recommendations"]) == 6
    assert sum(finding["kind"] == "practice_example" for finding in written["findings"]) == 2
