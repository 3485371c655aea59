"""
From the rows of data/published to inspection files: nothing is lost, nothing is guessed, and doing it again changes nothing.

The files are read here as plain YAML, and every row is looked for by itself.
"""

import csv
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from scripts import convert_published as script

from inspectorate.frameworks import load_edition

ROOT = Path(__file__).resolve().parents[2]
DATA, OUT = ROOT / "data" / "published", ROOT / "examples" / "published"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INSPECTIONS = rows("hmip_inspections.csv")
RATINGS = [*rows("hmip_published_ratings.csv"), *rows("additions/ratings.csv")]
PERCENTAGES = [*rows("hmip_published_percentages.csv"), *rows("additions/percentages.csv")]
YOUTH = rows("hmip_youth_overall_2021_2022.csv")
MERGED = {"yot-bridgend-jys": "yot-bridgend-2022", "yot-th-yjs": "yot-tower-hamlets-2022"}
LEFT_OUT = (OUT / "NOT-CONVERTED.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files():
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in OUT.glob("*-*.yaml")}


def left_out(identity):
    """The line of an inspection that is not converted; None where it is."""
    return next((line for line in LEFT_OUT.splitlines() if line.startswith(f"| {identity} |")), None)


def word(rating):
    return rating.lower().replace(" ", "_")


# ------------------------------------------------------------------------------------------------------------ nothing is lost


def test_every_inspection_is_a_file_or_listed_with_a_reason(files):
    ids = [row["inspection_id"] for row in INSPECTIONS]

    assert len(ids) == len(set(ids)) == 156
    assert [identity for identity in ids if (identity in files) == (left_out(identity) is not None)] == []
    assert Counter(left_out(identity).split(" | ")[3].split(":")[0] for identity in ids if left_out(identity)) == {
        "figures about several inspections, not an inspection": 7,
        "no edition": 3,
    }


def test_every_youth_service_of_the_list_is_a_file_or_merged(files):
    for row in YOUTH:
        document = files[MERGED.get(row["inspection_id"], row["inspection_id"])]
        published = document["published"]
        assert row["report_url"] in document["inspection"]["sources"]
        assert row["report_url"] in published["source"]
        assert str(document["inspection"]["published_on"]) == row["report_date"]
        assert published["overall"] == word(row["overall_rating"])
        assert (str(published.get("score", "")), str(published.get("max", ""))) == (row["score"], row["score_max"])
        assert row["notes"] in document["inspection"].get("notes", "")


def test_there_is_no_file_without_a_row(files):
    expected = {row["inspection_id"] for row in INSPECTIONS if not left_out(row["inspection_id"])}
    expected |= {row["inspection_id"] for row in YOUTH if row["inspection_id"] not in MERGED} | {"cqc-hertfordshire-2024"}

    assert set(files) == expected
    assert len(files) == 177


def place_of(row, document):
    """Where a row of the ratings stands in its file, found by what it says; None where it does not."""
    item, value, heading = row["item"], row["value"], document["inspection"]
    published, notes = document.get("published", {}), heading.get("notes", "")
    if row["source_url"] not in heading["sources"]:
        return None
    if item == "overall":
        return "overall" if published["overall"] == word(value) and row["source_url"] in published["source"] else None
    if item == "total score":
        return "score" if f"{published['score']}/{published['max']}" == value else None
    if item == "statement":
        return (
            "count"
            if value == "inadequate or requires improvement in all areas"
            and published["counts"] == {"inadequate_or_requires_improvement": 12}
            else None
        )
    if item.startswith("count: "):
        return "count" if published["counts"][word(item.removeprefix("count: "))] == int(value.split()[0]) else None
    if item.startswith("sample: "):
        return "note" if f"{item.removeprefix('sample: ')} {value}" in notes else None
    if item == "recommendations (count)":
        return "note" if f"Recommendations: {value}" in notes and row["evidence"] in notes else None
    return place_of_standard(row, document)


