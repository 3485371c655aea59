"""Cases, strata and the population."""

import pytest

HEAD = "case_id,stratum,rosh_inspector\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("N-001,men,low\nN-001,men,low\n", [("ASM001", "error", "cases.csv", 3)]),
        ("N-001,men,low\nN-001,women,low\n", [("ASM002", "error", "cases.csv", 3)]),
        ("N-001,men,lowish\n", [("ASM004", "error", "cases.csv", 2)]),
        ("N-001,,low\n", [("TAB013", "error", "cases.csv", 2)]),
        ("N-001,men,Low\n", []),
        ("", []),
    ],
)
def test_rows_of_cases(problems, rows, expected):
    assert problems(cases=HEAD + rows) == expected


def test_a_sample_that_the_edition_does_not_have(read):
    _, found = read(cases="case_id,stratum,sample\nN-001,men,unpaid work\n")
    assert [(each.code, each.fix) for each in found if each.code == "ASM003"] == [("ASM003", "Did you mean 'unpaid_work'?")]


def test_attributes_are_all_other_columns_as_they_stand(read):
    casework, _ = read(cases="case_id,stratum,rosh_inspector,Staff Grade,unit\nN-001,men,LOW,Senior,Harbour\n")
    assert casework.attributes == ("Staff Grade", "unit")
    assert casework.cases[0].attributes == {"Staff Grade": "Senior", "unit": "Harbour"}
    assert casework.cases[0].fields == {"rosh_inspector": "low"}
    assert casework.case("N-001").sample == "supervision"
    assert casework.case("N-002") is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("supervision,men,20\nsupervision,women,5\n", []),
        (",men,20\n,women,5\n", []),
        (",men,20\n", [("ASM030", "error", "population.csv", 1)]),
        (",men,1\n,women,5\n", [("ASM031", "error", "population.csv", 2)]),
        (",men,20\n,women,5\n,men,20\n", [("ASM032", "error", "population.csv", 4)]),
        (",men,20\n,women,5\n,others,7\n", [("ASM033", "warning", "population.csv", 4)]),
        (",men,many\n,women,5\n", [("TAB012", "error", "population.csv", 2), ("ASM030", "error", "population.csv", 1)]),
    ],
)
def test_population(problems, rows, expected):
    cases = HEAD + "N-001,men,low\nN-002,men,low\nN-003,women,low\n"
    assert problems(cases=cases, population="sample,stratum,cases\n" + rows) == expected


def test_population_is_by_sample_and_stratum(read):
    casework, _ = read(cases=HEAD + "N-001,men,low\n", population="stratum,cases\nmen,20\n")
    assert casework.population == {("supervision", "men"): 20}
