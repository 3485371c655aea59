"""The glossary has every word of the domain, each with one line and a source."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
][2:]
WORDS = (
    "framework", "edition", "domain", "standard", "key question", "prompt", "case", "caseload", "sample", "reserve", "stratum", "answer",
    "assessment", "judgement", "band", "rating", "limiting rule", "discretion", "panel", "finding", "recommendation", "action plan",
    "publication", "lineage",
)  # fmt: skip


def test_every_word_is_there():
    assert sorted(set(WORDS) - {row[0] for row in ROWS}) == []


def test_each_word_has_one_line_with_a_definition_and_a_source():
    assert [row for row in ROWS if len(row) != 3 or not all(row) or not row[1].endswith(".")] == []
    assert [row[0] for row in ROWS] == sorted({row[0] for row in ROWS})


def test_the_lowest_rating_has_its_alias():
    meaning = next(row[1] for row in ROWS if row[0] == "rating")

    assert 'The lowest is Inadequate; "poor" is read as the same.' in meaning


def test_the_changelog_links_to_pages_that_exist():
    links = re.findall(r"\]\((?!http)([^)#]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []
