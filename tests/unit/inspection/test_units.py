"""Counts by unit: read, checked, added up; never rated."""

import pytest

from inspectorate.inspection import rate_file

HEAD = """
inspection: {id: east-crc-2019, organisation: East CRC, framework: hmip-crc-2018, provenance: synthetic}
results:
  "2.1": {key_questions: {"2.1.1": {yes: 39, cases: 60}}}
units:
"""


@pytest.fixture
def checked(tmp_path):
    def rated(units):
        path = tmp_path / "east.yaml"
        path.write_text(HEAD + units, encoding="utf-8")
        return rate_file(path)

    return rated


def test_units_are_read_and_rate_nothing(checked):
    done = checked("""
- {unit: Alder, area: Upland, caseload: 240, sampled: 24, key_questions: {"2.1.1": {yes: 12, cases: 24}}}
- {unit: Birch, caseload: 360, sampled: 36, key_questions: {"2.1.1": {yes: 27, cases: 36}}}
""")
    alder, birch = done.rated.inspection.units

    assert done.problems == ()
    assert (alder.unit, alder.area, alder.caseload, alder.sampled) == ("Alder", "Upland", 240, 24)
    assert birch.key_questions["2.1.1"] == (27, 36)
    assert done.rated.result.standard("2.1").key_questions[0].cases == 60


@pytest.mark.parametrize(
    ("units", "code", "found"),
    [
        ("- {unit: A, caseload: 9, sampled: 9}\n- {unit: a, caseload: 9, sampled: 9}", "INS040", "'a'"),
        ("- {unit: A, caseload: 9, sampled: 10}", "INS041", "10 of 9"),
        ('- {unit: A, caseload: 90, sampled: 60, key_questions: {"9.9.9": {yes: 1, cases: 2}}}', "INS042", "'9.9.9'"),
        ('- {unit: A, caseload: 90, sampled: 60, key_questions: {"2.1.2": {yes: 3, cases: 2}}}', "INS015", "3 of 2"),
        ('- {unit: A, caseload: 90, sampled: 60, key_questions: {"2.1.2": {yes: 3, cases: 61}}}', "INS043", "61 of 60"),
        ('- {unit: A, caseload: 90, sampled: 60, key_questions: {"2.1.1": {yes: 38, cases: 60}}}', "INS044", "38 of 60 over the units"),
    ],
)
def test_counts_that_cannot_be_are_problems(checked, units, code, found):
    done = checked(units)

    assert done.rated is None
    assert [(problem.code, problem.found) for problem in done.problems] == [(code, found)]
    assert done.problems[0].where.line
