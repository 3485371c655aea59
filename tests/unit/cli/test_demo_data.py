"""inspectorate demo-data."""

import pytest

from inspectorate.cli.main import run


@pytest.mark.slow
def test_it_makes_a_folder_that_rates(tmp_path, capsys):
    out = tmp_path / "northbank"
    assert run(["demo-data", "--seed", "any words", "-o", str(out)]) == 0
    assert "24 files, all synthetic" in capsys.readouterr().out
    assert run(["rate", str(out / "northbank.yaml")]) == 0
    shown = capsys.readouterr()
    assert "11 of 30" in shown.out
    assert "SYNTHETIC" in shown.out
    assert shown.err == ""


def test_it_keeps_what_is_there(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(["demo-data", "--seed", "x", "-o", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert "name a new one" in capsys.readouterr().err


def test_it_needs_a_seed(tmp_path, capsys):
    assert run(["demo-data", "-o", str(tmp_path / "out")]) == 2
    assert run(["demo-data", "--seed", " ", "-o", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
