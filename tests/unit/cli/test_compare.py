"""inspectorate compare and rebase: exact words, exit codes, 80 columns."""

import json
from pathlib import Path

import pytest

from inspectorate.cli.main import run

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED, REBASE = ROOT / "examples" / "published", ROOT / "examples" / "rebase"
LINEAGE = str(ROOT / "data" / "published" / "lineage.csv")


@pytest.fixture
def command(capsys):
    def call(*arguments):
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert [line for line in said.out.splitlines() if len(line) > 80] == []
        return code, said.out, said.err

    return call


def published(*names):
    return [PUBLISHED / f"{name}.yaml" for name in names]


def test_an_allowed_comparison_prints_its_caveat(command):
    code, out, err = command(
        "compare", *published("crc-merseyside-2018", "crc-merseyside-2020"), "--standard", "overall", "--as-of", "2026-11-23"
    )

    assert (code, err) == (0, "")
    assert (
        out
        == """\
A   Merseyside CRC
    Inspection of community rehabilitation companies (June 2018)
    Rated by HM Inspectorate of Probation; fieldwork June 2018, published
    September 2018, eight years old
B   Merseyside CRC
    Inspection of community rehabilitation companies (July 2019)
    Rated by HM Inspectorate of Probation; fieldwork 27 January 2020, published
    June 2020, six years old

A and B                 A                    B                    answer
----------------------- -------------------- -------------------- --------------
Overall                 Requires improvement Requires improvement caveat 1
                        as published         as published

 1  Caveat: The same ten standards, scale and sum. The refresh of July 2019
    altered prompts, tied organisational delivery more closely to the case
    data, added interviews with the people supervised and site visits for
    unpaid work; from February 2021 fieldwork was remote.

Decided by the maintainers of Inspectorate, from the published standards; not a
decision of the inspectorate, 23 November 2026.
"""
    )


def test_a_refusal_is_an_answer_and_shows_no_ratings(command):
    code, out, _ = command("compare", *published("crc-london-2019", "pdu-derbyshire-2025"), "--standard", "overall")

    assert code == 0
    assert "Overall                 –                    –                    refused 1" in out
    assert "Refused: Ten standards summed against seven" in out
    assert "Inadequate" not in out


def test_a_break_is_marked(command):
    _, out, _ = command("compare", *published("crc-merseyside-2020", "pdu-west-kent-2022"))

    assert "2.1/2.2 Assessment      not known            Inadequate           caveat" in out
    assert "[b] a recorded break lies between the two." in out
    assert "No rating is known: 4.1, 4.2 (refused " in out


def test_json_has_no_refused_ratings(capsys):
    code = run([*map(str, ["compare", *published("crc-london-2019", "pdu-derbyshire-2025")]), "--json", "--standard", "overall"])
    answer = json.loads(capsys.readouterr().out)["pairs"][0]["answers"][0]

    assert code == 0
    assert (answer["answer"], answer["a"], answer["b"], answer["reasons"][0]["code"]) == ("refused", None, None, "register")


def test_over_time_marks_the_unrated_years(command):
    code, out, _ = command("compare", *published("crc-merseyside-2018", "crc-merseyside-2020"), "--over-time", "merseyside crc")

    assert code == 0
    assert "[b] June 2018: Area inspections before June 2018, unrated" in out
    assert "June 2018    Merseyside CRC                  Requires improvement\n" in out
    assert "January 2020 Merseyside CRC                  Requires improvement caveat 1\n" in out


def test_over_time_follows_a_lineage(command):
    _, out, _ = command(
        "compare", *published("crc-wales-2019", "region-wales-2025"), "--over-time", "Wales probation region", "--lineage", LINEAGE
    )

    assert "all of it passed on" in out
    assert "From Wales CRC to Wales probation region: refused 1" in out


