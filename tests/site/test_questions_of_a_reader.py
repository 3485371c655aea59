"""A reader finds the answers on the pages alone: the sentences, where they stand, and the way to them by links."""

import re
from posixpath import dirname, join, normpath

import pytest

pytestmark = pytest.mark.slow


def reached(site, *path):
    """Follow links by their words from the first page, and give the page they lead to."""
    name = "index.html"
    for words in path:
        links = site.read(name).xpath("//a[@href]")
        link = next((each for each in links if words in re.sub(r"\s+", " ", each.text_content())), None)
        assert link is not None, f"no link {words!r} on {name}"
        name = normpath(join(dirname(name), link.get("href").partition("#")[0]))
    return name


def test_what_is_merseysides_history_and_why_is_nothing_said_about_its_ten_standards(site):
    page = reached(site, "All inspections, by name", "Merseyside CRC", "More about the organisation")
    words = site.words(page)

    assert (
        "HM Inspectorate of Probation inspected it twice (published September 2018 and June 2020) and rated it Requires improvement overall both times."
        in words
    )
    assert "Community rehabilitation company for Merseyside, from 1 June 2014 to 25 June 2021." in words
    assert "It was merged with others into North West probation region on 26 June 2021" in words
    assert "Why nothing is said about its ten standards" in words
    assert "These sources give the overall rating alone, and not the rating of any standard." in words


def test_why_is_east_sussex_good_with_one_inadequate_standard(site):
    words = site.words(reached(site, "East Sussex"))

    assert "Good" in words
    assert "Inadequate" in words
    assert re.search(r"The scores? of (the )?.*standards add up to 2\d of \d\d|add up to|together score", words), words[:1500]


def test_what_would_change_northbank(site):
    page = reached(site, "The whole card, what it rests on and what would change it")
    words = site.words(page)

    assert page == "inspections/northbank-crc-2018.html"
    assert "The whole: five standards one step higher would make it Good." in words
    assert "The whole: six standards one step lower would make it Inadequate." in words
    assert "Reviewing: one more sufficient answer would make it Requires improvement" in words


def test_may_a_company_of_2019_be_compared_with_a_delivery_unit_of_2025(site):
    assert reached(site, "Compare", "Why") == "compare/answers.html"
    short = site.words(reached(site, "Compare"))
    full = site.words("compare/answers.html")

    question = "May I compare a company of 2019 with a delivery unit of 2025?"
    assert f"{question} No. The overall ratings may not be set side by side, and none of the ten standards may." in short
    assert "Ten standards summed against seven, other standards among them, and other organisations" in full
    assert "Decided by the maintainers of Inspectorate, from the published standards; not a decision of the inspectorate" in full


def test_what_stood_before_the_region_that_covers_merseyside_now(site):
    words = site.words(
        reached(site, "All inspections, by name", "Merseyside CRC", "More about the organisation", "North West probation region")
    )

    assert "What stood before it" in words
    for name in ("Merseyside CRC", "Cumbria and Lancashire CRC", "NPS North West division"):
        assert name in words


def test_which_ratings_rest_on_an_unverified_rule(site):
    page = reached(site, "Ratings that rest on an unverified rule")
    words = site.words(page)

    assert page == "inspections/by-unverified.html"
    assert "Two inspections here have a rating that another reading of an unverified rule would change." in words
    assert "Cheshire YJS" in words
    assert "NPS South West South Central division" in words
    assert (
        "It would be Requires improvement, Good or Outstanding if a total exactly on an edge counted upwards; nobody has been able to check that rule."
        in words
    )
    assert "Bands of the percentage of cases" in words
    marked = "A rating here rests on a rule that nobody has been able to check"
    resting = [name for name in site.pages if re.match(r"inspections/[^/]+\.html$", name) and marked in site.text(name)]
    assert len(resting) == 2
