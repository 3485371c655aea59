"""Every kind of rule, limit, condition and setting in plain words."""

from decimal import Decimal

import pytest
from tests.spec.systems import edition

from inspectorate.frameworks import load_edition
from inspectorate.model import (
    Clause,
    Condition,
    CountThresholds,
    Exceptions,
    Judged,
    Known,
    Limit,
    LowestOf,
    NoRating,
    PercentBands,
    PercentOfMax,
    Point,
    Scale,
    Setting,
    StatusRule,
    SumBands,
    WorstOf,
)
from inspectorate.reporting.method import highest_score, in_force_words, totals_words, using_words
from inspectorate.reporting.rules import (
    condition_words,
    discretion_words,
    known_words,
    limit_words,
    rule_words,
    setting_words,
    status_words,
)

KNOWN = Known("published", "Manual")
SCALE = Scale("rating", (Point("poor", "Poor", 0), Point("fair", "Fair", 1), Point("good", "Good", 2)))
HEAD = ("id", "Title", KNOWN)
EDGES = (("fair", Decimal(50)), ("good", Decimal("62.5")))
MEANS = (("poor", Decimal("0.5")), ("fair", Decimal("1.5")))


def setting(name, value, *alternatives):
    return Setting(f"id.{name}", name, value, KNOWN, alternatives)


RULES = {
    "bands": (
        PercentBands(*HEAD, EDGES, setting("rounding", "half_up"), setting("minimum_cases", 5)),
        [
            "A percentage of cases below 50 is Poor; from 50 Fair; from 62.5 Good.",
            "The percentage is rounded half up, to a whole number, before it is banded.",
            "A key question with fewer than 5 cases takes no part.",
        ],
    ),
    "bands, not rounded": (
        PercentBands(*HEAD, EDGES, setting("rounding", "none")),
        [
            "A percentage of cases below 50 is Poor; from 50 Fair; from 62.5 Good.",
            "The percentage is not rounded before it is banded.",
            "No fewest number of cases is set.",
        ],
    ),
    "lowest": (LowestOf(*HEAD), ["The lowest key question decides."]),
    "judged": (Judged(*HEAD), ["A person decides: Poor, Fair or Good."]),
    "judged with an indication": (
        Judged(*HEAD, reason_required=True, indicative=(Limit("x", "A poor start", KNOWN, "overall", Condition(any_item="poor"), "fair"),)),
        [
            "A person decides: Poor, Fair or Good.",
            "A reason is required.",
            "An indication that warns and never decides: A poor start, then Fair at best.",
        ],
    ),
    "sum, edges to the lower band": (
        SumBands(*HEAD, mean_at_most=MEANS, boundary=setting("boundary", "lower")),
        [
            "The scores are added.",
            "A mean of at most 0.5 is Poor; of at most 1.5 Fair; above that Good.",
            "A mean exactly on an edge falls in the lower band.",
        ],
    ),
    "sum, edges to the upper band": (
        SumBands(*HEAD, mean_at_most=MEANS, boundary=setting("boundary", "upper")),
        [
            "The scores are added.",
            "A mean below 0.5 is Poor; below 1.5 Fair; from there Good.",
            "A mean exactly on an edge falls in the upper band.",
        ],
    ),
    "low totals": (
        SumBands(*HEAD, total_at_most=(("good", Decimal(15)), ("fair", Decimal(30)))),
        ["The scores are added.", "A low total is good. Up to 15: Good; up to 30: Fair; above that: Poor."],
    ),
    "per cent of the most": (
        PercentOfMax(*HEAD, 4, EDGES, setting("rounding", "half_up")),
        [
            "The scores are added and taken as a percentage of the most they could be, 4 each.",
            "A percentage below 50 is Poor; from 50 Fair; from 62.5 Good.",
            "The percentage is rounded half up, to a whole number, before it is banded.",
        ],
    ),
    "worst": (WorstOf(*HEAD), ["The worst key question decides."]),
    "worst with exceptions": (
        WorstOf(*HEAD, among=("quality", "well_led"), exceptions=Exceptions(1, 1, ("quality",))),
        [
            "The worst of quality and well led decides.",
            "With a recorded reason at most one may stand one step below the rating given, but never quality.",
        ],
    ),
    "counts": (
        CountThresholds(
            *HEAD,
            clauses=(
                Clause("poor", "poor", "X"),
                Clause("good", "good", "2", "fair"),
                Clause("fair", "poor", "1"),
                Clause("good", at_most=(("poor", 0), ("fair", 1))),
            ),
            thresholds=((3, 1), (None, 2)),
            normally=True,
        ),
        [
            "The first line that fits decides:",
            "Poor when at least X key questions are Poor.",
            "Good when at least two key questions are Good and every other is at least Fair.",
            "Fair when at least one key question is Poor.",
            "Good when none is Poor and at most one is Fair.",
            "Otherwise it is left to judgement.",
            "X is 1 for up to three rated and 2 for more.",
            "It holds normally: a departure with a recorded reason is allowed.",
        ],
    ),
    "counts, otherwise": (
        CountThresholds(*HEAD, clauses=(Clause("poor", "poor", "2"),), otherwise="fair"),
        ["The first line that fits decides:", "Poor when at least two key questions are Poor.", "Otherwise Fair."],
    ),
    "none": (NoRating(*HEAD), ["Nothing is rated, by design."]),
}


