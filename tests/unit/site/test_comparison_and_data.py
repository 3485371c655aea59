"""Comparison and open data as pages: the numbers of charts and tables are those of the data, refusals are said in exact words."""

import csv
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from inspectorate.errors import DocumentInvalidError, MissingExtraError
from inspectorate.exporting import overall_ratings, read_table
from inspectorate.register import load_comparability
from inspectorate.site import Options, build, build_site
from inspectorate.site.chart_pages import chart_pages, comparable, example_points
from inspectorate.site.collect import collect
from inspectorate.site.compare_pages import register_of
from inspectorate.site.data_page import PYTHON, flag_of
from inspectorate.site.gather import KEPT, Figures, Gathered, Known, Measure, whole_count
from inspectorate.site.questions import answered, questions

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = [ROOT / "examples" / name for name in ("demonstration", "published", "rebase")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "out"
    build_site(FOLDERS, out, Options(base="https://ratings.example.org/", languages=("en",)))
    return out


def page(site, path):
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def table_rows(table):
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.find("tbody").find_all("tr")]


def text_of(element):
    return " ".join(element.get_text(" ", strip=True).split())


# ------------------------------------------------------------------------------------------------------------ worked answers


def answer(site, words):
    heading = next(each for each in page(site, "compare/answers.html").find_all("h2") if text_of(each).startswith(words))
    return heading.find_parent("section")


@pytest.mark.slow
def test_a_company_and_a_delivery_unit_are_refused_with_the_reason(site):
    section = answer(site, "May I compare a company of 2019 with a delivery unit of 2025?")

    assert text_of(section.find("p")) == "No. The overall ratings may not be set side by side, and none of the ten standards may."
    assert (
        "Ten standards summed against seven, other standards among them, and other organisations: a company or a division, which ended in "
        "June 2021, and one delivery unit of the unified Probation Service. A difference would say nothing about better or worse work."
    ) in text_of(section)
    assert "Decided by the maintainers of Inspectorate, from the published standards; not a decision of the inspectorate" in text_of(
        section
    )
    subjects = text_of(section.find(class_="subjects"))
    assert "Durham Tees Valley CRC" in subjects
    assert "Rated by HM Inspectorate of Probation. Fieldwork November 2018. Published March 2019" in subjects


@pytest.mark.slow
def test_refused_ratings_do_not_stand_side_by_side(site):
    """Durham Tees Valley was published as Requires improvement and its successor as Inadequate: neither word is in the answer."""
    section = answer(site, "May I compare a company of 2019 with a delivery unit of 2025?")

    assert table_rows(section.find("table"))[0] == ["Overall", "not shown side by side", "not shown side by side", "No [b] note 1"]
    assert "Inadequate" not in text_of(section.find("table"))
    assert "Requires improvement" not in text_of(section.find("table"))


@pytest.mark.slow
def test_two_youth_services_under_one_edition_are_allowed(site):
    section = answer(site, "May I compare East Sussex in 2024 with another youth service of 2022?")
    rows = {row[0]: row[1:] for row in table_rows(section.find("table"))}

    assert text_of(section.find("p")) == "Yes. The overall ratings may be set side by side, and so may all 13 standards."
    assert rows["Overall"] == ["Good 25 of 36; as published, agrees by standards", "Requires improvement as published", "Yes"]
    assert rows["2.2 Planning"] == ["Inadequate as stated in the source", "Not known", "Yes"]


@pytest.mark.slow
def test_one_organisation_over_a_refresh_is_allowed_with_the_caveat(site):
    section = answer(site, "May I say how Merseyside changed from 2018 to 2020?")

    assert text_of(section.find("p")).startswith("Yes, with a caveat. ")
    assert "The same ten standards, scale and sum. The refresh of July 2019 altered prompts" in text_of(section.find(class_="notes"))


@pytest.mark.slow
def test_two_raters_are_refused(site):
    section = answer(site, "A council and its youth service are both rated")

    assert (
        "Rated by Care Quality Commission and by HM Inspectorate of Probation, each by its own standards. The words may be alike; nobody has "
        "recorded that they mean the same."
    ) in text_of(section)


