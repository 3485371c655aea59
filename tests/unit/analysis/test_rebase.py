"""
Old results for new areas: worked by hand.

Eastfell has 600 cases, 60 sampled: each stands for 10. Westmoor has 400, 80 sampled: each stands for 5. Upland takes the units Alder and
Cedar, Lowland the units Birch and Dale. Key question 2.1.1: Alder 12 of 24, Birch 27 of 36, Cedar 16 of 20, Dale 36 of 60.
"""

from math import sqrt
from pathlib import Path

import pytest

from inspectorate.analysis import rebase, rebasing_data
from inspectorate.inspection import rate_file
from inspectorate.register import read_lineage

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "rebase"
HEAD = "organisation,predecessor,share,from,status,confidence,source,parts\n"
UPLAND, LOWLAND = "Upland probation area (fictional)", "Lowland probation area (fictional)"
EAST, WEST = "Eastfell CRC (fictional)", "Westmoor CRC (fictional)"


@pytest.fixture(scope="module")
def pair():
    return [rate_file(EXAMPLE / f"{name}.yaml").rated for name in ("eastfell", "westmoor")]


@pytest.fixture
def lineage(tmp_path):
    def write(rows):
        path = tmp_path / "lineage.csv"
        path.write_text(HEAD + rows, encoding="utf-8")
        found, problems = read_lineage(path)
        assert found is not None, problems
        return found

    return write


@pytest.fixture
def example():
    return read_lineage(EXAMPLE / "lineage.csv")[0]


def estimate(area, ref="2.1.1"):
    return next(each for each in area.estimates if each.ref == ref)


def test_both_companies_are_good_on_the_question_and_one_new_area_is_not(pair, example):
    upland, lowland = rebase(example, pair).areas

    assert [each.inspections[0].rating for each in upland.predecessors] == ["good", "good"]
    assert estimate(upland).proportion == pytest.approx((10 * 12 + 5 * 16) / (10 * 24 + 5 * 20))  # 200 of 340: 58.8%
    assert estimate(lowland).proportion == pytest.approx((10 * 27 + 5 * 36) / (10 * 36 + 5 * 60))  # 450 of 660: 68.2%
    assert (estimate(upland).yes, estimate(upland).cases) == (28, 44)
    assert estimate(upland).words == "re-based estimate, not a rating"
    assert len(upland.estimates) == 12


def test_the_interval_has_the_effective_cases_of_a_domain(pair, example):
    """n* = (sum w d)^2 / sum w^2 d (1 - f) N / (N - 1), section 2 of the statistics."""
    upland = rebase(example, pair).areas[0]
    unknown = 100 * 24 * 540 / 599 + 25 * 20 * 320 / 399
    n, p, z = 340**2 / unknown, 200 / 340, 1.2815515655446004
    centre, half = (p + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))

    assert estimate(upland).effective_cases == pytest.approx(n)
    assert (estimate(upland).lower, estimate(upland).upper) == pytest.approx((centre - half, centre + half))
    assert (estimate(upland).level, estimate(upland).method) == (0.80, "score")


def test_areas_that_share_split_companies_vary_together(pair, example):
    """Cov = sum w^2 (1 - f) n / (n - 1) x (0 - t_a t_b / n) / (X_a X_b), t the unweighted residuals of the area in the company."""
    found = next(each for each in rebase(example, pair).covariances if each.ref == "2.1.1")
    p_a, p_b = 200 / 340, 450 / 660
    east = 100 * 0.9 * 60 / 59 * -(12 - p_a * 24) * (27 - p_b * 36) / 60
    west = 25 * 0.8 * 80 / 79 * -(16 - p_a * 20) * (36 - p_b * 60) / 80

    assert found.covariance == pytest.approx((east + west) / (340 * 660))
    assert found.covariance == pytest.approx(5.8790539e-5)
    assert found.shared == (EAST, WEST)
    assert found.correlation == pytest.approx(0.0172443, abs=1e-6)


def test_one_rating_is_refused_and_the_reasons_are_said(pair, example):
    upland = rebase(example, pair).areas[0]

    assert upland.refusal == (
        "Upland probation area (fictional) is not what was inspected: its predecessors were, each as a whole, at its own date.",
        "A rating is a word on a scale for one organisation; the ratings of several are not averaged into one.",
        "Only part of Eastfell CRC (fictional) and Westmoor CRC (fictional) passes, and a rating of the whole says nothing about a part.",
    )
    assert rebasing_data(rebase(example, pair))["areas"][0]["rating"] is None


