"""
A rating that is stated beside its figures, and a rating that was published beside what is known (design 4.1 and 4.2).

A stated rating that its key questions contradict is an error in a draft and a reported disagreement in what was published. What was
published never feeds a rating: it is checked against what the known standards, the published score and the published counts allow.
"""

import pytest
from tests.spec.hmip import LETTERS, case_standard, figures
from tests.spec.systems import edition, rated, scored

from inspectorate.model import DiscretionDecision, Evidence, PublishedOutcome, StandardEvidence
from inspectorate.rating import rate

STATED = [
    # key questions        stated   agrees
    ("49/100 90/100 90/100", "I", True),
    ("49/100 90/100 90/100", "R", False),
    ("64/100 ? ?", "R", True),  # possible: Inadequate or RI
    ("64/100 ? ?", "I", True),
    ("64/100 ? ?", "G", False),
    ("? ? ?", "O", True),
]


@pytest.mark.parametrize(("line", "letter", "agrees"), STATED)
@pytest.mark.parametrize("provenance", ["draft", "synthetic", "published"])
def test_stated_beside_figures(line, letter, agrees, provenance):
    known = StandardEvidence(figures=figures(line), stated=LETTERS[letter])
    result = rate(edition("hmip-crc-2019"), Evidence(provenance, {"2.1": known}))
    severity = "warning" if provenance == "published" else "error"
    assert [(each.code, each.severity) for each in result.problems] == ([] if agrees else [("RAT001", severity)])
    if agrees or provenance == "published":
        assert result.standard("2.1").rating == LETTERS[letter]
    else:
        assert result.standard("2.1").rating != LETTERS[letter]


def test_the_words_of_the_contradiction():
    known = StandardEvidence(figures=figures("49/100 90/100 90/100"), stated="good")
    (problem,) = rate(edition("hmip-crc-2019"), Evidence("draft", {"2.1": known})).problems
    assert problem.message == "2.1 Assessment: the stated rating is not what its key questions give."
    assert (problem.found, problem.expected) == ("Good", "Inadequate")
    assert problem.fix == "Check the figures, or record the panel's discretion."
    assert problem.where.path == '$.results["2.1"].rating'


def test_all_that_was_possible_is_named():
    known = StandardEvidence(figures=figures("64/100 ? ?"), stated="good")
    (problem,) = rate(edition("hmip-crc-2019"), Evidence("published", {"2.1": known})).problems
    assert (problem.found, problem.expected) == ("Good", "Inadequate or Requires improvement")


@pytest.mark.parametrize(("stated", "problems"), [("good", []), (None, []), ("requires_improvement", ["RAT001"])])
def test_discretion_explains_a_stated_rating(stated, problems):
    known = StandardEvidence(figures=figures("64/100 90/100 90/100"), stated=stated)
    decision = DiscretionDecision("2.1", "good", "The others are far above.", None, "panel")
    result = rate(edition("hmip-crc-2019"), Evidence("draft", {"2.1": known}, discretion=(decision,)))
    assert [problem.code for problem in result.problems] == problems
    assert result.standard("2.1").rating == "good"


def test_a_stated_rating_that_the_panel_moved_is_said_to_be_that():
    known = StandardEvidence(figures=figures("64/100 90/100 90/100"), stated="requires_improvement")
    decision = DiscretionDecision("2.1", "good", "The others are far above.", None, "panel")
    (problem,) = rate(edition("hmip-crc-2019"), Evidence("draft", {"2.1": known}, discretion=(decision,))).problems
    assert problem.message == "2.1 Assessment: the stated rating is not the one that the panel's discretion gives."
    assert (problem.found, problem.expected) == ("Requires improvement", "Good")


def test_a_stated_rating_alone_stands():
    found = case_standard("? ? ?", stated="good")
    assert (found.rating, found.computed, found.stated, found.possible) == ("good", None, "good", ("good",))


# ------------------------------------------------------------------------------------------------------------------------------------
# Published: what it fits.

CHECKED = [
    # standards             overall   score   counts                      possible   agrees   basis
    ("G G G G G G G G G G", "G", None, {}, "G", True, "standards"),
    ("G G G G G G G G G G", "O", None, {}, "G", False, "standards"),
    ("G G G G G G G G G G", None, None, {}, "G", None, "standards"),
    ("G G G G G G G G G G", "G", 20, {}, "G", True, "standards"),
    ("G G G G G G G G G G", "G", 19, {}, "", False, "standards"),  # the score contradicts the standards
    ("G G G G G G G G G G", "G", None, {"G": 9}, "", False, "standards"),
    ("G G G G R R R R R", "G", None, {}, "RG", None, "part"),
    ("G G G G R R R R R", "O", None, {}, "RG", False, "part"),
    ("G G G G R R R R R", "G", 16, {}, "G", True, "score"),
    ("G G G G R R R R R", "R", 16, {}, "G", False, "score"),
    ("G G G G R R R R R", "G", 17, {}, "", False, "score"),  # 13 + 3 is the most
    ("G G G G R R R R R", "G", None, {"O": 1}, "G", True, "counts"),
    ("G G G G R R R R R", "R", None, {"R": 6}, "R", True, "counts"),
    ("G G G G R R R R R", "R", None, {"RI": 6}, "R", True, "counts"),  # RI or Inadequate: the tenth is one of them
    ("G G G G R R R R R", "G", None, {"GO": 5}, "RG", None, "part"),  # 15 or 16
    ("", "R", None, {}, "IRGO", None, "nothing"),
    ("", "R", 11, {}, "R", True, "score"),
    ("", "G", 11, {}, "R", False, "score"),
    ("", "G", 31, {}, "", False, "score"),
    ("", "G", None, {"GO": 10}, "GO", None, "part"),
    ("", "I", None, {"I": 10}, "I", True, "counts"),
    ("", "R", 5, {"G": 3}, "", False, "score"),  # three Good are 6
]


@pytest.mark.parametrize(("line", "overall", "score", "counts", "letters", "agrees", "basis"), CHECKED)
def test_published(line, overall, score, counts, letters, agrees, basis):
    said = {tuple(sorted(LETTERS[letter] for letter in word)): number for word, number in counts.items()}
    outcome = PublishedOutcome(LETTERS[overall] if overall else None, score, 30 if score else None, said)
    result = rated("hmip-crc-2018", scored("hmip-crc-2018", line), published=outcome)
    published = result.published
    assert (published.overall, published.score) == (outcome.overall, score)
    assert published.possible == tuple(LETTERS[letter] for letter in letters)
    assert (published.agrees, published.basis) == (agrees, basis)


@pytest.mark.parametrize(("line", "overall", "score", "counts", "letters", "agrees", "basis"), CHECKED)
def test_published_never_feeds_a_rating(line, overall, score, counts, letters, agrees, basis):
    outcome = PublishedOutcome(LETTERS[overall] if overall else None, score)
    with_it = rated("hmip-crc-2018", scored("hmip-crc-2018", line), published=outcome)
    without = rated("hmip-crc-2018", scored("hmip-crc-2018", line))
    assert with_it.overall == without.overall
    assert (with_it.standards, with_it.problems, without.published) == (without.standards, without.problems, None)


def test_a_standard_that_is_not_counted_is_not_in_published_counts():
    line = "G G G G G G G G G G G G O"
    said = {("good",): 12, ("outstanding",): 0}
    published = rated("hmip-youth-2021", scored("hmip-youth-2021", line), published=PublishedOutcome("good", 24, 36, said)).published
    assert (published.agrees, published.basis) == (True, "standards")
