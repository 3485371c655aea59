"""
HM Inspectorate of Probation, method 2.5: professional discretion.

Open on a case standard when its lowest key question is within five percentage points of a boundary, or when one case decided
otherwise would change the rating. One band, across the boundary that is near, in both directions; a reason and a decider are printed.
"""

from decimal import Decimal

import pytest
from tests.spec.hmip import LETTERS, case_standard, figures, setting
from tests.spec.systems import edition, scored

from inspectorate.model import DiscretionDecision, Evidence, Figures, StandardEvidence
from inspectorate.rating import rate

REASON = "A small sub-sample; the other key questions are far above."


def decided(to, reason=REASON, by="ratings panel"):
    return (to, reason, "2019-02-20", by)


# ------------------------------------------------------------------------------------------------------------------------------------
# The trigger, first limb: within five points, measured on the value that is banded.

WITHIN = [
    # lowest %   open to (down, up)
    (44, ""),
    (45, "R"),
    (49, "R"),
    (50, "I"),
    (55, "I"),
    (56, ""),
    (57, ""),
    (59, ""),
    (60, "G"),
    (64, "G"),
    (65, "R"),
    (70, "R"),
    (71, ""),
    (74, ""),
    (75, "O"),
    (79, "O"),
    (80, "G"),
    (85, "G"),
    (86, ""),
    (100, ""),
    (0, ""),
]


@pytest.mark.parametrize(("lowest", "to"), WITHIN)
def test_within_five_points_of_a_boundary(lowest, to):
    """Of 1,000 cases one case never reaches another band unless it is on the edge, so that the window alone decides."""
    found = case_standard(f"{lowest * 10}/1000 1000/1000 1000/1000").discretion
    assert (found.eligible, found.to) == (bool(to), tuple(LETTERS[letter] for letter in to))


@pytest.mark.parametrize(
    ("count", "rounding", "eligible"),
    [
        ("446/1000", "half_up", True),  # 44.6 rounds to 45
        ("444/1000", "half_up", False),
        ("446/1000", "none", False),  # 5.4 away
        ("450/1000", "none", True),
        ("554/1000", "half_up", True),  # 55.4 rounds to 55
        ("554/1000", "none", False),
    ],
)
def test_the_window_is_measured_on_the_value_that_is_banded(count, rounding, eligible):
    assert case_standard(f"{count} 1000/1000 1000/1000", setting("hmip-crc-2019", rounding=rounding)).discretion.eligible is eligible


@pytest.mark.parametrize(
    ("window", "open_at"),
    [
        (0, {50, 65, 80}),
        (3, {47, 48, 49, 50, 51, 52, 53, 62, 63, 64, 65, 66, 67, 68, 77, 78, 79, 80, 81, 82, 83}),
        (5, {*range(45, 56), *range(60, 71), *range(75, 86)}),
    ],
)
def test_windows_of_nought_three_and_five(window, open_at):
    """Method 2.5 says five; three and nought are the alternatives that an edition declares."""
    of = setting("hmip-crc-2019", window=window)
    found = {percent for percent in range(101) if case_standard(f"{percent * 100}/10000 10000/10000 10000/10000", of).discretion.eligible}
    one_answer = {percent for percent in range(101) if percent in (50, 65, 80)}  # on the edge itself one answer is enough too
    assert found == open_at | one_answer


# Second limb: one case.

ONE_CASE = [
    # lowest   per cent   open to   why
    ("5/7", 71, "RO"),  # method 2.10: 4/7 = 57, 6/7 = 86
    ("34/60", 57, ""),  # method 2.10: 33/60 and 35/60 stay RI
    ("4/7", 57, "IG"),  # 3/7 = 43, 5/7 = 71
    ("1/1", 100, "G"),  # 0/1 is Inadequate, but one band is the most
    ("0/1", 0, "R"),  # 1/1 is Outstanding, but one band is the most
    ("2/5", 40, "R"),  # 3/5 = 60
    ("1/5", 20, ""),  # 2/5 = 40 and 0/5 = 0 stay Inadequate
    ("6/7", 86, "G"),  # 5/7 = 71
    ("7/7", 100, ""),  # 6/7 = 86 stays Outstanding
]


@pytest.mark.parametrize(("lowest", "percent", "to"), ONE_CASE)
def test_one_case_decided_otherwise_would_change_the_rating(lowest, percent, to):
    found = case_standard(f"{lowest} 100/100 100/100")
    assert found.key_questions[0].percent == percent
    assert found.discretion.eligible == bool(to)
    assert found.discretion.to == tuple(LETTERS[letter] for letter in to)


