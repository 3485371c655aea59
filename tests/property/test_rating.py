"""What holds of every rating, whatever the edition and whatever is known."""

import copy
from decimal import Decimal

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.property.inspections import EVERY, HMIP, inspections
from tests.spec.systems import edition

from inspectorate.frameworks import settings_of
from inspectorate.inspection import read_inspection
from inspectorate.model import Evidence, Figures, Judged, LowestOf, NoRating, NotRated, OverallJudgement, StandardEvidence
from inspectorate.rating import declared_settings, rate, rate_counts
from inspectorate.rating.outcome import outcomes, outcomes_with

# Better standards never lower these; CQC's and Ofsted's count tables leave some rows to judgement, which is not a rating to compare.
SUMMED = (*HMIP, "cqc-local-authority-2023", "fhrs-2012")


def position(scale, rating):
    return scale.ids.index(rating)


@st.composite
def complete(draw, names=HMIP):
    """An inspection known in full: counts for standards rated by cases, a judgement for each of the others."""
    name = draw(st.sampled_from(names))
    standards = {}
    for standard in edition(name).standards:
        if isinstance(standard.rule, LowestOf) and standard.by == "cases":
            cases = [draw(st.integers(1, 40)) for _ in standard.key_questions]
            figures = {each.ref: Figures(draw(st.integers(0, n)), n) for each, n in zip(standard.key_questions, cases, strict=True)}
            standards[standard.ref] = StandardEvidence(figures=figures)
        elif standard.scale.points:
            standards[standard.ref] = StandardEvidence(stated=draw(st.sampled_from(standard.scale.ids)))
    return name, standards


@pytest.mark.slow
@settings(max_examples=60)
@given(complete(SUMMED), st.data())
def test_one_better_answer_or_judgement_never_lowers_a_rating(inspection, data):
    name, standards = inspection
    of = edition(name)
    ref = data.draw(st.sampled_from(sorted(standards)))
    known, standard = standards[ref], of.standard(ref)
    if known.figures:
        question = data.draw(st.sampled_from(sorted(known.figures)))
        yes, cases = known.figures[question][:2]
        assume(yes < cases)
        better = StandardEvidence(figures={**known.figures, question: Figures(yes + 1, cases)})
    else:
        at = position(standard.scale, known.stated)
        assume(at + 1 < len(standard.scale.points))
        better = StandardEvidence(stated=standard.scale.ids[at + 1])
    before = rate(of, Evidence("draft", standards))
    after = rate(of, Evidence("draft", {**standards, ref: better}))

    assert position(standard.scale, after.standard(ref).rating) >= position(standard.scale, before.standard(ref).rating)
    assert position(of.scale, after.overall.rating) >= position(of.scale, before.overall.rating)


