"""Every limiting rule of the shipped editions, on both sides of what it asks for (other-methods sections 3, 4, 6 and 7)."""

import pytest
from tests.spec.systems import rated, scored

from inspectorate.frameworks import load_edition, shipped_editions
from inspectorate.model import Judged, OverallJudgement

# ------------------------------------------------------------------------------------------------------------------------------------
# CQC, adult social care: a breach of regulations limits the whole; four facts limit well-led.

BREACH = [
    # key questions   breach    overall                  limited from
    ("O O G G G", "false", "outstanding", None),
    ("O O G G G", "true", "requires_improvement", "outstanding"),
    ("G G G G G", "true", "requires_improvement", "good"),
    ("G G G R R", "true", "requires_improvement", None),  # nothing to limit
    ("I I G G G", "true", "inadequate", None),
]


@pytest.mark.parametrize(("ratings", "breach", "overall", "before"), BREACH)
def test_breach_of_regulations(ratings, breach, overall, before):
    result = rated("cqc-adult-social-care-2018", scored("cqc-adult-social-care-2018", ratings), {"breach_of_regulations": breach}).overall
    assert result.rating == overall
    assert [(limit.rule, limit.title, limit.before, limit.after) for limit in result.limits] == (
        [("breach_of_regulations", "A regulation is breached", before, "requires_improvement")] if before else []
    )


FACTS = ("no_registered_manager", "registration_condition_unmet", "notifications_not_sent", "information_return_not_sent")


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize(
    ("judged", "value", "rating"),
    [
        ("O", "true", "requires_improvement"),
        ("G", "true", "requires_improvement"),
        ("R", "true", "requires_improvement"),
        ("I", "true", "inadequate"),
        ("O", "false", "outstanding"),
    ],
)
def test_well_led(fact, judged, value, rating):
    result = rated("cqc-adult-social-care-2018", scored("cqc-adult-social-care-2018", f"G G G G {judged}"), {fact: value})
    assert result.standard("well_led").rating == rating
    assert [limit.rule for limit in result.standard("well_led").limits] == ([fact] if judged in "OG" and value == "true" else [])


def test_two_facts_limit_once():
    """The first in the order of the edition takes it down; the second finds nothing left to take."""
    result = rated("cqc-adult-social-care-2018", scored("cqc-adult-social-care-2018", "G G G G O"), dict.fromkeys(FACTS, "true"))
    assert [limit.rule for limit in result.standard("well_led").limits] == ["no_registered_manager"]


# ------------------------------------------------------------------------------------------------------------------------------------
# Food hygiene: total band and worst single score, published.
#
#     rating   5      4      3      2      1      0
#     total    0-15   20     25-30  35-40  45-50  over 50
#     worst    5      10     10     15     20     over 20

FOOD = [
    # handling structure management   total   by the total   rating   limit
    ("5 5 5", 15, "5", "5", None),
    ("10 5 0", 15, "5", "4", "a_score_of_10"),
    ("10 5 5", 20, "4", "4", None),
    ("10 10 5", 25, "3", "3", None),
    ("10 10 10", 30, "3", "3", None),
    ("15 0 0", 15, "5", "2", "a_score_of_10 a_score_of_15"),
    ("15 10 5", 30, "3", "2", "a_score_of_15"),
    ("15 10 10", 35, "2", "2", None),
    ("15 15 10", 40, "2", "2", None),
    ("20 0 0", 20, "4", "1", "a_score_of_15 a_score_of_20"),
    ("20 15 10", 45, "1", "1", None),
    ("20 20 10", 50, "1", "1", None),
    ("25 0 0", 25, "3", "0", "a_score_of_15 a_score_of_20 a_score_of_25_or_30"),
    ("0 0 20", 20, "4", "1", "a_score_of_20"),  # the scale of confidence has no 15
    ("0 0 30", 30, "3", "0", "a_score_of_20 a_score_of_25_or_30"),
    ("20 20 20", 60, "0", "0", None),
    ("25 25 30", 80, "0", "0", None),
]


@pytest.mark.parametrize(("scores", "total", "by_total", "rating", "limits"), FOOD)
def test_food_hygiene(scores, total, by_total, rating, limits):
    result = rated("fhrs-2012", scored("fhrs-2012", scores)).overall
    applied = [limit.rule for limit in result.limits]
    assert (result.score, result.rating) == (total, rating)
    assert applied == (limits.split() if limits else [])
    assert (result.limits[0].before if result.limits else rating) == by_total


# ------------------------------------------------------------------------------------------------------------------------------------
# Children's services: Inadequate for children indicates Inadequate; it warns and never decides.

CHILDREN = [
    # leaders, help, care, leavers   judged      warned of
    ("3 4 3 3", "requires_improvement", True),
    ("3 3 4 3", "requires_improvement", True),
    ("3 3 3 4", "requires_improvement", True),
    ("4 3 3 3", "requires_improvement", False),  # leaders are not among them
    ("3 3 3 3", "requires_improvement", False),
    ("3 4 3 3", "inadequate", False),
]


@pytest.mark.parametrize(("grades", "judgement", "warned"), CHILDREN)
def test_childrens_services(grades, judgement, warned):
    decided = OverallJudgement(judgement, "Weighed.", "lead inspector")
    result = rated("ofsted-ilacs-2018", scored("ofsted-ilacs-2018", grades), overall=decided)
    assert (result.overall.rating, result.overall.limits) == (judgement, ())
    expected = [
        (
            "RAT003",
            "warning",
            "The judgement departs from an indication: Inadequate in help and protection, in care or for care leavers.",
            "requires_improvement",
            "Inadequate",
        )
    ]
    found = [(each.code, each.severity, each.message, each.found, each.expected) for each in result.problems]
    assert found == (expected if warned else [])


def test_every_limit_of_a_shipped_edition_is_here():
    declared = set()
    for name in shipped_editions():
        of = load_edition(name)
        declared |= {(name, limit.id) for limit in of.limits}
        declared |= {(name, limit.id) for rule in of.rules.values() if isinstance(rule, Judged) for limit in rule.indicative}
    shown = {("cqc-adult-social-care-2018", fact) for fact in ("breach_of_regulations", *FACTS)} | {
        ("ofsted-ilacs-2018", "inadequate_for_children")
    }
    shown |= {("fhrs-2012", limit) for row in FOOD if row[4] for limit in row[4].split()}
    assert declared == shown
