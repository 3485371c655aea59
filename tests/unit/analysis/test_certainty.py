"""How sure the ratings are: by hand, against complete enumeration, and the same whenever it is asked."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.analysis.made import write_northbank

from inspectorate.analysis import CaseRecord, CaseTable, case_table, certainty, certainty_data, inspection_hash, known_counts
from inspectorate.analysis.rate_again import rate_again
from inspectorate.analysis.resample import draw_again, resample_cases, resample_counts, stream
from inspectorate.analysis.true_bands import _by_states, independent, lowest, overall_shares, together
from inspectorate.frameworks import load_edition
from inspectorate.inspection import load_rated
from inspectorate.rating.fast import declared_settings, rate_counts

ROOT = Path(__file__).resolve().parents[3]
NORTHBANK = ROOT / "examples" / "demonstration" / "northbank.yaml"
EDITION = load_edition("hmip-crc-2018")
JUDGED = {"1.1": "good", "1.2": "requires_improvement", "1.3": "good", "1.4": "good"}


def draft(tmp_path, results):
    path = tmp_path / "draft.yaml"
    heading = "inspection: {id: draft, organisation: Draft, framework: hmip-crc-2018, provenance: draft}\n"
    path.write_text(heading + results, encoding="utf-8")
    return load_rated(path)


def counts_of(standard, yes, cases, questions):
    entries = ", ".join(f'"{standard}.{at}": {{yes: {yes}, cases: {cases}}}' for at in range(1, questions + 1))
    return f'results: {{"{standard}": {{key_questions: {{{entries}}}}}}}\n'


# --------------------------------------------------------------------------------------------------------- question 1


def test_one_case_of_many_by_hand(tmp_path):
    """One yes of one case: Beta(2, 1), so the true share is below 49.5% with probability 0.495² = 0.245025."""
    found = certainty(draft(tmp_path, counts_of("2.1", 1, 1, 3)), resamples=100)
    (standard,) = [each for each in found.standards if each.questions]

    assert standard.questions[0].bands[0].share == pytest.approx(0.245025, abs=1e-6)
    assert standard.questions[0].few


def test_the_lowest_of_two_by_hand():
    """Upper band with .8 and .5: both reach it with .4 when independent, with .5 when they rise and fall together."""
    assert lowest([[0.2, 0.8], [0.5, 0.5]], independent) == pytest.approx([0.6, 0.4])
    assert lowest([[0.2, 0.8], [0.5, 0.5]], together) == pytest.approx([0.5, 0.5])
    assert lowest([], together) == []


def test_the_sum_of_two_standards_by_hand():
    """Scores 0 or 2, each even: totals 0, 2, 4 of two standards, means 0, 1, 2: Inadequate, Requires improvement, Good."""
    even = [0.5, 0.0, 0.5, 0.0]

    assert overall_shares(EDITION, {"2.1": even, "2.2": even}, {}, {}) == pytest.approx([0.25, 0.5, 0.25, 0.0])


def test_adding_up_agrees_with_going_through_every_state():
    shares = {"2.1": [0.1, 0.6, 0.3, 0.0], "2.2": [0.0, 0.2, 0.7, 0.1], "4.1": [0.25, 0.25, 0.25, 0.25]}
    every = {**shares, **{ref: [float(point.id == rating) for point in EDITION.scale.points] for ref, rating in JUDGED.items()}}

    assert overall_shares(EDITION, shares, JUDGED, {}) == pytest.approx(_by_states(EDITION, every, {}))


def test_with_too_many_states_to_go_through_nothing_is_said():
    edition = load_edition("ofsted-ilacs-2018")
    even = [1 / len(edition.scale.points)] * len(edition.scale.points)
    many = {standard.ref: even for standard in EDITION.standards}

    assert _by_states(EDITION, {ref: [0.25] * 4 for ref in many}, {}) == []
    assert sum(overall_shares(edition, {edition.standards[0].ref: even}, {}, {})) <= 1


# --------------------------------------------------------------------------------------------------------- question 2


def everything_again(counts, population):
    """Enumerate: every way to fill up the pseudo-population, every sample from it. Gives kinds drawn -> probability."""
    cases = [kind for kind, number in enumerate(counts) for _ in range(number)]
    whole, rest = divmod(population, len(cases))
    found = Counter()
    fillings = list(combinations(range(len(cases)), rest))
    for filling in fillings:
        pseudo = cases * whole + [cases[at] for at in filling]
        samples = list(combinations(range(len(pseudo)), len(cases)))
        for sample in samples:
            kinds = Counter(pseudo[at] for at in sample)
            found[tuple(kinds[kind] for kind in range(len(counts)))] += Fraction(1, len(fillings) * len(samples))
    return found


@pytest.mark.parametrize(("counts", "population"), [([2, 1], 4), ([2, 1], 7), ([1, 1, 1], 6), ([3, 2], 5), ([2, 2], 11)], ids=str)
def test_the_simulator_agrees_with_complete_enumeration(counts, population):
    times = 40_000
    drawn = Counter(map(tuple, draw_again(counts, population, times, stream("enumeration", str(counts), str(population))).tolist()))
    exact = everything_again(counts, population)

    assert set(drawn) <= set(exact)
    for kinds, probability in exact.items():
        error = (float(probability) * (1 - float(probability)) / times) ** 0.5
        assert abs(drawn[kinds] / times - float(probability)) <= 4 * error + 1e-12


def tiny():
    """Make two strata of through the gate, three cases each of 7 and of 4, with answers that go together in part."""
    answers = {"a": [(1, 1, 1), (1, 0, 1), (0, 0, 1)], "b": [(1, 1, 1), (1, 1, 0), (0, 1, 1)]}
    cases = [
        CaseRecord(f"{stratum}{at}", "gate", stratum, {f"4.2.{q}": bool(word) for q, word in enumerate(words, start=1)})
        for stratum, rows in answers.items()
        for at, words in enumerate(rows)
    ]
    return CaseTable(tuple(cases), {("gate", "a"): 7, ("gate", "b"): 4}, {f"4.2.{q}": "gate" for q in (1, 2, 3)})


def exact_ratings(table):
    """Rate every possible re-sample of the tiny table by the traced rules' fast path, one by one."""
    parts = []
    for stratum, population in (("a", 7), ("b", 4)):
        cases = [case for case in table.cases if case.stratum == stratum]
        parts.append([(kinds, share, cases) for kinds, share in everything_again([1] * len(cases), population).items()])
    found = Counter()
    for (one, p, first), (two, q, second) in product(*parts):
        counts = {}
        for question in table.sample_of:
            drawn = [(times, case.answers[question]) for times, case in (*zip(one, first, strict=True), *zip(two, second, strict=True))]
            counts[question] = (sum(times for times, good in drawn if good), sum(times for times, _ in drawn))
        found[rate_counts(EDITION, {"4.2": counts}, JUDGED).standards["4.2"]] += p * q
    return found


