"""What stands in the table, row by row."""

import textwrap
from decimal import Decimal

import pytest
from tests.unit.exporting.made import HEADING, NORTHBANK, rated, small

from inspectorate.exporting import COLUMNS, Row, inspection_rows
from inspectorate.inspection import load_rated


def by_ref(inspection):
    return {row.ref: row for row in inspection_rows(inspection)}


def test_row_has_the_columns_of_the_schema():
    assert tuple(column.name for column in COLUMNS) == Row._fields


def test_demonstration_in_rows():
    rows = list(inspection_rows(load_rated(NORTHBANK)))
    shown = [
        (row.level, row.ref, row.numerator, row.denominator, row.percent, row.rating, row.score, row.max) for row in rows
    ]  # fmt: skip

    assert shown[:2] == [
        ("inspection", "overall", None, None, None, "requires_improvement", 11, 30),
        ("inspection", "cases", None, 200, None, None, None, None),
    ]
    assert ("standard", "2.4", None, None, None, "inadequate", 0, None) in shown
    assert ("key_question", "2.4.3", 55, 112, Decimal(49), "inadequate", None, None) in shown
    assert shown[-9:] == [
        ("context", "c.domestic_abuse_needed", 118, None, None, None, None, None),
        ("context", "c.domestic_abuse_asked", 97, 118, None, None, None, None),
        ("context", "c.domestic_abuse_answered", 78, 118, None, None, None, None),
        ("context", "c.domestic_abuse_used", 34, 118, None, None, None, None),
        ("context", "c.home_visit_needed", 84, None, None, None, None, None),
        ("context", "c.home_visit_made", 27, 84, None, None, None, None),
        ("context", "c.new_circumstances_changed", 22, None, None, None, None, None),
        ("context", "c.new_circumstances_acted_on", 9, 22, None, None, None, None),
        ("context", "c.own_plan", 69, 130, None, None, None, None),
    ]


def test_heading_stands_in_every_row():
    rows = list(inspection_rows(load_rated(NORTHBANK)))

    assert {row[:12] for row in rows} == {
        (
            "northbank-crc-2018",
            "northbank-crc-fictional",
            "Northbank CRC (fictional)",
            "Northbank (fictional)",
            "single_organisation",
            "synthetic",
            "hmip-crc-2018",
            rows[0].edition_hash,
            "Inspectorate demonstration (fictional)",
            "2018-06-11",
            "2018-06-22",
            "2018-09",
        )
    }
    assert rows[0].edition_hash.startswith("sha256:")


@pytest.mark.parametrize(
    ("written", "state", "blank"),
    [
        ("{rating: good}", "rated", None),
        ("{not_rated: {code: no_cases}}", "not_rated", "not_rated:no_cases"),
        ("{not_rated: building works}", "not_rated", "not_rated:other"),
        ("{not_rated: {code: not_inspected}}", "not_rated", "not_inspected"),
        ("{not_rated: {code: not_applicable}}", "not_applicable", "not_applicable"),
        ("{not_rated: {code: pre_dates_item}}", "not_applicable", "not_applicable"),
        ("{not_rated: {code: suspended}}", "not_rated", "withheld"),
        ("{not_rated: {code: not_recorded}}", "unknown", "unknown"),
        ('{key_questions: {"4.1.1": {cases: 0}, "4.1.2": {cases: 0}, "4.1.3": {cases: 0}, "4.1.4": {cases: 0}}}', "not_rated", "not_rated:no_cases"),
    ],
)  # fmt: skip
def test_each_blank_of_a_standard_says_which_it_is(tmp_path, written, state, blank):
    rows = by_ref(small(tmp_path, f'results: {{"4.1": {written}}}'))

    assert (rows["4.1"].state, rows["4.1"].blank) == (state, blank)
    assert (rows["1.1"].state, rows["1.1"].blank, rows["1.1"].source) == ("unknown", "unknown", None)
    assert (rows["overall"].state, rows["overall"].blank) == ("open", "unknown")


def test_key_questions_have_the_blank_of_their_standard(tmp_path):
    rows = by_ref(small(tmp_path, 'results: {"4.1": {not_rated: {code: suspended}}, "4.2": {key_questions: {"4.2.1": {percent: 33.50}}}}'))

    assert (rows["4.1.1"].state, rows["4.1.1"].blank) == ("not_rated", "withheld")
    assert (rows["4.2.1"].state, rows["4.2.1"].blank, rows["4.2.1"].percent) == ("rated", None, Decimal("33.5"))
    assert (rows["4.2.2"].state, rows["4.2.2"].blank, rows["4.2.2"].unanswered) == ("unknown", "unknown", None)


