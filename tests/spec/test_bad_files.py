"""Every mistake in an inspection file: its code, its place, and the words; all of a file at once, and one bad file among many."""

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout

import pytest

from inspectorate.cli.main import run

HEAD = """\
inspection:
  id: example
  organisation: Example CRC
  framework: hmip-crc-2018
  provenance: draft
"""


def command(*words):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(map(str, words)))
    return code, out.getvalue(), err.getvalue()


def problems(path, content):
    """Give the lines on the error stream, without the name of the file."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, out, err = command("rate", path)
    assert code == 1, out
    assert out == ""
    return [line.removeprefix(str(path)) for line in err.splitlines()]


def question(figures):
    return f'{HEAD}results:\n  "2.1":\n    key_questions:\n      "2.1.1": {figures}\n'


AT = ':9 $.results["2.1"].key_questions["2.1.1"]'
STANDARDS = "1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 2.3, 2.4, 4.1, 4.2"
SCALE = "Inadequate | Requires improvement | Good | Outstanding"
ALLOWED_FRAMEWORK = HEAD.replace("  framework: hmip-crc-2018\n", "")

MISTAKES = {
    "framework missing": (
        ALLOWED_FRAMEWORK,
        ":2:3 $.inspection: error DOC031: The key 'framework' is missing. Expected: the id of an edition, or the path of an edition file beside this one.",
    ),
    "framework unknown": (
        HEAD.replace("crc-2018", "crc-20188"),
        ":4:14 $.inspection.framework: error FRM002: There is no edition with this id. Found: 'hmip-crc-20188'. Did you mean 'hmip-crc-2018'?",
    ),
    "standard unknown": (
        f'{HEAD}results:\n  "2.9": {{rating: good}}\n',
        f":7:10 $.results[\"2.9\"]: error INS001: The edition has no standard with this ref. Found: '2.9'. Expected: {STANDARDS}. Did you mean '2.4'?",
    ),
    "per cent over 100": (
        question("{percent: 101}"),
        f"{AT}.percent: error DOC032: This number is out of range. Found: 101. Expected: a number from 0 to 100.",
    ),
    "yes over cases": (
        question("{yes: 63, cases: 62}"),
        f"{AT}.yes: error INS015: More cases were sufficient than there were. Found: 63 of 62. Expected: at most 62.",
    ),
    "text for a number": (
        question("{yes: most, cases: 62}"),
        f"{AT}.yes: error DOC022: This is not a whole number. Found: 'most'. Expected: a whole number, at least 0.",
    ),
    "a boolean for a number": (
        question("{yes: true, cases: 62}"),
        f"{AT}.yes: error DOC022: This is not a whole number. Found: 'true'. Expected: a whole number, at least 0.",
    ),
    "NaN": (
        question("{percent: .nan}"),
        f"{AT}.percent: error DOC023: This is not a number. Found: '.nan'. Expected: a number from 0 to 100.",
    ),
    "infinity": (
        question("{percent: 1e400}"),
        f"{AT}.percent: error DOC023: This is not a number. Found: '1e400'. Expected: a number from 0 to 100.",
    ),
    "digits of another script": (
        question("{percent: ٣}"),
        f"{AT}.percent: error DOC023: This is not a number. Found: '٣'. Expected: a number from 0 to 100.",
    ),
    "a count without a base": (
        question("{yes: 5}"),
        f"{AT}: error INS013: A count has no base. Found: yes: 5. Expected: cases beside yes.",
    ),
    "a rating not on the scale": (
        f'{HEAD}results:\n  "1.1": {{rating: outstandign}}\n',
        f":7:19 $.results[\"1.1\"].rating: error INS003: This rating is not on the scale. Found: 'outstandign'. Expected: {SCALE}. Did you mean 'Outstanding'?",
    ),
    "an empty rating": (
        f'{HEAD}results:\n  "1.1": {{rating: ""}}\n',
        ":7:19 $.results[\"1.1\"].rating: error DOC021: This text is empty. Found: ''. Expected: text.",
    ),
    "a key twice": (
        f'{HEAD}results:\n  "1.1": {{rating: good}}\n  "1.1": {{rating: inadequate}}\n',
        ":8:3: error DOC011: The key '1.1' stands twice in one mapping. Found: first on line 7. Expected: each key once. Keep one of the two.",
    ),
    "a key twice but for a space": (
        f'{HEAD}results:\n  "1.1": {{rating: good}}\n  " 1.1": {{rating: inadequate}}\n',
        ":8:11 $.results[\" 1.1\"]: error DOC011: The key '1.1' stands twice in one mapping. Expected: each key once. Keep one of the two.",
    ),
    "a key unknown": (
        f'{HEAD}results:\n  "1.1": {{ratng: good}}\n',
        ":7:11 $.results[\"1.1\"].ratng: error DOC030: This key is not known here. Found: 'ratng'. Did you mean 'rating'?",
    ),
    "a character that cannot be seen": (
        HEAD.replace("Example CRC", '"Example \\e[31mCRC"'),
        ":3:17 $.inspection.organisation: error DOC021: This text has a character that cannot be seen. Found: character U+001B. Expected: text. Take the character out.",
    ),
    "a day that is none": (
        HEAD + "  fieldwork_from: 2019-02-29\n",
        ":6:19 $.inspection.fieldwork_from: error DOC025: This is not a date. Found: '2019-02-29'. Expected: YYYY, YYYY-MM or YYYY-MM-DD.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_one_problem_at_its_place(tmp_path, name):
    content, words = MISTAKES[name]
    (line,) = problems(tmp_path / "file.yaml", content)
    if AT in words:
        line = re.sub(r"^:9:[0-9]+ ", ":9 ", line)  # the column of each value in the line is of no interest
    assert line == words


WHOLE_FILES = {
    "empty": (b"", ": error DOC006: The file is empty. Expected: a YAML document."),
    "blank": (b" \n\n", ": error DOC006: The file is empty. Expected: a YAML document."),
    "only a comment": (b"# nothing\n", ": error DOC006: The file is empty. Expected: a YAML document."),
    "another encoding": (
        HEAD.replace("Example CRC", "Café").encode("latin-1"),
        ":3: error DOC005: The file is not UTF-8 text. Found: byte 0xe9. Expected: UTF-8. Save the file as UTF-8.",
    ),
    "UTF-16": (
        HEAD.encode("utf-16"),
        ":1: error DOC005: The file is not UTF-8 text. Found: byte 0xff. Expected: UTF-8. Save the file as UTF-8.",
    ),
    "an anchor": (b"a: &a [1]\n", ":1:4: error DOC012: Anchors and aliases are not allowed. Expected: each value written out."),
    "a bomb": (
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        ":1:4: error DOC012: Anchors and aliases are not allowed. Expected: each value written out.",
    ),
    "a tag": (
        b"a: !!python/object/apply:os.system [x]\n",
        ":1:4: error DOC013: Tags are not allowed. Found: 'tag:yaml.org,2002:python/object/apply:os.system'. Expected: plain text, lists and mappings.",
    ),
    "very deep": (b"[" * 3000, ":1:41: error DOC009: The document is nested too deeply. Expected: at most 40 levels."),
    "two documents": (
        b"a: 1\n---\na: 2\n",
        ":2:1: error DOC008: The file holds more than one document. Found: a second ---. Expected: one document.",
    ),
    "a list": (b"- a\n", ":1:1 $: error DOC029: This is not a mapping. Found: a list. Expected: an inspection file."),
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_what_is_no_inspection_file_at_all(tmp_path, name):
    content, words = WHOLE_FILES[name]
    (line,) = problems(tmp_path / "file.yaml", content)
    assert line.replace(" $:", ":") == words.replace(" $:", ":")


def test_a_tab(tmp_path):
    (line,) = problems(tmp_path / "file.yaml", "inspection:\n\tid: x\n")
    assert line.startswith(":2:1: error DOC007: This is not valid YAML.")
    assert line.endswith("The line has a tab: YAML is indented with spaces only.")


def test_a_folder_a_huge_file_and_none_at_all(tmp_path):
    huge, folder, none = tmp_path / "huge.yaml", tmp_path / "folder", tmp_path / "none.yaml"
    folder.mkdir()
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)
    code, out, err = command("rate", huge, folder, none)
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"{huge}: error DOC002: The file is too large to be a document people write. Found: 100.0 MB. Expected: at most 5 MB.",
        f"{folder}: error DOC001: This is a folder, not a file. Expected: a YAML file.",
        f"{none}: error DOC003: There is no such file. Check the name and the folder.",
    ]


def test_the_alias_of_the_lowest_rating_is_accepted(tmp_path):
    path = tmp_path / "file.yaml"
    path.write_text(f'{HEAD}results:\n  "1.1": {{rating: poor}}\n  "1.2": {{rating: Requires Improvement}}\n', encoding="utf-8")
    code, out, err = command("rate", "--json", path)
    standards = {standard["ref"]: standard["rating"] for standard in json.loads(out)["standards"]}
    assert (code, err, standards["1.1"], standards["1.2"]) == (0, "", "inadequate", "requires_improvement")


SEVERAL = f"""{HEAD.replace("draft", "invented")}
results:
  "1.1": {{rating: splendid}}
  "2.1": {{key_questions: {{"2.1.1": {{yes: x, cases: 62}}, "2.1.2": {{percent: 300}}}}}}
  "2.2": {{rateing: good}}