def place_of_standard(row, document):
    """Look among the standards of the edition for the one whose title the item ends with."""
    title = re.sub(r"^[\d.]+ ", "", row["item"]).rpartition(": ")[2].lower()
    domain = {"Court": "2", "OOCD": "3"}.get(row["item"].partition(":")[0][4:])
    edition = load_edition(document["inspection"]["framework"])
    refs = [each.ref for each in edition.standards if each.title.lower().endswith(title) and (domain is None or each.ref[0] == domain)]
    if len(refs) != 1 or (row["item"][0].isdigit() and not row["item"].startswith(refs[0] + " ")):
        return None
    entry = document["results"][refs[0]]
    how = "inferred" if row["how"].startswith("inferred") else "direct"
    words = row["evidence"] in entry["source"] or row["evidence"] == "same sentence"
    same = entry["rating"] == word(row["value"]) and entry["how"] == how and words and row["source_url"] in entry["source"]
    return "result" if same else None


def test_every_rated_item_ends_up_somewhere(files):
    places = Counter()
    for number, row in enumerate(RATINGS, 2):
        line = left_out(row["inspection_id"])
        if line is not None:
            place = "not converted" if f"{row['item']}: {row['value']}" in line and row["source_url"] in line else None
        else:
            place = place_of(row, files[row["inspection_id"]])
        assert place, f"line {number}: {row['inspection_id']}, {row['item']}, {row['value']}"
        places[place] += 1

    assert places == {"overall": 139, "result": 96, "note": 23, "count": 9, "score": 6, "not converted": 21}
    assert sum(places.values()) == len(RATINGS) == 292 + 2


# inspection -> key question -> per cent
KEY_QUESTIONS = {
    "crc-london-2019": {"2.1.3": 52},
    "pdu-derbyshire-2025": {"2.3.3": 34},
    "pdu-essex-south-2024": {"2.3.3": 23},
    "pdu-knowsley-st-helens-2023": {"2.2.3": 24},
    "pdu-llr-2023": {"2.1.1": 5},
    "pdu-somerset-2023": {"2.2.3": 31},
    "pdu-stockton-hartlepool-2025": {"2.1.3": 33},
    "region-east-of-england-2024": {"2.6.3": 100},
    "region-kss-2024": {"2.1.3": 22, "2.6.3": 100},
    "region-north-east-2025": {"2.1.1": 35, "2.1.3": 33},
}


def test_percentages_of_key_questions_are_these_and_no_others(files):
    found = {
        name: {ref: each["percent"] for entry in document["results"].values() for ref, each in entry.get("key_questions", {}).items()}
        for name, document in files.items()
        if "results" in document
    }

    assert {name: figures for name, figures in found.items() if figures} == KEY_QUESTIONS


def test_every_percentage_ends_up_somewhere(files):
    shown = 0
    for row in PERCENTAGES:
        line = left_out(row["inspection_id"])
        if line is not None:
            assert f"{row['key_question']}: {row['percent']} per cent" in line
            continue
        document = files[row["inspection_id"]]
        questions = [each for entry in document.get("results", {}).values() for each in entry.get("key_questions", {}).values()]
        context = [each for each in document.get("context", []) if row["key_question"] in each["label"]]
        same = [each for each in [*questions, *context] if row["evidence"] in each["source"] and str(each["percent"]) == row["percent"]]
        assert len(same) == 1, row
        assert str(same[0].get("cases", "")) == row["n_cases"]
        shown += len(context)

    assert shown == 11
    assert len(PERCENTAGES) == 23 + 1


def test_every_further_fact_is_in_the_notes(files):
    for row in INSPECTIONS:
        if row["notes"]:
            assert row["notes"] in (left_out(row["inspection_id"]) or files[row["inspection_id"]]["inspection"]["notes"])


def test_every_remark_is_in_the_notes_of_its_inspection(files):
    for row in rows("conversion/remarks.csv"):
        assert row["remark"] in files[row["inspection_id"]]["inspection"]["notes"]


# ------------------------------------------------------------------------------------------------------------- nothing is guessed