VECTORS = [
    # method 2.10      rating                 eligible
    ("72 58 49", "inadequate", True),
    ("83 81 80", "outstanding", True),
    ("66 79 95", "good", True),
    ("34/60 70/100 90/100", "requires_improvement", False),
    ("5/7 100/100 100/100", "good", True),
]


@pytest.mark.parametrize(("line", "rating", "eligible"), VECTORS)
def test_vectors_of_the_method(line, rating, eligible):
    found = case_standard(line, provenance="published")
    assert (found.rating, found.discretion.eligible) == (rating, eligible)


UNTOLD = [
    ("57 100 100", "a per cent without its base: one case may be enough"),
    ("49/100 ? 100/100", "an unknown key question may be lower"),
    ("49/100+1 100/100 100/100", "an answer is missing"),
    ("? ? ?", "nothing is known"),
]


@pytest.mark.parametrize(("line", "why"), UNTOLD)
def test_where_it_cannot_be_told(line, why):
    assert case_standard(line).discretion.eligible is None, why


def test_of_key_questions_equally_low_the_one_with_fewest_cases_is_looked_at():
    """57.1% of 7 and of 70: one of seven is enough, one of seventy is not."""
    for line in ("4/7 40/70 100/100", "40/70 4/7 100/100"):
        assert case_standard(line).discretion.to == ("inadequate", "good")


# ------------------------------------------------------------------------------------------------------------------------------------
# Used.


@pytest.mark.parametrize(
    ("line", "computed", "to"),
    [
        ("49/100 90/100 90/100", "inadequate", "requires_improvement"),
        ("64/100 90/100 90/100", "requires_improvement", "good"),
        ("79/100 90/100 90/100", "good", "outstanding"),
        ("50/100 90/100 90/100", "requires_improvement", "inadequate"),
        ("65/100 90/100 90/100", "good", "requires_improvement"),
        ("80/100 90/100 90/100", "outstanding", "good"),
    ],
)
def test_one_band_up_or_down_and_both_ratings_kept(line, computed, to):
    found = case_standard(line, decide=decided(to))
    assert (found.computed, found.rating, found.possible) == (computed, to, (to,))
    assert found.discretion.used == {"to": to, "reason": REASON, "decided_on": "2019-02-20", "decided_by": "ratings panel"}
    assert case_standard(line).discretion.used is None


def test_the_moved_rating_is_what_is_summed():
    """15 of 30 is RI; with 2.1 moved from Inadequate it is 16, Good."""
    evidence = scored("hmip-crc-2019", "G G G G I G G G R I")
    evidence["2.1"] = StandardEvidence(figures=figures("49/100 90/100 90/100"))
    plain = rate(edition("hmip-crc-2019"), Evidence("draft", evidence))
    moved = rate(
        edition("hmip-crc-2019"), Evidence("draft", evidence, discretion=(DiscretionDecision("2.1", *decided("requires_improvement")),))
    )
    assert (plain.overall.score, plain.overall.rating) == (15, "requires_improvement")
    assert (moved.overall.score, moved.overall.rating) == (16, "good")


def test_changes_are_those_of_the_computed_rating():
    found = case_standard("49/100 90/100 90/100", decide=decided("requires_improvement"))
    assert (found.up.to, found.up.steps, found.up.where) == ("requires_improvement", 1, {"2.1.1": 1})  # 50/100; 49 does not round up


def test_without_the_window_it_would_not_stand_and_the_result_says_so():
    """47% is three points away: with a window of nought discretion is not open, and the standard stays Inadequate."""
    found = case_standard("470/1000 1/1 1/1", decide=decided("requires_improvement"))
    assert [(each.rule, each.value, each.alternative, each.rating) for each in found.sensitive_to] == [
        ("discretion.window", "5", "0", "inadequate")
    ]
    further = case_standard("455/1000 1/1 1/1", decide=decided("requires_improvement"))
    assert [(each.rule, each.alternative) for each in further.sensitive_to] == [("discretion.window", "0"), ("discretion.window", "3")]


# ------------------------------------------------------------------------------------------------------------------------------------
# Refused, each with its own code.

