"""The registers beside the inspections: read from every folder, every problem listed, nothing built when one is wrong."""

import shutil

import pytest
from tests.unit.site.built import ROOT, build

from inspectorate.errors import DocumentInvalidError
from inspectorate.site import Options, build_site

REBASE = ROOT / "examples" / "rebase"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(REBASE, tmp_path / "in")


def problems(folder, tmp_path):
    with pytest.raises(DocumentInvalidError) as caught:
        build(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    return [(problem.code, problem.where.line) for problem in caught.value.problems if problem.severity == "error"]


def test_a_folder_with_all_three_is_built(folder, tmp_path):
    out = build(folder, tmp_path / "out")
    assert (out / "areas" / "fictional-enacted-2021-06-26.html").is_file()
    assert (out / "next" / "index.html").is_file()


def test_every_problem_of_every_register_is_listed(folder, tmp_path):
    (folder / "register.yaml").write_text("organisations: [{id: Bad Id, name: One}]\n", encoding="utf-8")
    (folder / "lineage.csv").write_text("organisation,predecessor\nA,B\n", encoding="utf-8")
    (folder / "follow-up.csv").write_text(
        "inspection,recommendation,outcome,to,on,reason,source\neastfell-crc-2019,R1,closed,,,,made up\n", encoding="utf-8"
    )
    codes = {code for code, _ in problems(folder, tmp_path)}
    assert {"REG005", "REG051"} <= codes
    assert any(code.startswith("DOC") for code in codes)


def test_a_row_for_no_inspection_or_no_recommendation_is_an_error(folder, tmp_path):
    with (folder / "follow-up.csv").open("a", encoding="utf-8") as file:
        file.write("nowhere-2019,R1,open,,2020,,made up\neastfell-crc-2019,R9,open,,2020,,made up\n")
    assert problems(folder, tmp_path) == [("SIT006", 9), ("SIT007", 10)]


def test_one_organisation_in_two_registers_is_an_error(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(folder / "register.yaml", other)
    with pytest.raises(DocumentInvalidError) as caught:
        build_site([folder, other], tmp_path / "out", Options(languages=("en",)))
    assert {problem.code for problem in caught.value.problems} == {"REG030", "REG031"}


def test_lineages_that_make_a_circle_together_are_an_error(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "lineage.csv").write_text(
        "organisation,predecessor,share_of_predecessor,from,status,source\n"
        "Eastfell CRC (fictional),Upland probation area (fictional),1,,proposed,made up\n",
        encoding="utf-8",
    )
    with pytest.raises(DocumentInvalidError) as caught:
        build_site([folder, other], tmp_path / "out", Options(languages=("en",)))
    assert {problem.code for problem in caught.value.problems if problem.severity == "error"} == {"REG016"}