@pytest.mark.parametrize(("rule", "words"), RULES.values(), ids=RULES)
def test_a_rule_in_words(rule, words):
    assert rule_words(rule, SCALE) == words


def test_the_overall_rating_is_made_of_standards():
    assert rule_words(LowestOf(*HEAD), SCALE, "standard") == ["The lowest standard decides."]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("rounding", "half_up", "half up, to a whole number"),
        ("rounding", "none", "not rounded"),
        ("boundary", "lower", "the lower band"),
        ("boundary", "upper", "the upper band"),
        ("window", 5, "5 percentage points"),
        ("window", 1, "1 percentage point"),
        ("minimum_cases", None, "not set"),
        ("minimum_cases", 12, "12 cases"),
    ],
)
def test_a_value_of_a_setting(name, value, words):
    assert setting_words(setting(name, None), value) == words


LIMITS = {
    (
        "cqc-adult-social-care-2018",
        "no_registered_manager",
    ): 'When the fact "no registered manager" is true, Well-led is Requires improvement at best.',
    ("fhrs-2012", "a_score_of_15"): "When any standard is 15 or worse, the overall rating is 2 – Improvement necessary at best.",
    ("fhrs-2012", "a_score_of_25_or_30"): (
        "When any standard is 25 or any standard is 30, the overall rating is 0 – Urgent improvement necessary at best."
    ),
    ("cqc-saf-2023", "a_score_of_2_below_outstanding"): (
        "When the rule gives Outstanding and any key question is Some shortfalls or worse, the standard is Good at best."
    ),
}


@pytest.mark.parametrize(("where", "words"), LIMITS.items(), ids=[limit for _, limit in LIMITS])
def test_a_limit_in_words(where, words):
    of = edition(where[0])

    assert limit_words(next(limit for limit in of.limits if limit.id == where[1]), of) == [words]


def test_a_limit_that_holds_normally():
    of = edition("cqc-nhs-trust")

    assert limit_words(next(limit for limit in of.limits if limit.normally), of)[1:] == [
        "It holds normally: a departure with a recorded reason is allowed."
    ]


@pytest.mark.parametrize(
    ("edition_id", "status", "words"),
    [
        ("ofsted-report-card-2025", "special_measures",
         "It holds when the status Requires significant improvement holds and Leadership and governance is Urgent improvement."),
        ("estyn-2024", "follow_up", "Set by a person: none, estyn review, significant improvement or special measures."),
    ],
)  # fmt: skip
def test_a_status_in_words(edition_id, status, words):
    of = edition(edition_id)

    assert status_words(next(each for each in of.statuses if each.id == status), of) == [words]


