"""Tables that people hand in: what is read, and what is said of what cannot be."""

import zipfile

import pytest

from inspectorate.tables import Column, Option, Profile, Specification, read_table
from inspectorate.tables.dates import read_date

THINGS = Specification("things", "Things", "One row a thing.", (
    Column("case_id", "Case", "text", "Its reference.", required=True, filled=True, aliases=("case ref",), pattern=r"[A-Z]-\d+", what="as in N-1"),
    Column("start_date", "Start date", "date", "When it began."),
    Column("rosh", "Risk", "choice", "Its level.", options=(Option("low", ("l",)), Option("very_high", ("vh",)))),
    Column("cases", "Cases", "whole", "How many."),
    Column("restricted", "Restricted", "yes_no", "Whether."),
))  # fmt: skip


@pytest.fixture
def reads(tmp_path):
    def read(content, profile=None, name="t.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        table, problems = read_table(path, THINGS, profile, name)
        return table, [(problem.code, problem.where.line, problem.where.column) for problem in problems]

    return read


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_separators_and_byte_order_mark(reads, sign, start):
    text = (
        sign.join(["Case Ref", "START-DATE", "rosh", "Cases", "restricted"]) + "\r\n" + sign.join([" N-1 ", "14/01/2019", "VH", "3", "Y"])
    )
    table, problems = reads(start + text.encode())

    assert problems == []
    assert table.columns == {"case_id": ["N-1"], "start_date": ["2019-01-14"], "rosh": ["very_high"], "cases": [3], "restricted": [True]}


def test_every_problem_has_its_row_and_column(reads):
    table, problems = reads("case_id,start_date,rosh,cases,restricted\nN-1,soon,low,x,maybe\n\n,2019-02-30,middling,1,no\nN-3,,,,,,extra\n")

    assert problems == [
        ("TAB012", 2, 2), ("TAB012", 2, 4), ("TAB012", 2, 5), ("TAB013", 4, 1), ("TAB012", 4, 2), ("TAB012", 4, 3), ("TAB007", 5, 6),
    ]  # fmt: skip
    assert table.lines == [2, 4]


def test_a_quoted_line_break_keeps_the_lines_right(reads):
    table, problems = reads('case_id,note\nN-1,"two\nlines"\nbad,x\n')

    assert (table.lines, problems) == ([2, 4], [("TAB012", 4, 1)])
    assert table.ignored == ("note",)


def test_a_title_above_the_heading_is_passed_over(reads):
    table, problems = reads("Caseload of Northbank,,\n,,\ncase_id,rosh,cases\nN-1,low,2\n")

    assert (table.columns["cases"], table.lines, problems) == ([2], [4], [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "TAB006"),
        ("rosh\nlow\n", "TAB011"),
        ("case_id,case ref\nN-1,N-1\n", "TAB010"),
        ('case_id\n"N-1', "TAB004"),
        (b"case_id\nN-1\n\xff\n", "TAB003"),
        (b"PK\x03\x04 no csv", "TAB002"),
        ("case_id,start_date\nN-1,03/04/2019\n", "TAB014"),
        ("case_id,start_date\nN-1,03/14/2019\nN-2,14/03/2019\n", "TAB014"),
    ],
)
def test_what_cannot_be_used_is_said(reads, content, code):
    assert code in [problem[0] for problem in reads(content)[1]]


def test_a_workbook_that_is_none_is_said(reads):
    assert reads(b"no workbook", name="t.xlsx")[1] == [("TAB002", None, None)]


def test_no_file_and_a_folder(tmp_path):
    assert [problem.code for problem in read_table(tmp_path / "none.csv", THINGS)[1]] == ["TAB001"]
    assert [problem.code for problem in read_table(tmp_path, THINGS)[1]] == ["TAB002"]


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2019-04-03", "day_first", "2019-04-03"),
        ("2019-04-03 00:00:00", "day_first", "2019-04-03"),
        ("03/04/2019", "day_first", "2019-04-03"),
        ("03.04.2019", "month_first", "2019-03-04"),
        ("3 Apr 2019", "day_first", "2019-04-03"),
        ("3rd April 2019", "day_first", "2019-04-03"),
        ("1-Sept-2019", "day_first", "2019-09-01"),
        ("43558", "day_first", "2019-04-03"),
        ("2019-02-29", "day_first", None),
        ("3 Foo 2019", "day_first", None),
        ("12", "day_first", None),
        ("tomorrow", "day_first", None),
    ],
)
def test_dates(text, order, day):
    assert read_date(text, order) == day


def test_one_date_decides_its_column(reads):
    assert reads("case_id,start_date\nN-1,03/04/2019\nN-2,14/04/2019\n")[0].columns["start_date"] == ["2019-04-03", "2019-04-14"]
    assert reads("case_id,start_date\nN-1,03/04/2019\nN-2,04/14/2019\n")[0].columns["start_date"] == ["2019-03-04", "2019-04-14"]


def test_a_profile_maps_names_and_values(reads):
    profile = Profile({"Offender": "case_id"}, {"rosh": {"Level 4": "very_high"}}, dates="day_first")
    table, problems = reads("Offender,ROSH,start date\nN-1,level 4,03/04/2019\n", profile)

    assert (table.columns, problems) == ({"case_id": ["N-1"], "rosh": ["very_high"], "start_date": ["2019-04-03"]}, [])


def test_a_workbook_is_read(reads, tmp_path):
    """The smallest workbook: one sheet, text in the cells, a date as its serial number."""
    rows = [("case_id", "start_date"), ("N-1", 43558)]
    cells = "".join(
        "<row>"
        + "".join(f"<c><v>{cell}</v></c>" if isinstance(cell, int) else f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    main, office = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>')
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Cases" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
    table, problems = reads(path.read_bytes(), name="t.xlsx")

    assert (table.columns, problems) == ({"case_id": ["N-1"], "start_date": ["2019-04-03"]}, [])
    assert reads(path.read_bytes(), Profile(sheet="Other"), "t.xlsx")[1] == [("TAB005", None, None)]
