"""`changes` is the fewest there are: no fewer answers, and no fewer standards, would do. Proved by trying all."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.inspections import HMIP, inspections
from tests.spec.systems import edition, scored

from inspectorate.model import Evidence, Figures, PercentBands, StandardEvidence
from inspectorate.rating import rate

EDGES = {"requires_improvement": 50, "good": 65, "outstanding": 80}
POINTS = ("inadequate", "requires_improvement", "good", "outstanding")


def with_rounding(rounding):
    of = edition("hmip-crc-2018")
    rules = {name: _rounded(rule, rounding) for name, rule in of.rules.items()}
    domains = tuple(
        domain._replace(
            standards=tuple(
                standard._replace(key_question_rule=standard.key_question_rule and rules["key_question"], rule=rules[standard.rule.id])
                for standard in domain.standards
            )
        )
        for domain in of.domains
    )
    return of._replace(rules=rules, domains=domains)


def _rounded(rule, rounding):
    return rule._replace(rounding=rule.rounding._replace(value=rounding)) if isinstance(rule, PercentBands) else rule


def band(yes, cases, rounding):
    """The table of method 2.3, in whole numbers."""
    if rounding == "half_up":
        return sum((200 * yes + cases) // (2 * cases) >= edge for edge in EDGES.values())
    return sum(100 * yes >= edge * cases for edge in EDGES.values())


def fewest(counts, rounding, way):
    """Try every yes of every key question; the fewest flips after which the lowest band lies that way, and the bands so reached."""
    here = min(band(yes, cases, rounding) for yes, cases in counts)
    found = {}
    for tried in product(*(range(cases + 1) for _, cases in counts)):
        to = min(band(yes, cases, rounding) for yes, (_, cases) in zip(tried, counts, strict=True))
        if (to - here) * way > 0:
            flips = sum(abs(now - before) for now, (before, _) in zip(tried, counts, strict=True))
            found.setdefault(flips, set()).add(POINTS[to])
    return (min(found), found[min(found)]) if found else None


def check(counts, rounding):
    refs = ("2.1.1", "2.1.2", "2.1.3")
    figures = {ref: Figures(*pair) for ref, pair in zip(refs, counts, strict=False)}
    figures |= {ref: Figures(None, 0) for ref in refs[len(counts) :]}
    result = rate(EDITIONS[rounding], Evidence("draft", {"2.1": StandardEvidence(figures=figures)})).standard("2.1")
    for change, way in ((result.up, 1), (result.down, -1)):
        expected = fewest(counts, rounding, way)
        assert (change is None) == (expected is None), (counts, way)
        if change is not None:
            assert change.steps == expected[0] == sum(change.where.values()), (counts, way)
            assert change.to in expected[1], (counts, way)
            moved = [(yes + way * change.where.get(ref, 0), cases) for ref, (yes, cases) in zip(refs, counts, strict=False)]
            assert POINTS[min(band(yes, cases, rounding) for yes, cases in moved)] == change.to


EDITIONS = {rounding: with_rounding(rounding) for rounding in ("half_up", "none")}


@pytest.mark.parametrize("rounding", ["half_up", "none"])
@pytest.mark.parametrize("cases", [1, 2, 3, 7, 9, 13, 20, 31, 40])
def test_one_key_question(cases, rounding):
    for yes in range(cases + 1):
        check([(yes, cases)], rounding)


@pytest.mark.slow
@pytest.mark.parametrize("rounding", ["half_up", "none"])
def test_two_key_questions(rounding):
    """Every pair of counts of up to seven cases, ties among them."""
    shares = [(yes, cases) for cases in (1, 2, 3, 5) for yes in range(cases + 1)]
    for pair in product(shares, repeat=2):
        check(list(pair), rounding)


@pytest.mark.slow
@settings(max_examples=40)
@given(
    st.lists(st.integers(1, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=3, max_size=3),
    st.sampled_from(["half_up", "none"]),
)
def test_three_key_questions(counts, rounding):
    check(counts, rounding)


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ({"2.1.1": Figures(10, 20)}, "two key questions are unknown"),
        ({"2.1.1": Figures(10, 20), "2.1.2": Figures(15, 20), "2.1.3": Figures(percent=70)}, "a per cent without its base"),
        ({"2.1.1": Figures(10, 20), "2.1.2": Figures(15, 20), "2.1.3": Figures(15, 20, unanswered=1)}, "an answer is missing"),
    ],
)
def test_nothing_is_claimed_where_counts_are_unknown(figures, why):
    result = rate(edition("hmip-crc-2018"), Evidence("draft", {"2.1": StandardEvidence(figures=figures)})).standard("2.1")

    assert (result.up, result.down) == (None, None), why


def test_nothing_is_claimed_where_a_per_cent_and_its_count_are_in_different_bands():
    """65% of 31 is 20 cases, 64.5%: without rounding the per cent is Good and the count is not."""
    figures = {"2.1.1": Figures(20, 31, 65), "2.1.2": Figures(31, 31), "2.1.3": Figures(31, 31)}
    result = rate(EDITIONS["none"], Evidence("published", {"2.1": StandardEvidence(figures=figures)})).standard("2.1")

    assert (result.rating, result.up, result.down) == ("good", None, None)


# ------------------------------------------------------------------------------------------------------------------------------------
# The overall rating: standards moved one band each.


def moves(of, evidence, way):
    """Try every choice of standards; the fewest that move the overall rating that way, and the ratings so reached."""
    here = rate(of, evidence).overall
    movable = [standard for standard in of.standards if standard.ref in evidence.standards and evidence.standards[standard.ref].stated]
    movable = [each for each in movable if 0 <= each.scale.position(evidence.standards[each.ref].stated) + way < len(each.scale.points)]
    for steps in range(1, len(movable) + 1):
        reached = set()
        for chosen in combinations(movable, steps):
            moved = {
                each.ref: StandardEvidence(stated=each.scale.ids[each.scale.position(evidence.standards[each.ref].stated) + way])
                for each in chosen
            }
            to = rate(of, evidence._replace(standards={**evidence.standards, **moved})).overall.rating
            if to is not None and (of.scale.position(to) - of.scale.position(here.rating)) * way > 0:
                reached.add(to)
        if reached:
            return steps, reached
    return None


def check_overall(name, evidence):
    of = edition(name)
    result = rate(of, evidence).overall
    if result.state != "rated":
        assert (result.up, result.down) == (None, None)
        return
    for change, way in ((result.up, 1), (result.down, -1)):
        expected = moves(of, evidence, way)
        assert (change is None) == (expected is None)
        if change is not None:
            assert change.steps == expected[0]
            assert change.to in expected[1]


OTHER_FACTS = dict.fromkeys(
    ("no_registered_manager", "registration_condition_unmet", "notifications_not_sent", "information_return_not_sent"), "false"
)
FACTS = OTHER_FACTS | {"breach_of_regulations": "false", "safeguarding_effective": "true"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("hmip-pdu-2023", ["I I I I I I I", "R R R R G G G", "G G G G G G I", "O O O O O G G"]),
        ("cqc-local-authority-2023", ["1 1 1 1 2 2 2 2 2", "2 2 2 2 2 3 3 3 3"]),
        ("cqc-adult-social-care-2018", ["O O G G G", "G G G R R", "I I G G G", "O O O O O", "R G G G G"]),
        ("fhrs-2012", ["0 0 0", "5 5 10", "15 0 0", "25 25 30", "10 10 20"]),
        ("ofsted-eif-2019", ["2 2 2 2", "1 2 1 1", "3 2 2 2", "4 2 2 2"]),
    ],
)
def test_fewest_standards(name, lines):
    for line in lines:
        check_overall(name, Evidence("draft", scored(name, line), facts=FACTS))


@pytest.mark.parametrize(
    ("facts", "steps"),
    [({"breach_of_regulations": "false"}, 2), ({"breach_of_regulations": "true"}, None), ({}, None)],
    ids=["no breach", "breach", "not stated"],
)
def test_a_fact_nobody_stated_may_hold_the_rating_down(facts, steps):
    """R R R G G would be Good with one R left: two moves; a breach, or one that nobody ruled out, keeps it at RI."""
    result = rate(
        edition("cqc-adult-social-care-2018"),
        Evidence("draft", scored("cqc-adult-social-care-2018", "R R R G G"), facts=facts | OTHER_FACTS),
    )

    assert result.overall.rating == "requires_improvement"
    assert (result.overall.up.steps if result.overall.up else None) == steps


def test_a_judgement_is_not_moved_by_standards():
    result = rate(edition("ofsted-ilacs-2018"), Evidence("published", scored("ofsted-ilacs-2018", "2 2 2 2")))

    assert (result.overall.up, result.overall.down) == (None, None)


@pytest.mark.slow
@settings(max_examples=40)
@given(inspections(HMIP))
def test_changes_are_only_claimed_of_what_is_rated(inspection):
    name, evidence = inspection
    for standard in rate(edition(name), evidence).standards:
        if standard.computed is None:
            assert (standard.up, standard.down) == (None, None)