def test_a_standard_has_the_title_its_rows_give_it():
    for row in rows("conversion/standards.csv"):
        standard = load_edition(row["edition"]).standard(row["ref"])
        assert standard.title.lower().endswith(re.sub(r"^[\d.]+ ", "", row["item"]).rpartition(": ")[2].lower())
        assert not row["item"][0].isdigit() or row["item"].startswith(row["ref"] + " ")


def test_no_row_of_the_tables_is_idle(files):
    edition = {name: document["inspection"]["framework"] for name, document in files.items()}
    items = {(edition[row["inspection_id"]], row["item"]) for row in RATINGS if row["inspection_id"] in edition}
    questions = {
        (edition[row["inspection_id"]], row["standard"], row["key_question"]) for row in PERCENTAGES if row["inspection_id"] in edition
    }

    assert [row for row in rows("conversion/standards.csv") if (row["edition"], row["item"]) not in items] == []
    table = rows("conversion/key_questions.csv")
    assert {(row["edition"], row["standard"], row["key_question"]) for row in table} == questions
    assert [row for row in table if (row["ref"] == "") != (row["why_not_rated"] != "")] == []


def test_headings_rest_on_words_that_are_in_the_rows():
    words = {}
    for row in [*INSPECTIONS, *RATINGS]:
        words.setdefault(row["inspection_id"], []).append(row.get("evidence") or row.get("notes") or "")
    table = rows("conversion/headings.csv")

    assert [row for row in table if not any(row["words"] in each for each in words[row["found_in"]])] == []
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    for row in table:
        if row["field"] == "cases_inspected":
            assert row["value"] in row["words"]
        elif row["field"].startswith("fieldwork"):
            year, month, *day = row["value"].split("-")
            assert year in row["words"]
            assert months[int(month) - 1] in row["words"]
            assert not day or re.search(rf"\b{int(day[0])}\b", row["words"])


def test_no_stated_fieldwork_is_overlooked(files):
    stated = re.compile(r"fieldwork|inspected .* in [A-Z]|inspection (in|\([A-Z][a-z]+ \d)")
    named = {row["inspection_id"] for row in INSPECTIONS if stated.search(row["notes"])}
    named |= {row["inspection_id"] for row in RATINGS if re.search(r"last inspected .* CRC in", row["evidence"])}
    named |= {"crc-merseyside-2018"}  # in the notes of the next inspection

    assert {name for name, document in files.items() if "fieldwork_from" in document["inspection"]} == named


def test_adult_editions_follow_the_start_of_fieldwork(files):
    adult = {name: document["inspection"]["framework"] for name, document in files.items() if name.startswith(("crc-", "nps-"))}

    assert len(adult) == 38
    assert all(framework.endswith("-2019" if name.endswith("-2020") else "-2018") for name, framework in adult.items())
    assert adult["crc-norfolk-suffolk-2019"] == adult["crc-bgsw-2019"] == "hmip-crc-2018"


@pytest.mark.parametrize(
    ("fieldwork_from", "report_date", "edition"),
    [
        ("2019-08-31", "2020-03", "hmip-crc-2018"),
        ("2019-09-01", "2019-12", "hmip-crc-2019"),
        ("2019-09", None, "hmip-crc-2019"),
        (None, "2019-12-31", "hmip-crc-2018"),
        (None, "2020-01-01", "hmip-crc-2019"),
        (None, "2019", "hmip-crc-2018"),
        (None, "2018", "hmip-crc-2018"),
        (None, "2020", "hmip-crc-2019"),
    ],
)
def test_edition_by_date(fieldwork_from, report_date, edition):
    row = {"inspection_id": "x", "organisation_type": "CRC", "framework": script.ADULT, "report_date": report_date or ""}

    assert script.edition_of(row, fieldwork_from) == edition


def test_youth_editions(files):
    listed = {row["inspection_id"] for row in YOUTH} - set(MERGED)

    assert {name for name in listed if files[name]["inspection"]["framework"] == "hmip-youth-2018"} == {"yot-hull-yos", "yot-rbkc-yos"}
    assert files["yot-kent-yjs"]["inspection"]["framework"] == "hmip-youth-2021"
    assert files["yot-blackpool-2021"]["inspection"]["framework"] == "hmip-youth-2018"


