"""
Every published result, rated: nothing contradicts, and what follows again is counted by what it follows from.

The numbers are literals. `enumerate_published.py` works them out a second time without the engine.
"""

import ast
from collections import Counter
from pathlib import Path

import pytest
from tests.source import enumerate_published as enumerated

from inspectorate.inspection import load_rated, tally
from inspectorate.inspection.tally import Tally
from inspectorate.rating import rate

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "published"
FILES = sorted(FOLDER.glob("*-*.yaml"))

# (agrees, basis) -> inspections. None: no overall rating was published, or none is in the sources.
EXPECTED = {
    (True, "standards"): 3,
    (True, "score"): 36,
    (True, "counts"): 3,
    (None, "part"): 13,
    (None, "nothing"): 115,
    None: 7,
}

BY_STANDARDS = {"cqc-hertfordshire-2024", "pdu-west-kent-2022", "yot-east-sussex-2024"}
BY_COUNTS = {"crc-london-2019", "crc-wwm-2019", "pdu-essex-north-2022"}
WITHOUT_OVERALL = {
    "crc-hiow-2020",
    "dipp-greater-manchester-2026",
    "dipp-kss-2025",
    "dipp-south-central-2026",
    "dipp-south-west-2026",
    "dipp-west-midlands-2026",
    "region-yorkshire-humber-2025",
}
# What is left of the four ratings: i inadequate, r requires improvement, g good, o outstanding.
NARROWED = """
crc-bgsw-2019               irg
crc-dlnr-2020               irg
crc-dtv-2020                rg
crc-hiow-2019               rg
crc-norfolk-suffolk-2019    irg
crc-swm-2020                irg
crc-west-yorkshire-2020     irg
pdu-cardiff-vale-2025       ir
pdu-essex-north-2024        ir
pdu-kirklees-2023           irg
pdu-west-sussex-2024        ir
yot-blackpool-2018          ir
yot-camden-2020             go
"""


@pytest.fixture(scope="module")
def rated():
    return {path.stem: load_rated(path) for path in FILES}


@pytest.fixture(scope="module")
def documents():
    return {path.stem: enumerated.read(path) for path in FILES}


def said(rated_files):
    """What the engine says of each published rating, in the form the enumeration has."""
    checks = {name: each.result.published for name, each in rated_files.items()}
    return {name: check and (check.agrees, check.basis, frozenset(check.possible)) for name, check in checks.items()}


def numbers(answers):
    return Counter(answer and answer[:2] for answer in answers.values())


def having(answers, basis):
    return {name for name, answer in answers.items() if answer and answer[1] == basis}


@pytest.mark.slow
def test_no_published_result_is_contradicted(rated):
    assert len(rated) == 177
    assert [name for name, answer in said(rated).items() if answer and answer[0] is False] == []


@pytest.mark.slow
def test_no_file_has_a_problem(rated):
    assert {name: each.result.problems for name, each in rated.items() if each.result.problems} == {}


@pytest.mark.slow
def test_what_follows_again_is_counted_by_basis(rated):
    answers = said(rated)

    assert numbers(answers) == EXPECTED
    assert having(answers, "standards") == BY_STANDARDS
    assert having(answers, "counts") == BY_COUNTS
    assert {name for name, answer in answers.items() if answer is None} == WITHOUT_OVERALL
    narrowed = {name: "".join(word[0] for word in enumerated.SCALE if word in answers[name][2]) for name in having(answers, "part")}
    assert narrowed == dict(line.split() for line in NARROWED.strip().splitlines())


@pytest.mark.slow
def test_only_two_of_the_probation_inspectorate_follow_from_all_standards(rated):
    complete = {
        name
        for name, each in rated.items()
        if each.result.standards and all(standard.state == "rated" for standard in each.result.standards if standard.counted)
    }

    assert complete == BY_STANDARDS
    assert {name for name in complete if rated[name].result.edition_id.startswith("hmip-")} == {
        "yot-east-sussex-2024",
        "pdu-west-kent-2022",
    }


@pytest.mark.slow
def test_an_enumeration_without_the_engine_says_the_same_of_every_inspection(rated, documents):
    worked_out = {name: enumerated.judge(document) for name, document in documents.items()}

    assert numbers(worked_out) == EXPECTED
    assert said(rated) == worked_out


