"""The method's vectors (8.1, 8.3) and the nine faults of the published sampler, each with a test that the fault would fail."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.sampling.caseloads import CRC, PLAIN, draw, ids, mixed, read, row

from inspectorate.errors import Problem
from inspectorate.model import Stratum
from inspectorate.sampling import MATCHES, SamplingError, case_key, draw_data, draw_files, hash_frame, read_draw
from inspectorate.statistics import allocate, sample_size

STRATA = [
    {},
    {"rosh": "low"},
    {"setting": "licence"},
    {"setting": "licence", "rosh": "low"},
    {"gender": "female"},
]


def caseload(*sizes):
    rows, number = [], 0
    for kind, size in zip(STRATA, sizes, strict=True):
        for _ in range(size):
            rows.append(row(number, responsible_officer=f"O{number}", **kind))
            number += 1
    return rows


@pytest.mark.parametrize(
    ("size", "sizes", "buffer", "totals"),
    [
        (148, (454, 138, 327, 129, 169), 0, (54, 17, 40, 16, 21)),
        (148, (454, 138, 327, 129, 169), "0.2", (66, 20, 48, 19, 25)),
        (100, (55, 75, 32, 19, 13), "0.2", (34, 47, 19, 12, 8)),
    ],
)
def test_published_allocations(tmp_path, size, sizes, buffer, totals):
    result = draw(tmp_path / "c.csv", caseload(*sizes), size=size, buffer=Decimal(buffer), procedure="moj")

    assert tuple(each.drawn + each.reserves_drawn for each in result.strata) == totals


def test_published_allocation_of_a_unit(tmp_path):
    """Twelve wanted in one unit from officers holding 20, 5 and 2."""
    officers = ["A"] * 20 + ["B"] * 5 + ["C"] * 2
    rows = [row(at, responsible_officer=officer) for at, officer in enumerate(officers)]
    result = draw(tmp_path / "c.csv", rows, size=12, procedure="moj")
    held = [officers[int(case[2:])] for case in ids(result.sample)]

    assert [held.count(officer) for officer in "ABC"] == [6, 4, 2]
    assert [step.kind for step in result.steps if step.group.endswith("/ A")] == ["cap"]


@pytest.mark.parametrize(("eligible", "size"), [(100, 63), (200, 91), (400, 117), (600, 130)])
def test_published_sizes(tmp_path, eligible, size):
    result = draw(tmp_path / "c.csv", mixed(eligible), size=None)

    assert (result.size, sample_size(eligible)) == (size, size)
    assert (result.settings.confidence, result.settings.margin) == (Decimal("0.8"), Decimal("0.05"))


def test_m01_same_draw_whatever_the_order(tmp_path):
    rows = mixed(300)

    assert draw_files(draw(tmp_path / "a.csv", rows))["sample.csv"] == draw_files(draw(tmp_path / "b.csv", rows[::-1]))["sample.csv"]
    assert draw(tmp_path / "a.csv", rows).frame_hash == draw(tmp_path / "b.csv", rows[::2] + rows[1::2]).frame_hash


def test_m01_key_and_frame_hash_are_as_published(tmp_path):
    rows = [row(2), row(1)]
    table = read(tmp_path / "c.csv", rows)
    records = [{name: column[at] for name, column in table.columns.items()} for at in (1, 0)]
    text = json.dumps(records, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    frame = hashlib.sha256(text.encode()).hexdigest()

    assert records[0]["restricted"] is False
    assert hash_frame(table, [0, 1]) == frame
    assert case_key("s", "p", frame, "N-0001") == hashlib.sha256(f"s␟p␟{frame}␟N-0001".encode()).hexdigest()
    assert all(case.key == case_key("a seed", "supervision", frame, case.case_id) for case in draw(tmp_path / "c.csv", rows, size=2).sample)


def test_m02_an_ineligible_earlier_record_removes_nobody(tmp_path):
    rows = [
        row(1, pnc="2001/0000001A", start_date="2018-01-01", restricted="yes"),
        row(2, pnc="2001/0000001A", start_date="2018-05-01"),
        row(3, pnc="2001/0000001A", start_date="2018-06-01"),
    ]
    result = draw(tmp_path / "c.csv", rows, size=1)

    assert ids(result.sample) == ["N-0002"]
    assert [(each.case_id, each.code, each.duplicate_of) for each in result.exclusions] == [
        ("N-0001", "restricted", None),
        ("N-0003", "duplicate", "N-0002"),
    ]


@pytest.mark.parametrize("blank", ["", "unknown", "0000/0000000X", "N/A"])
def test_m03_blank_and_invalid_identifiers_match_nobody(tmp_path, blank):
    result = draw(tmp_path / "c.csv", [row(at, pnc=blank, crn="") for at in range(1000)])

    assert (result.eligible, result.exclusions) == (1000, ())


def test_m04_crn_takes_part_and_the_rule_is_documented(tmp_path):
    person = {"birth_date": "1980-02-01", "crn": "X123456"}
    rows = [row(1, first_name="Ann", last_name="Smyth", **person), row(2, first_name="Anne", last_name="Smith", **person)]
    page = (Path(__file__).parents[2] / "docs" / "reference" / "columns.md").read_text(encoding="utf-8")

    assert draw(tmp_path / "c.csv", rows, size=1).eligible == 1
    assert [match.says for match in MATCHES if f"- {match.says} (" not in page] == []


def test_m05_a_new_stratum_is_data(tmp_path):
    sample = CRC.samples[0]
    strata = (*(Stratum(f"t{at}", f"Tier {at}", (("tier", (str(at),)),)) for at in (1, 2)),)
    edition = CRC._replace(samples=(sample._replace(strata=strata), *CRC.samples[1:]))
    rows = [row(at, tier=at % 3) for at in range(90)]
    result = draw(tmp_path / "c.csv", rows, edition, columns=("case_id", "tier", "responsible_officer"), size=9)

    assert [(each.stratum, each.eligible, each.drawn) for each in result.strata] == [("t1", 30, 3), ("t2", 30, 3), ("no_stratum", 30, 3)]


@pytest.mark.parametrize("gender", ["", "unknown", "X", "non-binary", "other"])
def test_m06_nobody_is_dropped_for_gender(tmp_path, gender):
    result = draw(tmp_path / "c.csv", [row(at, gender=gender) for at in range(10)] + mixed(0), size=5)

    assert (result.eligible, [each.stratum for each in result.strata if each.drawn]) == (10, ["no_stratum"])
    assert [problem.code for problem in result.problems if problem.code == "SMP021"]


def test_m06_exclusions_are_counted_by_protected_characteristic(tmp_path):
    rows = [row(at, gender=("female" if at % 2 else ""), restricted=("yes" if at < 4 else "no")) for at in range(10)]
    counts = draw(tmp_path / "c.csv", rows, size=2).counts

    assert [(each.value, each.excluded, each.caseload) for each in counts if each.characteristic == "gender"] == [
        ("female", 2, 5),
        ("missing", 2, 5),
    ]


def test_m07_a_shortfall_is_a_problem_with_numbers(tmp_path):
    rows = [row(at) for at in range(50)] + [row(100 + at, gender="female") for at in range(3)]
    problems = draw(tmp_path / "c.csv", rows, size=20, floor=5).problems

    assert (
        Problem(
            "SMP031",
            "warning",
            "The stratum has fewer cases than its floor.",
            problems[-1].where._replace(file=None, path="female"),
            "3",
            "5",
        )
        in problems
    )
    assert "SMP030" in [problem.code for problem in draw(tmp_path / "c.csv", rows, size=60).problems]


@pytest.mark.parametrize("procedure", ["moj", "largest-remainder"])
def test_m08_the_order_of_strata_changes_nothing(tmp_path, procedure):
    rows = [row(at, responsible_officer=f"O{at % 6}", **STRATA[at % 5]) for at in range(200)]
    sample = CRC.samples[0]
    turned = CRC._replace(samples=(sample._replace(strata=sample.strata[::-1]), *CRC.samples[1:]))
    one = draw(tmp_path / "c.csv", rows, size=34, procedure=procedure)
    two = draw(tmp_path / "c.csv", rows, turned, size=34, procedure=procedure)

    assert ids(one.sample) == ids(two.sample)
    assert sorted(one.strata) == sorted(two.strata)
    assert max([int(case[2:]) % 6 for case in ids(one.sample)].count(officer) for officer in range(6)) <= 6
    if procedure == "moj":
        assert "cap" in {step.kind for step in one.steps}
    else:
        assert one.passed


def test_m09_the_funnel_can_be_rebuilt_from_the_record(tmp_path):
    rows = [*mixed(200), row(900, restricted="yes"), row(901, start_date="2030-01-01")]
    result = draw(tmp_path / "c.csv", rows, buffer=Decimal("0.2"))
    stored, _ = read_draw(draw_files(result)["draw.json"], "draw.json")
    reasons = {each.case_id: each.code for each in stored.exclusions}

    assert stored == result._replace(problems=stored.problems)
    assert reasons == {"N-0900": "restricted", "N-0901": "future_start"}
    assert stored.caseload == stored.eligible + len(stored.exclusions)
    assert sum(each.allocated for each in stored.strata) == len(stored.sample) == 40
    assert allocate(40, {each.stratum: each.eligible for each in stored.strata}) == {each.stratum: each.allocated for each in stored.strata}
    assert draw_data(result)["frame_hash"] == f"sha256:{result.frame_hash}"
    assert not set(PLAIN) & set(json.loads(draw_files(result)["draw.json"])["sample"][0])


def test_a_reason_outside_the_editions_list_is_refused(tmp_path):
    rows = [row(1, exclude="fine"), row(2)]
    columns = ("case_id", "gender", "setting", "rosh", "exclude")
    with pytest.raises(SamplingError) as refused:
        draw(tmp_path / "c.csv", rows, columns=columns, size=1)

    assert [problem.code for problem in refused.value.problems] == ["SMP004"]
