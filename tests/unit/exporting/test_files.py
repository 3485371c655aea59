"""The files of an export: complete, described, provable, the same each time."""

import csv
import hashlib
import io
import json
from itertools import islice
from xml.etree import ElementTree as ET

import pytest
from tests.unit.exporting.made import BASE, NORTHBANK, PUBLISHED, small, whole

from inspectorate.errors import UserError
from inspectorate.exporting import BLANKS, COLUMNS, base_of, export_files, key_of, read_table, write_files
from inspectorate.inspection import load_rated

pytestmark = pytest.mark.slow  # it exports every published inspection

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def inspections():
    return [load_rated(path) for path in [*PUBLISHED, NORTHBANK]]


@pytest.fixture(scope="module")
def files(inspections):
    return whole(inspections)


def test_files_are_those_and_no_others(files, inspections):
    folders = {path for path in files if "/" not in path}

    assert folders == {
        "ratings.csv",
        "ratings.csv-metadata.json",
        "datapackage.json",
        "dataset.jsonld",
        "index.json",
    }
    assert sum(path.startswith("inspections/") for path in files) == len(inspections)
    assert {"feeds/all.atom", "feeds/organisations/northbank-crc-fictional.atom", "feeds/areas/northbank-fictional.atom"} <= set(files)


def test_same_inspections_give_the_same_bytes(files, inspections):
    assert whole(inspections) == files


def test_counts_and_hashes_hold(files):
    index = json.loads(files["index.json"])
    table = files["ratings.csv"]
    facts = {"path": "ratings.csv", "rows": sum(1 for _ in csv.reader(io.StringIO(table.decode(), newline=""))) - 1}
    facts |= {"bytes": len(table), "sha256": hashlib.sha256(table).hexdigest()}
    resource = json.loads(files["datapackage.json"])["resources"][0]
    metadata = json.loads(files["ratings.csv-metadata.json"])

    assert index["tables"] == [facts]
    assert (resource["rows"], resource["bytes"], resource["hash"]) == (facts["rows"], facts["bytes"], f"sha256:{facts['sha256']}")
    assert (metadata["dc:extent"], metadata["schema:sha256"]) == (f"{facts['rows']} rows", facts["sha256"])
    assert index["count"] == len(index["inspections"])
    for line in index["inspections"]:
        assert hashlib.sha256(files[line["path"]]).hexdigest() == line["sha256"]
        assert len(files[line["path"]]) == line["bytes"]
    assert set(index["feeds"]) == {path for path in files if path.startswith("feeds/")}


def test_every_number_of_the_table_is_that_of_the_json(files):
    """D-16: one object behind both."""
    compared = 0
    rows = csv.DictReader(io.StringIO(files["ratings.csv"].decode(), newline=""))
    numbers = [column.name for column in COLUMNS if column.datatype in ("integer", "decimal")]
    for row in rows:
        data = json.loads(files[f"inspections/{row['inspection_id']}.json"])
        expected = numbers_in_json(data, row)
        for name in numbers:
            if name in ("rating_position", "scale_points", "unanswered"):
                continue
            shown = float(row[name]) if row[name] else None
            assert shown == expected.get(name), (row["inspection_id"], row["ref"], name)
            compared += shown is not None
    assert compared > 300


def numbers_in_json(data, row):
    overall, published = data["overall"], data["published"] or {"score": None, "max": None}
    if row["measure"] == "overall_rating":
        printed = {"published_score": published["score"], "published_max": published["max"]}
        return {"score": overall["score"], "max": overall["max"], **printed}
    if row["measure"] == "sample_size":
        return {"denominator": data["about"]["cases_inspected"]}
    if row["measure"] == "standard_rating":
        return {"score": next(each["score"] for each in data["standards"] if each["ref"] == row["ref"])}
    if row["measure"] == "key_question_figure":
        questions = [question for standard in data["standards"] for question in standard["key_questions"]]
        found = next(question for question in questions if question["ref"] == row["ref"])
        return {"numerator": found["yes"], "denominator": found["cases"], "percent": found["percent"]}
    return context_numbers(data["context"], row["ref"])