@pytest.mark.slow
def test_the_first_page_answers_and_names_the_command(site):
    words = text_of(page(site, "compare/index.html").find("main"))

    assert "There is no league table here." in words
    assert "inspectorate compare A.yaml B.yaml" in words


def test_other_folders_get_questions_of_their_own():
    collection = collect([FOLDERS[1]])
    some = collection._replace(summaries=tuple(each for each in collection.summaries if each.id in ("crc-london-2019", "pdu-leeds-2024")))
    (question,) = questions(some)
    assert question.words == "May I compare London CRC (2019) with Leeds PDU (2024)?"
    assert answered(question, some, load_comparability())["verdict"] == "No"


# ------------------------------------------------------------------------------------------------------------------ register


@pytest.mark.slow
def test_every_entry_and_break_of_the_register_is_on_its_page(site):
    register, found = load_comparability(), page(site, "compare/register.html")
    words = text_of(found)

    for entry in register.entries:
        assert found.find(id=entry.id) is not None
        assert " ".join(entry.overall.reason.split()) in words
        assert all(" ".join(group.reason.split()) in words for group in entry.standards)
    for each in register.breaks:
        assert f"{each.title}" in text_of(found.find(id=each.id))
    assert "Area inspections before June 2018, unrated" in words


@pytest.mark.slow
def test_a_folder_may_have_a_register_of_its_own(tmp_path):
    assert register_of([tmp_path]) == load_comparability()
    (tmp_path / "comparability.yaml").write_text("title: Ours\n", encoding="utf-8")
    with pytest.raises(DocumentInvalidError):
        register_of([tmp_path])


# ------------------------------------------------------------------------------------------------------------ ratings by year


def counts_on_page(site):
    found = Counter()
    for section in page(site, "compare/ratings.html").find_all("section"):
        table = section.find("table")
        if table is None:
            continue
        edition, _, _ = section.find("h2")["id"].partition("-synthetic")
        provenance = "synthetic" if section.find("h2")["id"].endswith("synthetic") else "published"
        labels = [text_of(cell) for cell in table.find("thead").find_all("th")]
        for row in table_rows(table):
            if len(row) == len(labels):
                for label, number in zip(labels[1:-1], row[1:-1], strict=True):
                    found[edition, provenance, row[0], label] += int(number)
                assert int(row[-1]) == sum(map(int, row[1:-1]))
    return +found


