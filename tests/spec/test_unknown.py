"""
Unknown, not rated and not counted are three things (design 4.1 and 4.2; other-methods section 12).

An unknown standard stays in the denominator and leaves the overall rating open; one not rated leaves both; one not counted is shown.
`possible` is the exact set of ratings still possible, lowest first.
"""

import pytest
from tests.spec.hmip import LETTERS, case_standard
from tests.spec.systems import edition, rated, scored

from inspectorate.model import (
    Condition,
    Domain,
    Evidence,
    Figures,
    Known,
    Limit,
    NotRated,
    Standard,
    StandardEvidence,
)
from inspectorate.rating import rate

ALL = ("inadequate", "requires_improvement", "good", "outstanding")


def possible(letters):
    return tuple(LETTERS[letter] for letter in letters)


# ------------------------------------------------------------------------------------------------------------------------------------
# A standard that is known in part: the lowest decides, so that one low key question is enough.

PARTLY = [
    # key questions      what the standard may be
    ("? ? ?", "IRGO"),
    ("33 ? ?", "I"),
    ("49/100 ? ?", "I"),
    ("50 ? ?", "IR"),
    ("64 ? 100", "IR"),
    ("65 ? ?", "IRG"),
    ("80 ? ?", "IRGO"),
    ("80 79 ?", "IRG"),
    ("80 80 80", "O"),
    ("10/20+1 ? ?", "IR"),
    ("10/20+1 100 100", "IR"),
    ("10/20+1 40 100", "I"),
    ("- ? ?", "IRGO"),
    ("- 64 ?", "IR"),
    ("0/0+1 70 100", "IG"),  # the one case decides all or leaves 70
]


@pytest.mark.parametrize(("line", "letters"), PARTLY)
def test_a_standard_known_in_part(line, letters):
    found = case_standard(line)
    assert found.possible == possible(letters)
    assert found.rating == (LETTERS[letters] if len(letters) == 1 else None)
    assert found.state == ("rated" if len(letters) == 1 else "unknown")


def test_an_absent_standard_is_unknown_and_taken_to_be_rated():
    result = rated("hmip-crc-2018", scored("hmip-crc-2018", "G G G G G G G G G"))
    assert (result.standard("4.2").state, result.standard("4.2").possible) == ("unknown", ALL)
    assert (result.overall.score, result.overall.max) == (None, 30)


@pytest.mark.parametrize(
    ("line", "state", "letters"),
    [
        ("G G G G G G G G G", "rated", "G"),  # 18 + 0 … 3 of 30
        ("G G G G R R R R R", "open", "RG"),  # 13 + 0 … 3: 16 is Good
        ("G G G R R R R R R", "rated", "R"),  # 12 + 3 = 15
        ("O O O O O G G G G", "open", "GO"),  # 23 + 3 = 26
        ("I I I I I R R R", "open", "IR"),  # two unknown: 3 … 9
        ("", "open", "IRGO"),
    ],
)
def test_the_overall_rating_of_what_is_known(line, state, letters):
    overall = rated("hmip-crc-2018", scored("hmip-crc-2018", line)).overall
    assert (overall.state, overall.possible) == (state, possible(letters))
    assert overall.rating == (LETTERS[letters] if len(letters) == 1 else None)


def test_a_partly_known_standard_narrows_the_whole():
    """2.1 at 33% can only be Inadequate; with it unknown the overall rating would be open."""
    others = scored("hmip-crc-2018", "G G G G R R R R R R")
    unknown = rated("hmip-crc-2018", {ref: known for ref, known in others.items() if ref != "2.1"})
    partly = rated("hmip-crc-2018", others | {"2.1": StandardEvidence(figures={"2.1.1": Figures(percent=33)})})
    assert unknown.overall.possible == possible("RG")
    assert (partly.overall.score, partly.overall.possible) == (13, possible("R"))


# ------------------------------------------------------------------------------------------------------------------------------------
# The three side by side: nine standards at 14 of 27, and the tenth.

TENTH = [
    # the tenth                              state           counts in the denominator   overall
    (StandardEvidence(stated="inadequate"), "rated", (14, 30), "R"),
    (StandardEvidence(not_rated=NotRated("no_cases")), "not_rated", (14, 27), "G"),
    (StandardEvidence(not_rated=NotRated("not_applicable")), "not_applicable", (14, 27), "G"),
    (StandardEvidence(not_rated=NotRated("pre_dates_item")), "not_applicable", (14, 27), "G"),
    (StandardEvidence(not_rated=NotRated("not_recorded")), "unknown", (None, 30), "RG"),
    (None, "unknown", (None, 30), "RG"),
]


