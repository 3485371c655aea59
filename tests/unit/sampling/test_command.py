"""inspectorate sample and plan: five files or none, verified, replaced; bad input is listed."""

import csv
import os
import subprocess
import sys
import time

import pytest
from tests.unit.sampling.caseloads import COLUMNS, mixed, row, write

from inspectorate.cli.main import run
from inspectorate.cli.sample import MADE
from inspectorate.sampling import plan_sample


@pytest.fixture
def caseload(tmp_path):
    return write(tmp_path / "caseload.csv", mixed(300))


def drawn(caseload, *more, folder="drawn"):
    out = caseload.parent / folder
    given = ["--framework", "hmip-crc-2018", "--seed", "s", "--as-of", "2019-01-01", "-o", str(out)]
    return run(["sample", str(caseload), *given, *(more or ("--size", "40"))]), out


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_five_files_that_verify(caseload, capsys):
    code, out = drawn(caseload)

    assert code == 0
    assert {path.name for path in out.iterdir()} == MADE
    assert (len(rows(out / "sample.csv")), len(rows(out / "reserves.csv"))) == (40, 8)
    assert not {case["case_id"] for case in rows(out / "sample.csv")} & {case["case_id"] for case in rows(out / "reserves.csv")}
    assert max(map(len, capsys.readouterr().out.splitlines()[:-1])) <= 80
    assert run(["sample", "--verify", str(out), str(caseload)]) == 0
    write(caseload, mixed(300)[::-1])
    first = rows(out / "sample.csv")
    assert drawn(caseload, folder="again")[0] == 0
    assert rows(out.parent / "again" / "sample.csv") == first


def test_verify_says_what_differs(caseload, capsys):
    _, out = drawn(caseload)
    write(caseload, [*mixed(300), row(999)])

    assert run(["sample", "--verify", str(out), str(caseload)]) == 1
    assert "The eligible cases are not the same" in capsys.readouterr().out


@pytest.mark.slow
def test_another_process_with_another_hash_seed_draws_the_same(caseload):
    _, out = drawn(caseload, "--size", "40", "--procedure", "moj")
    done = subprocess.run(
        [sys.executable, "-m", "inspectorate", "sample", "--verify", str(out), str(caseload)],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "byte for byte" in done.stdout) == (0, True)


def test_a_replacement_comes_from_the_same_stratum_and_verifies(caseload, capsys):
    _, out = drawn(caseload)
    gone = rows(out / "sample.csv")[3]
    reserve = next(case for case in rows(out / "reserves.csv") if case["stratum"] == gone["stratum"])

    assert run(["sample", "--replace", gone["case_id"], "--reason", "transferred", "-o", str(out)]) == 0
    assert rows(out / "sample.csv")[3]["case_id"] == reserve["case_id"]
    assert run(["sample", "--verify", str(out), str(caseload)]) == 0
    assert run(["sample", "--replace", gone["case_id"], "--reason", "again", "-o", str(out)]) == 1
    assert f"replaced by {reserve['case_id']}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ([], 1, "No case is left"),
        ([row(1), row(1)], 1, "SMP023"),
        ([row(1, start_date="soon")], 1, "TAB012"),
        ([row(1)], 0, "SMP030"),
        ([row(1, gender="female"), row(2), row(3, setting="licence")], 0, "SMP030"),
    ],
)
def test_small_and_bad_caseloads(caseload, capsys, content, code, said):
    write(caseload, content)
    found, out = drawn(caseload)

    assert (found, out.exists()) == (code, code == 0)
    assert said in capsys.readouterr().err


def test_missing_columns_are_named(caseload, capsys):
    write(caseload, mixed(3), ("case_id", "gender"))

    assert drawn(caseload)[0] == 1
    assert [line for line in capsys.readouterr().err.splitlines() if "TAB011" in line and ("rosh" in line or "setting" in line)]


@pytest.mark.parametrize("more", [("--size", "40", "--margin", "0.05"), ("--size", "0"), ("--margin", "5")])
def test_wrong_usage(caseload, more):
    assert drawn(caseload, *more)[0] == 2


def test_more_strata_than_cases_with_floors_is_refused(caseload, capsys):
    write(caseload, mixed(5))

    assert drawn(caseload, "--size", "3", "--floor", "1")[0] == 1
    assert "The floors need more than the total" in capsys.readouterr().err


@pytest.mark.slow
def test_ten_thousand_broken_rows_of_many_are_all_in_a_file_in_seconds(tmp_path, capsys):
    path, listed = tmp_path / "big.csv", tmp_path / "problems.csv"
    good, bad = (",".join(str(row(0, start_date=day).get(name, "")) for name in COLUMNS[1:]) for day in ("2018-06-01", "soon"))
    lines = [f"N-{at:06d},{bad if at % 30 == 0 else good}\n" for at in range(300_000)]
    path.write_text(",".join(COLUMNS) + "\n" + "".join(lines), encoding="utf-8")
    start = time.process_time()

    assert drawn(path, "--size", "40", "--problems", str(listed))[0] == 1
    assert time.process_time() - start < 20
    assert len(rows(listed)) == 10_000
    assert (rows(listed)[0]["row"], rows(listed)[0]["found"]) == ("2", "'soon'")
    assert len(capsys.readouterr().err.splitlines()) == 21


def test_planner(capsys):
    """With 40 cases, where 65% is true: X ~ Bin(40, 0.65), P(X >= 25) = 0.6946 (scipy 1.17.1: binom.sf(24, 40, 0.65))."""
    from scipy.stats import binom, hypergeom

    plan = plan_sample(40, 0.5, 0.65)
    assert plan.above == pytest.approx(binom.sf(24, 40, 0.65), abs=1e-9)
    assert plan.mistaken == pytest.approx(binom.sf(23, 40, 0.5), abs=1e-9)
    assert plan_sample(40, 0.5, 0.65, population=300).mistaken == pytest.approx(hypergeom.sf(23, 300, 150, 40), abs=1e-9)
    assert run(["plan", "50", "65", "--cases", "40"]) == 0
    assert "With 40 cases" in capsys.readouterr().out
    assert run(["plan", "65", "50", "--cases", "40"]) == 1


def test_a_mapping_profile(caseload, capsys):
    columns = tuple("Offender" if name == "case_id" else name for name in COLUMNS)
    write(caseload, [{**each, "Offender": each["case_id"]} for each in mixed(50)], columns)
    profile = caseload.parent / "map.yaml"
    profile.write_text("columns: {Offender: case_id}\n", encoding="utf-8")

    assert drawn(caseload)[0] == 1
    code, out = drawn(caseload, "--size", "10", "--map", str(profile))
    assert code == 0
    assert run(["sample", "--verify", str(out), str(caseload)]) == 0
    profile.write_text("columns: {Offender: nobody}\n", encoding="utf-8")
    assert drawn(caseload, "--size", "10", "--map", str(profile), folder="other")[0] == 1
    assert "SMP044" in capsys.readouterr().err
