"""The shipped editions of HM Inspectorate of Probation against the published tables of their standards."""

import re

import pytest

from inspectorate.frameworks import check_edition_file, load_edition, shipped_editions
from inspectorate.frameworks.resolve import EDITIONS

ADULT_ONE = """
1.1 Leadership                              judgement
1.2 Staff                                   judgement
1.3 Services                                judgement
1.4 Information and facilities              judgement
"""
ADULT_TWO = """
2.1 Assessment                              cases 3
2.2 Planning                                cases 3
2.3 Implementation and delivery             cases 3
2.4 Reviewing                               cases 3
"""
CRC = f"""
{ADULT_ONE}
{ADULT_TWO}
4.1 Unpaid work                             cases 4
4.2 Through the Gate                        cases 3
"""
NPS = f"""
{ADULT_ONE}
{ADULT_TWO}
3.1 Court reports and case allocation       cases 2
3.2 Statutory victim work                   cases 3
"""
PDU_2021 = f"""
{ADULT_ONE}
2.1 Court work                              cases 1
2.2 Assessment                              cases 3
2.3 Planning                                cases 3
2.4 Implementation and delivery             cases 3
2.5 Reviewing                               cases 3
"""
PDU_2023 = f"""
1.1 Leadership                              judgement
1.2 Staffing                                judgement
1.3 Services                                judgement
{ADULT_TWO}
"""
REGION_2023 = """
1.1 Leadership                              judgement
1.2 Staffing                                judgement
2.1 Public protection                       cases 4
2.2 Desistance                              cases 8
2.3 Court work                              cases 1
2.4 Unpaid work                             cases 4
2.5 Resettlement                            judgement
2.6 Statutory victim work                   cases 3
"""
YOUTH_ONE_TO_THREE = f"""
1.1 Governance and leadership               judgement
1.2 Staff                                   judgement
1.3 Partnerships and services               judgement
1.4 Information and facilities              judgement
{ADULT_TWO}
3.1 Assessment                              cases 3
3.2 Planning                                cases 3
3.3 Implementation and delivery             cases 3
"""
YOUTH_2018 = f"""
{YOUTH_ONE_TO_THREE}
3.4 Joint working                           cases 2
"""
YOUTH_2021 = f"""
{YOUTH_ONE_TO_THREE}
3.4 Out-of-court disposal policy and provision  judgement
4.1 Resettlement policy and provision           judgement not counted
"""
PUBLISHED = {  # edition: table of standards, maximum score, in force
    "hmip-crc-2018": (CRC, 30, "2018-06", "2019-08"),
    "hmip-crc-2019": (CRC, 30, "2019-09", "2021"),
    "hmip-nps-2018": (NPS, 30, "2018-06", "2019-08"),
    "hmip-nps-2019": (NPS, 30, "2019-09", "2021"),
    "hmip-pdu-2021": (PDU_2021, 27, "2021", "2023-09"),
    "hmip-pdu-2023": (PDU_2023, 21, "2023-10", None),
    "hmip-region-2023": (REGION_2023, 24, "2023-10", None),
    "hmip-youth-2018": (YOUTH_2018, 36, "2018", "2021"),
    "hmip-youth-2021": (YOUTH_2021, 36, "2021", "2025"),
}
HMIP = [*PUBLISHED, "hmip-dipp-2025"]


def rows(table):
    pattern = re.compile(r"(?P<ref>[\d.]+) (?P<title>.+?) {2,}(?P<by>cases|judgement)(?: (?P<questions>\d+))?(?P<aside> not counted)?")
    return [pattern.fullmatch(line.strip()).groupdict() for line in table.splitlines() if line.strip()]


def question(edition_id, ref):
    return next(question for _, question in load_edition(edition_id).key_questions() if question.ref == ref)


def prompts(edition_id, ref):
    return [prompt.text for prompt in question(edition_id, ref).prompts]