def test_units_pass_by_the_names_in_the_lineage(pair, example):
    upland = rebase(example, pair, UPLAND.upper()).areas[0]

    assert [(each.units, each.caseload, each.caseload_before) for each in upland.predecessors] == [
        (("Alder",), 240, 600),
        (("Cedar",), 100, 400),
    ]


def test_units_pass_by_their_area_and_as_a_whole(pair, lineage):
    links = lineage(f"Upland,{EAST},0.4,2021,enacted,,x,\nLowland,{EAST},0.6,2021,enacted,,x,\nLowland,{WEST},1,2021,enacted,,x,\n")
    upland, lowland = rebase(links, pair).areas

    assert upland.predecessors[0].units == ("Alder",)
    assert [each.units for each in lowland.predecessors] == [("Birch",), ("Dale",)]
    assert lowland.notes == (
        "The units of Westmoor CRC (fictional) that pass have 75% of its caseload; the lineage says 100%. The units are used.",
    )


def test_a_split_by_share_alone_rests_on_an_assumption(pair, lineage):
    links = lineage(f"North,{EAST},0.5,2021,enacted,,x,\nSouth,{EAST},0.5,2021,enacted,,x,\nNorth,{WEST},1,2021,enacted,,x,\n")
    rebased = rebase(links, pair)
    north, south = rebased.areas

    assert estimate(north).proportion == pytest.approx((300 * 39 / 60 + 400 * 52 / 80) / 700)
    assert estimate(north).assumptions == (
        "Only summaries of 2 predecessors were left; their percentages are weighted by caseload.",
        "50% of Eastfell CRC (fictional) is taken; this assumes that its parts were alike.",
    )
    assert estimate(north).cases is None
    variance = 0.65 * 0.35 / (60 * 599 / 540)
    shared = next(each for each in rebased.covariances if each.ref == "2.1.1")
    assert shared.covariance == pytest.approx(300 / 700 * variance)
    assert estimate(south).method == "summaries weighted by caseload"


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        (f"North,{EAST},,2021,enacted,,x,\n", "Neither the units of Eastfell CRC (fictional) that pass nor its share is known."),
        (f"North,{EAST},,2021,enacted,,x,Elm\n", "Eastfell CRC (fictional) has no counts for Elm, which the lineage says passes on."),
        (f"North,{EAST},1,2021,enacted,,x,\nNorth,Other,1,2021,enacted,,x,\n", "There is no inspection of Other among these files."),
    ],
)
def test_what_is_not_known_is_not_estimated(pair, lineage, rows, missing):
    north = rebase(lineage(rows), pair).areas[0]

    assert north.estimates == ()
    assert north.missing == (missing,)


def test_overall_ratings_alone_give_no_estimate_and_no_rating():
    lineage = read_lineage(ROOT / "data" / "published" / "lineage.csv")[0]
    rated = [rate_file(path).rated for path in sorted((ROOT / "examples" / "published").glob("crc-*.yaml"))]
    rebased = rebase(lineage, rated, "North West (area proposed July 2018)")
    area = rebased.areas[0]

    assert [[basis.rating for basis in each.inspections] for each in area.predecessors] == [
        ["requires_improvement"],
        ["requires_improvement", "requires_improvement"],
        ["requires_improvement"],
    ]
    assert area.estimates == ()
    assert area.missing == (
        "There are no counts by unit of Cumbria and Lancashire CRC; Merseyside CRC; Cheshire and Greater Manchester CRC.",
    )
    assert (len(rebase(lineage, rated).areas), rebase(lineage, []).areas) == (22, ())


def test_counts_of_two_editions_are_joined_only_where_the_register_allows(pair, example):
    heading = pair[1].inspection.heading
    other = rate_file(EXAMPLE / "westmoor.yaml").rated
    other = other._replace(
        inspection=other.inspection._replace(edition=other.inspection.edition._replace(id="somebody-elses"), heading=heading)
    )
    area = rebase(example, [pair[0], other], UPLAND).areas[0]

    assert area.estimates == ()
    assert area.missing[0].startswith("2.1.1 is not put together: Nobody has recorded that these two editions may be compared")


def test_an_area_that_was_inspected_itself_keeps_its_own_rating(pair, example):
    own = pair[0]._replace(
        inspection=pair[0].inspection._replace(
            heading=pair[0].inspection.heading._replace(
                id="upland-2023", organisation=pair[0].inspection.heading.organisation._replace(name=UPLAND)
            )
        )
    )
    area = rebase(example, [*pair, own], UPLAND).areas[0]

    assert [basis.subject.inspection for basis in area.own] == ["upland-2023"]
    assert len(area.predecessors[0].inspections) == 1