def context_numbers(context, ref):
    for entry in context:
        if entry["ref"] == ref:
            return {"numerator": entry["yes"], "denominator": entry["cases"], "percent": entry["percent"]}
        for step, number in entry["steps"].items():
            if f"{entry['ref']}_{step}" == ref:
                first = next(iter(entry["steps"]))
                return {"numerator": number, "denominator": None if step == first else entry["steps"][first]}
    raise AssertionError(ref)


def test_every_rating_of_the_table_is_that_of_the_json(files):
    for row in read_table(io.StringIO(files["ratings.csv"].decode(), newline="")):
        data = json.loads(files[f"inspections/{row.inspection_id}.json"])
        if row.measure == "overall_rating":
            published = data["published"] or {"overall": None, "agrees": None, "basis": None}
            assert (row.rating, row.rating_label, row.state) == tuple(data["overall"][name] for name in ("rating", "label", "state"))
            assert (row.published_rating, row.agrees, row.basis) == (published["overall"], published["agrees"], published["basis"])
        elif row.measure == "standard_rating":
            standard = next(each for each in data["standards"] if each["ref"] == row.ref)
            assert (row.rating, row.state, row.how) == (standard["rating"], standard["state"], standard["how"])
            assert (row.possible or "").split("|") == (standard["possible"] or [""])


def test_every_missing_rating_says_which_blank_it_is(files):
    known = {name.partition(":")[0] for name, _ in BLANKS}
    for row in read_table(io.StringIO(files["ratings.csv"].decode(), newline="")):
        if row.measure in ("overall_rating", "standard_rating", "key_question_figure"):
            assert (row.rating is None) == (row.blank is not None), row
        if row.blank is not None:
            assert row.blank.partition(":")[0] in known


def test_values_are_those_the_schema_lists(files):
    rows = list(read_table(io.StringIO(files["ratings.csv"].decode(), newline="")))
    for column in COLUMNS:
        found = {getattr(row, column.name) for row in rows}
        assert not (column.required and None in found), column.name
        assert not column.options or found - {None} <= {value for value, _ in column.options}, column.name
    keys = [(row.inspection_id, row.level, row.ref, row.measure) for row in rows]
    assert len(set(keys)) == len(keys)


def test_table_reads_by_its_csvw_metadata(files, tmp_path):
    from csvw import Table
    from csvw.metadata import CSVW

    write_files(((path, files[path]) for path in ("ratings.csv", "ratings.csv-metadata.json")), tmp_path)
    table = Table.from_file(tmp_path / "ratings.csv-metadata.json")
    read = list(table.iterdicts(strict=True))

    assert len(read) == json.loads(files["index.json"])["tables"][0]["rows"]
    table.check_primary_key()
    assert {type(row["percent"]).__name__ for row in read} == {"Decimal", "NoneType"}
    assert {type(row["counted"]).__name__ for row in read} == {"bool", "NoneType"}
    assert CSVW(str(tmp_path / "ratings.csv"), md_url=str(tmp_path / "ratings.csv-metadata.json"), validate=True).is_valid


def test_data_package_has_ordered_categories_and_labelled_blanks(files):
    package = json.loads(files["datapackage.json"])
    schema = package["resources"][0]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}

    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    assert list(fields) == [column.name for column in COLUMNS]
    assert fields["published_rating"]["categoriesOrdered"] is True
    assert [each["value"] for each in fields["published_rating"]["categories"]] == [
        "inadequate",
        "requires_improvement",
        "good",
        "outstanding",
    ]
    assert [(each["value"], bool(each["label"])) for each in schema["missingValues"]] == [("", True)]
    assert schema["primaryKey"] == ["inspection_id", "level", "ref", "measure"]
    assert fields["percent"]["constraints"] == {"minimum": 0, "maximum": 100}


def test_scales_that_differ_have_no_common_order(files):
    fields = {field["name"]: field for field in json.loads(files["datapackage.json"])["resources"][0]["schema"]["fields"]}

    assert fields["rating"]["categoriesOrdered"] is False
    assert {"inadequate", "good", "good_standard"} <= {each["value"] for each in fields["rating"]["categories"]}


