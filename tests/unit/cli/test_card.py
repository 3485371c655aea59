"""inspectorate card: what it writes, what it refuses, and with which exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

from inspectorate.cli.main import run
from inspectorate.reporting import typesetting

ROOT = Path(__file__).resolve().parents[3]
NORTHBANK = str(ROOT / "examples/demonstration/northbank.yaml")
EAST_SUSSEX = str(ROOT / "examples/published/yot-east-sussex-2024.yaml")
WELSH = str(ROOT / "tests/fixtures/cards/welsh.yaml")


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text(Path(NORTHBANK).read_text(encoding="utf-8").replace("hmip-crc-2018", "hmip-crc-2081"), encoding="utf-8")
    return str(path)


def test_without_an_output_draws_in_the_terminal(capsys):
    assert run(["card", NORTHBANK]) == 0

    said = capsys.readouterr()
    assert "Northbank CRC (fictional)" in said.out
    assert "▂▄··  Requires improvement" in said.out
    assert said.err == ""


def test_plain_ascii_when_asked_for(capsys):
    assert run(["card", "--ascii", WELSH]) == 0
    assert capsys.readouterr().out.isascii()


def test_plain_ascii_where_the_terminal_has_no_more():
    done = subprocess.run(
        [sys.executable, "-m", "inspectorate", "card", WELSH],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )

    assert done.stdout.isascii()
    assert b"Da\n" in done.stdout


@pytest.mark.parametrize(
    "format", ["svg", "html", "txt", pytest.param("pdf", marks=pytest.mark.slow), pytest.param("png", marks=pytest.mark.slow)]
)
def test_suffix_names_the_format(tmp_path, format):
    output = tmp_path / f"card.{format}"
    begins = {"svg": b"<svg ", "html": b"<!doctype html>", "txt": b"Report card\n", "pdf": b"%PDF-1.7", "png": b"\x89PNG\r\n"}

    assert run(["card", NORTHBANK, "-o", str(output)]) == 0
    assert output.read_bytes().startswith(begins[format])
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_intervals(tmp_path):
    output = tmp_path / "card.txt"

    assert run(["card", NORTHBANK, "--intervals", "-o", str(output)]) == 0
    assert "40 to 58%" in output.read_text(encoding="utf-8")


def test_many_into_a_folder(tmp_path):
    folder = tmp_path / "cards" / "new"

    assert run(["card", NORTHBANK, EAST_SUSSEX, "-o", str(folder), "--format", "svg"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["northbank-crc-2018.svg", "yot-east-sussex-2024.svg"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "card.gif"], "names no format. It may be .svg, .png, .html, .pdf, .txt"),
        (["-o", "card"], "names no format"),
        (["--format", "svg"], "--format needs a folder"),
        ([EAST_SUSSEX, "-o", "card.svg"], "2 cards do not go into one file"),
        (["-o", NORTHBANK, "--format", "svg"], "is a file"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_read(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert run(["card", NORTHBANK, *arguments]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []


def test_a_bad_file_among_many(tmp_path, bad, capsys):
    folder = tmp_path / "cards"

    assert run(["card", bad, NORTHBANK, "-o", str(folder), "--format", "svg"]) == 1
    assert "FRM002" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["northbank-crc-2018.svg"]


def test_a_bad_file_writes_nothing(tmp_path, bad, capsys):
    output = tmp_path / "card.svg"

    assert run(["card", bad, "-o", str(output)]) == 1
    assert capsys.readouterr().out == ""
    assert not output.exists()


def test_two_files_with_one_id_keep_the_first(tmp_path, capsys):
    assert run(["card", NORTHBANK, NORTHBANK, "-o", str(tmp_path), "--format", "txt"]) == 1
    assert "CRD001" in capsys.readouterr().err


def test_a_missing_typesetter_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(typesetting, "find_spec", lambda name: None)

    assert run(["card", NORTHBANK, "-o", str(tmp_path / "card.pdf")]) == 2
    assert "pip install 'inspectorate[report]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_traceback(tmp_path, capsys):
    target = tmp_path / "nowhere" / "card.svg"
    assert run(["card", NORTHBANK, "-o", str(target)]) == 1
    assert capsys.readouterr().err == f"{target} cannot be written: No such file or directory.\n"
