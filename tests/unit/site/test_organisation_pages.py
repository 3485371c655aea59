"""The page of an organisation answers: how was it rated over time, what stood before it, what became of it, and what is not known."""

import re

import pytest
from tests.unit.site.built import ROOT, build, whole_site, words

from inspectorate.register import load_lineage, load_organisations

pytestmark = pytest.mark.slow
PUBLISHED = ROOT / "examples" / "published"


# ------------------------------------------------------------------------------------------------------------ Merseyside


@pytest.fixture(scope="module")
def merseyside():
    return words("organisations/merseyside-crc.html")


def test_history_of_merseyside(merseyside):
    assert "Community rehabilitation company for Merseyside, from 1 June 2014 to 25 June 2021." in merseyside
    assert (
        "HM Inspectorate of Probation inspected it twice (published September 2018 and June 2020) and rated it Requires improvement "
        "overall both times. Method: Inspection of community rehabilitation companies (June 2018 and July 2019)."
    ) in merseyside
    assert "It was merged with others into North West probation region on 26 June 2021." in merseyside


def test_why_nothing_is_said_about_the_ten_standards_of_merseyside(merseyside):
    assert (
        "Why nothing is said about its ten standards The method of both inspections rates ten standards. These sources give the overall "
        "rating alone, and not the rating of any standard. A standard that is missing here is not taken as unrated and not counted as "
        "zero: its rating is not in these sources."
    ) in merseyside
    assert "https://justiceinspectorates.gov.uk/hmiprobation/media/press-releases/2018/09/merseysidecrc" in merseyside


def test_each_rating_of_merseyside_stands_with_date_age_method_and_rater(merseyside):
    row = "Published June 2020 fieldwork 27 January 2020 Requires improvement 2 of 4 as published six years old"
    assert f"{row} Inspection of community rehabilitation companies, July 2019 HM Inspectorate of Probation" in merseyside


def test_between_two_editions_stands_what_changed(merseyside):
    assert "[b] Area inspections before June 2018, unrated." in merseyside
    assert "Read the next with care: The same ten standards, scale and sum. The refresh of July 2019 altered prompts" in merseyside
    assert "Ratings are listed, never joined into one series." in merseyside


def test_what_came_after_merseyside_is_enacted_or_proposed(merseyside):
    after = merseyside.partition("What came after it")[2]
    enacted = "North West probation region all of it since 26 June 2021 no inspection here unified Probation Service, 26 June 2021; recollected: high"
    assert enacted in after
    assert "North West (area proposed July 2018) all of it proposed nothing passed to it" in after
    assert "Its ratings do not pass on: they belong to the organisation that was inspected." in after


def test_the_page_of_merseyside_leads_to_the_region():
    html = (whole_site() / "organisations/merseyside-crc.html").read_text(encoding="utf-8")
    assert 'href="../organisations/north-west-probation-region.html"' in html
    assert 'href="../organisations/north-west-area-proposed-july-2018.html"' in html


# ------------------------------------------------------------------------------------------------- what stood before it


def test_what_stood_before_the_region_that_covers_merseyside_now():
    said = words("organisations/north-west-probation-region.html")
    assert "Probation region for Cheshire, Cumbria, Lancashire and Merseyside, since 26 June 2021." in said
    assert (
        "Before it stood Cumbria and Lancashire CRC (all of it), Merseyside CRC (all of it), Cheshire and Greater Manchester CRC "
        "(share not known) and NPS North West division (share not known)."
    ) in said
    assert "No inspection of it is in this collection." in said
    assert "No rating is given for it from these." in said
    assert "the ratings of several are not averaged into one" in said


def test_a_part_that_passes_is_named_with_its_share():
    said = words("organisations/upland-area.html")
    assert "Before it stood Eastfell CRC (fictional) (40% of it: Alder) and Westmoor CRC (fictional) (25% of it: Cedar)." in said


def test_a_proposed_area_says_that_nothing_passed_to_it():
    said = words("organisations/north-west-area-proposed-july-2018.html")
    assert "It was to take over Cumbria and Lancashire CRC (all of it), Merseyside CRC (all of it) and" in said
    assert "It was proposed, and nothing passed to it." in said


def test_every_organisation_of_the_lineage_has_a_page():
    lineage, organisations = load_lineage(PUBLISHED / "lineage.csv"), load_organisations(PUBLISHED / "register.yaml")
    for name in lineage.organisations:
        assert (whole_site() / "organisations" / f"{organisations.find(name).id}.html").is_file(), name


def test_an_organisation_without_lineage_says_so():
    said = words("organisations/york-pdu.html")
    assert "These sources do not say what stood before it or what came after it." in said


# ------------------------------------------------------------------------------------------------- names, kinds, silences


def test_inspections_of_another_kind_are_not_one_series():
    said = words("organisations/kent-surrey-and-sussex-probation-region.html")
    assert "[b] Not one series: Dynamic inspection of public protection has no overall rating, by design." in said
    assert "as Kent, Surrey and Sussex region (dynamic inspection of public protection)" in said
    assert "no overall rating, by design (date not known)" in said


def test_a_total_is_said_beside_the_silence_about_standards():
    found = [words(f"organisations/{path.name}") for path in (whole_site() / "organisations").glob("*.html")]
    total = re.compile(r"they also give the total, \d+ of \d+: what the standards made together, and not which of them had which rating\.")
    assert sum(bool(total.search(said)) for said in found) > 20


def test_no_page_of_an_organisation_gives_a_rating_without_date_method_and_rater():
    for path in (whole_site() / "organisations").glob("*.html"):
        html = path.read_text(encoding="utf-8")
        for row in re.findall(r'<tr><th scope="row"><a href="\.\./inspections/.*?</tr>', html, re.DOTALL):
            assert "Published " in row or "Date of publication not known" in row, path
            assert 'href="../frameworks/' in row, path
            assert (
                "HM Inspectorate of Probation" in row or "Rater not known" in row or "Care Quality Commission" in row or "fictional" in row
            ), path


def test_a_made_up_area_is_marked():
    assert "Synthetic: made up" in words("organisations/upland-area.html")
    assert "Synthetic: made up" in words("organisations/eastfell-crc.html")
    assert "Synthetic" not in words("organisations/merseyside-crc.html")


def test_recommendations_lead_to_what_happened_next():
    assert "What happened next: 4 of the inspection May 2019" in words("organisations/eastfell-crc.html")
    assert "R2 of Eastfell CRC (fictional), passed to it" in words("organisations/upland-area.html")


# -------------------------------------------------------------------------------------------------------- a folder of one


def test_an_organisation_without_register_or_lineage(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.yaml").write_text(
        "inspection: {id: one, organisation: Example CRC, framework: hmip-crc-2018, provenance: synthetic, published_on: 2019-05}\n"
        "published: {overall: good, score: 17, max: 30}\n",
        encoding="utf-8",
    )
    out = build(folder, tmp_path / "out")

    said = words("organisations/example-crc.html", out)
    assert "Why nothing is said about its ten standards The method of the inspection rates ten standards." in said
    assert "For the inspection published May 2019 they also give the total, 17 of 30" in said
    assert not (out / "areas").exists()
    assert not (out / "next").exists()
    assert "Areas that change" not in (out / "index.html").read_text(encoding="utf-8")