REFUSED = [
    # standard, key questions, decision            code, message, found, expected, what to do
    (
        "1.1",
        "",
        decided("good"),
        "DSC001",
        "1.1 Leadership: Discretion is for standards rated by cases.",
        None,
        None,
        "Rate the standard by judgement instead.",
    ),
    (
        "2.1",
        "40/100 ? 90/100",
        decided("requires_improvement"),
        "DSC002",
        "2.1 Assessment: Discretion cannot be checked here.",
        None,
        "counts that give one computed rating",
        "Give the key questions' counts.",
    ),
    (
        "2.1",
        "57 90 90",
        decided("good"),
        "DSC002",
        "2.1 Assessment: Discretion cannot be checked here.",
        None,
        "counts that give one computed rating",
        "Give the key questions' counts.",
    ),
    (
        "2.1",
        "64/100 90/100 90/100",
        decided("requires_improvement"),
        "DSC003",
        "2.1 Assessment: Discretion changes nothing here.",
        "Requires improvement",
        "a rating other than the computed one",
        "Leave the entry out.",
    ),
    (
        "2.1",
        "49/100 90/100 90/100",
        decided("good"),
        "DSC004",
        "2.1 Assessment: Discretion moves a rating by one band at most.",
        "from Inadequate to Good",
        "the next band",
        None,
    ),
    (
        "2.1",
        "64/100 90/100 90/100",
        decided("inadequate"),
        "DSC005",
        "2.1 Assessment: Discretion is open on this standard, but not across this edge.",
        "Inadequate",
        "the band across the edge that is near",
        None,
    ),
    (
        "2.1",
        "57/100 90/100 90/100",
        decided("good"),
        "DSC006",
        "2.1 Assessment: The lowest key question is not near enough to an edge for discretion.",
        "57%",
        "a value within the window, or one answer from an edge",
        None,
    ),
    (
        "2.1",
        "64/100 90/100 90/100",
        decided("good", reason=None),
        "DSC007",
        "2.1 Assessment: Discretion needs a reason.",
        None,
        "reason: why the panel moved the rating",
        None,
    ),
    (
        "2.1",
        "64/100 90/100 90/100",
        decided("good", by=None),
        "DSC008",
        "2.1 Assessment: Discretion needs a decider.",
        None,
        "decided_by: who decided",
        None,
    ),
]


def refused(name, ref, line, decision):
    known = StandardEvidence(figures=figures(line, ref)) if line else StandardEvidence(stated="requires_improvement")
    of = edition(name) if isinstance(name, str) else name
    result = rate(of, Evidence("draft", {ref: known}, discretion=(DiscretionDecision(ref, *decision),)))
    return result.standard(ref), result.problems


@pytest.mark.parametrize(("ref", "line", "decision", "said"), [(*row[:3], row[3:]) for row in REFUSED])
def test_refused_with_its_own_code(ref, line, decision, said):
    standard, (problem,) = refused("hmip-crc-2019", ref, line, decision)
    assert problem.severity == "error"
    assert (problem.code, problem.message, problem.found, problem.expected, problem.fix) == said
    assert (standard.rating, standard.discretion.used) == (standard.computed or standard.stated, None)


def test_refused_where_the_edition_has_none():
    of = edition("hmip-crc-2019")._replace(discretion=None)
    _, (problem,) = refused(of, "2.1", "64/100 90/100 90/100", decided("good"))
    assert (problem.code, problem.message, problem.fix) == (
        "DSC009",
        "2.1 Assessment: This edition has no discretion.",
        "Leave the entry out.",
    )


def test_every_reason_to_refuse_is_given_at_once():
    _, problems = refused("hmip-crc-2019", "2.1", "57/100 90/100 90/100", decided("good", reason=None, by=None))
    assert [problem.code for problem in problems] == ["DSC007", "DSC008", "DSC006"]


@pytest.mark.parametrize(("value", "shown"), [("57/100", "57%"), ("400/701", "57.06%")])
def test_the_value_is_shown_as_it_was_banded(value, shown):
    _, (problem,) = refused(setting("hmip-crc-2019", rounding="none"), "2.1", f"{value} 100/100 100/100", decided("good"))
    assert (problem.code, problem.found) == ("DSC006", shown)


def test_in_2018_it_is_open_and_inferred():
    of = edition("hmip-crc-2018")
    assert (of.discretion.known.status, of.discretion.window.value, of.discretion.window.alternatives) == ("inferred", 5, (0, 3))
    assert case_standard("64/100 90/100 90/100", "hmip-crc-2018", decide=decided("good")).rating == "good"


def test_a_published_per_cent_within_the_window_is_enough():
    """49% of nobody knows how many: within five points of 50 whatever the base."""
    found = case_standard("49 70 70", provenance="published", decide=decided("requires_improvement"))
    assert (found.computed, found.rating) == ("inadequate", "requires_improvement")


def test_one_key_question_with_decimals():
    known = StandardEvidence(figures={"2.1.1": Figures(percent=Decimal("44.5")), "2.1.2": Figures(9, 10), "2.1.3": Figures(9, 10)})
    result = rate(edition("hmip-crc-2019"), Evidence("published", {"2.1": known}))
    assert result.standard("2.1").discretion.eligible is True  # 44.5 rounds to 45
