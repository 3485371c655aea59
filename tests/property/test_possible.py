"""
What is possible is exactly what some way of filling in the unknown gives: proved by filling it in, in every way, one by one.

Small editions are made at random from every kind of rule and limit; the inspections under them leave standards, key questions, answers
and facts open. A filled-in inspection has nothing unknown, so that rating it takes none of the paths that are proved here.
"""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.spec.systems import edition

from inspectorate.model import (
    Clause,
    Condition,
    CountThresholds,
    Domain,
    Evidence,
    Exceptions,
    Figures,
    KeyQuestion,
    Known,
    Limit,
    LowestOf,
    NotRated,
    OverallJudgement,
    PercentBands,
    PercentOfMax,
    PublishedOutcome,
    Setting,
    Standard,
    StandardEvidence,
    StatusRule,
    SumBands,
    WorstOf,
)
from inspectorate.rating import rate

KNOWN = Known("published", "made up")
BASE = edition("hmip-crc-2018")
SCALE = BASE.scale
POINTS = SCALE.ids
OTHER = "something else"
BANDS = {"I": Figures(0, 20), "R": Figures(10, 20), "G": Figures(13, 20), "O": Figures(16, 20)}
points = st.sampled_from(POINTS)
numbers = st.integers(0, 2)


def setting(name, value):
    return Setting(name, name, value, KNOWN)


key_question = PercentBands(
    "key_question",
    "",
    KNOWN,
    tuple(zip(POINTS[1:], map(Decimal, ("50", "65", "80")), strict=True)),
    setting("key_question.rounding", "half_up"),
)
lowest, judged = LowestOf("lowest", "", KNOWN), BASE.rules["judgement"]


@st.composite
def overall_rules(draw, refs):
    kind = draw(st.sampled_from(("mean", "total", "percent", "lowest", "worst", "counts", "counts", "judged")))
    rising = sorted(draw(st.lists(st.integers(1, 11), min_size=3, max_size=3, unique=True)))
    if kind == "mean":
        edges = tuple(zip(POINTS[:-1], (Decimal(edge) / 4 for edge in rising), strict=True))
        return SumBands("overall", "", KNOWN, edges, setting("overall.boundary", draw(st.sampled_from(("lower", "upper")))))
    if kind == "total":
        return SumBands("overall", "", KNOWN, total_at_most=tuple(zip(POINTS[:0:-1], map(Decimal, rising), strict=True)))
    if kind == "percent":
        edges = tuple(zip(POINTS[1:], (Decimal(edge * 9) for edge in rising), strict=True))
        return PercentOfMax("overall", "", KNOWN, 3, edges, setting("overall.rounding", draw(st.sampled_from(("none", "half_up")))))
    if kind == "lowest":
        return LowestOf("overall", "", KNOWN)
    if kind == "worst":
        exceptions = st.builds(Exceptions, st.integers(1, 2), st.integers(1, 2), st.lists(st.sampled_from(refs), max_size=1).map(tuple))
        among = draw(st.lists(st.sampled_from(refs), max_size=2, unique=True))
        return WorstOf("overall", "", KNOWN, tuple(among), draw(st.none() | exceptions))
    if kind == "counts":
        row = st.builds(Clause, points, points, st.sampled_from(("1", "2", "X")), st.none() | points, st.just(()))
        most = st.builds(Clause, points, st.none(), st.none(), st.none(), st.lists(st.tuples(points, numbers), max_size=2).map(tuple))
        clauses = draw(st.lists(row | most, min_size=1, max_size=3))
        return CountThresholds("overall", "", KNOWN, tuple(clauses), ((2, 1), (None, 2)), draw(st.none() | points))
    return judged