@pytest.mark.slow
@settings(max_examples=60)
@given(inspections(), st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(inspection, chance):
    name, evidence = inspection

    def shuffled(mapping):
        pairs = list(mapping.items())
        chance.shuffle(pairs)
        return dict(pairs)

    standards = {ref: known._replace(figures=shuffled(known.figures)) for ref, known in shuffled(evidence.standards).items()}
    decisions = list(evidence.discretion)
    chance.shuffle(decisions)
    other = evidence._replace(standards=standards, facts=shuffled(evidence.facts), discretion=tuple(decisions))

    assert rate(edition(name), other) == rate(edition(name), evidence)


@pytest.mark.slow
@settings(max_examples=80)
@given(complete(tuple(name for name in EVERY if name != "care-inspectorate")), st.sampled_from(("true", "false")), st.data())
def test_the_fast_path_gives_what_the_traced_path_gives(inspection, fact, data):
    name, standards = inspection
    of = edition(name)
    standards = {ref: known for ref, known in standards.items() if of.standard(ref).scale.points and of.standard(ref).by != "text"}
    left_out = data.draw(st.sets(st.sampled_from(sorted(standards)), max_size=2)) if standards else set()
    standards = {ref: known for ref, known in standards.items() if ref not in left_out}
    assume(all(isinstance(of.standard(ref).rule, Judged | LowestOf) for ref in standards))
    facts = dict.fromkeys(("breach_of_regulations", "no_registered_manager", "safeguarding_effective", "warning_notice_2"), fact)
    facts = {limit_fact: facts.get(limit_fact, "false") for limit in of.limits for limit_fact in _facts(limit.when)}
    counts = {ref: {each: figures[:2] for each, figures in known.figures.items()} for ref, known in standards.items() if known.figures}
    judgements = {ref: known.stated for ref, known in standards.items() if known.stated}
    fast = rate_counts(of, counts, judgements, facts=facts)
    rest = {each.ref: StandardEvidence(not_rated=NotRated("other")) for each in of.standards if each.ref not in standards}
    traced = rate(of, Evidence("draft", {**standards, **rest}, facts=facts))

    assert fast.standards == {each.ref: each.rating for each in traced.standards if each.rating}
    assert fast.overall == traced.overall.rating
    assert fast.score == traced.overall.score


def _facts(condition):
    return {condition.fact} - {None} | {fact for part in (*condition.all, *condition.any) for fact in _facts(part)}


@pytest.mark.slow
@settings(max_examples=60)
@given(inspections())
def test_what_is_rated_is_what_alone_is_possible(inspection):
    name, evidence = inspection
    result = rate(edition(name), evidence)

    for each in (*result.standards, result.overall):
        assert (each.rating is not None) == (len(each.possible) == 1 and each.state == "rated")
        assert each.rating is None or each.possible == (each.rating,)
        if each.state in ("not_rated", "not_applicable", "none_by_design", "nothing_rated"):
            assert each.possible == ()


@pytest.mark.parametrize("name", [name for name in EVERY if edition(name).scale.points])
def test_every_rating_can_be_reached(name):
    """By every standard on its own scale, and by the whole where there is one."""
    of = edition(name)
    reached = set()
    facts = {fact: "false" for limit in of.limits for fact in _facts(limit.when)} | {"safeguarding_effective": "true"}
    for share in range(len(of.scale.points) + 3):
        standards = {}
        for standard in of.standards:
            if not standard.scale.points or isinstance(standard.rule, NoRating):
                continue
            ids = standard.scale.ids
            at = min(share, len(ids) - 1)
            standards[standard.ref] = StandardEvidence(stated=ids[at])
            alone = rate(of, Evidence("published", {standard.ref: StandardEvidence(stated=ids[at])}, facts=facts)).standard(standard.ref)
            assert alone.rating == ids[at]
        judgement = OverallJudgement(of.scale.ids[min(share, len(of.scale.ids) - 1)], "Weighed.")
        reached.add(rate(of, Evidence("draft", standards, facts=facts, overall=judgement)).overall.rating)
        for standard in of.standards:
            if standard.ref in standards:
                better = {**standards, standard.ref: StandardEvidence(stated=standard.scale.ids[-1])}
                reached.add(rate(of, Evidence("draft", better, facts=facts, overall=judgement)).overall.rating)
    state = rate(of, Evidence("draft", standards, facts=facts)).overall.state

    assert state == "none_by_design" or reached - {None} == set(of.scale.ids)


# ------------------------------------------------------------------------------------------------------------------------------------
# An inspection file, written out and read again.


def written(name, evidence):
    """Give the inspection as the file that a person would write."""
    results = {}
    for ref, known in evidence.standards.items():
        entry = {key: value for key, value in (("rating", known.stated), ("text", known.text)) if value is not None}
        if known.not_rated:
            entry["not_rated"] = known.not_rated._asdict()
        if known.figures:
            entry["key_questions"] = {at: _figures(each) for at, each in known.figures.items()}
        results[ref] = entry
    heading = {"id": "written", "organisation": "Somebody", "framework": name, "provenance": evidence.provenance}
    return {
        "inspection": heading,
        "results": results,
        "facts": dict(evidence.facts),
        "discretion": [each._asdict() for each in evidence.discretion],
        "overall": evidence.overall._asdict() if evidence.overall else None,
    }


def _figures(figures):
    data = {key: value for key, value in figures._asdict().items() if value is not None and (key != "yes" or figures.percent is None)}
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in data.items()}


@pytest.mark.slow
@settings(max_examples=60)
@given(inspections())
def test_load_of_dump_is_the_same(tmp_path_factory, inspection):
    name, evidence = inspection
    assume(name in HMIP)
    evidence = evidence._replace(departures=(), published=None)
    path = tmp_path_factory.mktemp("written") / "written.yaml"
    path.write_text(yaml.safe_dump(written(name, evidence), allow_unicode=True, sort_keys=False), encoding="utf-8")
    inspection, problems = read_inspection(path)

    assert [problem for problem in problems if problem.severity == "error"] == []
    read = inspection.evidence
    again = tmp_path_factory.mktemp("again") / "written.yaml"
    again.write_text(yaml.safe_dump(written(name, read), allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert read_inspection(again)[0].evidence == read
    assert (read.facts, read.overall, read.discretion) == (evidence.facts, evidence.overall, evidence.discretion)
    assert {ref: each.stated for ref, each in read.standards.items()} == {ref: each.stated for ref, each in evidence.standards.items()}
    assert rate(edition(name), read).overall == rate(edition(name), evidence).overall


def test_a_copy_rates_as_the_original():
    """Values only: nothing in a result depends on which object it came from."""
    of = edition("hmip-crc-2018")
    evidence = Evidence("draft", {"2.1": StandardEvidence(figures={"2.1.1": Figures(1, 3)})})

    assert rate(of, copy.deepcopy(evidence)) == rate(of, evidence)


@pytest.mark.slow
@settings(max_examples=60)
@given(inspections())
def test_an_alternative_tried_in_part_gives_what_it_gives_as_a_whole(inspection):
    """Only what reads a setting is worked out again; working out all of it again gives the same."""
    name, evidence = inspection
    of = edition(name)
    declared = declared_settings(of)
    found = outcomes(of, evidence, declared)
    for setting in settings_of(of):
        for value in setting.alternatives:
            other = {**declared, setting.id: value}
            whole, part = outcomes(of, evidence, other), outcomes_with(of, evidence, other, setting.id, found)
            assert [each.final for each in part.standards] == [each.final for each in whole.standards]
            assert part.overall.final == whole.overall.final
