"""Areas that change: the story in data, the refusal of one rating with its reasons, and the re-based estimate of a made-up pair."""

import re

import pytest
from tests.unit.site.built import ROOT, whole_site, words

from inspectorate.register import load_lineage, load_organisations

pytestmark = pytest.mark.slow
PUBLISHED = ROOT / "examples" / "published"


def page(path):
    return (whole_site() / path).read_text(encoding="utf-8")


# ---------------------------------------------------------------------------------------------------- what is shipped


def test_the_shipped_lineage_is_that_of_the_published_data():
    assert (PUBLISHED / "lineage.csv").read_bytes() == (ROOT / "data" / "published" / "lineage.csv").read_bytes()


def test_the_register_says_of_each_organisation_what_the_lineage_says():
    lineage, register = load_lineage(PUBLISHED / "lineage.csv"), load_organisations(PUBLISHED / "register.yaml")
    for name in lineage.organisations:
        entry = register.find(name)
        became = set(entry.became.to) if entry.became is not None else set()
        assert became == {register.find(link.organisation).id for link in lineage.successors(name, "enacted")}, name
        assert {entry.became.on} == {link.since for link in lineage.successors(name, "enacted")} if became else True, name


def test_the_register_counts_21_companies_7_divisions_10_proposed_areas_and_12_regions():
    register = load_organisations(PUBLISHED / "register.yaml")
    kinds = [entry.type for entry in register.entries]
    names = ("community rehabilitation company", "National Probation Service division", "proposed area", "probation region")
    assert [kinds.count(kind) for kind in names] == [21, 7, 10, 12]


# ---------------------------------------------------------------------------------------------------------- the story


def test_the_story_from_21_companies_to_12_regions():
    said = words("areas/index.html")
    assert (
        "21 community rehabilitation companies 7 National Probation Service divisions were inspected and rated "
        "10 proposed areas proposed; others were made instead 12 probation regions since 26 June 2021"
    ) in said
    assert "From 21 community rehabilitation companies and seven National Probation Service divisions." in said
    assert "From 20 community rehabilitation companies. Not part of it: Wales CRC." in said
    assert "A rating is a word on a scale for one organisation; the ratings of several are not averaged into one." in said


def test_each_new_area_stands_with_what_it_came_from():
    said = words("areas/index.html")
    assert (
        "North West probation region Cheshire, Cumbria, Lancashire and Merseyside Cumbria and Lancashire CRC (all of it) "
        "Requires improvement 2 of 4, 30 May 2019 Merseyside CRC (all of it) Requires improvement 2 of 4, June 2020, the later of two"
    ) in said
    assert "None: it has not been inspected here, and none follows from these." in said


def test_a_rating_of_a_new_area_is_only_ever_its_own():
    said = words("areas/index.html")
    regions = said.partition("12 probation regions, since")[2].partition("Ten proposed areas")[0]
    assert (
        "Its own inspection since: Inadequate 1 of 4, 2025, Inspection of probation regions (October 2023), HM Inspectorate of Probation"
        in regions
    )
    proposed = said.partition("Ten proposed areas")[2].partition("A made-up example")[0]
    assert "Its own inspection" not in proposed


@pytest.mark.parametrize("path", ["areas/enacted-2021-06-26.html", "areas/proposed.html", "areas/fictional-enacted-2021-06-26.html"])
def test_every_area_of_a_change_has_its_drawing_its_table_and_its_refusal(path):
    html = page(path)
    areas = html.count('<section class="area"')
    assert areas in (2, 10, 12)
    assert html.count('class="flow" role="img" aria-label="') == areas
    assert html.count("No rating is given for it from these.") == areas
    assert html.count("What it came from") + html.count("What it would have come from") == areas


def test_the_drawing_says_in_words_what_it_shows():
    html = page("organisations/north-west-probation-region.html")
    assert (
        'aria-label="Cumbria and Lancashire CRC (all of it), Merseyside CRC (all of it), Cheshire and Greater Manchester CRC (share not known) '
        'and NPS North West division (share not known), leading to North West probation region"'
    ) in html
    drawing = html.partition('class="flow"')[2].partition("<table")[0]
    assert drawing.count("<path") == 4
    assert drawing.count('class="dashed"') == 2  # the two shares that are not known
    assert "also to Greater Manchester probation region" in drawing


def test_a_page_of_areas_is_under_60_kilobytes():
    assert all(path.stat().st_size < 60_000 for path in (whole_site() / "areas").glob("*.html"))


# ---------------------------------------------------------------------------------------------- re-based estimates


@pytest.fixture(scope="module")
def made_up():
    return words("areas/fictional-enacted-2021-06-26.html")


def test_the_made_up_pair_is_marked_and_its_estimates_are_no_ratings(made_up):
    assert made_up.startswith(
        "Areas that change Two probation areas, since 26 June 2021 Synthetic: made up No such organisation was ever inspected."
    )
    assert "Re-based estimates, not ratings: per cent of cases that were good enough" in made_up


def test_an_estimate_stands_with_its_interval_and_its_sample(made_up):
    assert "Key question Estimate 80% interval Sampled 0 to 100% 2.1.1 Engaging the person 59% 49% to 68% 28 of 44" in made_up
    assert "Each predecessor's cases are taken as one simple random sample of its caseload." in made_up


def test_two_areas_that_share_a_split_predecessor_have_a_covariance(made_up):
    assert (
        "Upland probation area (fictional) and Lowland probation area (fictional) share Eastfell CRC (fictional) and Westmoor CRC (fictional). "
        "Their estimates come from the same samples and are not independent"
    ) in made_up
    assert "The strongest correlation among the 12 key questions is 0.017." in made_up
    assert "2.1.1 0.59 0.017" in made_up


def test_a_split_predecessor_says_how_much_and_which_unit_passes(made_up):
    assert "Eastfell CRC (fictional) 40% of it: Alder 240 of 600 cases" in made_up
    assert "Only part of Eastfell CRC (fictional) and Westmoor CRC (fictional) passes" in made_up


def test_real_areas_have_no_estimate_and_say_why():
    assert "no estimate can be made either: the page of each says why" in words("areas/enacted-2021-06-26.html")
    assert "No estimate either. There are no counts by unit of" in words("organisations/wales-probation-region.html")
    assert not re.search("Re-based", words("areas/enacted-2021-06-26.html"))
