"""
HM Inspectorate of Probation, method 2.3 and 2.4: percentages of cases, their bands, and the lowest key question.

    KQ %          descriptor             rating
    below 50      minority               Inadequate
    50-64         too few                Requires improvement
    65-79         reasonable majority    Good
    80 and above  large majority         Outstanding
"""

from decimal import Decimal

import pytest
from tests.spec.hmip import case_standard, setting

from inspectorate.model import Evidence, Figures, StandardEvidence
from inspectorate.rating import rate
from inspectorate.rating.bands import count_position, possible_positions

WORDS = ("inadequate", "requires_improvement", "good", "outstanding")
WHOLE = [(range(50), "inadequate"), (range(50, 65), "requires_improvement"), (range(65, 80), "good"), (range(80, 101), "outstanding")]


@pytest.mark.parametrize(("per_cents", "rating"), WHOLE)
@pytest.mark.parametrize("rounding", ["half_up", "none"])
def test_every_whole_per_cent(per_cents, rating, rounding):
    for percent in per_cents:
        found = case_standard(f"{percent}/100 100/100 100/100", setting("hmip-crc-2019", rounding=rounding))
        assert (found.key_questions[0].percent, found.rating) == (percent, rating)
        published = case_standard(f"{percent} 100 100", setting("hmip-crc-2019", rounding=rounding), provenance="published")
        assert published.rating == rating


EDGES = [
    # count      exact per cent   rounded half up, then banded   banded as it is
    ("49/99", "49.4949…", "inadequate", "inadequate"),
    ("50/101", "49.505", "requires_improvement", "inadequate"),  # method 2.10
    ("99/200", "49.5", "requires_improvement", "inadequate"),
    ("989/2000", "49.45", "inadequate", "inadequate"),
    ("1/2", "50", "requires_improvement", "requires_improvement"),
    ("129/200", "64.5", "good", "requires_improvement"),
    ("20/31", "64.516", "good", "requires_improvement"),  # method 2.10
    ("49/76", "64.47", "requires_improvement", "requires_improvement"),
    ("13/20", "65", "good", "good"),
    ("35/44", "79.545", "outstanding", "good"),  # method 2.10
    ("159/200", "79.5", "outstanding", "good"),
    ("31/39", "79.487", "good", "good"),
    ("4/5", "80", "outstanding", "outstanding"),
    ("0/1", "0", "inadequate", "inadequate"),
    ("1/1", "100", "outstanding", "outstanding"),
]


@pytest.mark.parametrize(("count", "exact", "rounded", "plain"), EDGES)
def test_rounding_before_banding(count, exact, rounded, plain):
    assert case_standard(f"{count} 1/1 1/1", setting("hmip-crc-2019", rounding="half_up")).rating == rounded
    assert case_standard(f"{count} 1/1 1/1", setting("hmip-crc-2019", rounding="none")).rating == plain


@pytest.mark.parametrize(("count", "exact", "rounded", "plain"), EDGES)
def test_the_other_rounding_is_named_exactly_where_it_would_change_the_rating(count, exact, rounded, plain):
    """Whether HMIP rounds first is not known: half up is the default and a result says where it matters."""
    found = case_standard(f"{count} 1/1 1/1").sensitive_to
    expected = [("key_question.rounding", "open", "half_up", "none", plain)] if rounded != plain else []
    assert [(each.rule, each.status, each.value, each.alternative, each.rating) for each in found] == expected


LOWEST = [
    # key questions      lowest    rating                 deciding
    ("72 58 49", "inadequate", ["2.1.3"]),  # method 2.10
    ("83 81 80", "outstanding", ["2.1.3"]),
    ("66 79 95", "good", ["2.1.1"]),
    ("34/60 42/60 54/60", "requires_improvement", ["2.1.1"]),
    ("5/7 6/7 7/7", "good", ["2.1.1"]),
    ("49 50 100", "inadequate", ["2.1.1"]),
    ("50 50 50", "requires_improvement", ["2.1.1", "2.1.2", "2.1.3"]),  # ties decide together
    ("80 80 79", "good", ["2.1.3"]),
    ("13/20 65/100 100/100", "good", ["2.1.1", "2.1.2"]),  # 65% of different numbers is a tie
    ("0/10 10/10 10/10", "inadequate", ["2.1.1"]),
    ("- 70 90", "good", ["2.1.2"]),  # no applicable case takes no part
    ("- - 33/100", "inadequate", ["2.1.3"]),
]


@pytest.mark.parametrize(("line", "rating", "deciding"), LOWEST)
def test_the_lowest_key_question_decides(line, rating, deciding):
    found = case_standard(line)
    assert (found.rating, found.computed, found.method) == (rating, rating, "lowest_key_question")
    assert list(found.deciding) == deciding