discretion: soon
"""


def test_all_problems_of_a_file_at_once(tmp_path):
    lines = problems(tmp_path / "file.yaml", SEVERAL)
    assert [line.split("error ")[1][:6] for line in lines] == ["DOC026", "DOC022", "DOC032", "DOC030", "DOC027", "INS003"]


def test_one_bad_file_among_many_does_not_stop_the_others(tmp_path):
    good, bad, other = (tmp_path / name for name in ("good.yaml", "bad.yaml", "other.yaml"))
    good.write_text(f'{HEAD}results:\n  "1.1": {{rating: good}}\n', encoding="utf-8")
    bad.write_text(SEVERAL, encoding="utf-8")
    other.write_text(good.read_text(encoding="utf-8").replace("id: example", "id: other"), encoding="utf-8")
    code, out, err = command("rate", "--json", good, bad, other)
    assert code == 1
    assert [json.loads(line)["inspection"] for line in out.splitlines()] == ["example", "other"]
    found = [json.loads(line) for line in err.splitlines()]
    assert [problem["code"] for problem in found] == ["DOC026", "DOC022", "DOC032", "DOC030", "DOC027", "INS003"]
    assert {problem["file"] for problem in found} == {str(bad)}
    assert all(
        {"code", "severity", "message", "file", "line", "column", "path", "found", "expected", "fix"} == set(problem) for problem in found
    )


def test_the_same_count_said_twice_is_not_read_twice(tmp_path):
    """`poor` is `inadequate`: two numbers for one rating are a mistake, not the last of the two."""
    (line,) = problems(tmp_path / "file.yaml", f"{HEAD}published: {{counts: {{poor: 1, inadequate: 2}}}}\n")
    assert "error INS021: These ratings are counted twice." in line


# ------------------------------------------------------------------------------------------------------------------------------------
# Editions whose rules would silently read nothing.

EDITION = """\
id: made
ref: Made
title: Made up
publisher: Nobody
edition: First
licence: MIT
locale: en-GB
scale: [{id: low, label: Low, score: 0}, {id: high, label: High, score: 1}]
scales: {other: [{id: met, label: Met, score: 1}]}
rules:
  judgement: {kind: judgement, title: Judged, status: published, source: made up}
  overall: {kind: worst_of, title: Worst, status: published, source: made up%(rule)s}