def totals(edition_id):
    """Work out which whole totals give which rating, by the means and the side the edition declares."""
    rule = load_edition(edition_id).rules["overall"]
    counted = sum(standard.counted for standard in load_edition(edition_id).standards)
    assert rule.boundary.value == "lower"
    edges = [int(mean * counted) for _, mean in rule.mean_at_most]
    starts = [0, *(edge + 1 for edge in edges)]
    return [f"{first}-{last}" for first, last in zip(starts, [*edges, 3 * counted], strict=True)]


@pytest.mark.parametrize("edition_id", shipped_editions())
def test_shipped_edition_has_no_problems(edition_id):
    checked = check_edition_file(EDITIONS / f"{edition_id}.yaml")

    assert list(checked.problems) == []
    assert checked.edition.id == edition_id


@pytest.mark.parametrize("edition_id", PUBLISHED)
def test_standards_are_those_published(edition_id):
    table, most, begin, end = PUBLISHED[edition_id]
    edition = load_edition(edition_id)

    assert [(s.ref, s.title, s.by) for s in edition.standards] == [(row["ref"], row["title"], row["by"]) for row in rows(table)]
    assert [s.ref for s in edition.standards if not s.counted] == [row["ref"] for row in rows(table) if row["aside"]]
    assert {s.ref: len(s.key_questions) for s in edition.standards if s.by == "cases"} == {
        row["ref"]: int(row["questions"]) for row in rows(table) if row["by"] == "cases"
    }
    assert edition.scale.points[-1].score * sum(s.counted for s in edition.standards) == most
    assert (edition.in_force_from, edition.in_force_to) == (begin, end)


@pytest.mark.parametrize(
    ("edition_id", "published", "confidence"),
    [
        ("hmip-crc-2018", "0-5 6-15 16-25 26-30", "high"),
        ("hmip-crc-2019", "0-5 6-15 16-25 26-30", "high"),
        ("hmip-nps-2018", "0-5 6-15 16-25 26-30", "high"),
        ("hmip-nps-2019", "0-5 6-15 16-25 26-30", "high"),
        ("hmip-pdu-2021", "0-4 5-13 14-22 23-27", "high"),
        ("hmip-pdu-2023", "0-3 4-10 11-17 18-21", "medium"),
        ("hmip-region-2023", "0-4 5-12 13-20 21-24", "medium"),
        ("hmip-youth-2018", "0-6 7-18 19-30 31-36", "high"),
        ("hmip-youth-2021", "0-6 7-18 19-30 31-36", "high"),
    ],
)
def test_totals_are_banded_as_published(edition_id, published, confidence):
    rule = load_edition(edition_id).rules["overall"]

    assert totals(edition_id) == published.split()
    assert (rule.known.status, rule.known.confidence) == ("recollected", confidence)
    assert published.replace(" ", ", ") in rule.known.source
    assert rule.boundary.alternatives == ("upper",)


@pytest.mark.parametrize("edition_id", PUBLISHED)
def test_percentages_are_banded_at_50_65_and_80(edition_id):
    rule = load_edition(edition_id).rules["key_question"]

    assert {point: int(edge) for point, edge in rule.at_least} == {"requires_improvement": 50, "good": 65, "outstanding": 80}
    assert (rule.rounding.value, rule.rounding.known.status, rule.rounding.alternatives) == ("half_up", "open", ("none",))
    assert (rule.minimum_cases.value, rule.minimum_cases.known.status) == (None, "open")


@pytest.mark.parametrize("edition_id", PUBLISHED)
def test_discretion_is_inferred_in_2018_and_recollected_afterwards(edition_id):
    discretion = load_edition(edition_id).discretion
    expected = ("inferred", None) if edition_id.endswith("2018") else ("recollected", "high")

    assert (discretion.known.status, discretion.known.confidence) == expected
    assert (discretion.window.value, discretion.window.alternatives) == (5, (0, 3))