def test_a_status_of_a_status_that_is_not_there():
    of = edition("fhrs-2012")

    assert status_words(StatusRule("x", "X", KNOWN, Condition(status="y")), of) == ["It holds when the status y holds."]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(item="2.1.3", equals="good"), "2.1.3 is Good"),
        (Condition(item="2.1", equals="good"), "2.1 Assessment is Good"),
        (Condition(any_item="good", among=("2.1", "2.2")), "any of 2.1 Assessment and 2.2 Planning is Good or worse"),
        (Condition(all=(Condition(any_item="inadequate"), Condition(any=(Condition(fact="a", equals="1"), Condition(fact="b", equals="2"))))),
         'any standard is Inadequate; and either the fact "a" is 1 or the fact "b" is 2'),
        (Condition(any=(Condition(all=(Condition(fact="a", equals="1"), Condition(fact="b", equals="2"))), Condition(fact="c", equals="3"))),
         'both the fact "a" is 1 and the fact "b" is 2; or the fact "c" is 3'),
    ],
)  # fmt: skip
def test_a_condition_in_words(condition, words):
    assert condition_words(condition, load_edition("hmip-crc-2018")) == words


def test_discretion_in_words():
    given = load_edition("hmip-crc-2018").discretion
    first = "A ratings panel may move a computed rating by one band, across an edge that the lowest key question is"

    assert discretion_words(given) == [
        f"{first} within 5 percentage points of.",
        "It may also where one answer more or less would take the lowest key question across.",
        "It records its reason and who decided.",
    ]
    none = given._replace(window=given.window._replace(value=0), one_answer=False)
    assert discretion_words(none) == [f"{first} exactly on.", "It records its reason and who decided."]


def test_how_well_something_is_known():
    assert known_words(Known("recollected", "the manual", "high", "page 3")) == [
        "Recollected, not read in a published document (high confidence).",
        "Source: the manual.",
        "Printed in: page 3.",
    ]
    assert known_words(Known("open")) == ["Not known; our default is shown."]


@pytest.mark.parametrize(
    ("edition_id", "words"),
    [
        ("hmip-crc-2018", "With ten standards: 0 to 5 Inadequate, 6 to 15 Requires improvement, 16 to 25 Good, 26 to 30 Outstanding."),
        ("hmip-youth-2021", "With 12 standards: 0 to 6 Inadequate, 7 to 18 Requires improvement, 19 to 30 Good, 31 to 36 Outstanding."),
        (
            "cqc-local-authority-2023",
            "With nine standards: 9 to 13 Inadequate, 14 to 22 Requires improvement, 23 to 31 Good, 32 to 36 Outstanding.",
        ),
        ("ofsted-ilacs-2018", None),
    ],
)
def test_totals_in_words(edition_id, words):
    assert totals_words(load_edition(edition_id)) == words


@pytest.mark.parametrize(
    ("edition_id", "score"),
    [("hmip-crc-2018", 30), ("hmip-youth-2021", 36), ("cqc-local-authority-2023", 36), ("fhrs-2012", None), ("hmip-dipp-2025", None)],
)
def test_the_highest_score(edition_id, score):
    assert highest_score(load_edition(edition_id)) == score


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("2018-06", "2019-08", "June 2018 to August 2019"),
        ("2023-10", None, "from October 2023"),
        (None, "2021", "until 2021"),
        (None, None, "dates not known"),
    ],
)
def test_when_an_edition_is_in_force(begin, end, words):
    assert in_force_words(load_edition("hmip-crc-2018")._replace(in_force_from=begin, in_force_to=end)) == words


def test_what_a_rule_is_used_for():
    of = load_edition("hmip-crc-2018")

    assert [using_words(rule, of) for rule in of.rules.values()] == [
        "Used for the key questions of 2.1, 2.2, 2.3, 2.4, 4.1 and 4.2.",
        "Used for standards 2.1, 2.2, 2.3, 2.4, 4.1 and 4.2.",
        "Used for standards 1.1, 1.2, 1.3 and 1.4.",
        "Used for the overall rating.",
    ]
    assert using_words(LowestOf(*HEAD), of) == "Used for nothing here."