def test_dataset_names_licence_files_and_hash(files):
    dataset = json.loads(files["dataset.jsonld"])

    assert dataset["@type"] == ["Dataset", "dcat:Dataset"]
    assert dataset["license"].endswith("/open-government-licence/version/3/")
    assert dataset["distribution"][0]["contentUrl"] == f"{BASE}/ratings.csv"
    assert dataset["distribution"][0]["sha256"] == hashlib.sha256(files["ratings.csv"]).hexdigest()
    assert "made up for demonstration" in dataset["creditText"]


def test_feeds_have_what_atom_asks_for(files):
    for path in (path for path in files if path.startswith("feeds/")):
        feed = ET.fromstring(files[path])
        assert feed.tag == f"{ATOM}feed"
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            assert [len(element.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
            assert element.findtext(f"{ATOM}id").startswith("tag:data.example.org,2026:ratings/")
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Inspectorate"
        assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [f"{BASE}/{path}"]
        moments = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
        assert moments == sorted(moments, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == moments[0]
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids) > 0
        for entry in feed.findall(f"{ATOM}entry"):
            links = [link.get("href") for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
            assert [link.removeprefix(f"{BASE}/") in files for link in links] == [True]
            assert entry.findtext(f"{ATOM}summary")


def test_feed_escapes_and_drops_what_xml_cannot_hold(tmp_path):
    from inspectorate.exporting import Feed, FileFacts, atom_feed, entry_of

    entry = entry_of(small(tmp_path), FileFacts("inspections/one.json", 0, ""))._replace(organisation='A & B <script>"\x0b ŵ', area=None)
    feed = ET.fromstring(
        atom_feed(Feed("feeds/all.atom", "<&>", "x"), [entry], base_of(BASE, "2026"), lambda name: f"../pages/{name}.html")
    )

    assert feed.findtext(f"{ATOM}title") == "<&>"
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == 'A & B <script>" ŵ: overall rating not known (synthetic)'
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "https://data.example.org/pages/one.html"


def test_inspections_go_through_one_at_a_time(inspections):
    taken = []

    def one_by_one():
        for each in inspections[:3]:
            taken.append(each)
            yield each

    list(islice(export_files(one_by_one(), base=BASE), 3))  # the header, the rows of the first, its JSON

    assert len(taken) == 1


def test_written_files_are_whole(files, inspections, tmp_path):
    assert write_files(export_files(inspections, base=BASE), tmp_path) == len(files)
    assert {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == files


def test_draft_is_refused(tmp_path):
    draft = small(tmp_path)
    draft = draft._replace(result=draft.result._replace(provenance="draft"))

    with pytest.raises(UserError, match=r"EXP001.*draft"):
        whole([draft])


def test_same_id_twice_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"EXP002.*same id"):
        whole([small(tmp_path), small(tmp_path)])


def test_nothing_to_export_is_still_well_formed():
    files = whole([])

    assert json.loads(files["index.json"])["count"] == 0
    assert ET.fromstring(files["feeds/all.atom"]).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_no_machine_path_is_exported(files):
    assert [path for path, content in files.items() if str(NORTHBANK.parent.parent).encode() in content] == []


@pytest.mark.parametrize("base", ["", "data", "ftp://example.org/", "https:///x", "https://example.org/?a=1", "https://exa mple.org/"])
def test_base_is_a_web_address(base):
    with pytest.raises(ValueError, match="absolute web address"):
        base_of(base, "2026")


def test_keys_are_plain_and_there_is_always_one():
    assert key_of("Merseyside CRC") == key_of("  Merseyside   CRC") == "merseyside-crc"
    assert key_of("Gŵyr & Llŷn") == "gwyr-llyn"
    assert len(key_of("日本")) == 12
    assert key_of("日本") != key_of("中国")


@pytest.mark.parametrize(("date", "moment"), [("2018", "2018-01-01"), ("2018-09", "2018-09-01"), ("2018-09-14", "2018-09-14")])
def test_dates_are_padded_from_the_start(tmp_path, date, moment):
    from inspectorate.exporting import full_moment

    assert full_moment(date) == f"{moment}T00:00:00Z"