@st.composite
def conditions(draw, refs, deep=True):
    kind = draw(st.sampled_from(("fact", "fact", "any_item", "item", "computed", "all", "any")[: 7 if deep else 5]))
    if kind == "fact" or (kind == "item" and not refs):
        return Condition(fact=draw(st.sampled_from(("breach", "notice"))), equals=draw(st.sampled_from(("true", "false"))))
    if kind == "item":
        return Condition(item=draw(st.sampled_from(refs)), equals=draw(points))
    if kind == "any_item" and refs:
        return Condition(any_item=draw(points), among=tuple(draw(st.lists(st.sampled_from(refs), max_size=2, unique=True))))
    if kind in ("computed", "any_item"):
        return Condition(computed=draw(points))
    inside = tuple(draw(st.lists(conditions(refs, deep=False), min_size=1, max_size=2)))
    return Condition(all=inside) if kind == "all" else Condition(any=inside)


def without_computed(condition):
    inside = tuple(without_computed(part) for part in (*condition.all, *condition.any))
    if condition.computed:
        return Condition(fact="breach", equals="true")
    return condition._replace(all=inside) if condition.all else condition._replace(any=inside) if condition.any else condition


@st.composite
def editions(draw):
    """Two or three standards, of which one may be shown and not counted; key questions below those rated by cases; limits, statuses."""
    standards = []
    for ref in ("1", "2", "3")[: draw(st.integers(2, 3))]:
        questions = tuple(KeyQuestion(f"kq-{ref}-{at}", f"{ref}.{at}", "", KNOWN) for at in range(draw(st.integers(0, 2))))
        rule, by = (lowest, "cases") if questions else (judged, "judgement")
        counted = ref != "3" or draw(st.booleans())
        standards.append(
            Standard(
                ref,
                ref,
                ref,
                by,
                rule,
                SCALE,
                KNOWN,
                counted=counted,
                key_question_rule=key_question,
                key_question_scale=SCALE,
                key_questions=questions,
            )
        )
    refs = [each.ref for each in standards]
    limits = []
    for at in range(draw(st.integers(0, 3))):
        to = draw(st.sampled_from(("overall", "overall", "each_standard", *refs)))
        below = [question.ref for each in standards if to == each.ref for question in each.key_questions]
        when = draw(conditions(refs if to == "overall" else below))
        limits.append(Limit(f"limit_{at}", "", KNOWN, to, when, draw(points)))
    first = StatusRule("first", "", KNOWN, without_computed(draw(conditions(refs))))
    second = StatusRule("second", "", KNOWN, Condition(any=(Condition(status="first"), without_computed(draw(conditions(refs))))))
    rule = draw(overall_rules(refs))
    rules = {each.id: each for each in (rule, lowest, judged, key_question)}
    return BASE._replace(
        rules=rules,
        overall=rule,
        limits=tuple(limits),
        statuses=(first, second),
        domains=(Domain("d", "d", "d", tuple(standards)),),
        discretion=None,
    )


@st.composite
def known_figures(draw):
    kind = draw(st.sampled_from(("unknown", "unknown", "counts", "counts", "percent", "blanks", "none")))
    if kind == "unknown":
        return None
    if kind == "counts":
        return BANDS[draw(st.sampled_from("IRGO"))]
    if kind == "percent":
        return Figures(percent=Decimal(draw(st.sampled_from(("33", "49.4", "49.5", "64", "80")))))
    if kind == "none":
        return Figures(None, 0)
    cases = draw(st.integers(0, 3))
    return Figures(draw(st.integers(0, cases)) if cases else None, cases, unanswered=draw(st.integers(1, 2)))


@st.composite
def partly_known(draw, of):
    standards = {}
    for standard in of.standards:
        kind = draw(st.sampled_from(("unknown", "stated", "figures", "figures", "not_rated", "not_recorded")))
        figures = {question.ref: draw(known_figures()) for question in standard.key_questions} if kind == "figures" else {}
        figures = {ref: each for ref, each in figures.items() if each is not None}
        if figures:
            standards[standard.ref] = StandardEvidence(figures=figures)
        elif kind == "stated" and not any(
            limit.applies_to in (standard.ref, "each_standard") for limit in of.limits if standard.key_questions
        ):
            standards[standard.ref] = StandardEvidence(stated=draw(points))
        elif kind in ("not_rated", "not_recorded"):
            standards[standard.ref] = StandardEvidence(not_rated=NotRated({"not_rated": "other"}.get(kind, kind)))
    facts = {name: value for name in ("breach", "notice") if (value := draw(st.sampled_from(("true", "false", None)))) is not None}
    judgement = draw(st.none() | st.builds(OverallJudgement, points, st.just("weighed")))
    return Evidence("draft", standards, overall=judgement, facts=facts)


