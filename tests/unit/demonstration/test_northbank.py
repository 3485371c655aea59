"""Northbank in cases: every figure of the demonstration inspection, counted here from the rows and taken from no result."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from inspectorate.demonstration import northbank_files
from inspectorate.inspection import load_rated, rate_file
from inspectorate.sampling import compare_draw, read_draw

ROOT = Path(__file__).parents[3]
COMMITTED = ROOT / "examples" / "northbank-cases"
SEED = "northbank-30"
SENIOR, MANAGER = "senior case manager", "case manager"
COUNTS = """
2.1.1 78/130   2.1.2 88/130   2.1.3 75/130
2.2.1 76/130   2.2.2 79/130   2.2.3 64/112
2.3.1 95/130   2.3.2 82/130   2.3.3 49/112
2.4.1 85/130   2.4.2 82/130   2.4.3 55/112
4.1.1 29/40    4.1.2 30/40    4.1.3 31/40    4.1.4 34/40
4.2.1 19/30    4.2.2 17/30    4.2.3 20/30
"""
FIGURES = dict(zip(COUNTS.split()[::2], COUNTS.split()[1::2], strict=True))


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def counting(files):
    """Give what counts of each case and question: agreed, else first, never second."""
    said = {}
    for row in rows(files, "answers.csv"):
        if row["round"] == "agreed" or (row["round"] == "first" and (row["case_id"], row["question"]) not in said):
            said[row["case_id"], row["question"]] = row["answer"]
    return said


def yes_of(files, question):
    words = [word for (_, asked), word in counting(files).items() if asked == question]
    return words.count("yes"), words.count("yes") + words.count("no")


@pytest.fixture(scope="module", params=[SEED, "another seed"])
def files(request):
    return northbank_files(request.param)


@pytest.fixture(scope="module")
def written(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("northbank")
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_what_is_committed_is_what_the_seed_gives():
    """After a change of the generator: remove examples/northbank-cases and make it again with the command in its README."""
    made = northbank_files(SEED)
    there = {path.relative_to(COMMITTED).as_posix(): path.read_bytes() for path in COMMITTED.rglob("*") if path.is_file()}
    assert sorted(made) == sorted(there)
    assert [name for name in made if made[name] != there[name]] == []
    assert sum(map(len, there.values())) < 700_000


def test_cases_of_each_sample(files):
    cases = rows(files, "cases.csv")
    assert Counter(case["sample"] for case in cases) == {"supervision": 130, "unpaid_work": 40, "through_the_gate": 30}
    assert sum(case["rosh_inspector"] not in ("", "low") for case in cases) == 112


@pytest.mark.parametrize(("ref", "count"), FIGURES.items(), ids=list(FIGURES))
def test_yes_of_cases(files, ref, count):
    assert "/".join(map(str, yes_of(files, ref))) == count


def test_the_gap_between_grades(files):
    grades = {case["case_id"]: case["staff_grade"] for case in rows(files, "cases.csv")}
    found = Counter((grades[case], word) for (case, question), word in counting(files).items() if question == "2.3.3")
    assert (found[SENIOR, "yes"], found[SENIOR, "no"]) == (31, 50 - 31)
    assert (found[MANAGER, "yes"], found[MANAGER, "no"]) == (18, 62 - 18)
    assert found[SENIOR, "na"] + found[MANAGER, "na"] == 130 - 112


@pytest.mark.parametrize(
    ("question", "yes", "base"),
    [
        ("c.own_plan", 69, 130),
        ("c.domestic_abuse_needed", 118, 130),
        ("c.domestic_abuse_asked", 97, 118),
        ("c.domestic_abuse_answered", 78, 97),
        ("c.domestic_abuse_used", 34, 78),
        ("c.home_visit_needed", 84, 130),
        ("c.home_visit_made", 27, 84),
        ("c.new_circumstances_changed", 22, 130),
        ("c.new_circumstances_acted_on", 9, 22),
    ],
)
def test_context(files, question, yes, base):
    assert yes_of(files, question) == (yes, base)


def test_eighteen_cases_were_scored_twice_by_somebody_else(files):
    answers = rows(files, "answers.csv")
    first = {(row["case_id"], row["question"]): row for row in answers if row["round"] == "first"}
    second = [row for row in answers if row["round"] == "second"]
    agreed = {(row["case_id"], row["question"]) for row in answers if row["round"] == "agreed"}
    assert len({row["case_id"] for row in second}) == 18
    assert len(second) == 18 * 12
    assert all(row["assessor"] != first[row["case_id"], row["question"]]["assessor"] for row in second)
    differ = {(row["case_id"], row["question"]) for row in second if row["answer"] != first[row["case_id"], row["question"]]["answer"]}
    assert differ == agreed
    assert 10 <= len(differ) <= 50


def test_prompts_and_fields_fit(files):
    said, cases = counting(files), {case["case_id"]: case for case in rows(files, "cases.csv")}
    for name, case in cases.items():
        if case["sample"] != "supervision":
            continue
        assert said[name, "c.home_visit_needed"] == case["home_visit_needed"]
        assert said[name, "2.2.1a"] == said[name, "c.own_plan"]
        not_low = case["rosh_inspector"] != "low"
        assert said[name, "2.3.3e"] == (said[name, "c.home_visit_made"] if not_low and case["home_visit_needed"] == "yes" else "na")
        assert (said[name, "2.4.3"] == "na") is not not_low
        assert (said[name, "2.1.3c"] == "na") is (case["identifiable_victim"] == "no")


def test_interviews_by_grade(files):
    found = Counter((row["staff_grade"], row["question"], row["answer"]) for row in rows(files, "interviews.csv"))
    assert (found[SENIOR, "i.skills", "yes"], found[SENIOR, "i.skills", "no"]) == (14, 2)
    assert (found[MANAGER, "i.skills", "yes"], found[MANAGER, "i.skills", "no"]) == (7, 13)
    assert len({row["interview_id"] for row in rows(files, "interviews.csv")}) == 36


def test_everything_says_that_it_is_synthetic(files):
    for name in ("caseload.csv", "caseload-unpaid-work.csv", "caseload-through-the-gate.csv", "cases.csv", "interviews.csv"):
        assert {row["provenance"] for row in rows(files, name)} == {"synthetic"}, name
    assert "provenance: synthetic" in files["northbank.yaml"].decode()
    assert "synthetic" in files["README.md"].decode().splitlines()[0]


def test_it_rates_as_the_counts_do_and_has_no_problems(written):
    checked = rate_file(written / "northbank.yaml")
    assert checked.problems == ()
    counts = load_rated(ROOT / "examples" / "demonstration" / "northbank.yaml")
    assert checked.rated.result.overall == counts.result.overall
    assert checked.rated.result.standards == counts.result.standards
    both = [
        {each["id"]: {**each, "steps": dict(each["steps"])} for each in rated.inspection.written["context"]}
        for rated in (checked.rated, counts)
    ]
    assert both[0] == both[1]


def test_the_story_is_that_of_the_counts():
    one, other = (
        load_rated(path).inspection.written for path in (COMMITTED / "northbank.yaml", ROOT / "examples/demonstration/northbank.yaml")
    )
    for key in ("headline", "findings", "recommendations", "statement"):
        assert one[key] == other[key], key


@pytest.mark.parametrize("ending", ["", "-unpaid-work", "-through-the-gate"])
def test_samples_are_drawn_by_our_own_sampling(written, files, ending):
    from inspectorate.frameworks import load_edition
    from inspectorate.sampling import caseload_specification, find_sample
    from inspectorate.tables import read_table

    stored, profile = read_draw(files[f"sample{ending}/draw.json"], "draw.json")
    edition = load_edition(stored.edition)
    table, problems = read_table(written / f"caseload{ending}.csv", caseload_specification(find_sample(edition, stored.kind)))
    kept = {name.partition("/")[2]: content for name, content in files.items() if name.startswith(f"sample{ending}/")}
    assert problems == []
    assert list(compare_draw(stored, kept, table, edition, profile)) == []
    cases = {case["case_id"]: case["stratum"] for case in rows(files, "cases.csv") if case["sample"] == stored.kind}
    assert cases == {each.case_id: each.stratum for each in stored.sample}


def test_population_is_the_eligible_caseload(files):
    sizes = Counter()
    for row in rows(files, "population.csv"):
        sizes[row["sample"]] += int(row["cases"])
    assert sizes == {"supervision": 600, "unpaid_work": 52, "through_the_gate": 100}