@pytest.mark.slow
def test_the_table_of_ratings_is_rebuilt_from_the_csv_alone(site):
    """With the csv module and nothing of ours, and with our own reader."""
    with (site / "data" / "ratings.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    labels = {row["rating"]: row["rating_label"] for row in table if row["rating"]}
    rows = [row for row in table if row["measure"] == "overall_rating"]
    rebuilt = Counter()
    for row in rows:
        year = (row["published_on"] or row["fieldwork_to"] or row["fieldwork_from"])[:4] or "No date"
        rating = row["published_rating"] or row["rating"]
        unrated = "No overall rating" if row["blank"] != "unknown" else "Not known here"
        rebuilt[row["framework"], row["provenance"], year, labels.get(rating, unrated) if rating else unrated] += 1

    assert rebuilt == counts_on_page(site)

    with (site / "data" / "ratings.csv").open(encoding="utf-8", newline="") as file:
        again = overall_ratings(read_table(file))
    assert sum(again.values()) == sum(rebuilt.values()) == 180


@pytest.mark.slow
def test_the_drawing_of_ratings_says_the_numbers_of_its_table(site):
    for section in page(site, "compare/ratings.html").find_all("section"):
        if section.find("svg") is None:
            continue
        rows = [row for row in table_rows(section.find("table")) if len(row) > 1]
        for kind in ("wide", "narrow"):
            svg = section.find("svg", class_=kind)
            drawn = [text_of(text) for text in svg.find_all("text") if text_of(text).isdigit() and len(text_of(text)) < 4]
            assert drawn == [number for row in rows for number in row[1:-1]]


@pytest.mark.slow
def test_the_unrated_inspections_are_a_break_in_table_and_drawing(site):
    section = page(site, "compare/ratings.html").find(id="hmip-crc-2018").find_parent("section")

    assert ["[b] June 2018: Area inspections before June 2018, unrated"] in table_rows(section.find("table"))
    assert "[b] June 2018: Area inspections before June 2018, unrated" in text_of(section.find("svg"))


# --------------------------------------------------------------------------------------------------------------- percentages


@pytest.mark.slow
def test_percentages_of_keeping_others_safe(site):
    """Published: Stockton and Hartlepool 33, Derbyshire 34, Essex South 23, none with its base."""
    found = page(site, "compare/percentages/hmip-pdu-2023-keeping-others-safe.html")
    rows = {heading.get_text(strip=True): table_rows(heading.find_next("table")) for heading in found.find_all("h2")}

    assert [row[2:] for row in rows["2.1.3 Assessment: keeping others safe"]] == [["33%", "not known", "not known", "yes"]]
    names = [(row[0], row[2]) for row in rows["2.3.3 Implementation and delivery: keeping others safe"]]
    assert names == [("Derbyshire PDU", "34%"), ("Essex South PDU", "23%")]
    assert "so no interval can be drawn: how sure they are is not known" in text_of(found)


@pytest.mark.slow
def test_a_known_base_has_its_interval(site):
    """23 of 47: Wilson's interval at 95 % is 35 to 63 (worked by hand)."""
    found = page(site, "compare/percentages/hmip-pdu-2023-figures-below-the-key-questions.html")
    rows = [row for table in found.find_all("table") for row in table_rows(table)]

    assert ["North Tyneside and Northumberland PDU", "48.9%", "23 of 47", "35 to 63%"] in [[row[0], *row[2:]] for row in rows]
    assert "The base is known for three of the eight percentages" in text_of(found)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_dot_plots_draw_the_percentages_of_their_tables(site, kind):
    for path in (site / "compare" / "percentages").glob("*.html"):
        for section in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find_all("section"):
            drawn = [text_of(text) for text in section.find("svg", class_=kind).find_all("text")]
            figures = [match[1] for text in drawn if (match := re.match(r"([\d.]+%) (?:of|\()", text))]
            assert figures == [row[2] for row in table_rows(section.find("table"))], path.name


@pytest.mark.slow
def test_made_up_figures_are_marked_and_never_beside_real_ones(site):
    for path in (site / "compare" / "percentages").glob("*.html"):
        text = text_of(BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find("main"))
        assert ("CRC (fictional)" in text) == ("Synthetic: these figures are made up." in text) == path.stem.endswith("synthetic")


def test_percentages_across_a_refusing_break_are_left_out():
    register = load_comparability()
    measure = Measure("hmip-crc-2018", "published", "2.1.3", "Keeping others safe", "Assessment")
    old, new = (
        Known(date, name, date, date, "HMIP", Decimal(50), None, None, deciding=True)
        for name, date in (("Early CRC", "2018-03"), ("Late CRC", "2019-03"))
    )

    kept, notes = comparable(measure, [old, new], register)

    assert [each.organisation for each in kept] == ["Late CRC"]
    assert "[b] One percentage from before June 2018 left out: Area inspections before June 2018, unrated." in notes


@pytest.mark.parametrize(
    ("percent", "cases", "yes"), [("48.9", 47, 23), ("88", 50, 44), ("49", 84, 41), ("50", 1000, None), ("33", 7, None)]
)
def test_a_count_is_filled_when_only_one_fits(percent, cases, yes):
    assert whole_count(Decimal(percent), cases) == yes


def test_of_many_percentages_only_counts_are_kept():
    figures = Figures()
    for at in range(5000):
        figures.add(Known(f"i{at}", "Unit", "2019", "2019", "HMIP", Decimal(at % 101), None, None, deciding=False))

    assert (len(figures.kept), figures.number, sum(figures.tens.values())) == (KEPT, 5000, 5000)


def test_too_many_rows_become_counts_by_tens():
    gathered = Gathered()
    collection = collect([FOLDERS[1]])
    measure = Measure("hmip-pdu-2023", "published", "2.1.3", "Keeping others safe", "Assessment", (50.0, 65.0, 80.0), "published")
    figures = gathered.measures.setdefault(measure, Figures())
    for at in range(300):
        figures.add(Known(f"i{at}", f"Unit {at}", "2024", "2024", "HMIP", Decimal(at % 100), at % 100, 100, deciding=False))

    found = {each.path: each for each in chart_pages(gathered, collection.editions, load_comparability())}

    panel = found["compare/percentages/hmip-pdu-2023-assessment.html"].values["panels"][0]
    assert panel.rows == []
    assert panel.tens == [(f"{10 * ten} to {10 * ten + 9 if ten < 9 else 100}%", 30) for ten in range(10)]


# -------------------------------------------------------------------------------------------------------------------- funnel


@pytest.mark.slow
def test_the_funnel_without_real_bases_is_marked_made_up_everywhere(site):
    found = page(site, "compare/funnel/example.html")

    assert "Synthetic: these figures are made up." in text_of(found)
    assert text_of(found.find("figcaption")).endswith("(made-up figures)")
    assert "(made up)" in text_of(found.find("caption"))
    assert all(row[0].startswith("Made-up ") for row in table_rows(found.find("table")))
    assert "A point outside them is a reason to look, not a rating and not a rank" in text_of(found)


@pytest.mark.slow
def test_the_table_of_the_funnel_has_its_points(site):
    rows = table_rows(page(site, "compare/funnel/example.html").find("table"))

    assert [(row[0], row[1]) for row in rows] == [(each.name, f"{each.yes} of {each.cases}") for each in example_points()]
    assert sum(row[5] != "within the limits" for row in rows) == 4


def test_eight_real_bases_make_a_real_funnel():
    gathered = Gathered()
    collection = collect([FOLDERS[1]])
    measure = Measure("hmip-pdu-2023", "published", "2.1.3", "Keeping others safe", "Assessment", (50.0, 65.0, 80.0), "published")
    figures = gathered.measures.setdefault(measure, Figures())
    for at in range(9):
        base = (30 + at, 60) if at else (None, None)
        figures.add(Known(f"i{at}", f"Unit {at}", "2024", "2024", "HMIP", Decimal(50 + at), *base, deciding=False))

    paths = {each.path: each for each in chart_pages(gathered, collection.editions, load_comparability()) if "funnel" in each.path}

    assert list(paths) == ["compare/funnel/hmip-pdu-2023-2-1-3-published.html"]
    assert paths["compare/funnel/hmip-pdu-2023-2-1-3-published.html"].values["notes"] == [
        "One inspection without a known base cannot be placed."
    ]


# ----------------------------------------------------------------------------------------------------------------- open data


@pytest.mark.slow
def test_the_page_of_data_says_rows_and_hashes_as_they_are(site):
    found = page(site, "data/index.html")
    content = (site / "data" / "ratings.csv").read_bytes()
    first = table_rows(found.find("table"))[0]
    rows = content.count(b"\r\n") - 1

    assert first[0] == f"ratings.csv {rows:,} rows"
    assert (first[2], first[3]) == (f"{len(content):,}", hashlib.sha256(content).hexdigest())
    for row in table_rows(found.find("table"))[1:]:
        assert row[3] == hashlib.sha256((site / "data" / row[0]).read_bytes()).hexdigest()


@pytest.mark.slow
def test_the_python_example_runs_and_counts_what_the_page_counts(site):
    example = page(site, "data/index.html").find(id="python").get_text()
    assert example == PYTHON

    done = subprocess.run([sys.executable, "-c", example], cwd=site / "data", capture_output=True, text=True, check=True)

    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert sum(int(line[4]) for line in lines) == 180
    assert ["hmip-pdu-2023", "published", "2024", "inadequate", "11"] in lines
    assert counts_on_page(site)["hmip-pdu-2023", "published", "2024", "Inadequate"] == 11


@pytest.mark.slow
def test_the_page_of_data_carries_its_record(site):
    script = page(site, "data/index.html").find("script", type="application/ld+json")
    record = json.loads(script.string)

    assert record == json.loads((site / "data" / "dataset.jsonld").read_text(encoding="utf-8"))
    assert record["@type"] == ["Dataset", "dcat:Dataset"]
    assert "<" not in script.string


@pytest.mark.slow
def test_every_page_finds_the_feed(site):
    for path in ("index.html", "compare/answers.html", "inspections/yot-east-sussex-2024.html"):
        found = page(site, path)
        address = found.find("link", type="application/atom+xml")["href"]
        assert ET.parse((site / path).parent / address).getroot().tag.endswith("feed")


@pytest.mark.slow
def test_feeds_lead_to_pages_that_are_there(site):
    root = ET.parse(site / "data" / "feeds" / "all.atom").getroot()
    links = [link.get("href") for link in root.iter("{http://www.w3.org/2005/Atom}link") if link.get("type") == "text/html"]

    assert len(links) == 180
    assert all((site / link.removeprefix("https://ratings.example.org/")).is_file() for link in links)


@pytest.mark.slow
def test_the_rows_beside_an_inspection_are_those_of_the_table(site):
    with (site / "inspections" / "yot-east-sussex-2024" / "results.csv").open(encoding="utf-8", newline="") as file:
        own = list(csv.reader(file))
    with (site / "data" / "ratings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))

    assert own == [rows[0], *(row for row in rows if row[0] == "yot-east-sussex-2024")]


@pytest.mark.slow
def test_files_named_on_an_inspection_are_there(site):
    for name in ("northbank-crc-2018", "crc-merseyside-2018"):
        for link in page(site, f"inspections/{name}.html").find(class_="files").find_all("a"):
            assert (site / "inspections" / link["href"].removeprefix("../inspections/")).is_file()


def test_flags_come_from_the_register():
    collection = collect(FOLDERS)
    flag = flag_of(collection, load_comparability())

    assert flag("crc-merseyside-2018", "overall") is None
    assert flag("crc-merseyside-2020", "overall") == "with_caveat:companies-2018-2019"
    assert flag("crc-merseyside-2020", "2.1.3") == flag("crc-merseyside-2020", "2.1") == "with_caveat:companies-2018-2019"
    assert flag("pdu-llr-2025", "overall") == "not_comparable:units-2021-2023,programme-october-2023"
    assert flag("pdu-llr-2025", "2.1") == "with_caveat:units-2021-2023,programme-october-2023"
    assert flag("pdu-llr-2025", "cases") is None


@pytest.mark.slow
def test_drafts_are_shown_and_are_no_open_data(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    text = (ROOT / "examples" / "demonstration" / "northbank.yaml").read_text(encoding="utf-8")
    (folder / "draft.yaml").write_text(text.replace("provenance: synthetic", "provenance: draft"), encoding="utf-8")
    build_site([folder], tmp_path / "out", Options(languages=("en",)))

    assert "results.csv" not in (tmp_path / "out" / "inspections" / "northbank-crc-2018.html").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "data" / "ratings.csv").read_bytes().count(b"\r\n") == 1
    assert "Drafts are not open data" in text_of(page(tmp_path / "out", "data/index.html"))
    assert (
        not list((tmp_path / "out" / "compare" / "percentages").glob("*"))
        if (tmp_path / "out" / "compare" / "percentages").exists()
        else True
    )


# ------------------------------------------------------------------------------------------------------------------ pictures


@pytest.mark.slow
def test_pictures_are_made_when_asked_for(tmp_path):
    pytest.importorskip("typst")
    out = tmp_path / "out"
    build_site([FOLDERS[0]], out, Options(base="https://ratings.example.org/", languages=("en",), pictures=True))
    beside = out / "inspections" / "northbank-crc-2018"
    preview = (beside / "preview.png").read_bytes()

    assert (int.from_bytes(preview[16:20]), int.from_bytes(preview[20:24])) == (1200, 630)
    assert (beside / "card.png").read_bytes()[:8] == preview[:8] == b"\x89PNG\r\n\x1a\n"
    assert (beside / "card.pdf").read_bytes()[:5] == b"%PDF-"
    image = page(out, "inspections/northbank-crc-2018.html").find("meta", property="og:image")["content"]
    assert image == "https://ratings.example.org/inspections/northbank-crc-2018/preview.png"


@pytest.mark.slow
def test_without_pictures_the_card_stands_for_the_link(site):
    image = page(site, "inspections/northbank-crc-2018.html").find("meta", property="og:image")["content"]

    assert image == "https://ratings.example.org/inspections/northbank-crc-2018/card.svg"


def test_pictures_without_the_typesetter_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="report"):
        build_site([FOLDERS[0]], tmp_path / "out", Options(pictures=True))
    assert not (tmp_path / "out").exists()
