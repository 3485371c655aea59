"""The commands of `inspectorate frameworks`: what a person sees, what a program reads, how they end."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from inspectorate.cli.main import run
from inspectorate.frameworks import compare_editions, load_edition, shipped_editions
from inspectorate.model import canonical
from inspectorate.reporting.differences import difference_text

BAD = "id: mine\nref: Mine\nextends: hmip-crc-2018\ntitle: Mine\nedition: Mine\n"


@pytest.fixture
def command(capsys):
    def called(*words):
        code = run(["frameworks", *words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return called


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def written(text, name="mine.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return written


# -- list


def test_list_shows_every_edition(command):
    code, out, err = command("list")
    lines = out.splitlines()

    assert (code, err) == (0, "")
    assert lines[0] == "edition                    in force                    standards counted overall"
    assert lines[lines.index("  Inspection of youth justice services (2021)") - 1].split() == [
        "hmip-youth-2021",
        "2021",
        "to",
        "2025",
        "13",
        "12",
        "yes",
    ]
    assert [line.split()[0] for line in lines[2::2]] == list(shipped_editions())


def test_list_as_json(command):
    code, out, _ = command("list", "--json")
    rows = {row["id"]: row for row in map(json.loads, out.splitlines())}

    assert code == 0
    assert list(rows) == list(shipped_editions())
    assert rows["hmip-youth-2021"] == {
        "id": "hmip-youth-2021",
        "ref": "Youth 2021",
        "title": "Inspection of youth justice services",
        "edition": "2021",
        "publisher": "HM Inspectorate of Probation",
        "in_force_from": "2021",
        "in_force_to": "2025",
        "extends": "hmip-youth-2018",
        "standards": 13,
        "counted": 12,
        "overall": True,
        "max": 36,
        "hash": load_edition("hmip-youth-2021").hash,
    }


# -- show


@pytest.mark.parametrize("edition_id", shipped_editions())
def test_show_fits_eighty_columns_and_ends_with_the_hash(command, edition_id):
    code, out, err = command("show", edition_id, "--prompts")
    lines = out.splitlines()

    assert (code, err) == (0, "")
    assert [line for line in lines if len(line) > 80] == []
    assert lines[-1] == f"Hash {load_edition(edition_id).hash}"


@pytest.mark.parametrize("edition_id", shipped_editions())
def test_the_document_shown_as_json_has_the_hash(command, edition_id):
    code, out, _ = command("show", edition_id, "--json")

    assert code == 0
    assert "sha256:" + hashlib.sha256(canonical(json.loads(out))).hexdigest() == load_edition(edition_id).hash
    assert "sha256:" + hashlib.sha256(out.removesuffix("\n").encode()).hexdigest() == load_edition(edition_id).hash


def test_show_says_what_is_not_public(command):
    out = command("show", "hmip-pdu-2021")[1]

    assert "      1.1.1  (wording not public)\n             (open)\n" in out


def test_show_leaves_prompts_out_unless_asked(command):
    without, having = command("show", "hmip-crc-2018")[1], command("show", "hmip-crc-2018", "--prompts")[1]

    assert "a  quality is a priority" not in without
    assert "             a  quality is a priority\n" in having


def test_show_says_each_setting_with_its_alternatives_and_status(command):
    out = re.sub(r"\s+", " ", command("show", "hmip-crc-2018")[1])

    assert (
        "Setting key_question.rounding. Rounding of the percentage before it is banded: half up, to a whole number. "
        "It might be instead: not rounded. Not known; our default is shown." in out
    )
    assert "With ten standards: 0 to 5 Inadequate, 6 to 15 Requires improvement, 16 to 25 Good, 26 to 30 Outstanding." in out


def test_show_takes_a_file(command, file):
    name = file(BAD)

    assert command("show", name)[1].startswith("Mine (Mine)\nmine, HM Inspectorate of Probation\n")


@pytest.mark.parametrize(
    "words", [("show", "hmip-crc-208"), ("diff", "hmip-crc-208", "hmip-crc-2019"), ("diff", "hmip-crc-2019", "hmip-crc-208")]
)
def test_an_unknown_id_names_the_nearest(command, words):
    assert command(*words) == (
        1,
        "",
        "error FRM002: There is no edition with this id. Found: 'hmip-crc-208'. Did you mean 'hmip-crc-2018'?\n",
    )


def test_an_id_like_no_other_points_to_the_list(command):
    code, _, err = command("show", "zzz")

    assert code == 1
    assert err.endswith("List the editions with: inspectorate frameworks list\n")


# -- check


def test_check_a_good_file(command, file):
    name = file(BAD)
    code, out, err = command("check", name)

    assert (code, err) == (0, "")
    assert re.fullmatch(r"mine\.yaml: no problems\. mine, 10 standards,\n  sha256:[0-9a-f]{64}\n", out)


def test_check_names_every_problem_with_its_place(command, file):
    name = file(BAD + "in_force_from: soon\nshoe_size: 42\n")

    assert command("check", name) == (
        1,
        "mine.yaml:7:1 $.shoe_size: error DOC030: This key is not known here. Found: 'shoe_size'. "
        "Keys here: " + ", ".join(_keys()) + ".\n"
        "mine.yaml:6:16 $.in_force_from: error DOC025: This is not a date. Found: 'soon'. Expected: YYYY, YYYY-MM or YYYY-MM-DD.\n",
        "",
    )


def test_a_bad_file_does_not_hide_a_good_one(command, file):
    good, bad = file(BAD, "good.yaml"), file("id: [", "bad.yaml")
    code, out, _ = command("check", bad, "missing.yaml", good)

    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines() if not line.startswith(" ")] == ["bad.yaml", "missing.yaml", "good.yaml"]


def test_check_as_json_is_one_object_a_line(command, file):
    good, bad = file(BAD, "good.yaml"), file(BAD + "in_force_from: soon\n", "bad.yaml")
    code, out, _ = command("check", "--json", bad, good)
    problem, passed = map(json.loads, out.splitlines())

    assert code == 1
    assert (problem["code"], problem["file"], problem["line"], problem["path"]) == ("DOC025", "bad.yaml", 6, "$.in_force_from")
    assert (passed["file"], passed["edition"], passed["standards"], passed["problems"]) == ("good.yaml", "mine", 10, 0)


def test_check_without_a_file_is_wrong_usage(command):
    assert command("check")[0] == 2


# -- diff


def test_diff_says_no_difference(command):
    code, out, _ = command("diff", "hmip-crc-2018", "hmip-crc-2018")

    assert code == 0
    assert out.endswith("\n\nThere is no difference between them.\n")


def test_diff_in_words(command):
    assert command("diff", "hmip-crc-2018", "hmip-crc-2019") == (
        0,
        """\
