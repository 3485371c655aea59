"""A file with mistakes of every kind tells all of them at once; facts, refs and periods are checked, never passed over."""

import pytest

from inspectorate.errors import ChangeRefusedError
from inspectorate.frameworks import load_edition
from inspectorate.inspection import load_rated, rate_file, what_if
from inspectorate.rating import total_bands
from inspectorate.reporting.explain import overall_sentences, question_sentences, standard_sentences
from inspectorate.reporting.explanation import explanation_text

HEAD = "inspection: {id: a, organisation: A, framework: hmip-crc-2018, provenance: draft}\n"
HOME = """\
inspection: {id: home, organisation: Home, framework: cqc-adult-social-care-2018, provenance: draft}
results:
  safe: {rating: good}
  effective: {rating: good}
  caring: {rating: outstanding}
  responsive: {rating: outstanding}
  well_led: {rating: good}
"""
OTHER_FACTS = ("no_registered_manager", "registration_condition_unmet", "notifications_not_sent", "information_return_not_sent")


def checked(tmp_path, content):
    path = tmp_path / "file.yaml"
    path.write_text(content, encoding="utf-8")
    return rate_file(path, "file.yaml")


def codes(tmp_path, content):
    return [(problem.code, problem.where.path) for problem in checked(tmp_path, content).problems]


def home(tmp_path, breach):
    facts = ", ".join([*(f"{name}: no" for name in OTHER_FACTS), *([f"breach_of_regulations: {breach}"] if breach else [])])
    return checked(tmp_path, f"{HOME}facts: {{{facts}}}\n")


def test_mistakes_of_form_do_not_hide_mistakes_of_sense(tmp_path):
    content = HEAD.replace("draft", "drft") + (
        'results:\n  "2.1": {key_questions: {"2.1.1": {percent: 101}, "2.1.2": {yes: 5, cases: 4}}}\n'
        '  "2.2": {rating: goood}\n  "9.9": {rating: good}\nfindings: 3\ncases: none.csv\n'
    )
    assert codes(tmp_path, content) == [
        ("DOC026", "$.inspection.provenance"),
        ("DOC032", '$.results["2.1"].key_questions["2.1.1"].percent'),
        ("DOC027", "$.findings"),
        ("INS015", '$.results["2.1"].key_questions["2.1.2"].yes'),
        ("INS003", '$.results["2.2"].rating'),
        ("INS001", '$.results["9.9"]'),
        ("TAB001", None),
    ]


@pytest.mark.parametrize(
    ("said", "rating"),
    [
        ("true", "requires_improvement"),
        ("yes", "requires_improvement"),
        ("Yes", "requires_improvement"),
        ('"TRUE"', "requires_improvement"),
        ("no", "outstanding"),
        ("False", "outstanding"),
    ],
)
def test_a_fact_said_as_yes_or_no_limits_as_true_or_false_does(tmp_path, said, rating):
    assert home(tmp_path, said).rated.result.overall.rating == rating


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (
            f"{HOME}facts: {{breach_of_regulations: maybe}}\n",
            "INS026",
            "This fact is either true or false. Found: 'maybe'. Expected: true or false.",
        ),
        (f"{HOME}facts: {{breach_of_regulation: true}}\n", "INS022", "Did you mean 'breach_of_regulations'?"),
        (f"{HEAD}facts: {{breach_of_regulations: true}}\n", "INS022", "Found: 'breach_of_regulations'. Expected: no facts."),
    ],
)
def test_a_fact_that_no_rule_can_read_is_an_error(tmp_path, content, code, sentence):
    (problem,) = checked(tmp_path, content).problems
    assert (problem.code, problem.severity) == (code, "error")
    assert problem.sentence().endswith(sentence)


def test_what_if_reads_facts_as_files_do(tmp_path):
    rated = home(tmp_path, "yes").rated
    assert what_if(rated, ["breach_of_regulations=no"]).overall.after == ("outstanding",)
    with pytest.raises(ChangeRefusedError, match="either true or false"):
        what_if(rated, ["breach_of_regulations=perhaps"])


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        ('findings: [{ref: "7.7", kind: gap, text: t}]', "INS023", "$.findings[0].ref"),
        ('recommendations: [{id: R1, to: A, refs: ["2.1", "9.1"], text: t}]', "INS023", "$.recommendations[0].refs[1]"),
        ('findings: [{ref: "2.1", kind: gap, text: t, figure: {yes: 5, cases: 3}}]', "INS024", "$.findings[0]"),
        ("context: [{label: x, yes: 5, cases: 3}]", "INS024", "$.context[0]"),
    ],
)
def test_what_stands_beside_the_results_is_checked(tmp_path, line, code, path):
    assert codes(tmp_path, f"{HEAD}{line}\n") == [(code, path)]