def test_dates_are_as_exact_as_known(files):
    headings = {name: document["inspection"] for name, document in files.items()}

    assert {name for name, heading in headings.items() if "published_on" not in heading} == {
        *(row["inspection_id"] for row in INSPECTIONS if row["report_date"].startswith("2019-20 ")),
        "pdu-dorset-2023",
        "pdu-portsmouth-iow-undated",
        "yot-cheshire-2021",
        "dipp-kss-2025",
    }
    assert headings["yot-brent-2020"]["notes"] == "Date of the report as recorded: 2019-20 (annual report year)."
    for row in INSPECTIONS:
        if "published_on" in headings.get(row["inspection_id"], {}):
            assert str(headings[row["inspection_id"]]["published_on"]) == row["report_date"]


def test_merged_inspections_carry_both_sources(files):
    bridgend, tower_hamlets = files["yot-bridgend-2022"], files["yot-tower-hamlets-2022"]

    assert "inspections/bridgend-jys/" in bridgend["published"]["source"]
    assert "press-releases/2022/06/bridgend-yjs" in bridgend["published"]["source"]
    assert "score" not in bridgend["published"]
    assert "inspections/th-yjs/" in tower_hamlets["published"]["source"]
    assert "press-releases/2022/07/th-yjs/" in tower_hamlets["published"]["source"]
    assert (tower_hamlets["published"]["score"], tower_hamlets["published"]["max"]) == (8, 36)
    assert len(tower_hamlets["results"]) == 3


def test_a_sample_that_does_not_add_up_is_kept_and_said(files):
    heading = files["region-east-midlands-2025"]["inspection"]

    assert heading["cases_inspected"] == 330
    assert "330 cases, 216 community sentences and 115 licences; the parts add up to 331" in heading["notes"]


def test_inspections_without_ratings_have_none(files):
    for name, document in files.items():
        if name.startswith("dipp-") or name == "crc-hiow-2020":
            assert "results" not in document
            assert "published" not in document


PREVIOUS = """
crc-dlnr-2020 crc-dlnr-2019                          pdu-llr-2025 pdu-llr-2023
crc-dtv-2020 crc-dtv-2019                            pdu-north-ne-lincolnshire-2024 pdu-north-ne-lincolnshire-2023
crc-hiow-2020 crc-hiow-2019                          pdu-northamptonshire-2024 pdu-northamptonshire-2022
crc-hlny-2020 crc-hlny-2019                          pdu-sheffield-2024 pdu-sheffield-2023
crc-merseyside-2020 crc-merseyside-2018              pdu-snpt-2025 pdu-snpt-2022
crc-northumbria-2020 crc-northumbria-2018            pdu-west-kent-2024 pdu-west-kent-2022
crc-swm-2020 crc-swm-2018                            pdu-west-sussex-2024 pdu-west-sussex-2022
crc-thames-valley-2020 crc-thames-valley-2018        yot-blackpool-2021 yot-blackpool-2018
crc-west-yorkshire-2020 crc-west-yorkshire-2018      yot-cardiff-2022 yot-cardiff-2020
nps-nw-2020 nps-nw-2019                              pdu-derby-city-2025 pdu-derby-city-2023
pdu-essex-north-2024 pdu-essex-north-2022            pdu-gwent-2025 pdu-gwent-2022
pdu-gateshead-south-tyneside-2025 pdu-gateshead-south-tyneside-2022
pdu-kirklees-2024 pdu-kirklees-2023
pdu-redcar-cleveland-middlesbrough-2025 pdu-redcar-cleveland-middlesbrough-2022
"""


def test_the_inspection_before_is_named(files):
    named = PREVIOUS.split()

    assert {name: before for name, document in files.items() if (before := document["inspection"].get("previous"))} == dict(
        zip(named[::2], named[1::2], strict=True)
    )
    assert [row for row in INSPECTIONS if "second inspection" in row["notes"] and row["inspection_id"] not in named[::2]] == []