def test_the_rating_again_agrees_with_complete_enumeration():
    table, times = tiny(), 40_000
    drawn = list(resample_cases(table, list(table.sample_of), times, "tiny"))
    tally = rate_again(EDITION, {"4.2": list(table.sample_of)}, JUDGED, drawn, declared_settings(EDITION), {})
    exact = exact_ratings(table)

    assert sum(exact.values()) == 1
    assert len(exact) > 1
    for rating, probability in exact.items():
        error = (float(probability) * (1 - float(probability)) / times) ** 0.5
        assert abs(tally.standards["4.2"][rating] / times - float(probability)) <= 4 * error + 1e-12
    assert tally.overall.total() == times


def test_rating_what_is_alike_once_is_rating_each_one():
    rated = load_rated(NORTHBANK)
    counts, fixed = known_counts(rated)
    drawn = resample_counts({question: known for of in counts.values() for question, known in of.items()}, 300, "each")
    tally = rate_again(EDITION, counts, fixed, [drawn], declared_settings(EDITION), {})
    one_by_one = Counter()
    for yes, cases in zip(drawn.yes.tolist(), drawn.cases.tolist(), strict=True):
        row = dict(zip(drawn.questions, zip(yes, cases, strict=True), strict=True))
        again = rate_counts(EDITION, {ref: {question: row[question] for question in of} for ref, of in counts.items()}, fixed)
        one_by_one.update([*again.standards.items(), ("overall", again.overall)])

    assert {("overall", rating): times for rating, times in tally.overall.items()}.items() <= one_by_one.items()
    for ref, ratings in tally.standards.items():
        assert {(ref, rating): times for rating, times in ratings.items()}.items() <= one_by_one.items()