def fillings(figures):
    """Give every way one key question may turn out."""
    if figures is None:
        return list(BANDS.values())
    if not figures.unanswered:
        return [figures]
    yes, cases = figures.yes or 0, figures.cases
    return [Figures(yes + more, cases + base) for base in range(figures.unanswered + 1) for more in range(base + 1)]


def completions(of, evidence):
    """Give every inspection with nothing unknown that this one may turn out to be."""
    ways = []
    for standard in of.standards:
        known = evidence.standards.get(standard.ref, StandardEvidence())
        open_code = known.not_rated is not None and known.not_rated.code == "not_recorded"
        if known.stated or (known.not_rated and not open_code):
            ways.append([known])
        elif standard.key_questions:
            filled = product(*(fillings(known.figures.get(question.ref)) for question in standard.key_questions))
            refs = [question.ref for question in standard.key_questions]
            ways.append([StandardEvidence(figures=dict(zip(refs, each, strict=True))) for each in filled])
        else:
            ways.append([StandardEvidence(stated=point) for point in POINTS])
    facts = [[evidence.facts[name]] if name in evidence.facts else ["true", "false", OTHER] for name in ("breach", "notice")]
    judgements = [evidence.overall] if evidence.overall else [OverallJudgement(point, "weighed") for point in POINTS]
    for *standards, breach, notice, judgement in product(*ways, *facts, judgements):
        refs = [standard.ref for standard in of.standards]
        yield evidence._replace(
            standards=dict(zip(refs, standards, strict=True)), facts={"breach": breach, "notice": notice}, overall=judgement
        )


def in_order(found):
    return tuple(point for point in POINTS if point in found)


def drawn(data):
    of = data.draw(editions())
    evidence = data.draw(partly_known(of))
    ways = list(completions(of, evidence))
    assume(len(ways) <= 120)
    return of, evidence, [rate(of, each) for each in ways]


@pytest.mark.slow
@settings(max_examples=60)
@given(st.data())
def test_possible_is_what_some_filling_gives(data):
    of, evidence, filled = drawn(data)
    result = rate(of, evidence)

    for each in filled:
        assert each.overall.state in ("rated", "nothing_rated"), "a filling leaves nothing open"
    assert result.overall.possible == in_order({each.overall.rating for each in filled})
    for at, standard in enumerate(result.standards):
        if standard.state in ("rated", "unknown"):
            ratings = {each.standards[at].rating for each in filled} - {None}
            assert standard.possible == in_order(ratings), standard.ref
    for at, status in enumerate(result.statuses):
        held = {each.statuses[at].holds for each in filled}
        assert status.holds == (held.pop() if len(held) == 1 else None), status.id


@pytest.mark.slow
@settings(max_examples=30)
@given(st.data(), st.integers(0, 9), st.booleans())
def test_published_is_what_fits_some_filling(data, score, by_count):
    of, evidence, filled = drawn(data)
    assume(isinstance(of.overall, SumBands | PercentOfMax) and any(each.overall.possible for each in filled))
    counts = {("good", "outstanding"): score % 4} if by_count else {}
    published = rate(of, evidence._replace(published=PublishedOutcome("good", score, counts=counts))).published
    fitting = set()
    for each in filled:
        counted = [standard for standard in each.standards if standard.counted and standard.rating]
        good = sum(standard.rating in ("good", "outstanding") for standard in counted)
        if sum(standard.score for standard in counted) == score and (not by_count or good == score % 4):
            fitting.add(each.overall.rating)

    assert published.possible == in_order(fitting)
    assert published.agrees == (False if "good" not in fitting else True if fitting == {"good"} else None)