def test_by_year_counts_and_says_what_it_counts(command):
    code, out, _ = command("compare", *sorted(PUBLISHED.glob("crc-*-2020.yaml")), "--by-year")

    assert code == 0
    assert "2020               0                     6     2            0     1     0" in out
    assert "Counts of the inspections in these files" in out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["compare", PUBLISHED / "crc-wales-2019.yaml"], 2, "A comparison needs two files or more."),
        (["compare", *published("crc-wales-2019", "crc-essex-2018"), "--by-year", "--over-time", "x"], 2, "not for both"),
        (["compare", *published("crc-wales-2019", "crc-essex-2018"), "--as-of", "today"], 2, "is not a day"),
        (["compare", *published(*["crc-wales-2019"] * 13)], 2, "13 files are 78 pairs"),
        (["compare", *published("crc-wales-2019", "crc-essex-2018"), "--standard", "9.1"], 1, "error CMP001"),
        (["compare", *published("crc-wales-2019"), "--over-time", "Wales CRD"], 1, "Did you mean 'Wales CRC'?"),
        (["compare", *published("crc-wales-2019", "none")], 1, "There is no such file."),
        (["compare", *published("crc-wales-2019", "crc-essex-2018"), "--lineage", "none.csv"], 1, "none.csv: error REG001"),
        (["rebase", "none.csv", *published("crc-wales-2019")], 1, "none.csv: error REG001"),
        (["rebase", LINEAGE, *published("crc-wales-2019"), "--area", "Wales probation regin"], 1, "Did you mean 'Wales probation region'?"),
        (["rebase", LINEAGE, *published("crc-wales-2019"), "--area", "Wales CRC"], 1, "error REG018"),
        (["rebase", LINEAGE, *published("crc-wales-2019", "none")], 1, "There is no such file."),
        (["rebase", LINEAGE], 2, "Missing argument"),
    ],
)
def test_exit_codes_and_problems(command, arguments, code, words):
    done, _, err = command(*arguments)

    assert done == code
    assert words in err


def test_rebase_refuses_a_rating_and_lists_the_predecessors(command):
    code, out, err = command(
        "rebase", LINEAGE, *published("crc-merseyside-2018", "crc-merseyside-2020"), "--area", "North West (area proposed July 2018)"
    )

    assert (code, err) == (0, "")
    assert (
        out
        == """\
North West (area proposed July 2018) (proposed)

came from                               share   rating and date
--------------------------------------- ------- --------------------------------
Cumbria and Lancashire CRC              all     no inspection here
  link: consultation "Strengthening probation", July 2018: 21 areas to 10 in
  England (recollected: medium)
Merseyside CRC                          all     Requires improvement, June 2018
                                                Requires improvement, 27 January
                                                2020
  Inspection of community rehabilitation companies (June 2018), rated by HM
  Inspectorate of Probation; Inspection of community rehabilitation companies
  (July 2019), rated by HM Inspectorate of Probation; link: consultation
  "Strengthening probation", July 2018: 21 areas to 10 in England (recollected:
  medium)
Cheshire and Greater Manchester CRC     all     no inspection here
  link: consultation "Strengthening probation", July 2018: 21 areas to 10 in
  England (recollected: medium)

No rating is given. North West (area proposed July 2018) is not what was
inspected: its predecessors were, each as a whole, at its own date. There is no
inspection of Cumbria and Lancashire CRC; Cheshire and Greater Manchester CRC
among these files.
The area is a proposal: nothing has passed to it.

No estimate either: There are no counts by unit of Merseyside CRC. There is no
inspection of Cumbria and Lancashire CRC among these files. There is no
inspection of Cheshire and Greater Manchester CRC among these files.
"""
    )


def test_rebase_estimates_from_counts_by_unit(command):
    code, out, err = command("rebase", REBASE / "lineage.csv", REBASE / "eastfell.yaml", REBASE / "westmoor.yaml")

    assert (code, err) == (0, "")
    assert "Re-based estimate, not a rating: per cent of cases that were good enough" in out
    assert "2.1.1  Engaging the person           59%    49% to 68%   28 of 44" in out
    assert "2.1.1  Engaging the person           68%    62% to 74%   63 of 96" in out
    assert "2.1.1           0.0000588        0.017" in out
    assert out.count("No rating is given.") == 2


def test_rebase_says_what_happened_next_to_recommendations(command):
    files = (REBASE / "lineage.csv", REBASE / "eastfell.yaml", REBASE / "westmoor.yaml")
    code, out, err = command("rebase", *files, "--follow-up", REBASE / "follow-up.csv")

    assert code == 0
    assert "26 June 2021: passed to Upland probation area (fictional). The work of the" in out
    assert "Now: passed on, closed in part, with Upland probation area (fictional)." in out
    assert "warning REG056: R2 of westmoor-crc-2019 is with an organisation that has become" in err


def test_rebase_as_json_has_a_rating_of_null(capsys):
    files = (REBASE / "lineage.csv", REBASE / "eastfell.yaml", REBASE / "westmoor.yaml")
    code = run([*map(str, ("rebase", *files)), "--json"])
    data = json.loads(capsys.readouterr().out)

    assert code == 0
    assert [(area["rating"], len(area["estimates"])) for area in data["areas"]] == [(None, 12), (None, 12)]
    assert data["areas"][0]["estimates"][0]["words"] == "re-based estimate, not a rating"
    assert data["areas"][0]["predecessors"][0]["share_of_predecessor"] == 0.4
