"""Lineage: which organisation came from which; every mistake named by row and column."""

from fractions import Fraction
from pathlib import Path

import pytest

from inspectorate.register import load_lineage, read_lineage

ROOT = Path(__file__).resolve().parents[3]
HEAD = "organisation,predecessor,share_of_predecessor,from,status,confidence,source\n"


@pytest.fixture
def written(tmp_path):
    def write(rows, head=HEAD):
        path = tmp_path / "lineage.csv"
        path.write_text(head + rows, encoding="utf-8")
        return read_lineage(path, "lineage.csv")

    return write


def said(problems):
    return [f"{problem.where}: {problem.severity} {problem.code} {problem.found}" for problem in problems]


def test_links_are_read_with_shares_parts_and_dates(written):
    lineage, problems = written(
        "New,Old,0.4,2021-06-26,enacted,high,Act,Alder; Birch\nOther,Old,,2021-06-26,enacted,,Act,\n",
        "organisation,predecessor,share,from,status,confidence,source,parts\n",
    )

    assert problems == ()
    assert [(link.organisation, link.share, link.since, link.parts, link.line) for link in lineage.links] == [
        ("New", Fraction(2, 5), "2021-06-26", ("Alder", "Birch"), 2),
        ("Other", None, "2021-06-26", (), 3),
    ]
    assert lineage.areas == ("New", "Other")
    assert [link.organisation for link in lineage.successors("  old ")] == ["New", "Other"]
    assert lineage.find("NEW") == "New"
    assert lineage.nearest("Nwe") == "New"


def test_several_steps_multiply_shares_and_an_unknown_share_stays_unknown(written):
    lineage, problems = written(
        "B,A,0.5,2014,enacted,,x\nB2,A,0.5,2014,enacted,,x\nC,B,0.5,2021,enacted,,x\nC2,B,0.5,2021,enacted,,x\nD,C,,2025,enacted,,x\nE,D,1,,proposed,,x\n"
    )

    assert problems == ()
    assert [(each.organisation, each.steps, each.share) for each in lineage.ancestry("D")] == [
        ("C", 1, None),
        ("B", 2, None),
        ("A", 3, None),
    ]
    assert [(each.organisation, each.share) for each in lineage.ancestry("C")] == [("B", Fraction(1, 2)), ("A", Fraction(1, 4))]
    assert [each.organisation for each in lineage.descendants("A")] == ["B", "B2", "C", "C2", "D", "E"]
    assert [each.organisation for each in lineage.descendants("D", "enacted")] == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("A,B,1.5,2021,enacted,,x\n", ["lineage.csv:2:3 row 2, share_of_predecessor: error DOC032 1.5"]),
        ("A,B,half,2021,enacted,,x\n", ["lineage.csv:2:3 row 2, share_of_predecessor: error DOC023 'half'"]),
        ("A,B,0,2021,enacted,,x\n", ["lineage.csv:2:3 row 2, share_of_predecessor: error REG011 0"]),
        ("A,B,1,26/6/2021,enacted,,x\n", ["lineage.csv:2:4 row 2, from: error DOC025 '26/6/2021'"]),
        ("A,B,1,,enacted,,x\n", ["lineage.csv:2:4 row 2, from: error REG012 None"]),
        ("A,B,1,2021,enact,,x\n", ["lineage.csv:2:5 row 2, status: error DOC026 'enact'"]),
        ("A,B,1,2021,enacted,,\n", ["lineage.csv:2:7 row 2, source: error REG007 None"]),
        ("A,B,1,2021,enacted,x\n", ["lineage.csv:2 row 2: error REG006 6"]),
        ("A, a ,1,2021,enacted,,x\n", ["lineage.csv:2:2 row 2, predecessor: error REG010 'a'"]),
        ('A,"B,1,2021,enacted,,x\n', ["lineage.csv:2: error REG002 unexpected end of data"]),
        (
            "A,C,0.6,2021,enacted,,x\nB,C,0.6,2021,enacted,,x\n",
            ["lineage.csv:3:3 row 3, share_of_predecessor: error REG014 1.2 over rows 2, 3"],
        ),
        ("A,C,1,2021,enacted,,x\nB,C,,2021,enacted,,x\n", ["lineage.csv:3:3 row 3, share_of_predecessor: error REG014 rows 2, 3"]),
        ("A,C,0.4,2021,enacted,,x\n", ["lineage.csv:2:3 row 2, share_of_predecessor: warning REG015 0.4 over rows 2"]),
        ("A,C,1,2021,enacted,,x\na,c,,2021,enacted,,y\n", None),
        (
            "B,A,1,2020,enacted,,x\nC,B,1,2021,enacted,,x\nA,C,1,2022,enacted,,x\n",
            [
                "lineage.csv:2:4 row 2, from: error REG017 2020; it began 2022 (row 4)",
                "lineage.csv:4:1 row 4, organisation: error REG016 a → b → c → a",
            ],
        ),
        (
            "B,A,1,2021-06,enacted,,x\nC,B,1,2020,enacted,,x\n",
            ["lineage.csv:3:4 row 3, from: error REG017 2020; it began 2021-06 (row 2)"],
        ),
        ("B,A,1,2021,enacted,,x\nC,B,1,2021-03,enacted,,x\n", []),
    ],
)
def test_what_does_not_fit_is_named_with_row_and_column(written, rows, expected):
    lineage, problems = written(rows)

    if expected is None:
        assert {"REG013", "REG014"} <= {problem.code for problem in problems}
        return
    assert said(problems) == expected
    assert (lineage is None) == any(": error" in line for line in expected)


