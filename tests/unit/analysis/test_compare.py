"""Comparison: allowed, allowed with a caveat, or refused with the reason."""

from pathlib import Path

import pytest

from inspectorate.analysis import answer_pair, compare, comparison_data
from inspectorate.inspection import rate_file
from inspectorate.register import read_comparability

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "examples" / "published"


def published(name):
    return rate_file(PUBLISHED / f"{name}.yaml").rated


@pytest.fixture
def made(tmp_path):
    def make(name, edition="hmip-crc-2018", head="", rest=""):
        path = tmp_path / f"{name}.yaml"
        text = f"inspection: {{id: {name}, organisation: {name}, framework: {edition}, provenance: synthetic, rated_by: Us{head}}}\n{rest}"
        path.write_text(text, encoding="utf-8")
        done = rate_file(path)
        assert done.rated is not None, done.problems
        return done.rated

    return make


def words(answer):
    return answer.verdict, [reason.code for reason in answer.reasons]


# one, other, ref -> verdict, codes, whether both ratings are known
ANSWERS = [
    ("crc-merseyside-2018", "crc-merseyside-2020", None, "allowed_with_caveat", ["register"], True),
    ("crc-merseyside-2018", "crc-west-yorkshire-2018", None, "allowed", [], True),
    ("crc-merseyside-2020", "pdu-west-kent-2024", None, "refused", ["register"], True),
    ("crc-merseyside-2020", "pdu-west-kent-2024", "2.1", "refused", ["register"], False),
    ("crc-merseyside-2020", "pdu-west-kent-2022", "2.1", "allowed_with_caveat", ["register", "break"], False),
    ("crc-merseyside-2020", "pdu-west-kent-2022", "4.1", "refused", ["register"], False),
    ("crc-merseyside-2018", "nps-wales-2019", None, "refused", ["register"], True),
    ("crc-merseyside-2018", "cqc-hertfordshire-2024", None, "refused", ["unrecorded"], True),
    ("crc-merseyside-2018", "yot-east-sussex-2024", "2.1", "refused", ["register"], False),
    ("crc-merseyside-2018", "crc-merseyside-2018", None, "refused", ["same_inspection"], True),
    ("dipp-west-midlands-2026", "dipp-south-west-2026", None, "refused", ["no_overall"], False),
    ("dipp-west-midlands-2026", "dipp-south-west-2026", "C1", "refused", ["not_graded"], False),
    ("yot-blackpool-2018", "yot-birmingham-2020", None, "allowed_with_caveat", ["no_date"], True),
]


@pytest.mark.parametrize(("one", "other", "ref", "verdict", "codes", "settled"), ANSWERS)
def test_published_pairs(one, other, ref, verdict, codes, settled):
    answer = answer_pair(published(one), published(other), ref)

    assert words(answer) == (verdict, codes)
    assert answer.settled is settled
    assert (answer.side_by_side is None) == (verdict == "refused")


def test_a_company_of_2019_against_a_unit_of_2025_is_refused_with_the_reason():
    answer = answer_pair(published("crc-london-2019"), published("pdu-derbyshire-2025"))

    assert answer.verdict == "refused"
    assert answer.reasons[0].text == (
        "Ten standards summed against seven, other standards among them, and other organisations: a company or a division, which ended in "
        "June 2021, and one delivery unit of the unified Probation Service. A difference would say nothing about better or worse work."
    )
    assert answer.reasons[0].decision.on == "2026-11-23"


def test_other_inspectorates_are_named():
    reason = answer_pair(published("crc-merseyside-2018"), published("cqc-hertfordshire-2024")).reasons[0]

    assert reason.text == (
        "Rated by HM Inspectorate of Probation and by Care Quality Commission, each by its own standards. "
        "The words may be alike; nobody has recorded that they mean the same."
    )


def test_an_inspection_before_june_2018_is_across_a_break(made):
    early, late = made("early", head=", fieldwork_from: 2017-11"), made("late", head=", fieldwork_from: 2018-06")
    answer = answer_pair(early, late)

    assert words(answer) == ("refused", ["break"])
    assert answer.is_break
    assert answer.reasons[0].text.startswith("Area inspections before June 2018, unrated. ")