def test_a_caseload_read_in_full_gives_itself():
    assert draw_again([3, 2], 5, 10, stream("all")).tolist() == [[3, 2]] * 10


@given(counts=st.lists(st.integers(1, 6), min_size=1, max_size=5), more=st.integers(0, 40))
def test_every_re_sample_has_the_size_of_the_sample(counts, more):
    drawn = draw_again(counts, sum(counts) + more, 20, stream("size"))

    assert (drawn.sum(axis=1) == sum(counts)).all()
    assert (drawn >= 0).all()


def test_a_caseload_without_end_is_drawn_with_replacement():
    assert (draw_again([5, 5], 10**9, 50, stream("end")).sum(axis=1) == 10).all()


def test_the_lowest_of_four_leans_downwards(tmp_path):
    """Reference, section 5: a service at 70% on four questions is below Good in about half of samples of 60 with independent answers."""
    found = certainty(draft(tmp_path, counts_of("4.1", 42, 60, 4)))
    (standard,) = [each for each in found.standards if each.ref == "4.1"]

    assert standard.rating == "good"
    assert 0.4 < standard.again.lower < 0.6
    assert standard.again.higher < 0.01
    assert standard.near_edge == ("4.1.1", "4.1.2", "4.1.3", "4.1.4")


# ------------------------------------------------------------------------------------------------------------- the whole


@pytest.fixture(scope="module")
def northbank(tmp_path_factory):
    return load_rated(write_northbank(tmp_path_factory.mktemp("northbank")))


def test_the_same_question_gets_the_same_answer(northbank):
    table = case_table(northbank.inspection)
    turned = table._replace(cases=tuple(reversed(table.cases)))

    assert certainty(northbank, table, resamples=200) == certainty(northbank, turned, resamples=200)
    assert certainty(northbank, table, resamples=200).seed == inspection_hash(northbank, table)
    assert certainty(northbank, table, resamples=200, seed="other") != certainty(northbank, table, resamples=200)


def test_cases_are_drawn_whole_and_counts_each_by_itself(northbank):
    assert certainty(northbank, case_table(northbank.inspection), resamples=100).how == "cases"
    assert certainty(northbank, resamples=100).how == "counts"


def test_shares_add_up_and_the_margin_is_the_result_s(northbank):
    found = certainty(northbank, case_table(northbank.inspection), resamples=200)

    assert [each.ref for each in found.standards] == ["2.1", "2.2", "2.3", "2.4", "4.1", "4.2"]
    for standard in found.standards:
        for shares in (standard.apart, standard.together, standard.again.ratings, *(each.bands for each in standard.questions)):
            assert sum(share.share for share in shares) == pytest.approx(1)
        assert standard.up == northbank.result.standard(standard.ref).up
    assert found.overall.fixed == ("1.1", "1.2", "1.3", "1.4")
    assert found.overall.again.same > 0.99


def test_what_cannot_be_said_is_said(tmp_path):
    rated = draft(tmp_path, 'results: {"2.2": {key_questions: {"2.2.3": {percent: 33}}}, "2.1": {rating: good}}\n')
    found = certainty(rated, resamples=100)
    reasons = {each.ref: each.reason for each in found.standards}

    assert reasons["2.1"] == reasons["2.2"] == "its counts are not known"
    assert reasons["2.3"] == "not rated"
    assert found.overall.reason == "the overall rating is not settled"


def test_the_data_carry_the_seed_and_every_share(northbank):
    data = certainty_data(northbank, certainty(northbank, resamples=100, seed="s"))

    assert data["sampled_again"] == {"by": "counts", "resamples": 100, "seed": "s"}
    assert data["shown_to"] == "panel"
    assert set(data["standards"][0]["true_band"]) == {"independent", "together"}
    assert data["standards"][3]["changes"]["up"] == {"to": "requires_improvement", "steps": 1, "where": {"2.4.3": 1}}
