"""The comparability register: what may be set beside what, who decided it, and where a series breaks."""

from itertools import combinations

import pytest

from inspectorate.frameworks import load_edition, shipped_editions
from inspectorate.register import load_comparability, read_comparability

HMIP = [name for name in shipped_editions() if name.startswith("hmip-")]

# edition, ref, other edition, other ref -> verdict, a part of the reason
RULINGS = [
    ("hmip-crc-2018", None, "hmip-crc-2019", None, "with_caveat", "refresh of July 2019"),
    ("hmip-crc-2018", "2.1", "hmip-crc-2019", "2.1", "with_caveat", "refreshed in July 2019"),
    ("hmip-crc-2018", "2.1", "hmip-crc-2018", "2.1", "same", "same edition"),
    ("hmip-crc-2018", "2.1", "hmip-crc-2018", "2.2", "not_comparable", "Nobody has recorded"),
    ("hmip-crc-2018", None, "hmip-nps-2018", None, "not_comparable", "Two of the ten standards are others"),
    ("hmip-crc-2019", "2.1", "hmip-nps-2019", "2.1", "with_caveat", "another caseload"),
    ("hmip-crc-2019", "2.1", "hmip-pdu-2021", "2.2", "with_caveat", "same question texts under another number"),
    ("hmip-crc-2019", "2.1", "hmip-pdu-2021", "2.1", "not_comparable", "no counterpart"),
    ("hmip-crc-2019", None, "hmip-pdu-2021", None, "not_comparable", "Ten standards summed against nine"),
    ("hmip-nps-2019", "3.1", "hmip-pdu-2021", "2.1", "not_comparable", "lowest key question"),
    ("hmip-crc-2019", None, "hmip-pdu-2023", None, "not_comparable", "Ten standards summed against seven"),
    ("hmip-crc-2019", "2.1", "hmip-pdu-2023", "2.1", "not_comparable", "Two changes of standards and a reorganisation"),
    ("hmip-pdu-2021", None, "hmip-pdu-2023", None, "not_comparable", "Nine standards summed against seven"),
    ("hmip-pdu-2021", "2.2", "hmip-pdu-2023", "2.1", "with_caveat", "same four questions"),
    ("hmip-pdu-2021", "1.1", "hmip-pdu-2023", "1.1", "not_comparable", "have not been read"),
    ("hmip-region-2023", None, "hmip-pdu-2023", None, "not_comparable", "pooled cases of its own units"),
    ("hmip-dipp-2025", None, "hmip-region-2023", None, "not_comparable", "no rating, by design"),
    ("hmip-youth-2018", None, "hmip-youth-2021", None, "with_caveat", "one of the twelve is another"),
    ("hmip-youth-2018", "3.4", "hmip-youth-2021", "3.4", "not_comparable", "joint working"),
    ("hmip-youth-2018", "2.1", "hmip-youth-2021", "2.1", "with_caveat", "key questions of 2018"),
    ("hmip-youth-2018", "2.1", "hmip-crc-2018", "2.1", "not_comparable", "work with adults"),
    ("ofsted-report-card-2025", None, "ofsted-report-card-2025", None, "not_comparable", "not averaged"),
    ("ofsted-report-card-2025", "inclusion", "ofsted-report-card-2025", "inclusion", "same", "same edition"),
    ("hmip-crc-2018", None, "cqc-local-authority-2023", None, "not_comparable", "Nobody has recorded"),
]


@pytest.mark.parametrize(("edition", "ref", "other", "other_ref", "verdict", "words"), RULINGS)
def test_rulings_read_the_same_from_both_sides(edition, ref, other, other_ref, verdict, words):
    register = load_comparability()
    there, back = register.ruling(edition, ref, other, other_ref), register.ruling(other, other_ref, edition, ref)

    assert (there.verdict, back) == (verdict, there)
    assert words in there.reason