def test_every_order_of_the_same_three_gives_the_same():
    for line in ("49 70 90", "70 49 90", "70 90 49", "90 70 49", "49 90 70", "90 49 70"):
        assert case_standard(line).rating == "inadequate"


def test_a_key_question_that_is_not_the_lowest_does_not_matter():
    for second in (65, 79, 80, 100):
        assert case_standard(f"64 {second} 100").rating == "requires_improvement"


def test_per_cents_and_counts_together():
    """64.9 as published against 130/200 = 65: without rounding the per cent is the lower and decides."""
    of = setting("hmip-crc-2019", rounding="none")
    found = case_standard("64.9 130/200 100", of)
    assert (found.rating, list(found.deciding)) == ("requires_improvement", ["2.1.1"])


def test_a_published_per_cent_ranks_as_printed_even_where_its_count_is_lower():
    """65% of 31 fits 20 cases, 64.5%; 64.8% without a base is lower as printed, and is in the lower band without rounding."""
    questions = {"2.1.1": Figures(20, 31, 65), "2.1.2": Figures(percent=Decimal("64.8")), "2.1.3": Figures(31, 31)}
    of = setting("hmip-crc-2019", rounding="none")
    found = rate(of, Evidence("published", {"2.1": StandardEvidence(figures=questions)})).standard("2.1")
    assert (found.rating, list(found.deciding), found.discretion.eligible) == ("requires_improvement", ["2.1.2"], True)


FEW = [
    # fewest cases, key questions      rating
    (5, "4/4 13/20 20/20", "good"),
    (5, "0/4 13/20 20/20", "good"),  # four cases are too few to be heard
    (5, "0/5 13/20 20/20", "inadequate"),
    (5, "4/4 4/4 0/4", None),  # none is left: not rated
]


@pytest.mark.parametrize(("fewest", "line", "rating"), FEW)
def test_very_small_sub_samples_may_be_left_out(fewest, line, rating):
    """Method 2.8: below a threshold, which is a setting; none is set in the shipped editions."""
    found = case_standard(line, setting("hmip-crc-2019", minimum_cases=fewest))
    assert found.rating == rating
    assert [each.takes_part for each in found.key_questions] == [int(word.split("/")[1]) >= fewest for word in line.split()]
    assert case_standard("0/1 13/20 20/20").rating == "inadequate"


# ------------------------------------------------------------------------------------------------------------------------------------
# Answers that nobody gave: "the rating is given only if every way of filling them gives the same band" (design 4.1).

BLANKS = [
    # count and blanks   what the key question may be
    ("10/20+1", ["inadequate", "requires_improvement"]),  # 10/21 = 47.6, 11/21 = 52.4, or not applicable: 50
    ("11/20+1", ["requires_improvement"]),  # 52.4 or 57.1
    ("0/0+1", ["inadequate", "outstanding"]),  # one case: all or nothing
    ("0/0+2", ["inadequate", "requires_improvement", "outstanding"]),  # 0, 50 or 100
    ("9/20+2", ["inadequate", "requires_improvement"]),  # 9/22 … 11/22 = 50
    ("8/20+2", ["inadequate"]),  # at best 10/22 = 45.5
    ("79/100+1", ["good"]),  # at best 80/101 = 79.2
    ("79/100+4", ["good", "outstanding"]),  # at best 83/104 = 79.8, rounded 80
    ("3/7+100000000000000", ["inadequate", "requires_improvement", "good", "outstanding"]),
]


@pytest.mark.parametrize(("line", "possible"), BLANKS)
def test_blanks_leave_every_band_they_may_fill(line, possible):
    found = case_standard(f"{line} 1/1 1/1").key_questions[0]
    assert list(found.possible) == possible
    assert found.rating == (possible[0] if len(possible) == 1 else None)


@pytest.mark.parametrize("rounding", ["half_up", "none"])
def test_blanks_against_filling_them_one_by_one(rounding):
    edges = (50, 65, 80)
    for cases in (0, 1, 2, 5, 9, 30):
        for yes in range(cases + 1):
            for blanks in (0, 1, 2, 3, 7, 40):
                ways = {
                    count_position(yes + more, cases + base, rounding, edges)
                    for base in range(blanks + 1)
                    for more in range(base + 1)
                    if cases + base
                }
                assert set(possible_positions(yes, cases, blanks, rounding, edges)) == ways, (yes, cases, blanks)


def test_words_of_the_scale():
    assert [case_standard(f"{percent} 100 100").rating for percent in (0, 50, 65, 80)] == list(WORDS)
