"""One organisation over time, and ratings by programme and year."""

from pathlib import Path

import pytest

from inspectorate.analysis import programme_data, ratings_by_programme, timeline, timeline_data
from inspectorate.inspection import rate_file
from inspectorate.register import Organisations, RegisteredOrganisation, load_lineage

ROOT = Path(__file__).resolve().parents[3]
LINEAGE = ROOT / "data" / "published" / "lineage.csv"
BLACKPOOL = Organisations(None, None, (RegisteredOrganisation("blackpool-yjs", "Blackpool YJS", ("Blackpool YOT",)),))


@pytest.fixture(scope="module")
def rated():
    return [rate_file(path).rated for path in sorted((ROOT / "examples" / "published").glob("*-*.yaml"))]


def rows(line):
    return [(row.basis.subject.inspection, row.basis.rating, row.share, row.step and row.step.verdict) for row in line.rows]


def test_an_organisation_has_its_own_inspections_in_order(rated):
    line = timeline(rated, "Merseyside CRC")

    assert rows(line) == [
        ("crc-merseyside-2018", "requires_improvement", 1, None),
        ("crc-merseyside-2020", "requires_improvement", 1, "allowed_with_caveat"),
    ]
    assert [each.title for each in line.breaks] == ["Area inspections before June 2018, unrated"]


def test_predecessors_stand_beside_it_and_every_join_is_answered(rated):
    line = timeline(rated, "Wales probation region", lineage=load_lineage(LINEAGE))

    assert [row[0] for row in rows(line)] == ["nps-wales-2019", "crc-wales-2019", "region-wales-2025"]
    assert {answer.verdict for answer in line.joins} == {"refused"}
    assert [row.own for row in line.rows] == [False, False, True]
    assert [each.id for each in line.breaks] == ["unrated-before-june-2018", "unified-service-june-2021"]


def test_a_proposal_changes_nobodys_past(rated):
    line = timeline(rated, "North West (area proposed July 2018)", lineage=load_lineage(LINEAGE))

    assert line.rows == ()


def test_other_names_are_one_organisation(rated):
    line = timeline(rated, "Blackpool YOT", organisations=BLACKPOOL)

    assert line.organisation == "Blackpool YJS"
    assert rows(line) == [("yot-blackpool-2018", "inadequate", 1, None), ("yot-blackpool-2021", "good", 1, "allowed")]


def test_a_standard_is_followed_under_its_other_number(rated):
    line = timeline(rated, "West Kent PDU", "2.1")

    assert [(row.basis.subject.inspection, row.basis.ref, row.basis.title) for row in line.rows] == [
        ("pdu-west-kent-2022", "2.2", "Assessment"),
        ("pdu-west-kent-2024", "2.1", "Assessment"),
    ]
    assert timeline_data(line, "2026-11-23")["rows"][0]["rating"] == "inadequate"


def test_ratings_are_counted_by_edition_and_year(rated):
    found = {(row.edition, row.year): row for row in ratings_by_programme(rated)}
    row = found["hmip-crc-2019", "2020"]

    assert [(rating, number) for rating, _, number in row.counts] == [
        ("inadequate", 0),
        ("requires_improvement", 6),
        ("good", 2),
        ("outstanding", 0),
    ]
    assert (row.unsettled, row.without, row.inspections) == (1, 0, 9)
    assert row.rated_by == ("HM Inspectorate of Probation",)
    assert programme_data(row)["counts"]["good"] == 2
    assert found["hmip-dipp-2025", "2026"].counts == ()
    assert found["hmip-dipp-2025", "2026"].without == 4
    assert sum(each.inspections for each in found.values()) == len(rated)


def test_there_is_no_average_anywhere(rated):
    assert not {"mean", "average", "score"} & set(programme_data(ratings_by_programme(rated)[0]))
