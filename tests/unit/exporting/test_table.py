"""The table as CSV: dirty texts, formulas, and what a reader of the CSV alone gets."""

import csv
import io
from decimal import Decimal

import pytest
from tests.unit.exporting.made import NORTHBANK, PUBLISHED, small, whole

from inspectorate.exporting import OverallRating, Row, csv_parts, neutral, overall_ratings, read_table, restored, table_rows
from inspectorate.inspection import load_rated

ROW = Row("one", "example", "Example", None, "area", "synthetic", "hmip-crc-2018", "sha256:0", None, None, "2018", None, "standard", "1.1")


def written(*rows):
    return b"".join(csv_parts(rows))


def cells(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_table_is_as_rfc_4180_has_it():
    content = written(ROW._replace(title='Staff, "all"\nof them', area="Ynys Môn, Llŷn a Gŵyr"))

    assert content.startswith(b"inspection_id,organisation_id,organisation_name,area,")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert b'"Staff, ""all""\nof them"' in content
    assert '"Ynys Môn, Llŷn a Gŵyr"'.encode() in content
    assert [len(line) for line in cells(content)] == [len(Row._fields)] * 2


def test_empty_table_has_its_header():
    assert cells(written()) == [list(Row._fields)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "'=1", "''=1", "＝1", "=cmd|' /C calc'!A0"])
def test_formula_gets_an_apostrophe_and_loses_it_again(text):
    assert neutral(text) == f"'{text}"
    assert restored(neutral(text)) == text


@pytest.mark.parametrize("text", ["good", "'quoted'", "a=b", "2.1", "'", "", " =1", "’tis"])
def test_other_texts_stay_as_they_are(text):
    assert neutral(text) == text
    assert restored(text) == text


def test_numbers_below_nought_are_never_touched():
    row = dict(zip(Row._fields, cells(written(ROW._replace(score=-3, title="-3")))[1], strict=True))

    assert (row["score"], row["title"]) == ("-3", "'-3")


@pytest.mark.parametrize(
    ("percent", "shown"), [("62", "62"), ("62.50", "62.5"), ("0", "0"), ("100", "100"), ("1E+1", "10"), ("0.000001", "0.000001")]
)
def test_decimals_are_plain(percent, shown):
    assert dict(zip(Row._fields, cells(written(ROW._replace(percent=Decimal(percent))))[1], strict=True))["percent"] == shown


def test_rows_come_back_as_they_were():
    rows = list(table_rows([load_rated(NORTHBANK)]))

    assert list(read_table(io.StringIO(written(*rows).decode(), newline=""))) == rows


def test_table_with_other_columns_is_refused():
    with pytest.raises(ValueError, match="not the columns"):
        list(read_table(["a,b\r\n", "1,2\r\n"]))


def test_parts_joined_are_the_table_written_at_once():
    rows = [ROW._replace(ref=str(number)) for number in range(2500)]
    parts = list(csv_parts(rows))

    assert [part.count(b"\r\n") for part in parts] == [1001, 1000, 500]
    assert len(cells(b"".join(parts))) == 2501


def test_row_by_row_nothing_is_read_ahead():
    taken = []

    def rows():
        for number in range(5000):
            taken.append(number)
            yield ROW

    next(csv_parts(rows()))

    assert len(taken) == 1000


def test_dirty_inspection_comes_through(tmp_path):
    more = """
        results: {"1.1": {rating: good, source: "=HYPERLINK(\\"x\\"), \\"quoted\\"\\nsecond line ŵ ŷ"}}
        """
    content = whole([small(tmp_path, more)])["ratings.csv"]
    rows = {row.ref: row for row in read_table(io.StringIO(content.decode(), newline=""))}

    assert rows["1.1"].source == '=HYPERLINK("x"), "quoted"\nsecond line ŵ ŷ'
    assert b"\"'=HYPERLINK(" in content


@pytest.mark.slow
def test_ratings_are_rebuilt_from_the_table_alone():
    inspections = [load_rated(path) for path in PUBLISHED]
    expected = {}
    for inspection, result in inspections:
        date = inspection.heading.published_on or inspection.heading.fieldwork_to or inspection.heading.fieldwork_from
        rating = (result.published.overall if result.published else None) or result.overall.rating
        none = {"none_by_design": "none_by_design", "nothing_rated": "not_rated:nothing_rated"}.get(result.overall.state, "unknown")
        key = OverallRating(result.edition_id, date[:4] if date else None, "published", rating, None if rating else none)
        expected[key] = expected.get(key, 0) + 1

    content = whole(inspections)["ratings.csv"].decode()
    found = overall_ratings(read_table(io.StringIO(content, newline="")))

    assert found == expected
    assert sum(found.values()) == len(PUBLISHED)
    assert found[OverallRating("hmip-crc-2018", "2018", "published", "requires_improvement", None)] > 1
