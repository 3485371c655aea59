"""The follow-up of recommendations: passed to whom, closed why, or open."""

from pathlib import Path

import pytest

from inspectorate.register import load_follow_up, read_follow_up

ROOT = Path(__file__).resolve().parents[3]
HEAD = "inspection,recommendation,outcome,to,on,reason,source\n"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("a,R1,passed,New area,2021,moved,x\n", []),
        ("a,R1,closed,,2021,done,x\na,R2,open,,,,x\n", []),
        ("a,R1,passed,New area,2021,moved,x\na,R1,closed,New area,2022,done,x\n", []),
        ("a,R1,passed,,2021,moved,x\n", ["REG050"]),
        ("a,R1,closed,,2021,,x\n", ["REG051"]),
        ("a,R1,closed,New area,2021,done,x\n", ["REG052"]),
        ("a,R1,closed,,2021,done,x\na,R1,open,,2021,again,x\n", ["REG053"]),
        ("a,R1,closed,,2021,done,x\na,R1,open,,2022,again,x\n", []),
        ("a,R1,lost,,2021,,x\n", ["DOC026"]),
    ],
)
def test_what_is_passed_names_to_whom_and_what_is_closed_names_why(tmp_path, rows, codes):
    path = tmp_path / "follow-up.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    found, problems = read_follow_up(path)

    assert [problem.code for problem in problems] == codes
    assert (found is None) == bool(codes)


def test_the_example_reads():
    rows = load_follow_up(ROOT / "examples/rebase/follow-up.csv")

    assert [(row.recommendation, row.outcome) for row in rows][:2] == [("R1", "closed"), ("R2", "passed")]