def test_the_enumeration_imports_nothing_of_ours():
    tree = ast.parse(Path(enumerated.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert imported == {"itertools", "yaml"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["pdu-west-sussex-2024", "pdu-sunderland-2025", "crc-hiow-2019", "crc-west-yorkshire-2020", "region-north-east-2025"]
)
def test_the_enumeration_is_that_of_every_single_combination(documents, name):
    assert enumerated.possible(documents[name], None, {}) == enumerated.possible_one_by_one(documents[name])


def test_east_sussex_is_good_with_25_of_36_and_an_inadequate_standard():
    result = load_rated(FOLDER / "yot-east-sussex-2024.yaml").result

    assert (result.overall.rating, result.overall.score, result.overall.max) == ("good", 25, 36)
    assert (result.published.agrees, result.published.basis) == (True, "standards")
    assert result.standard("2.2").rating == "inadequate"


def test_east_sussex_shows_resettlement_and_does_not_count_it():
    resettlement = load_rated(FOLDER / "yot-east-sussex-2024.yaml").result.standard("4.1")

    assert (resettlement.state, resettlement.rating, resettlement.counted) == ("rated", "requires_improvement", False)


def test_west_kent_is_inadequate_with_0_of_27():
    result = load_rated(FOLDER / "pdu-west-kent-2022.yaml").result

    assert (result.overall.rating, result.overall.score, result.overall.max) == ("inadequate", 0, 27)
    assert {standard.rating for standard in result.standards if standard.counted} == {"inadequate"}
    assert (result.published.agrees, result.published.basis) == (True, "standards")


def test_hertfordshire_is_good_with_28_of_36():
    result = load_rated(FOLDER / "cqc-hertfordshire-2024.yaml").result

    assert (result.overall.rating, result.overall.score, result.overall.max) == ("good", 28, 36)
    assert (result.published.agrees, result.published.basis) == (True, "standards")


# Totals on both sides of an edge, as published. A mean exactly on an edge falls in the lower band.
EDGES = """
yot-stockport-yjs          18  requires_improvement
yot-stoke-on-trent-yot     18  requires_improvement
yot-sutton-yjs             18  requires_improvement
yot-calderdale-yjs         18  requires_improvement
yot-kent-yjs               18  requires_improvement
yot-powys-yjs              19  good
yot-bolton-yjs             29  good
yot-hammersmith-fulham-yot 31  outstanding
yot-north-tyneside-2021    31  outstanding
"""


@pytest.mark.parametrize(("name", "score", "rating"), [line.split() for line in EDGES.strip().splitlines()])
def test_published_totals_at_the_edges(name, score, rating):
    published = load_rated(FOLDER / f"{name}.yaml").result.published

    assert (published.score, published.overall, published.possible, published.basis) == (int(score), rating, (rating,), "score")


def test_london_companies_15_of_30_falls_in_the_lower_band():
    """Five Good and five Requires improvement are a mean of 1.5: the other side of the edge would be Good, and was not published."""
    published = load_rated(FOLDER / "crc-london-2019.yaml").result.published

    assert (published.overall, published.possible) == ("requires_improvement", ("requires_improvement",))
    assert enumerated.overall("hmip-crc-2018", (1,) * 5 + (2,) * 5) == "requires_improvement"
    assert enumerated.overall("hmip-crc-2018", (1,) * 4 + (2,) * 6) == "good"


@pytest.mark.slow
def test_an_engine_that_always_leaves_everything_possible_would_fail(monkeypatch, rated, documents):
    def lazy(outcome, published, settings):
        everything = outcome.combination.scale.ids
        return published and right(outcome, published, settings)._replace(possible=everything, agrees=None, basis="nothing")

    from inspectorate.rating import engine

    right = engine.check_published
    monkeypatch.setattr(engine, "check_published", lazy)
    answers = said({name: load_rated(FOLDER / f"{name}.yaml") for name in rated})

    assert numbers(answers) == {(None, "nothing"): 170, None: 7}
    assert numbers(answers) != EXPECTED
    assert len([name for name in documents if answers[name] != enumerated.judge(documents[name])]) == 55


@pytest.mark.slow
def test_any_other_overall_rating_would_have_been_contradicted(rated):
    """What follows again is decided: with the next rating instead of the published one every one of the 42 is a contradiction."""
    decided = [each for each in rated.values() if each.result.published and each.result.published.agrees]
    assert len(decided) == 42

    for each in decided:
        evidence = each.inspection.evidence
        other = enumerated.SCALE[(enumerated.SCALE.index(evidence.published.overall) + 1) % 4]
        changed = evidence._replace(published=evidence.published._replace(overall=other))
        assert rate(each.inspection.edition, changed).published.agrees is False


@pytest.mark.slow
def test_the_tally_says_it_in_one_sentence(rated):
    counted = tally(rated.values())

    assert counted == Tally(
        inspections=177,
        agrees={"standards": 3, "score": 36, "counts": 3},
        possible={"part": 13, "nothing": 115},
        contradicts={},
        only_overall=98,
        without_overall=7,
    )
    assert counted.sentence() == (
        "177 inspections: 3 recompute from the standards, 36 from a published total, 3 from counts; 13 are narrowed, the published rating "
        "among those left; 17 have facts that rule nothing out; 98 have nothing below the overall rating to check; 0 contradict. "
        "7 have no published overall rating."
    )


def test_the_tally_of_one_contradiction():
    counted = Tally(2, {"standards": 1}, {}, {"counts": 1}, 0, 0)

    assert counted.sentence() == (
        "2 inspections: 1 recomputes from the standards, 0 from a published total, 0 from counts; 0 are narrowed, the published rating "
        "among those left; 0 have nothing below the overall rating to check; 1 contradicts."
    )


def test_a_contradiction_is_counted_by_basis():
    good = load_rated(FOLDER / "yot-east-sussex-2024.yaml")
    published = good.inspection.evidence.published._replace(overall="outstanding")
    wrong = good._replace(result=rate(good.inspection.edition, good.inspection.evidence._replace(published=published)))

    assert tally([good, wrong]) == Tally(2, {"standards": 1}, {}, {"standards": 1}, 0, 0)