@pytest.mark.parametrize(("known", "state", "sums", "letters"), TENTH)
def test_rated_not_rated_and_unknown_differ(known, state, sums, letters):
    evidence = scored("hmip-crc-2018", "G G G G G R R R R")
    result = rated("hmip-crc-2018", evidence | ({"4.2": known} if known is not None else {}))
    assert result.standard("4.2").state == state
    assert (result.overall.score, result.overall.max) == sums
    assert result.overall.possible == possible(letters)


def test_not_recorded_keeps_its_code():
    result = rated("hmip-crc-2018", {"4.2": StandardEvidence(not_rated=NotRated("not_recorded", "lost"))})
    assert result.standard("4.2").not_rated == NotRated("not_recorded", "lost")


# ------------------------------------------------------------------------------------------------------------------------------------
# A fact that nobody gave is one fact: what it limits here it limits there.


def notice(*limits, rule=None):
    """Three standards by judgement under an edition with limits that read one fact."""
    of = edition("hmip-crc-2018")
    known = Known("published", "made up")
    standards = tuple(Standard(ref, ref, ref, "judgement", of.rules["judgement"], of.scale, known) for ref in "ABC")
    holds = Condition(fact="notice", equals="true")
    made = tuple(Limit(f"limit_{at}", "Notice", known, to, holds, point) for at, (to, point) in enumerate(limits))
    return of._replace(limits=made, domains=(Domain("d", "d", "d", standards),), discretion=None, overall=rule or of.overall)


def judged(letters):
    return {ref: StandardEvidence(stated=LETTERS[letter]) for ref, letter in zip("ABC", letters, strict=True)}


def test_one_fact_limits_all_standards_or_none():
    """O O O is Outstanding without the notice; with it each is RI, and so is the whole: never Good, as one O and two R would be."""
    of = notice(("each_standard", "requires_improvement"))
    result = rate(of, Evidence("draft", judged("OOO")))
    assert [standard.possible for standard in result.standards] == [possible("RO")] * 3
    assert result.overall.possible == possible("RO")
    for value, letters in (("true", "R"), ("false", "O")):
        assert rate(of, Evidence("draft", judged("OOO"), facts={"notice": value})).overall.possible == possible(letters)


def test_one_fact_limits_a_standard_and_the_whole():
    """With the notice A is Inadequate and the whole at best Good; without it 3 + 3 + 2 of 9 is Outstanding."""
    of = notice(("A", "inadequate"), ("overall", "requires_improvement"))
    result = rate(of, Evidence("draft", judged("OOG")))
    assert result.overall.possible == possible("RO")  # 5 of 9 is Good, and limited to RI


def test_the_limits_that_apply_whatever_is_unknown_are_named():
    """A breach is known, the registered manager is not: G G G G with well-led RI or Outstanding is Good before the breach, either way."""
    of = edition("cqc-adult-social-care-2018")
    evidence = scored("cqc-adult-social-care-2018", "G G G G O")
    facts = dict.fromkeys(("registration_condition_unmet", "notifications_not_sent", "information_return_not_sent"), "false")
    overall = rate(of, Evidence("draft", evidence, facts=facts | {"breach_of_regulations": "true"})).overall
    assert overall.possible == ("requires_improvement",)
    assert [(limit.rule, limit.before, limit.after) for limit in overall.limits] == [
        ("breach_of_regulations", "good", "requires_improvement")
    ]


@pytest.mark.parametrize("letters", ["IIII", "OOOO", "RGOI"])
def test_unknown_facts_of_a_standard_are_its_own(letters):
    """Well-led alone reads the registered manager; the others are as judged."""
    result = rated(
        "cqc-adult-social-care-2018", scored("cqc-adult-social-care-2018", f"{' '.join(letters)} O"), {"no_registered_manager": None}
    )
    assert [standard.possible for standard in result.standards[:4]] == [(LETTERS[letter],) for letter in letters]
    assert result.standard("well_led").possible == possible("RO")


def test_thirteen_unknown_standards_are_quick():
    """Exchangeable standards are counted, not multiplied out: every shipped edition rates an empty inspection at once."""
    from inspectorate.frameworks import shipped_editions

    for name in shipped_editions():
        result = rate(edition(name), Evidence("draft", {}))
        assert result.overall.state in ("open", "none_by_design")
        assert result.overall.possible == (() if result.overall.state == "none_by_design" else edition(name).scale.ids)
