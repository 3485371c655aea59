"""What differs between two editions: small tables of what was changed and what is said of it."""

import pytest

from inspectorate.frameworks import Difference, check_edition_file, compare_editions, load_edition

HEAD = """
id: small
ref: Small
title: Small
publisher: Somebody
edition: "1"
in_force_from: 2020-01
licence: MIT
locale: en-GB
scale:
- {id: poor, label: Poor, score: 0}
- {id: fair, label: Fair, score: 1}
- {id: good, label: Good, score: 2, meaning: well done}
rules:
  bands:
    kind: percent_bands
    title: Bands
    at_least: {fair: 50, good: 80}
    status: published
    source: Manual
    rounding: {value: half_up, alternatives: [none], status: open}
  lowest: {kind: lowest_of, title: Lowest, status: published, source: Manual}
  judged: {kind: judgement, title: Judged, status: published, source: Manual}
  sum:
    kind: sum_and_bands
    title: Sum
    mean_at_most: {poor: 0.5, fair: 1.5}
    status: published
    source: Manual
    boundary: {value: lower, status: published, source: Manual}
overall: sum
limits:
- {id: breach, title: A breach, when: {fact: breach, equals: "true"}, at_best: fair, status: published, source: Manual}
case_fields: [{id: age, title: Age, options: [young, old], status: published, source: Manual}]
routes: [{id: young, title: Young people, field: age, values: [young], status: published, source: Manual}]
domains:
- ref: "1"
  title: First
  by: cases
  rule: lowest
  key_question_rule: bands
  status: published
  source: Manual
  standards:
  - ref: "1.1"
    title: Assessment
    statement: The work starts well for the person.
    key_questions:
    - {ref: 1.1.1, text: Is the person asked what they need?, prompts: [early, often]}
    - {ref: 1.1.2, text: Is it written down in good time?}
  - ref: "1.2"
    title: Planning
    key_questions:
    - {ref: 1.2.1, text: Is there a plan that the person knows?}
"""


@pytest.fixture
def edition(tmp_path):
    def made(*changes, name="small"):
        text = HEAD
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        checked = check_edition_file(path)
        assert checked.problems == ()
        return checked.edition

    return made


def said(before, after):
    return [tuple(value for value in each if value is not None) for each in compare_editions(before, after)]


def test_an_edition_does_not_differ_from_itself(edition):
    assert compare_editions(edition(), edition()) == ()


def test_no_shipped_edition_differs_from_itself():
    assert compare_editions(load_edition("hmip-pdu-2023"), load_edition("hmip-pdu-2023")) == ()


CHANGES = {
    "dates": (("in_force_from: 2020-01", "in_force_from: 2021"), [("dated", "edition", "small", "Small", "in_force_from", "2020-01", "2021")]),
    "title": (("title: Small", "title: Large"), [("changed", "edition", "small", "Large", "title", "Small", "Large")]),
    "band": (("good: 80", "good: 75"), [("rerated", "rule", "bands", "Bands", "at_least.good", "80", "75")]),
    "mean": (("fair: 1.5", "fair: 1.25"), [("rerated", "rule", "sum", "Sum", "mean_at_most.fair", "1.5", "1.25")]),
    "setting": (
        ("value: half_up, alternatives: [none]", "value: none, alternatives: [half_up]"),
        [
            ("rerated", "setting", "bands.rounding", "Rounding before banding", "value", "half_up", "none"),
            ("known", "setting", "bands.rounding", "Rounding before banding", "alternatives", "[none]", "[half_up]"),
        ],
    ),
    "boundary": (
        ("boundary: {value: lower", "boundary: {value: upper"),
        [("rerated", "setting", "sum.boundary", "A mean exactly on an edge", "value", "lower", "upper")],
    ),
    "counted": (("title: Planning\n", "title: Planning\n    counted: false\n"), [("rerated", "standard", "1.2", "Planning", "counted", "true", "false")]),
    "by": (
        ("title: Planning\n", "title: Planning\n    by: judgement\n    rule: judged\n"),
        [
            ("rerated", "standard", "1.2", "Planning", "by", "cases", "judgement"),
            ("rerated", "standard", "1.2", "Planning", "rule", "lowest", "judged"),
            ("rerated", "standard", "1.2", "Planning", "key_question_rule", "bands"),
        ],
    ),
    "overall": (("overall: sum", "overall: lowest"), [("rerated", "edition", "small", "Small", "overall", "sum", "lowest")]),
    "score": (("score: 2", "score: 3"), [("rerated", "scale", "rating.good", "Good", "score", "2", "3")]),
    "label": (("label: Poor", "label: Inadequate"), [("reworded", "scale", "rating.poor", "Inadequate", "label", "Poor", "Inadequate")]),
    "limit": (("at_best: fair", "at_best: poor"), [("rerated", "limit", "breach", "A breach", "at_best", "fair", "poor")]),
    "condition": (
        ('{fact: breach, equals: "true"}', "{any_item: poor}"),
        [("rerated", "limit", "breach", "A breach", "when", "{fact: breach, equals: true}", "{any_item: poor}")],
    ),
    "limit known": (
        ("at_best: fair, status: published", "at_best: fair, status: inferred"),
        [("known", "limit", "breach", "A breach", "status", "published", "inferred")],
    ),
    "standard retitled": (("title: Planning", "title: Planning ahead"), [("reworded", "standard", "1.2", "Planning ahead", "title", "Planning", "Planning ahead")]),
    "statement": (
        ("starts well for the person", "starts well for people"),
        [
            (
                "reworded", "standard", "1.1", "Assessment", "statement",
                "The work starts well for the person.", "The work starts well for people.",
            )
        ],
    ),
    "characteristics": (
        ("title: Planning\n", "title: Planning\n    characteristics: {good: Plans are clear.}\n"),
        [("reworded", "standard", "1.2", "Planning", "characteristics.good", "Plans are clear.")],
    ),
    "question reworded": (
        ("in good time?", "in time?"),
        [("reworded", "key_question", "1.1.2", "Is it written down in time?", "text", "Is it written down in good time?", "Is it written down in time?")],
    ),
    "question renumbered": (
        ("ref: 1.1.2", "ref: 1.1.4"),
        [("renumbered", "key_question", "1.1.4", "Is it written down in good time?", "ref", "1.1.2", "1.1.4")],
    ),
    "question replaced": (
        ("Is it written down in good time?", "Are managers told?"),
        [
            ("added", "key_question", "1.1.2", "Are managers told?"),
            ("removed", "key_question", "1.1.2", "Is it written down in good time?"),
        ],
    ),
    "question not public": (
        ("text: Is it written down in good time?", "text: null, status: open"),
        [
            ("known", "key_question", "1.1.2", "", "text", "Is it written down in good time?"),
            ("known", "key_question", "1.1.2", "", "status", "published", "open"),
        ],
    ),
    "route": (
        ("plan that the person knows?", "plan that the person knows?, applies_when: young"),
        [("rerated", "key_question", "1.2.1", "Is there a plan that the person knows?", "applies_when", "young")],
    ),
    "prompts": (
        ("[early, often]", "[often, in private]"),
        [("added", "prompt", "1.1.1b", "in private"), ("removed", "prompt", "1.1.1a", "early")],
    ),
    "domain": (("title: First", "title: The first"), [("reworded", "domain", "1", "The first", "title", "First", "The first")]),
}  # fmt: skip


