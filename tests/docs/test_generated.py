"""The generated pages are as the product says, and the list of problems is the code's own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "inspectorate"
REFERENCE = ROOT / "docs" / "reference"


@pytest.fixture
def problems(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from pages import problems

    return problems


@pytest.mark.slow
def test_generated_pages_are_not_stale():
    done = subprocess.run([sys.executable, "scripts/make_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_every_code_in_the_source_is_listed():
    named = {code for path in SOURCE.rglob("*.py") for code in re.findall(r"""["']([A-Z]{3}\d{3})["']""", path.read_text(encoding="utf-8"))}
    listed = re.findall(r"^\| ([A-Z]{3}\d{3}) \|", (REFERENCE / "problems.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(listed) == sorted(named)


def test_no_code_has_two_meanings(problems):
    """Give the second one a code of its own; or, if both wordings mean one thing, say that thing in scripts/pages/problems.py."""
    assert problems.ambiguous(SOURCE) == {}


def test_what_is_said_to_mean_one_thing_is_said_in_two_wordings(problems):
    wordings = {entry.code: len(entry.messages) for entry in problems.entries(SOURCE)}

    assert [code for code in problems.ONE_MEANING if wordings.get(code, 0) < 2] == []


def test_every_family_of_codes_is_described(problems):
    assert {entry.code[:3] for entry in problems.entries(SOURCE)} == set(problems.FAMILIES)


SAMPLE = """
TABLE = {"TST005": ("From a table.", None)}
LATER = "From a name above."

def check(reading, wrong):
    reading.report("TST001", "$", "A text.")
    reading.warn("TST001", "$", "A text.")
    message = f"The {reading.place} is wrong."
    return Problem("TST002", "error" if wrong else "warning", message, None)

def find(word, code="TST003"):
    reading.report(code, "$", "Not on the scale.")

def refuse(at):
    if at:
        message = "One thing."
        yield _problem("TST004", at, message)
    message = "Another."
    yield _problem("TST004", at, message)
    yield _refused("TST005", at, "found")
    yield _problem("TST006", at, LATER)
"""


def test_codes_are_collected_with_their_messages(problems, tmp_path):
    (tmp_path / "module.py").write_text(SAMPLE, encoding="utf-8")
    found = {entry.code: (entry.severities, entry.messages, entry.modules) for entry in problems.entries(tmp_path)}

    assert found == {
        "TST001": (("error", "warning"), ("A text.",), ("module.py",)),
        "TST002": (("error", "warning"), ("The {place} is wrong.",), ("module.py",)),
        "TST003": (("error",), ("Not on the scale.",), ("module.py",)),
        "TST004": (("error",), ("One thing.", "Another."), ("module.py",)),
        "TST005": (("error",), ("From a table.",), ("module.py",)),
        "TST006": (("error",), ("From a name above.",), ("module.py",)),
    }
    assert problems.ambiguous(tmp_path) == {"TST004": ("One thing.", "Another.")}