@pytest.mark.parametrize("ref", ["2.1", "2.1.1", "2.1.1a"])
def test_a_finding_may_be_of_a_standard_a_key_question_or_a_prompt(tmp_path, ref):
    assert codes(tmp_path, f'{HEAD}findings: [{{ref: "{ref}", kind: gap, text: t, figure: {{yes: 3, cases: 3}}}}]\n') == []


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [("2019-02", "2019-01-31", True), ("2019-01-31", "2019-01", False), ("2019", "2019-01-01", False), ("2020", "2019-12", True)],
)
def test_fieldwork_ends_after_it_begins(tmp_path, first, last, wrong):
    content = HEAD.replace("}", f", fieldwork_from: {first}, fieldwork_to: {last}}}")
    assert codes(tmp_path, content) == ([("INS025", "$.inspection.fieldwork_to")] if wrong else [])


def test_a_judgement_beside_an_unsettled_sum_is_said_to_be_of_no_use(tmp_path):
    found = checked(tmp_path, f"{HEAD}overall: {{rating: good}}\n")
    assert [(problem.code, problem.severity) for problem in found.problems] == [("RAT004", "warning")]
    assert found.rated.result.overall.state == "open"


def test_food_hygiene_totals_miss_none_that_can_be_reached():
    edition = load_edition("fhrs-2012")
    bands = total_bands(edition, tuple(standard.scale for standard in edition.standards))
    assert [(band.rating, band.lowest, band.highest) for band in bands] == [
        ("5", 0, 15),
        ("4", 20, 20),
        ("3", 25, 30),
        ("2", 35, 40),
        ("1", 45, 50),
        ("0", 55, 80),
    ]


def test_a_judgement_that_a_fact_may_limit_says_so(tmp_path):
    rated = checked(tmp_path, HOME).rated
    assert standard_sentences(rated, "well_led") == [
        "Well-led is Requires improvement or Good: what is known does not settle it.",
        "It was judged Good, and a fact that could limit it is not given.",
    ]


def test_an_overall_rating_that_stands_whatever_is_unknown_says_so(tmp_path):
    path = tmp_path / "file.yaml"
    refs = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "4.1")
    known = "".join(f'  "{ref}": {{rating: inadequate, reason: it was weak}}\n' for ref in refs)
    path.write_text(f"{HEAD}results:\n{known}", encoding="utf-8")
    rated = load_rated(path)
    assert overall_sentences(rated)[:2] == [
        "The overall rating is Inadequate.",
        "One standard is not known; no rating there would change it.",
    ]
    assert standard_sentences(rated, "1.1")[-1] == "It was weak."


UNIT = HEAD.replace("hmip-crc-2018", "hmip-pdu-2023")


def test_a_key_question_may_be_named_as_reports_print_it(tmp_path):
    rated = checked(
        tmp_path, f"{UNIT}results: {{P2.1: {{key_questions: {{P2.1.1: {{yes: 5, cases: 7}}, 2.1.2: {{yes: 6, cases: 7}}}}}}}}\n"
    ).rated
    assert [question.cases for question in rated.result.standard("2.1").key_questions] == [7, 7, None]
    assert what_if(rated, ["P2.1.1 -1"]).touched[0].ref == "2.1"
    assert codes(
        tmp_path, f"{UNIT}results: {{2.1: {{key_questions: {{P2.1.1: {{yes: 5, cases: 7}}, 2.1.1: {{yes: 6, cases: 7}}}}}}}}\n"
    ) == [("INS027", '$.results["2.1"].key_questions["2.1.1"]')]


ROUNDED = "Percentages are rounded to whole ones first, so it counts as 50%."


@pytest.mark.parametrize(("percent", "said"), [("49.5", True), ("49.4", False), ("50", False), ("50.4", False), ("64.4", False)])
def test_a_percentage_that_rounding_lifts_into_a_band_says_so(tmp_path, percent, said):
    rated = checked(tmp_path, f'{HEAD}results: {{"2.1": {{key_questions: {{"2.1.1": {{percent: {percent}}}}}}}}}\n').rated
    assert (ROUNDED in question_sentences(rated, "2.1.1")) is said
    assert (ROUNDED in standard_sentences(rated, "2.1")) is (said and rated.result.standard("2.1").rating is not None)


def test_a_key_question_alone_is_explained_under_its_wording(tmp_path):
    rated = checked(tmp_path, f'{HEAD}results: {{"2.1": {{key_questions: {{"2.1.1": {{yes: 5, cases: 7}}}}}}}}\n').rated
    assert "\n2.1.1 Does assessment focus sufficiently on engaging" in explanation_text(rated, "2.1.1")
