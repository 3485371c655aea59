"""inspectorate export: whole or not at all, and nobody else's folder."""

import shutil

import pytest
from tests.unit.exporting.made import NORTHBANK

from inspectorate.cli.main import run


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(NORTHBANK, tmp_path / "in" / "northbank.yaml")
    return tmp_path / "in"


def test_export_is_made_and_made_again(folder, capsys):
    out = folder.parent / "out"

    assert run(["export", str(folder), "-o", str(out), "--base", "https://data.example.org"]) == 0
    assert capsys.readouterr().out == f"9 files in {out}\n"
    first = (out / "ratings.csv").read_bytes()
    (out / "inspections" / "left-over.json").write_text("{}", encoding="utf-8")
    assert run(["export", str(folder / "northbank.yaml"), "-o", str(out)]) == 0
    assert (out / "ratings.csv").read_bytes() == first
    assert [path.name for path in (out / "inspections").iterdir()] == ["northbank-crc-2018.json"]
    assert sorted(path.name for path in folder.parent.iterdir()) == ["in", "out"]


def test_error_in_one_file_leaves_nothing(folder, capsys):
    (folder / "bad.yaml").write_text("inspection: {id: bad}\n", encoding="utf-8")
    out = folder.parent / "out"

    assert run(["export", str(folder), "-o", str(out)]) == 1
    assert "bad.yaml" in capsys.readouterr().err
    assert sorted(path.name for path in folder.parent.iterdir()) == ["in"]


def test_draft_leaves_nothing(folder, capsys):
    text = NORTHBANK.read_text(encoding="utf-8").replace("provenance: synthetic", "provenance: draft").replace("northbank-crc", "draft")
    (folder / "draft.yaml").write_text(text, encoding="utf-8")

    assert run(["export", str(folder), "-o", str(folder.parent / "out")]) == 1
    assert "EXP001" in capsys.readouterr().err
    assert sorted(path.name for path in folder.parent.iterdir()) == ["in"]


@pytest.mark.parametrize("options", [["--base", "nowhere"], []])
def test_wrong_usage_touches_nothing(folder, capsys, options):
    out = folder.parent / "out"
    out.mkdir()
    (out / "datapackage.json").write_text("mine", encoding="utf-8")

    assert run(["export", str(folder), "-o", str(out), *options]) == 2
    assert [path.name for path in out.iterdir()] == ["datapackage.json"]
    assert capsys.readouterr().err


def test_folder_without_inspections_is_wrong_usage(tmp_path, capsys):
    assert run(["export", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "No inspection files" in capsys.readouterr().err