def test_weak_ratings_are_said_to_be_weak(made):
    fields = ", fieldwork_from: 2019"
    one = made(
        "one", head=fields, rest='results: {"2.1": {rating: good, how: inferred}, "2.2": {key_questions: {"2.2.1": {yes: 9, cases: 14}}}}'
    )
    two = made("two", head=fields, rest='results: {"2.1": {rating: good, carried_from: 2017-03}, "2.2": {rating: good}}')
    other = made("other", head=fields)
    first, second = answer_pair(one, two, "2.1"), answer_pair(one, two, "2.2")

    assert [reason.text for reason in first.reasons] == [
        "one: the rating is inferred, not stated.",
        "two: the rating was carried over from 2017-03, with no new inspection.",
    ]
    assert second.verdict == "allowed"
    assert not answer_pair(one, other, "2.1").settled


def test_few_cases_and_other_raters_are_caveats(made):
    few = "{yes: 9, cases: 14}"
    results = f'results: {{"2.1": {{key_questions: {{"2.1.1": {few}, "2.1.2": {few}, "2.1.3": {{yes: 8, cases: 14}}}}}}}}'
    one, two = made("one", head=", published_on: 2019", rest=results), made("two", head=", published_on: 2019")
    two = two._replace(inspection=two.inspection._replace(heading=two.inspection.heading._replace(rated_by="Them")))

    assert [reason.text for reason in answer_pair(one, two, "2.1").reasons] == [
        "Rated by different bodies: Us, and Them.",
        "one: the rating rests on 14 cases (2.1.3); chance alone can move it.",
    ]


def test_made_up_and_published_are_never_side_by_side(made):
    answer = answer_pair(made("one", head=", published_on: 2019"), published("crc-merseyside-2018"))

    assert words(answer) == ("refused", ["synthetic"])


def test_three_inspections_are_three_pairs_and_a_ref_follows_its_standard():
    rated = [published(name) for name in ("crc-merseyside-2018", "crc-merseyside-2020", "pdu-west-kent-2022")]
    comparison = compare(rated, ["overall", "2.1"])

    assert [(pair.one, pair.two, [(answer.ref, answer.other_ref) for answer in pair.answers]) for pair in comparison.pairs] == [
        (0, 1, [(None, None), ("2.1", "2.1")]),
        (0, 2, [(None, None), ("2.1", "2.2")]),
        (1, 2, [(None, None), ("2.1", "2.2")]),
    ]


def test_a_ref_of_the_first_edition_is_found_in_pairs_without_it():
    rated = [published(name) for name in ("pdu-west-kent-2022", "crc-merseyside-2018", "crc-merseyside-2020")]
    comparison = compare(rated, ["2.2"])

    assert [(answer.ref, answer.other_ref) for answer in comparison.pairs[2].answers] == [("2.1", "2.1")]


def test_refused_ratings_are_not_in_the_data():
    data = comparison_data(compare([published("crc-merseyside-2020"), published("pdu-west-kent-2022")]), "2026-11-23")
    overall = data["pairs"][0]["answers"][0]

    assert (overall["answer"], overall["a"], overall["b"]) == ("refused", None, None)
    assert data["inspections"][0]["age_months"] == 81
    assert data["inspections"][0]["rated_by"] == "HM Inspectorate of Probation"


def test_another_register_decides_otherwise(tmp_path):
    path = tmp_path / "comparability.yaml"
    path.write_text(
        """
title: Ours
decision: {decided_by: Method lead, decided_on: 2026-01-05, status: published}
entries:
- {id: all, between: [hmip-crc-2018], and: [hmip-crc-2019], overall: {verdict: not_comparable, reason: We say so.}}
""",
        encoding="utf-8",
    )
    register, problems = read_comparability(path)
    answer = answer_pair(published("crc-merseyside-2018"), published("crc-merseyside-2020"), register=register)

    assert problems == ()
    assert (answer.verdict, answer.reasons[0].text, answer.reasons[0].decision.by) == ("refused", "We say so.", "Method lead")