overall: overall
limits: [%(limit)s]
statuses: [%(status)s]
domains:
- ref: d
  title: D
  by: judgement
  rule: judgement
  status: published
  source: made up
  standards:
  - {ref: "1", title: One, aliases: [P1]}
  - {ref: "2", title: Two%(two)s}
"""
LIMIT = "{id: l, title: L, applies_to: %s, when: %s, at_best: low, status: published, source: made up}"
STATUS = "{id: %s, title: S, when: %s, status: published, source: made up}"

SILENT = [
    ({"limit": LIMIT % ("P1", "{fact: f, equals: x}")}, "FRM046", "A rule names each standard by its ref.", "Write '1', not its alias."),
    (
        {"limit": LIMIT % ("overall", "{item: P1, equals: low}")},
        "FRM046",
        "A rule names each standard by its ref.",
        "Write '1', not its alias.",
    ),
    ({"rule": ', among: ["1", "9"]'}, "FRM046", "A rule names each standard by its ref.", "Found: '9'."),
    ({"rule": ", exceptions: {most: 1, steps: 1, not_items: [x]}"}, "FRM046", "A rule names each standard by its ref.", "Found: 'x'."),
    ({"limit": LIMIT % ('"2"', '{item: "1", equals: low}')}, "FRM047", "The limit cannot see what it asks for.", "Found: 1."),
    (
        {"limit": LIMIT % ("overall", "{status: s}"), "status": STATUS % ("s", "{any_item: low}")},
        "FRM047",
        "The limit cannot see what it asks for.",
        "Found: s.",
    ),
    ({"status": STATUS % ("s", "{computed: low}")}, "FRM047", "The status cannot see what it asks for.", "Found: low."),
    (
        {"status": f"{STATUS % ('s', '{status: t}')}, {STATUS % ('t', '{any_item: low}')}"},
        "FRM047",
        "The status cannot see what it asks for.",
        "Found: t.",
    ),
    ({"two": ", scale: other"}, "FRM048", "Items on another scale cannot be compared.", "Found: 2. Expected: low, high."),
]


@pytest.mark.parametrize(("change", "code", "message", "more"), SILENT)
def test_editions_whose_rules_would_read_nothing(tmp_path, change, code, message, more):
    path = tmp_path / "made.yaml"
    path.write_text(EDITION % ({"rule": "", "limit": "", "status": "", "two": ""} | change), encoding="utf-8")
    exit_code, out, err = command("frameworks", "check", path)
    assert exit_code == 1
    assert f"error {code}: {message}" in out + err
    assert more in out + err


def test_the_made_up_edition_itself_is_good(tmp_path):
    path = tmp_path / "made.yaml"
    path.write_text(
        EDITION % {"rule": "", "limit": LIMIT % ("overall", '{item: "1", equals: low}'), "status": "", "two": ""}, encoding="utf-8"
    )
    assert command("frameworks", "check", path)[0] == 0