# Published figures about a whole round against the inspections of it: kind, year -> rating -> how many of so many.
def overall_ratings(files, names):
    return Counter(files[name]["published"]["overall"] for name in names if "published" in files[name])


def test_the_first_adult_round_adds_up_to_what_was_published_about_it(files):
    """Published in October 2019: 28 services, 6 Good (five divisions, one company), 21 Requires improvement, 1 Inadequate."""
    first = [name for name in files if name.startswith(("crc-", "nps-")) and not name.endswith("-2020")]

    assert len(first) == 28
    assert overall_ratings(files, first) == {"good": 6, "requires_improvement": 21, "inadequate": 1}
    assert len([name for name in first if name.startswith("nps-") and files[name]["published"]["overall"] == "good"]) == 5


def test_the_second_adult_round_adds_up_but_for_one_company_not_in_these_sources(files):
    """Published in December 2020: ten overall ratings, 4 Good (three companies, one division) and 6 Requires improvement."""
    second = [name for name in files if name.startswith(("crc-", "nps-")) and name.endswith("-2020")]

    assert overall_ratings(files, second) == {"good": 3, "requires_improvement": 6}


def test_the_youth_round_of_2019_20_adds_up(files):
    """Published in November 2020: 16 services, 1 Outstanding, 6 Good, 8 Requires improvement, 1 Inadequate."""
    assert overall_ratings(files, [name for name in files if name.startswith("yot-") and name.endswith("-2020")]) == {
        "outstanding": 1,
        "good": 6,
        "requires_improvement": 8,
        "inadequate": 1,
    }


# ------------------------------------------------------------------------------------------------------- doing it again


def test_converting_again_changes_nothing():
    assert script.changed(script.convert(script.read_published(DATA)), OUT) == []


def test_a_file_that_no_row_gives_is_taken_away(tmp_path, monkeypatch, capsys):
    copy = tmp_path / "examples" / "published"
    shutil.copytree(OUT, copy)
    (copy / "crc-made-up-2019.yaml").write_text("inspection: {}\n")
    (copy / "crc-london-2019.yaml").write_text("changed by hand\n")
    monkeypatch.setattr(script, "OUT", copy)
    monkeypatch.setattr(script, "ROOT", tmp_path)

    assert script.main(["--check"]) == 1
    assert (copy / "crc-made-up-2019.yaml").exists()
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    assert not (copy / "crc-made-up-2019.yaml").exists()
    assert (copy / "crc-london-2019.yaml").read_bytes() == (OUT / "crc-london-2019.yaml").read_bytes()
    assert capsys.readouterr().out.splitlines()[-1] == "177 inspections, 0 files would change"


def one_row(**values):
    return {"inspection_id": "x", "source_url": "a source", "evidence": "words", "how": "direct", "item": "", "value": "", **values}


def test_an_item_that_no_table_names_stops_the_conversion():
    with pytest.raises(script.ConversionError, match=r"does not say what '2\.9 Magic' is in hmip-crc-2018"):
        script.results_of("hmip-crc-2018", [one_row(item="2.9 Magic", value="Good")], [], script.read_published(DATA))


def test_a_percentage_that_no_table_names_stops_the_conversion():
    row = one_row(standard="2.1 Assessment", key_question="something else", percent="5", n_cases="")
    with pytest.raises(script.ConversionError, match="does not say"):
        script.results_of("hmip-crc-2018", [], [row], script.read_published(DATA))


def test_two_sources_that_differ_stop_the_conversion():
    listed = {"inspection_id": "y", "overall_rating": "Good", "score": "", "score_max": "", "report_url": "another source"}
    with pytest.raises(script.ConversionError, match="different overall ratings"):
        script.published_of("hmip-youth-2021", [one_row(item="overall", value="Inadequate")], listed)


def test_a_count_of_another_number_of_standards_stops_the_conversion():
    with pytest.raises(script.ConversionError, match="9 of 11"):
        script.counts_of("hmip-youth-2018", [one_row(item="count: Outstanding", value="9 of 11")])
