"""Whatever stands in a table comes back as it was, and no text of it is a formula."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.exporting import COLUMNS, Row, csv_parts, neutral, read_table, restored

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12) | st.sampled_from(
    ["=1+1", "-1", "'=x", "''-", '"', ",", "\r\n", "\r", "\n", "ŵ", "@a,b", "\t", "' ", "a\rb"]
)
KINDS = {
    "text": TEXTS,
    "date": st.sampled_from(["2018", "2018-09", "2018-09-14"]),
    "integer": st.integers(-10, 10**6),
    "decimal": st.decimals(0, 100, places=2).map(lambda value: value.normalize() + Decimal(0)),
    "boolean": st.booleans(),
}
ROWS = st.tuples(*(KINDS[column.datatype] if column.required else st.none() | KINDS[column.datatype] for column in COLUMNS)).map(
    lambda values: Row(*values)
)


@pytest.mark.slow
@given(st.lists(ROWS, max_size=4))
def test_rows_come_back_as_they_were(rows):
    content = b"".join(csv_parts(rows)).decode()

    assert list(read_table(io.StringIO(content, newline=""))) == rows


@given(ROWS)
def test_no_text_begins_as_a_formula(row):
    content = b"".join(csv_parts([row], header=False)).decode()
    (cells,) = csv.reader(io.StringIO(content, newline=""))

    for cell, column in zip(cells, COLUMNS, strict=True):
        assert column.datatype != "text" or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(TEXTS)
def test_neutral_is_undone(text):
    assert restored(neutral(text)) == text


@given(TEXTS, TEXTS)
def test_neutral_keeps_texts_apart(one, other):
    assert (neutral(one) == neutral(other)) == (one == other)
