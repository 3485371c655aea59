"""The register of organisations: ids, names, what became of them."""

from pathlib import Path

import pytest

from inspectorate.register import load_organisations, read_organisations

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "register.yaml"
        path.write_text(text, encoding="utf-8")
        return read_organisations(path, "register.yaml")

    return write


def test_an_organisation_is_found_by_id_name_and_alias(written):
    register, problems = written(
        """
organisations:
- {id: east, name: East CRC, aliases: [East Community Rehabilitation Company], type: company, from: 2015, to: 2021-06-25,
   became: {how: merged, to: [north], on: 2021-06-26}}
- {id: north, name: North region, from: 2021-06-26}
"""
    )

    assert problems == ()
    assert {register.find(name).id for name in ("east crc", "East  CRC", "East Community Rehabilitation Company")} == {"east"}
    assert register.find("whatever", "north").name == "North region"
    assert register.find("nobody") is None
    assert register.find(None) is None
    assert register.same("East CRC", "east community rehabilitation company")
    assert not register.same("East CRC", "North region")
    assert register.entries[0].became.to == ("north",)
    assert (register.entries[0].since, register.entries[0].until) == ("2015", "2021-06-25")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("organisations:\n- {id: a, name: A}\n- {id: a, name: B}\n", ["REG030"]),
        ("organisations:\n- {id: a, name: A}\n- {id: b, name: B, aliases: [' a']}\n", ["REG031"]),
        ("organisations:\n- {id: a, name: A, from: 2021, to: 2020}\n", ["REG032"]),
        ("organisations:\n- {id: a, name: A, became: {how: merged, to: [b]}}\n", ["REG033"]),
        ("organisations:\n- {id: a, name: A, became: {how: vanished}}\n", ["DOC026"]),
        ("organisations:\n- {id: A b, name: A}\n", ["DOC021"]),
        ("organisation: []\n", ["DOC030", "DOC031"]),
    ],
)
def test_mistakes_are_problems_with_places(written, text, codes):
    register, problems = written(text)

    assert register is None
    assert [problem.code for problem in problems] == codes
    assert all(problem.where.file == "register.yaml" and problem.where.line for problem in problems)


def test_the_example_reads():
    register = load_organisations(ROOT / "examples" / "rebase" / "register.yaml")

    assert [each.name for each in register.entries if each.became is None] == [
        "Upland probation area (fictional)",
        "Lowland probation area (fictional)",
    ]