From hmip-crc-2018: Inspection of community rehabilitation companies (June
     2018), June 2018 to August 2019
To   hmip-crc-2019: Inspection of community rehabilitation companies (July
     2019), September 2019 to 2021

ADDED
  Prompt 1.1.1e data on the quality of cases drive delivery

REWORDED
  Key question 1.1.1
    before: Is there a clear vision and strategy to deliver a high-quality
            service for all service users?
    after:  Is there an effective vision and strategy driving the delivery of a
            high-quality service for all service users?

KNOWN IN ANOTHER WAY
  Recollected with high confidence, before inferred: 2.1, 2.2, 2.3, 2.4 and
    discretion
  Published, before inferred: 2.1.1, 2.2.1, 2.2.2, 2.3.3, 2.4.1, 2.4.2 and 2.4.3
""",
        "",
    )


def test_diff_says_a_change_of_terms_once(command):
    out = command("diff", "hmip-crc-2019", "hmip-pdu-2021")[1]

    assert (
        '  21 texts only say "person on probation" for "service user" and "people on\n    probation" for "service users": 1.3, 1.3.1,'
        in out
    )
    assert "RENUMBERED\n  Standard 2.2 Assessment: before 2.1\n" in out


def test_diff_takes_files_and_says_what_is_rated_in_another_way(command, file):
    name = file(
        BAD
        + """
rules:
  key_question:
    kind: percent_bands
    title: Bands of the percentage of cases
    at_least: {requires_improvement: 50, good: 60, outstanding: 80}
    status: inferred
    source: Mine
    rounding: {value: none, title: Rounding of the percentage before it is banded, status: inferred, source: Mine}
discretion: null
limits:
- {id: unsafe, title: People are not safe, when: {any_item: inadequate}, at_best: good, status: inferred, source: Mine}
changes: {update: [{ref: "1.1", counted: false}]}
"""
    )
    out = command("diff", "hmip-crc-2018", name)[1]

    assert (
        """
