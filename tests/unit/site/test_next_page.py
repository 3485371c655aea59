"""What happened next: closed with a named reason, passed on to successors, open, or nothing recorded; nothing is lost."""

import pytest
from tests.unit.site.built import whole_site, words

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def said():
    return words("next/index.html")


def test_closed_stands_with_its_named_reason(said):
    assert "R1 Bring the workloads of the smaller office down to those of the larger." in said
    assert "Closed February 2020: Closed. Workloads of the two offices were level in January 2020." in " ".join(
        said.replace("1. ", "").split()
    )


def test_passed_on_says_to_whom_and_what_became_of_it_there(said):
    told = said.partition("R2 Review the risk of harm")[2].partition("R3 See people")[0]
    assert "Passed on, closed in part now with Upland probation area (fictional)" in told
    assert "26 June 2021: Passed on to Lowland probation area (fictional). The work of the Birch unit went there." in told
    assert "April 2022: Closed by Lowland probation area (fictional). Reviews were checked in 40 cases and found timely in 34." in told


def test_what_nobody_answered_is_said_to_be_unanswered(said):
    assert "1 Left behind: nothing recorded since the organisation became others Westmoor CRC (fictional) R2" in said
    assert "1 Nothing recorded Northbank CRC (fictional) R5" in said
    assert said.count("Nothing is recorded about it. It is taken neither as closed nor as done.") == 2


def test_every_recommendation_stands_in_one_standing(said):
    assert "How they stand (12)" in said
    html = (whole_site() / "next" / "index.html").read_text(encoding="utf-8")
    assert html.count('<li id="') == 12


def test_all_of_it_is_marked_as_made_up(said):
    assert said.count("Synthetic: made up") == 3
    assert "What stands below is made up, to show how it is said." in said


def test_who_has_now_what_was_passed_on(said):
    assert "Lowland probation area (fictional): R1 of Westmoor CRC (fictional)" in said
    assert "Upland probation area (fictional): R2 of Eastfell CRC (fictional)" in said
