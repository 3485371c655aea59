"""
The twenty shapes that rules of inspectorates have, each with an edition that holds it as data and a vector that shows it.

Section 11 of the comparison of rating systems. The full tables of vectors are in `test_other_systems.py`.
"""

import pytest
from tests.spec.systems import edition, judged, rated, scored, statuses_that_hold

from inspectorate.model import Departure, Figures, NotRated, OverallJudgement, StandardEvidence

SHAPES = {}


def shape(number, words, *editions):
    """Enter a test in the list of shapes, with the editions that show it."""

    def enter(test):
        assert number not in SHAPES
        SHAPES[number] = (words, editions)
        return test

    return enter


def line(edition_id, words, facts=None, **decisions):
    return rated(edition_id, scored(edition_id, words), facts, **decisions)


def total(result):
    return result.overall.score, result.overall.max, result.overall.rating


def report_card(**but):
    refs = [standard.ref for standard in edition("ofsted-report-card-2025").standards if not standard.optional]
    grades = dict.fromkeys(refs, "expected_standard") | {"safeguarding": "met"} | but
    return rated("ofsted-report-card-2025", {ref: StandardEvidence(stated=grade) for ref, grade in grades.items()})


@shape(1, "score map, sum, bands", "hmip-crc-2018")
def test_sum_and_bands():
    assert total(line("hmip-crc-2018", "G R R G R R I I G R")) == (11, 30, "requires_improvement")


@shape(2, "percent of maximum, integer bands, rounding policy", "cqc-local-authority-2023")
def test_percent_of_maximum():
    """14 of 36 is 38.9: RI when rounded, as is inferred; inadequate when not."""
    overall = line("cqc-local-authority-2023", "1 1 1 1 2 2 2 2 2").overall
    assert overall.rating == "requires_improvement"
    assert [(each.value, each.alternative, each.rating) for each in overall.sensitive_to] == [("half_up", "none", "inadequate")]


@shape(3, "bands on a shrunk denominator when items are unrated", "hmip-youth-2021")
@pytest.mark.parametrize(("words", "score", "rating"), [("G G G G R R R R", 12, "requires_improvement"), ("G G G G G R R R", 13, "good")])
def test_shrunk_denominator(words, score, rating):
    """Without out-of-court work there are eight standards: 5 to 12 RI, 13 to 20 good."""
    unrated = {ref: StandardEvidence(not_rated=NotRated("no_cases", "none in the window")) for ref in ("3.1", "3.2", "3.3", "3.4")}
    assert total(rated("hmip-youth-2021", scored("hmip-youth-2021", words) | unrated)) == (score, 24, rating)


@shape(4, "item rated but excluded from the overall", "hmip-youth-2021")
def test_rated_and_not_counted():
    """East Sussex 2024, published: 25 of 36, good; 4.1 requires improvement and is shown, not added."""
    result = line("hmip-youth-2021", "G G O O G I O O R R O G R")
    assert total(result) == (25, 36, "good")
    assert (result.standard("4.1").rating, result.standard("4.1").counted) == ("requires_improvement", False)


@shape(5, "worst-of with n allowed exceptions", "ofsted-eif-2019")
def test_worst_of_with_an_exception():
    """2 3 2 2: RI, or good with a reason."""
    exception = (Departure("overall", "good", "Improving securely."),)
    found = [line("ofsted-eif-2019", "2 3 2 2", {"safeguarding_effective": "true"}, departures=taken) for taken in ((), exception)]
    assert [result.overall.rating for result in found] == ["requires_improvement", "good"]


@shape(6, "minimum of children", "care-inspectorate", "hmip-crc-2018")
def test_lowest_child():
    """Indicators 5 and 4: 4. Key questions of 82, 80 and 64 per cent: RI."""
    figures = {"wellbeing.1": Figures(rating="very_good"), "wellbeing.2": Figures(rating="good")}
    assert rated("care-inspectorate", {"wellbeing": StandardEvidence(figures=figures)}).standard("wellbeing").score == 4
    counts = {"2.1.1": Figures(82, 100), "2.1.2": Figures(80, 100), "2.1.3": Figures(64, 100)}
    assert rated("hmip-crc-2018", {"2.1": StandardEvidence(figures=counts)}).standard("2.1").rating == "requires_improvement"


@shape(7, "count thresholds depending on n", "cqc-nhs-trust")
def test_count_thresholds():
    assert [line("cqc-nhs-trust", words).overall.rating for words in ("R G G", "R G G G")] == ["requires_improvement", "good"]


@shape(8, "cap when any child is at or below a point", "cqc-saf-2023")
def test_cap_by_a_child():
    """25 of 32 would be good; a score of 1 makes it RI."""
    standard = rated("cqc-saf-2023", {"safe": judged("cqc-saf-2023", "safe", "4 4 4 4 4 3 1 1")}).standard("safe")
    assert [(limit.before, limit.after) for limit in standard.limits] == [("good", "requires_improvement")]


@shape(9, "cap from a fact outside the ratings", "cqc-adult-social-care-2018")
def test_cap_by_a_fact():
    overall = line("cqc-adult-social-care-2018", "O O G G G", {"breach_of_regulations": "true"}).overall
    assert [(limit.before, limit.after) for limit in overall.limits] == [("outstanding", "requires_improvement")]