RATED IN ANOTHER WAY
  Standard 1.1 Leadership: counted no, before yes
  Rule "Bands of the percentage of cases": good from 60, before 65
  Setting "Rounding of the percentage before it is banded": not rounded, before
    half up, to a whole number
"""
        in out
    )
    assert '\nADDED\n  Limit "People are not safe"\n' in out
    assert "\nREMOVED\n  Discretion\n" in out


TABLE = "{kind: count_thresholds, title: Table, status: inferred, source: Mine, clauses: [{to: good, counted: good, at_least: 2}]"
HARM = "{id: harm, title: Harm, status: inferred, source: Mine"


def mine(*, clauses="", limit="good", status="inadequate", begin="2020"):
    return (
        BAD
        + f"""
in_force_from: {begin}
rules: {{ table: {TABLE}{clauses}}} }}
limits: [{HARM}, when: {{any_item: inadequate}}, at_best: {limit}}}]
statuses: [{HARM}, when: {{any_item: {status}}}}}]
"""
    )


def test_diff_says_rules_limits_and_statuses_whole(command, file):
    one, two = file(mine(), "one.yaml"), file(mine(clauses=", otherwise: good", limit="inadequate", status="good"), "two.yaml")

    assert (
        command("diff", one, two)[1].partition("RATED IN ANOTHER WAY\n")[2]
        == """\
  Rule "Table": The first line that fits decides: Good when at least two key
    questions are Good. Otherwise Good. Before: The first line that fits
    decides: Good when at least two key questions are Good. Otherwise it is left
    to judgement.
  Limit "Harm": When any standard is Inadequate, the overall rating is
    Inadequate at best. Before: When any standard is Inadequate, the overall
    rating is Good at best.
  Status "Harm": It holds when any standard is Good or worse. Before: It holds
    when any standard is Inadequate.
"""
    )


def test_diff_of_dates_alone(command, file):
    one, two = file(mine(), "one.yaml"), file(mine(begin="2021-04"), "two.yaml")

    assert command("diff", one, two) == (
        0, "From mine: Mine (Mine), from 2020\nTo   mine: Mine (Mine), from April 2021\n\nThey differ in their dates only.\n", ""
    )  # fmt: skip


@pytest.mark.parametrize("words", [("show", "mine.yaml"), ("diff", "hmip-crc-2018", "mine.yaml")])
def test_a_file_with_errors_is_not_shown_or_compared(command, file, words):
    file(BAD + "in_force_from: soon\n")

    assert command(*words) == (
        1, "", "mine.yaml:6:16 $.in_force_from: error DOC025: This is not a date. Found: 'soon'. Expected: YYYY, YYYY-MM or YYYY-MM-DD.\n"
    )  # fmt: skip


def test_an_edition_without_a_scale_says_so(command):
    out = command("show", str(Path(__file__).parents[2] / "fixtures" / "editions" / "estyn-2024.yaml"))[1]

    assert "\nSCALE\n  none: nothing is rated\n" in out


def test_diff_as_json(command):
    code, out, _ = command("diff", "--json", "hmip-crc-2018", "hmip-crc-2019")
    data = json.loads(out)

    assert code == 0
    assert data["before"] == {"id": "hmip-crc-2018", "hash": load_edition("hmip-crc-2018").hash}
    assert next(each for each in data["differences"] if each["about"] == "standard") == {
        "kind": "known",
        "about": "standard",
        "ref": "2.1",
        "title": "Assessment",
        "field": "status",
        "before": "inferred",
        "after": "recollected, high",
    }


@pytest.mark.slow
@pytest.mark.parametrize("before", shipped_editions())
def test_every_pair_of_editions_can_be_compared(before):
    one = load_edition(before)
    for two in map(load_edition, shipped_editions()):
        text = difference_text(one, two, compare_editions(one, two))
        assert [line for line in text.splitlines() if len(line) > 80] == []


def _keys():
    from inspectorate.frameworks.format import EDITION

    return list(EDITION.fields)


def test_diff_of_two_kinds_of_rule_has_no_notation_in_it(command):
    code, shown, _ = command("diff", "fhrs-2012", "hmip-pdu-2023")
    assert code == 0
    assert "added and the total is banded" in shown
    assert "{" not in shown