@pytest.mark.parametrize(
    "rows",
    [
        "".join(f"{side}{n + 1},{other}{n},0.5,,proposed,,x\n" for n in range(40) for side in "AB" for other in "AB"),
        "".join(f"A{n + 1},A{n},1,,proposed,,x\n" for n in range(5000)),
    ],
)
def test_a_lineage_that_nobody_could_follow_is_refused(written, rows):
    lineage, problems = written(rows)

    assert lineage is None
    assert [problem.code for problem in problems] == ["REG019"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("organisation,predecessor,share,from,status,confidence,sauce\n", ["REG004", "REG005"]),
        ("organisation,organisation,share,from,status,confidence,source\n", ["REG004", "REG005"]),
        ("", ["REG003"]),
    ],
)
def test_the_first_line_names_the_columns(written, head, expected):
    lineage, problems = written("", head)

    assert lineage is None
    assert sorted(problem.code for problem in problems) == expected


def test_a_file_that_is_not_there_or_not_text_is_a_problem(tmp_path):
    assert [problem.code for problem in read_lineage(tmp_path / "none.csv")[1]] == ["REG001"]
    assert [problem.code for problem in read_lineage(tmp_path)[1]] == ["REG001"]
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe")
    assert read_lineage(tmp_path / "x.csv")[1][0].message == "The file is not UTF-8 text."


def test_the_published_lineage_has_21_companies_7_divisions_10_areas_and_12_regions():
    lineage = load_lineage(ROOT / "data" / "published" / "lineage.csv")
    before = {link.predecessor for link in lineage.links}
    proposed = {link.organisation for link in lineage.links if link.status == "proposed"}
    enacted = {link.organisation for link in lineage.links if link.status == "enacted"}

    assert len({name for name in before if name.endswith("CRC")}) == 21
    assert len({name for name in before if name.startswith("NPS")}) == 7
    assert (len(proposed), len(enacted)) == (10, 12)
    assert all(link.source and link.confidence for link in lineage.links)
    assert [link.predecessor for link in lineage.links if link.share is None and link.status == "proposed"] == [
        "Humberside, Lincolnshire and North Yorkshire CRC"
    ] * 2