def test_edition_without_ratings_shows_figures_and_says_that_nothing_is_rated(tmp_path):
    text = """
        inspection: {id: dipp, organisation: Example region, framework: hmip-dipp-2025, provenance: synthetic}
        results: {C1: {key_questions: {C1.1: {percent: 40}}}}
        """
    inspection = rated(tmp_path, text)
    rows = by_ref(inspection)
    figures = [row for row in rows.values() if row.measure == "key_question_figure"]

    assert (rows["overall"].state, rows["overall"].blank, rows["overall"].scale_points) == ("none_by_design", "none_by_design", None)
    assert (rows["C1"].state, rows["C1"].blank) == ("not_rated", "none_by_design")
    assert [(row.ref, row.percent, row.blank) for row in figures if row.percent is not None] == [("C1.1", 40, "none_by_design")]
    assert {row.blank for row in figures if row.percent is None} <= {"unknown"}


def test_position_counts_from_the_worst():
    rows = by_ref(load_rated(NORTHBANK))

    assert [(rows[ref].rating_position, rows[ref].scale_points, rows[ref].rating_label) for ref in ("2.4", "2.1", "1.1")] == [
        (1, 4, "Inadequate"),
        (2, 4, "Requires improvement"),
        (3, 4, "Good"),
    ]


def test_published_rating_stands_beside_what_follows(tmp_path):
    row = by_ref(small(tmp_path, "published: {overall: good, score: 17, max: 30, source: the report}"))["overall"]

    assert (row.rating, row.published_rating, row.published_score, row.published_max) == (None, "good", 17, 30)
    assert (row.agrees, row.basis, row.possible, row.source) == (
        True,
        "score",
        "inadequate|requires_improvement|good|outstanding",
        "the report",
    )


def test_sources_are_those_of_the_value_else_of_the_inspection(tmp_path):
    more = """
        results:
          "1.1": {rating: good, source: page 9}
          "1.2": {rating: good}
          "2.1": {key_questions: {"2.1.1": {percent: 71, source: page 12}, "2.1.2": {percent: 80}}}
        """
    text = textwrap.dedent(HEADING.format(id="one")) + "  sources: [a report, a letter]\n" + textwrap.dedent(more)
    rows = by_ref(rated(tmp_path, text))

    assert [rows[ref].source for ref in ("1.1", "1.2", "1.3", "2.1.1", "2.1.2", "2.1.3")] == [
        "page 9",
        "a report | a letter",
        None,
        "page 12",
        "a report | a letter",
        None,
    ]


def test_context_figures_without_an_id_and_twice_the_same_stay_apart(tmp_path):
    more = """
        context:
        - {label: first, percent: 22}
        - {id: c.own_plan, yes: 1, cases: 2}
        - {id: c.own_plan, yes: 2, cases: 3}
        - {label: empty}
        """
    rows = [row for row in inspection_rows(small(tmp_path, more)) if row.level == "context"]

    assert [(row.ref, row.numerator, row.denominator, row.percent, row.blank) for row in rows] == [
        ("context.1", None, None, 22, None),
        ("c.own_plan", 1, 2, None, None),
        ("c.own_plan#2", 2, 3, None, None),
        ("context.4", None, None, None, "unknown"),
    ]


def test_comparability_is_asked_for_each_row(tmp_path):
    rows = list(inspection_rows(small(tmp_path), lambda inspection, ref: f"{inspection}:{ref}" if ref == "1.1" else None))

    assert {row.ref: row.comparability for row in rows if row.comparability} == {"1.1": "one:1.1"}


def test_discretion_and_sensitivity_are_marked(tmp_path):
    figures = '{"2.4.1": {yes: 85, cases: 130}, "2.4.2": {yes: 82, cases: 130}, "2.4.3": {yes: 54, cases: 112}}'
    decision = '{standard: "2.4", to: requires_improvement, reason: close, decided_by: panel}'
    rows = by_ref(small(tmp_path, f'results: {{"2.4": {{key_questions: {figures}}}}}\ndiscretion: [{decision}]'))

    assert (rows["2.4"].rating, rows["2.4"].discretion_used, rows["2.4"].sensitive) == ("requires_improvement", True, True)
    assert (rows["1.1"].discretion_used, rows["2.4.3"].rating) == (False, "inadequate")