@pytest.mark.parametrize("edition_id", HMIP)
def test_a_key_question_rated_from_cases_has_a_label_and_plain_words(edition_id):
    asked = [question for standard, question in load_edition(edition_id).key_questions() if standard.by == "cases"]

    assert [q.ref for q in asked if not (q.short and len(q.short.split()) <= 3)] == []
    assert [q.ref for q in asked if not (q.plain and re.match(r"(had|were|gave) ", q.plain) and not q.plain.endswith("."))] == []


@pytest.mark.parametrize("edition_id", HMIP)
def test_every_standard_rated_from_cases_has_a_sample(edition_id):
    edition = load_edition(edition_id)
    sampled = {ref for sample in edition.samples for ref in sample.standards}

    assert [standard.ref for standard in edition.standards if standard.by == "cases" and standard.ref not in sampled] == []


@pytest.mark.parametrize("edition_id", HMIP)
def test_ids_stand_once(edition_id):
    ids = [standard.id for standard in load_edition(edition_id).standards]

    assert [name for name in ids if ids.count(name) > 1 or not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


# -- wording, from both ends of the chain of editions


@pytest.mark.parametrize(
    ("edition_id", "ref", "text"),
    [
        ("hmip-crc-2018", "1.1.1", "Is there a clear vision and strategy to deliver a high-quality service for all service users?"),
        ("hmip-crc-2019", "1.1.1", "Is there an effective vision and strategy driving the delivery of a high-quality service for all service users?"),
        ("hmip-nps-2018", "1.1.1", "Is there a clear vision and strategy to deliver a high-quality service for all service users?"),
        ("hmip-nps-2019", "1.1.1", "Is there an effective vision and strategy driving the delivery of a high-quality service for all service users?"),
        ("hmip-nps-2018", "3.2.3", "Does pre-release contact with victims allow them to make appropriate contributions to the conditions of release?"),
        ("hmip-pdu-2021", "2.1.1", "Is the pre-sentence information and advice provided to court sufficiently analytical and personalised to the person on probation, supporting the court's decision-making?"),
        ("hmip-pdu-2021", "2.2.1", "Does assessment focus sufficiently on engaging the person on probation?"),
        ("hmip-pdu-2021", "1.3.2", "Does the organisation provide the volume, range and quality of services to meet the needs of people on probation?"),
        ("hmip-pdu-2023", "2.2.2", "Does planning focus sufficiently on reducing reoffending and supporting the person on probation's desistance?"),
        ("hmip-region-2023", "2.6.2", "Is there effective information and communication exchange to support the safety of victims?"),
        ("hmip-youth-2018", "2.1.2", "Does assessment sufficiently analyse how to keep the child or young person safe?"),
        ("hmip-youth-2021", "2.1.2", "Does assessment sufficiently analyse how to keep the child safe?"),
        ("hmip-youth-2018", "1.1.3", "Does the leadership of the YOT support effective service delivery?"),
        ("hmip-youth-2021", "1.1.3", "Does the leadership of the youth justice service support effective service delivery?"),
        ("hmip-youth-2018", "1.4.1", "Are the necessary policies and guidance in place to enable staff to deliver a quality service meeting the needs of all children and young people?"),
        ("hmip-youth-2018", "3.4.2", "Does the YOT work effectively with the police in implementing the out-of-court disposal?"),
        ("hmip-youth-2021", "3.4.2", "Does out-of-court disposal provision promote diversion and support sustainable desistance?"),
        ("hmip-dipp-2025", "C2.1", "Does planning focus sufficiently on keeping other people safe?"),
    ],
)  # fmt: skip
def test_wording(edition_id, ref, text):
    assert question(edition_id, ref).text == text


@pytest.mark.parametrize("edition_id", HMIP)
def test_each_edition_speaks_of_people_in_its_own_words(edition_id):
    whole = repr(check_edition_file(EDITIONS / f"{edition_id}.yaml").document["domains"])
    words = {word for word in ("service user", "on probation", "young person", "the child") if word in whole}

    if "youth" in edition_id:
        assert words == ({"young person", "the child"} if edition_id == "hmip-youth-2018" else {"the child"})
    elif edition_id == "hmip-dipp-2025":
        assert words == set()
    else:
        assert words == ({"service user"} if edition_id[-4:] in ("2018", "2019") else {"on probation"})


# -- copying and renumbering


def test_safety_questions_are_renumbered_with_their_standard():
    assert question("hmip-crc-2019", "2.1.3").text == "Does assessment focus sufficiently on keeping other people safe?"
    assert question("hmip-pdu-2021", "2.2.3").text == "Does assessment focus sufficiently on keeping other people safe?"
    assert question("hmip-pdu-2021", "2.3.3").text == "Does planning focus sufficiently on keeping other people safe?"
    assert question("hmip-pdu-2023", "2.1.3").text == "Does assessment focus sufficiently on keeping other people safe?"
    assert question("hmip-pdu-2023", "2.2.3").text == "Does planning focus sufficiently on keeping other people safe?"


@pytest.mark.parametrize(
    ("edition_id", "always", "not_low"),
    [
        ("hmip-crc-2018", "2.1.3", "2.2.3 2.3.3 2.4.3"),
        ("hmip-pdu-2021", "2.2.3", "2.3.3 2.4.3 2.5.3"),
        ("hmip-pdu-2023", "2.1.3", "2.2.3 2.3.3 2.4.3"),
        ("hmip-region-2023", "2.1.1", "2.1.2 2.1.3 2.1.4"),
        ("hmip-youth-2018", "2.1.3 3.1.3", "2.2.3 2.3.3 2.4.3 3.2.3 3.3.3"),
        ("hmip-youth-2021", "2.1.3 3.1.3", "2.2.3 2.3.3 2.4.3 3.2.3 3.3.3"),
    ],
)
def test_safety_is_asked_after_assessment_only_where_risk_is_not_low(edition_id, always, not_low):
    routed = [q.ref for _, q in load_edition(edition_id).key_questions() if q.applies_when == "not_low_rosh"]

    assert routed == not_low.split()
    assert [question(edition_id, ref).applies_when for ref in always.split()] == [None] * len(always.split())


def test_region_pools_the_questions_of_its_delivery_units():
    edition = load_edition("hmip-region-2023")
    pooled = {q.ref: q.pools for _, q in edition.key_questions() if q.pools}

    assert pooled == {
        "2.1.1": ("2.1.3",), "2.1.2": ("2.2.3",), "2.1.3": ("2.3.3",), "2.1.4": ("2.4.3",),
        "2.2.1": ("2.1.1",), "2.2.2": ("2.1.2",), "2.2.3": ("2.2.1",), "2.2.4": ("2.2.2",),
        "2.2.5": ("2.3.1",), "2.2.6": ("2.3.2",), "2.2.7": ("2.4.1",), "2.2.8": ("2.4.2",),
    }  # fmt: skip
    assert [question("hmip-region-2023", ref).text for ref in pooled] == [question("hmip-pdu-2023", of).text for (of,) in pooled.values()]
    assert (edition.standard("2.5").rule.known.status, edition.standard("2.5").known.status) == ("open", "inferred")


@pytest.mark.parametrize(("edition_id", "letter"), [("hmip-pdu-2023", "P"), ("hmip-region-2023", "R")])
def test_refs_with_a_letter_are_accepted(edition_id, letter):
    edition = load_edition(edition_id)

    assert [edition.standard(letter + standard.ref) for standard in edition.standards] == list(edition.standards)


def test_routes_come_with_the_texts_that_need_them_and_no_others():
    assert [route.id for route in load_edition("hmip-youth-2018").routes] == [
        "not_low_rosh",
        "safety_concern",
        "enforcement",
        "barrier",
        "victim",
    ]
    assert {"after_sentence", "before_release"} <= {route.id for route in load_edition("hmip-region-2023").routes}
    assert "before_release" not in {route.id for route in load_edition("hmip-pdu-2023").routes}


# -- youth


def test_out_of_court_disposals_have_no_prompt_on_enforcement():
    assert prompts("hmip-youth-2018", "2.3.1")[-1] == "enforcement when appropriate"
    assert prompts("hmip-youth-2018", "3.3.1") == prompts("hmip-youth-2018", "2.3.1")[:-1]
    assert prompts("hmip-youth-2021", "3.3.1") == prompts("hmip-youth-2021", "2.3.1")[:-1]


def test_resettlement_is_rated_and_not_counted():
    resettlement = load_edition("hmip-youth-2021").standard("4.1")

    assert (resettlement.by, resettlement.counted) == ("judgement", False)
    assert "Not rated when there are no resettlement cases" in resettlement.note
    assert load_edition("hmip-youth-2018").standard("4.1") is None


# -- how well it is known


@pytest.mark.parametrize(
    ("edition_id", "ref", "status", "confidence"),
    [
        ("hmip-crc-2018", "2.1.1", "inferred", None),
        ("hmip-crc-2019", "2.1.1", "published", None),
        ("hmip-crc-2019", "2.1.2", "recollected", "high"),
        ("hmip-crc-2019", "1.2.5", "recollected", "medium"),
        ("hmip-nps-2018", "1.2.5", "recollected", "medium"),
        ("hmip-pdu-2021", "1.3.1", "recollected", "high"),
        ("hmip-pdu-2021", "2.2.1", "recollected", "medium"),
        ("hmip-pdu-2023", "1.3.1", "inferred", None),
        ("hmip-pdu-2023", "2.2.1", "recollected", "high"),
        ("hmip-region-2023", "2.1.1", "inferred", None),
        ("hmip-youth-2018", "2.1.1", "recollected", "high"),
        ("hmip-youth-2021", "2.1.1", "recollected", "medium"),
        ("hmip-dipp-2025", "C1.1", "published", None),
        ("hmip-dipp-2025", "C3.1", "inferred", None),
    ],
)
def test_status_of_a_key_question(edition_id, ref, status, confidence):
    known = question(edition_id, ref).known

    assert (known.status, known.confidence) == (status, confidence)


def test_prompts_have_a_status_of_their_own():
    assert [p.known.confidence for p in question("hmip-crc-2019", "1.3.1").prompts] == ["medium"] * 5
    assert [p.known.status for p in question("hmip-crc-2019", "2.2.3").prompts] == ["inferred", "inferred", "inferred", "recollected"]
    assert [p.known.status for p in question("hmip-youth-2018", "3.1.1").prompts] == ["published", *["recollected"] * 6]


@pytest.mark.parametrize("edition_id", ["hmip-pdu-2021", "hmip-pdu-2023"])
def test_wording_that_nobody_has_read_is_left_open(edition_id):
    unread = [(q.ref, q.known.status) for _, q in load_edition(edition_id).key_questions() if q.text is None]

    assert unread == [(ref, "open") for ref in ["1.1.1", "1.1.2", "1.1.3", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5"]]


def test_public_protection_has_percentages_and_no_rating():
    edition = load_edition("hmip-dipp-2025")

    assert [standard.ref for standard in edition.standards] == ["C1", "C2", "C3", "C4", "A"]
    assert {standard.rule.id for standard in edition.standards} == {"none"}
    assert (edition.overall.id, edition.discretion, edition.in_force_from) == ("none", None, "2025-10")
    assert [(q.ref, q.text is None) for _, q in edition.key_questions()] == [
        ("C1.1", False), ("C2.1", False), ("C3.1", False), ("C4.1", False), ("A.1", True),
    ]  # fmt: skip