@shape(10, "binary item beside graded items", "ofsted-report-card-2025")
def test_binary_item():
    result = report_card(safeguarding="not_met")
    assert [result.standard(ref).rating for ref in ("safeguarding", "achievement")] == ["not_met", "expected_standard"]
    assert edition("ofsted-report-card-2025").standard("safeguarding").scale.ids == ("not_met", "met")


@shape(11, "status from a boolean expression, not a grade", "ofsted-report-card-2025")
def test_status():
    assert "special_measures" in statuses_that_hold(report_card(leadership_and_governance="urgent_improvement"))
    assert statuses_that_hold(report_card()) == []


@shape(12, "no overall by design", "hmi-prisons", "ofsted-report-card-2025", "care-inspectorate")
def test_no_overall():
    found = [line("hmi-prisons", "1 2 3 4"), report_card(), line("care-inspectorate", "5 4 4")]
    assert [(result.overall.state, *total(result)) for result in found] == [("none_by_design", None, None, None)] * 3


@shape(13, "total band and maximum single item", "fhrs-2012")
def test_total_and_worst():
    """0 15 0: the total of 15 would be a 5, the single score of 15 makes it a 2."""
    overall = line("fhrs-2012", "0 15 0").overall
    assert (overall.score, overall.limits[0].before, overall.rating) == (15, "5", "2")


@shape(14, "earlier item rating carried forward with its own date", "cqc-adult-social-care-2018")
def test_carried_forward():
    earlier = {"effective": "good", "caring": "good", "responsive": "good", "well_led": "requires_improvement"}
    evidence = {ref: StandardEvidence(stated=word, carried_from="2017-03") for ref, word in earlier.items()}
    result = rated("cqc-adult-social-care-2018", scored("cqc-adult-social-care-2018", "R") | evidence)
    assert result.overall.rating == "requires_improvement"
    assert [standard.carried_from for standard in result.standards] == [None, *["2017-03"] * 4]


@shape(15, "overall by judgement with recorded reasons, arithmetic indicative", "ofsted-ilacs-2018")
def test_judgement_with_an_indication():
    """2 2 4 3 indicates 4; judged 3, it is kept, with its reason and a warning."""
    judgement = OverallJudgement("requires_improvement", "Children in care are few and now safe.", "lead inspector")
    result = line("ofsted-ilacs-2018", "2 2 4 3", overall=judgement)
    assert (result.overall.rating, result.overall.reason) == ("requires_improvement", judgement.reason)
    assert [problem.severity for problem in result.problems] == ["warning"]


@shape(16, "scale direction", "ofsted-eif-2019", "fhrs-2012", "hmi-prisons")
def test_scale_direction():
    """Points stand worst first; the best has 1, 0 or 4."""
    scales = [edition("ofsted-eif-2019").scale, edition("fhrs-2012").standard("handling").scale, edition("hmi-prisons").scale]
    assert [[point.score for point in scale.points] for scale in scales] == [[4, 3, 2, 1], [25, 20, 15, 10, 5, 0], [1, 2, 3, 4]]


@shape(17, "items present only for some providers", "ofsted-report-card-2025")
def test_optional_items():
    without, having = report_card(), report_card(post_16="urgent_improvement")
    assert [result.standard("post_16").state for result in (without, having)] == ["not_applicable", "rated"]
    assert [statuses_that_hold(result) for result in (without, having)] == [[], ["requires_significant_improvement"]]


@shape(18, "distinct values of no rating", "cqc-local-authority-2023")
@pytest.mark.parametrize(
    ("code", "state", "outcome"),
    [
        ("not_applicable", "not_applicable", (24, 32, "good")),
        ("not_inspected", "not_rated", (24, 32, "good")),
        ("not_recorded", "unknown", (None, 36, "good")),
    ],
)
def test_distinct_no_ratings(code, state, outcome):
    evidence = scored("cqc-local-authority-2023", "3 3 3 3 3 3 3 3") | {"9": StandardEvidence(not_rated=NotRated(code))}
    result = rated("cqc-local-authority-2023", evidence)
    assert (result.standard("9").state, total(result)) == (state, outcome)


@shape(19, "two framework versions current at once in one data set", "ofsted-eif-2019", "ofsted-report-card-2025")
def test_two_versions_at_once():
    """Every result names its edition and the hash of it, so that rows of both can stand in one table and are told apart."""
    results = [line("ofsted-eif-2019", "2 2 2 2", {"safeguarding_effective": "true"}), report_card()]
    assert [result.edition_id for result in results] == ["ofsted-eif-2019", "ofsted-report-card-2025"]
    assert [result.edition_hash for result in results] == [edition(result.edition_id).hash for result in results]
    assert results[0].edition_hash != results[1].edition_hash


@shape(20, "text findings, no scale", "estyn-2024")
def test_text_only():
    standard = rated("estyn-2024", {"leading_and_improving": StandardEvidence(text="Leaders listen.")}).standard("leading_and_improving")
    assert (standard.text, standard.rating, standard.possible, edition("estyn-2024").scale.points) == ("Leaders listen.", None, (), ())


def test_all_twenty_are_shown():
    assert sorted(SHAPES) == list(range(1, 21))
    for _, editions in SHAPES.values():
        assert [edition(edition_id).id for edition_id in editions] == list(editions)
