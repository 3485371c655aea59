"""How an edition that builds on another is put together: what is refused, and what is handed down."""

import pytest

from inspectorate.frameworks import check_edition_file

HEAD = "id: mine\nref: Mine\nextends: hmip-crc-2018\ntitle: Mine\nedition: Mine\n"


@pytest.fixture
def check(tmp_path):
    def checked(text):
        path = tmp_path / "mine.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        return check_edition_file(path)

    return checked


def found(checked):
    return [(problem.code, problem.message, problem.found) for problem in checked.problems]


def test_inherited_texts_take_the_terms_of_the_edition_that_builds_on_them(check):
    standard = check("terms: {person: learner}\n").edition.standard("2.1")

    assert standard.statement == "Assessment is well-informed, analytical and personalised, actively involving the learner."


def test_a_word_in_braces_without_a_term_is_refused(check):
    checked = check("notes: 'For every {visitor}.'\n")

    assert found(checked) == [("FRM006", "There is no term for this word.", "'{visitor}'")]


def test_a_domain_is_removed(check):
    assert [domain.ref for domain in check("changes: {remove: [{domain: '4'}]}\nsamples: []\n").edition.domains] == ["1", "2"]


@pytest.mark.parametrize("change", ["remove: [{domain: '9'}]", "remove: ['9']", "update: [{ref: '9', title: Nine}]"])
def test_a_change_to_what_is_not_there_is_refused(check, change):
    checked = check(f"changes: {{{change}}}\n")

    assert found(checked) == [("FRM004", "There is no domain, standard or key question with this ref to change.", "'9'")]


def test_an_update_that_says_a_status_says_it_for_everything_below(check):
    edition = check("changes: {update: [{domain: '2', status: published, source: The manual}]}\n").edition
    known = [standard.known for standard in edition.standards if standard.ref.startswith("2.")]
    known += [item.known for s, q in edition.key_questions() if s.ref.startswith("2.") for item in (q, *q.prompts)]

    assert {(one.status, one.confidence, one.source) for one in known} == {("published", None, "The manual")}
    assert edition.standard("1.1").known.status == "recollected"


def test_an_update_without_a_status_leaves_statuses_alone(check):
    standard = check("changes: {update: [{ref: '2.1', title: Assessing}]}\n").edition.standard("2.1")

    assert (standard.title, standard.known.status) == ("Assessing", "inferred")


def test_a_text_may_be_copied_within_the_edition(check):
    checked = check("changes: {add: [{domain: '2', ref: '2.5', id: again, as: mine 2.2}]}\n")

    assert [question.ref for question in checked.edition.standard("2.5").key_questions] == ["2.5.1", "2.5.2", "2.5.3"]


def test_a_copy_of_a_copy_is_refused(check):
    checked = check("changes: {add: [{domain: '2', ref: '2.5', title: A, as: mine 2.6}, {domain: '2', ref: '2.6', id: b, as: mine 2.2}]}\n")

    assert found(checked) == [("FRM013", "This is itself a copy. Name the text that it copies.", "mine 2.6")]


def test_routes_are_added_to_those_inherited(check):
    extra = "routes: [{id: old, title: Old, field: age, values: [old]}]\ncase_fields: [{id: age, title: Age, options: [old, young]}]\n"
    edition = check(extra).edition

    assert {"old", "not_low_rosh"} <= {route.id for route in edition.routes}
    assert {"age", "rosh_inspector"} <= {field.id for field in edition.case_fields}