def test_every_pair_of_hmip_editions_is_ruled_on_with_who_and_why():
    register = load_comparability()
    unruled = [pair for pair in combinations(HMIP, 2) if register.entry(*pair)[0] is None]

    assert len(HMIP) == 10
    assert unruled == []
    assert all(entry.decision.by and entry.decision.on and entry.overall.reason for entry in register.entries)


def test_every_edition_and_ref_of_the_register_exists():
    register = load_comparability()
    missing = []
    for entry in register.entries:
        for at, names in enumerate((entry.between, entry.also)):
            for name in names:
                refs = {standard.ref for standard in load_edition(name).standards}
                missing += [(entry.id, name, pair[at]) for group in entry.standards for pair in group.pairs if pair[at] not in refs]
    for each in register.breaks:
        missing += [(each.id, name) for name in each.editions if name not in shipped_editions()]

    assert missing == []


def test_counterparts_are_found_both_ways():
    register = load_comparability()

    assert register.counterpart("hmip-crc-2019", "2.1", "hmip-pdu-2021") == "2.2"
    assert register.counterpart("hmip-pdu-2021", "2.2", "hmip-crc-2019") == "2.1"
    assert register.counterpart("hmip-crc-2019", "4.1", "hmip-pdu-2021") is None
    assert register.counterpart("hmip-crc-2019", "4.1", "hmip-crc-2019") == "4.1"
    assert register.counterpart("hmip-crc-2019", "4.1", "fhrs-2012") is None


@pytest.mark.parametrize(
    ("edition", "date", "other", "other_date", "expected"),
    [
        ("hmip-crc-2018", "2017-11", "hmip-crc-2018", "2018-06", ["unrated-before-june-2018"]),
        ("hmip-crc-2018", "2018-06", "hmip-crc-2018", "2017-11", ["unrated-before-june-2018"]),
        ("hmip-crc-2018", "2018-06", "hmip-crc-2018", "2018-09", []),
        ("hmip-crc-2018", "2018", "hmip-crc-2018", "2018-09", []),
        ("hmip-crc-2019", "2020-01", "hmip-crc-2019", "2021-03", ["remote-from-february-2021"]),
        ("hmip-crc-2019", "2020-01", "hmip-pdu-2021", "2022-05", ["unified-service-june-2021"]),
        ("hmip-youth-2018", "2017-11", "hmip-youth-2018", "2019", []),
        ("hmip-crc-2018", None, "hmip-crc-2018", "2019", []),
    ],
)
def test_breaks_lie_between_two_dates(edition, date, other, other_date, expected):
    found = load_comparability().breaks_between(edition, date, other, other_date)

    assert [each.id for each in found] == expected


def test_inspections_before_june_2018_are_a_recorded_break():
    each = next(each for each in load_comparability().breaks if each.unrated_before)

    assert (each.title, each.on, each.effect) == ("Area inspections before June 2018, unrated", "2018-06", "refuse")


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ("- {id: x, between: [a], and: [b], overall: {verdict: maybe, reason: r}}", ["DOC026"]),
        ("- {id: x, between: [a], and: [b], overall: {verdict: same}}", ["DOC031"]),
        (
            "- {id: x, between: [a], and: [b], overall: {verdict: same, reason: r}}\n- {id: x, between: [b], and: [a], overall: {verdict: same, reason: r}}",
            ["REG040", "REG041"],
        ),
        (
            "- {id: x, between: [a], and: [b], overall: {verdict: same, reason: r}, standards: [{refs: ['1'], pairs: {'1': '2'}, verdict: same, reason: r}]}",
            ["REG042"],
        ),
    ],
)
def test_mistakes_in_a_register_are_problems(tmp_path, entries, codes):
    path = tmp_path / "comparability.yaml"
    path.write_text(f"title: T\ndecision: {{decided_by: Me, decided_on: 2026, status: inferred}}\nentries:\n{entries}\n", encoding="utf-8")
    register, problems = read_comparability(path)

    assert register is None
    assert [problem.code for problem in problems] == codes