@pytest.mark.parametrize(("change", "differences"), CHANGES.values(), ids=CHANGES)
def test_one_change_is_one_difference(edition, change, differences):
    assert said(edition(), edition(change)) == differences


def test_standards_are_followed_to_new_numbers(edition):
    court = '  - {ref: "1.1", title: Court work, by: judgement, rule: judged}\n'
    moved = edition(
        ('  - ref: "1.1"\n', court + '  - ref: "1.2"\n'), ("ref: 1.1.1", "ref: 1.2.1"), ("ref: 1.1.2", "ref: 1.2.2"),
        ('  - ref: "1.2"\n    title: Planning', '  - ref: "1.3"\n    title: Planning'), ("ref: 1.2.1, text: Is there", "ref: 1.3.1, text: Is there"),
    )  # fmt: skip

    assert said(edition(), moved) == [
        ("added", "standard", "1.1", "Court work"),
        ("renumbered", "standard", "1.2", "Assessment", "ref", "1.1", "1.2"),
        ("renumbered", "standard", "1.3", "Planning", "ref", "1.2", "1.3"),
    ]


def test_what_is_added_one_way_is_removed_the_other(edition):
    without = edition(("limits:\n- {id: breach", "limits:\n- {id: other"))

    assert said(edition(), without) == [("added", "limit", "other", "A breach"), ("removed", "limit", "breach", "A breach")]
    assert said(without, edition()) == [("added", "limit", "breach", "A breach"), ("removed", "limit", "other", "A breach")]


def test_a_rule_of_another_kind(edition):
    other = edition(("judged: {kind: judgement,", "judged: {kind: worst_of,"))

    assert said(edition(), other) == [("rerated", "rule", "judged", "Judged", "kind", "judgement", "worst_of")]


def test_discretion_comes_and_goes(edition):
    given = edition(("limits:\n", "discretion: {window: {value: 5, status: open}, status: inferred, source: Reports}\nlimits:\n"))

    assert compare_editions(edition(), given) == (Difference("added", "discretion", "discretion", "Discretion"),)
    assert compare_editions(given, edition()) == (Difference("removed", "discretion", "discretion", "Discretion"),)


def test_delivery_units_against_companies():
    """The published change of 2021: court work is new, the four case standards move up by one, domain three goes."""
    found = compare_editions(load_edition("hmip-crc-2019"), load_edition("hmip-pdu-2021"))
    standards = [
        (each.kind, each.before or "", each.ref)
        for each in found
        if each.about == "standard" and each.kind in ("added", "removed", "renumbered")
    ]

    assert standards == [
        ("added", "", "2.1"),
        ("renumbered", "2.1", "2.2"),
        ("renumbered", "2.2", "2.3"),
        ("renumbered", "2.3", "2.4"),
        ("renumbered", "2.4", "2.5"),
        ("removed", "", "4.1"),
        ("removed", "", "4.2"),
    ]
