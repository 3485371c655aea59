"""
Ten rating systems beside HM Inspectorate of Probation's, each rated by its edition alone: inputs in, rating out.

Sections are those of the comparison of rating systems from which the editions were written; what stands in quotation marks is its rule.
An edition named here is either shipped or stands in `tests/fixtures/editions`.
"""

from fractions import Fraction

import pytest
from tests.spec.systems import WORDS, edition, judged, rated, scored, statuses_that_hold

from inspectorate.model import Departure, Figures, NotRated, OverallJudgement, StandardEvidence

# ------------------------------------------------------------------------------------------------------------------------------------
# Section 1. CQC local authority assessments. "Percent = sum / 36. Bands 25-38 inadequate, 39-62 RI, 63-87 good, 88-100 outstanding."

LOCAL_AUTHORITY = [
    # quality statements 1 to 9   sum  per cent  rating
    ("1 1 1 1 1 2 2 2 2", 13, "36.1", "inadequate"),
    ("1 1 1 1 2 2 2 2 2", 14, "38.9", "requires_improvement"),
    ("2 2 2 2 2 3 3 3 3", 22, "61.1", "requires_improvement"),
    ("2 2 2 2 3 3 3 3 3", 23, "63.9", "good"),
    ("3 3 3 3 3 4 4 4 4", 31, "86.1", "good"),
    ("3 3 3 3 4 4 4 4 4", 32, "88.9", "outstanding"),
    ("3 3 3 3 4 3 3 3 3", 28, "77.8", "good"),  # Hertfordshire 2024, published
]


@pytest.mark.parametrize(("scores", "total", "percent", "rating"), LOCAL_AUTHORITY)
def test_local_authority(scores, total, percent, rating):
    overall = rated("cqc-local-authority-2023", scored("cqc-local-authority-2023", scores)).overall
    assert (overall.score, overall.max) == (total, 36)
    assert f"{100 * overall.score / overall.max:.1f}" == percent
    assert overall.rating == rating


@pytest.mark.parametrize(
    ("sums", "rating"),
    [(range(9, 14), "inadequate"), (range(14, 23), "requires_improvement"), (range(23, 32), "good"), (range(32, 37), "outstanding")],
)
def test_local_authority_every_sum(sums, rating):
    """Sums: 9-13 inadequate, 14-22 RI, 23-31 good, 32-36 outstanding."""
    for total in sums:
        scores = " ".join(str(1 + (total - 9) // 9 + (at < (total - 9) % 9)) for at in range(9))
        overall = rated("cqc-local-authority-2023", scored("cqc-local-authority-2023", scores)).overall
        assert (overall.score, overall.rating) == (total, rating)


@pytest.mark.parametrize(("scores", "total", "percent", "rating"), LOCAL_AUTHORITY)
def test_local_authority_says_where_rounding_matters(scores, total, percent, rating):
    """14/36 = 38.9 falls in no printed band without rounding, which is inferred."""
    overall = rated("cqc-local-authority-2023", scored("cqc-local-authority-2023", scores)).overall
    found = [(each.rule, each.status, each.alternative, each.rating) for each in overall.sensitive_to]
    assert found == ([("overall.rounding", "inferred", "none", "inadequate")] if total == 14 else [])


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 2. CQC single assessment framework. "In the good range with any QS = 1: RI; in the outstanding range with any QS <= 2: good."

SINGLE_ASSESSMENT = [
    # key question, scores of its quality statements   share    before limits          rating
    ("safe", "3 3 3 3 3 3 3 4", "25/32", "good", "good"),
    ("safe", "4 4 4 4 4 3 1 1", "25/32", "good", "requires_improvement"),
    ("caring", "4 4 4 4 2", "18/20", "outstanding", "good"),
    ("effective", "3 3 3 2 2 2", "15/24", "good", "good"),  # 62.5: half up gives 63
    ("safe", "4 4 4 4 3 3 3 3", "28/32", "outstanding", "outstanding"),  # 87.5: over 87
    ("well_led", "4 4 4 4 4 4 4 1", "29/32", "outstanding", "good"),
]


@pytest.mark.parametrize(("ref", "scores", "share", "before", "rating"), SINGLE_ASSESSMENT)
def test_single_assessment_key_question(ref, scores, share, before, rating):
    assert Fraction(sum(map(int, scores.split())), 4 * len(scores.split())) == Fraction(share)
    standard = rated("cqc-saf-2023", {ref: judged("cqc-saf-2023", ref, scores)}).standard(ref)
    assert standard.rating == rating
    applied = [(limit.before, limit.after) for limit in standard.limits]
    assert applied == ([(before, rating)] if before != rating else [])


@pytest.mark.parametrize(
    ("ref", "scores", "otherwise"), [("effective", "3 3 3 2 2 2", "requires_improvement"), ("safe", "4 4 4 4 3 3 3 3", "good")]
)
def test_single_assessment_says_where_rounding_matters(ref, scores, otherwise):
    """62.5: RI or good by the rounding setting, whose treatment is open."""
    standard = rated("cqc-saf-2023", {ref: judged("cqc-saf-2023", ref, scores)}).standard(ref)
    found = [(each.rule, each.status, each.alternative, each.rating) for each in standard.sensitive_to]
    assert found == [("key_question.rounding", "open", "none", otherwise)]


def test_single_assessment_a_score_not_given_stays_open():
    """Seven scores of 3 and one unknown: 22 to 25 of 32, and a 1 would limit the key question."""
    figures = judged("cqc-saf-2023", "safe", "3 3 3 3 3 3 3 3").figures
    standard = rated("cqc-saf-2023", {"safe": StandardEvidence(figures={**figures, "safe.8": Figures()})}).standard("safe")
    assert (standard.state, standard.rating, standard.possible) == ("unknown", None, ("requires_improvement", "good"))


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 3. CQC key lines of enquiry. O outstanding, G good, R requires improvement, I inadequate. "A judgement is needed with exactly
# one inadequate and at most one RI"; "departures allowed with a recorded reason"; a breach of regulations: at best RI.

ADULT_SOCIAL_CARE = [
    # key questions   breach   overall (None: a judgement is needed)
    ("O O G G G", "false", "outstanding"),
    ("O O O G R", "false", "good"),
    ("O G G G G", "false", "good"),
    ("G G G G R", "false", "good"),
    ("O O O R R", "false", "requires_improvement"),
    ("G G G G I", "false", None),
    ("G G I I R", "false", "inadequate"),
    ("O O G G G", "true", "requires_improvement"),
]


@pytest.mark.parametrize(("ratings", "breach", "overall"), ADULT_SOCIAL_CARE)
def test_adult_social_care(ratings, breach, overall):
    result = rated("cqc-adult-social-care-2018", scored("cqc-adult-social-care-2018", ratings), {"breach_of_regulations": breach})
    assert result.overall.rating == overall
    assert [limit.rule for limit in result.overall.limits] == (["breach_of_regulations"] if breach == "true" else [])


def test_adult_social_care_judgement_where_no_row_fits():
    ratings = scored("cqc-adult-social-care-2018", "G G G G I")
    unjudged = rated("cqc-adult-social-care-2018", ratings).overall
    assert (unjudged.state, unjudged.possible) == ("open", ("inadequate", "requires_improvement", "good", "outstanding"))
    judgement = OverallJudgement("requires_improvement", "Inadequate leadership outweighs the rest.", "ratings panel")
    assert rated("cqc-adult-social-care-2018", ratings, overall=judgement).overall.rating == "requires_improvement"


def test_adult_social_care_a_breach_limits_the_judgement_too():
    ratings, breach = scored("cqc-adult-social-care-2018", "G G G G I"), {"breach_of_regulations": "true"}
    unjudged = rated("cqc-adult-social-care-2018", ratings, breach).overall
    assert unjudged.possible == ("inadequate", "requires_improvement")
    judgement = OverallJudgement("good", "Kept.", "ratings panel")
    assert rated("cqc-adult-social-care-2018", ratings, breach, overall=judgement).overall.rating == "requires_improvement"


def test_adult_social_care_a_breach_nobody_stated_leaves_both():
    ratings = scored("cqc-adult-social-care-2018", "O O G G G")
    result = rated("cqc-adult-social-care-2018", ratings, {"breach_of_regulations": None})
    assert (result.overall.state, result.overall.possible) == ("open", ("requires_improvement", "outstanding"))


@pytest.mark.parametrize(("reason", "overall"), [("The two areas are small.", "good"), (None, "outstanding")])
def test_adult_social_care_departure_needs_a_reason(reason, overall):
    ratings = scored("cqc-adult-social-care-2018", "O O G G G")
    result = rated("cqc-adult-social-care-2018", ratings, departures=(Departure("overall", "good", reason),))
    assert result.overall.rating == overall
    assert bool(result.problems) == (reason is None)


@pytest.mark.parametrize(
    "fact", ["no_registered_manager", "registration_condition_unmet", "notifications_not_sent", "information_return_not_sent"]
)
def test_adult_social_care_well_led_is_limited_by_facts(fact):
    """Well-led at best RI without a registered manager, another condition, notifications or the information return."""
    ratings = scored("cqc-adult-social-care-2018", "G G G G O")
    result = rated("cqc-adult-social-care-2018", ratings, {fact: "true"})
    assert result.standard("well_led").rating == "requires_improvement"
    assert [limit.rule for limit in result.standard("well_led").limits] == [fact]


def test_adult_social_care_focused_inspection():
    """A focused inspection combines new ratings with the existing ratings of the rest, each with its own date."""
    evidence = scored("cqc-adult-social-care-2018", "R G G G R")
    for ref in ("effective", "caring", "responsive"):
        evidence[ref] = StandardEvidence(stated="good", carried_from="2017-03")
    result = rated("cqc-adult-social-care-2018", evidence)
    assert result.overall.rating == "requires_improvement"
    assert [standard.carried_from for standard in result.standards] == [None, "2017-03", "2017-03", "2017-03", None]


# NHS trusts: with n underlying ratings it takes one of them for n of 1 to 3, two for 4 to 8, three from 9 on.

NHS_TRUST = [
    ("O G G", "outstanding"),
    ("R G G", "requires_improvement"),
    ("R G G G", "good"),
    ("R R G G G", "requires_improvement"),
    ("I I G G G G G G", "inadequate"),
    ("R R G G G G G G G", "good"),
    ("R R R G G G G G G", "requires_improvement"),
    ("O O O G G G G G G", "outstanding"),
    ("O O O R G G G G G", "good"),
]


@pytest.mark.parametrize(("ratings", "overall"), NHS_TRUST)
def test_nhs_trust(ratings, overall):
    assert rated("cqc-nhs-trust", scored("cqc-nhs-trust", ratings)).overall.rating == overall


@pytest.mark.parametrize(("count", "needed"), [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 2), (8, 2), (9, 3), (10, 3)])
def test_nhs_trust_how_many_it_takes(count, needed):
    for letter, word in WORDS.items():
        if letter == "G":
            continue
        fewer = [letter] * (needed - 1) + ["G"] * (count - needed + 1)
        enough = [letter] * needed + ["G"] * (count - needed)
        assert rated("cqc-nhs-trust", scored("cqc-nhs-trust", " ".join(fewer))).overall.rating == "good"
        assert rated("cqc-nhs-trust", scored("cqc-nhs-trust", " ".join(enough))).overall.rating == word


@pytest.mark.parametrize(
    ("fact", "departures", "rating"),
    [
        ("requirement_notice_2", (), "requires_improvement"),
        ("warning_notice_2", (), "inadequate"),
        ("warning_notice_2", (Departure("warning_notice_2", "good", "The notice was met before publication."),), "good"),
        ("warning_notice_2", (Departure("warning_notice_2", "requires_improvement", "Most of it was met."),), "requires_improvement"),
        ("warning_notice_2", (Departure("warning_notice_2", "good"),), "inadequate"),  # no reason, no departure
    ],
)
def test_nhs_trust_facts_limit_the_lowest_level_first(fact, departures, rating):
    """Requirement notice: at best RI; warning notice or condition: normally inadequate."""
    result = rated("cqc-nhs-trust", scored("cqc-nhs-trust", "G G G"), {fact: "true"}, departures=departures)
    assert [standard.rating for standard in result.standards[:3]] == ["good", rating, "good"]
    assert result.overall.rating == rating  # of three, one is enough


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 4. Ofsted EIF, September 2019 to August 2024. 1 is the best. "One KJ other than quality of education may stay 3 with overall 2";
# "exceptionally one may be 2"; safeguarding not effective, or any KJ 4: overall 4.

EDUCATION = [
    # QE BA PD LM   safeguarding effective   overall   with a reason
    ("1 1 1 1", "true", 1, 1),
    ("1 1 2 1", "true", 2, 1),
    ("2 3 2 2", "true", 3, 2),
    ("3 2 2 2", "true", 3, 3),  # quality of education cannot be the exception
    ("1 1 1 1", "false", 4, 4),
    ("2 2 2 4", "true", 4, 4),
]


@pytest.mark.parametrize(("grades", "safeguarding", "overall", "excepted"), EDUCATION)
def test_education_framework(grades, safeguarding, overall, excepted):
    evidence, facts = scored("ofsted-eif-2019", grades), {"safeguarding_effective": safeguarding}
    scale = edition("ofsted-eif-2019").scale
    result = rated("ofsted-eif-2019", evidence, facts)
    assert scale.points[scale.position(result.overall.rating)].score == overall
    if overall > 1:
        better = Departure("overall", scale.by_score(overall - 1).id, "Improving securely.")
        departed = rated("ofsted-eif-2019", evidence, facts, departures=(better,))
        assert scale.points[scale.position(departed.overall.rating)].score == excepted
        assert [problem.severity for problem in departed.problems] == ([] if excepted < overall else ["error"])
        unexplained = rated("ofsted-eif-2019", evidence, facts, departures=(better._replace(reason=None),))
        assert scale.points[scale.position(unexplained.overall.rating)].score == overall
        assert [problem.severity for problem in unexplained.problems] == ["error"]


def test_education_framework_two_exceptions_are_too_many():
    evidence = scored("ofsted-eif-2019", "2 3 3 2")
    better = (Departure("overall", "good", "Improving securely."),)
    result = rated("ofsted-eif-2019", evidence, {"safeguarding_effective": "true"}, departures=better)
    assert (result.overall.rating, [problem.code for problem in result.problems]) == ("requires_improvement", ["RAT007"])


def test_education_framework_provision_does_not_enter():
    evidence = scored("ofsted-eif-2019", "2 2 2 2") | {"sixth_form": StandardEvidence(stated="requires_improvement")}
    result = rated("ofsted-eif-2019", evidence, {"safeguarding_effective": "true"})
    assert (result.overall.rating, result.standard("sixth_form").rating) == ("good", "requires_improvement")
    assert result.standard("early_years").state == "not_applicable"


@pytest.mark.parametrize(
    ("grades", "acceptable", "capacity", "category"),
    [
        ("2 2 2 4", "false", "false", ["special_measures"]),
        ("2 2 2 4", "false", "true", ["serious_weaknesses"]),
        ("2 2 2 4", "true", "false", ["serious_weaknesses"]),
        ("2 2 2 3", "false", "false", []),
    ],
)
def test_education_framework_category(grades, acceptable, capacity, category):
    """Special measures if failing an acceptable standard and leaders lack capacity to improve; else serious weaknesses."""
    facts = {"safeguarding_effective": "true", "acceptable_standard_of_education": acceptable, "capacity_to_improve": capacity}
    assert statuses_that_hold(rated("ofsted-eif-2019", scored("ofsted-eif-2019", grades), facts)) == category


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 5. Ofsted report cards, from November 2025: no overall grade, a boolean category.

AREAS = (
    "inclusion",
    "curriculum_and_teaching",
    "achievement",
    "attendance_and_behaviour",
    "personal_development_and_wellbeing",
    "leadership_and_governance",
)
SIGNIFICANT, SPECIAL = "requires_significant_improvement", "special_measures"
REPORT_CARD = [
    # every area   but urgent improvement in   safeguarding   category
    ("expected_standard", None, "met", None),
    ("expected_standard", "achievement", "met", SIGNIFICANT),
    ("expected_standard", "leadership_and_governance", "met", SPECIAL),
    ("expected_standard", None, "not_met", SIGNIFICANT),
    ("expected_standard", "leadership_and_governance", "not_met", SPECIAL),
    ("needs_attention", None, "met", None),
]


@pytest.mark.parametrize(("every", "urgent", "safeguarding", "category"), REPORT_CARD)
def test_report_card(every, urgent, safeguarding, category):
    """A school in special measures also requires significant improvement, so that both statuses hold and the graver is its category."""
    grades = dict.fromkeys(AREAS, every) | {"safeguarding": safeguarding}
    grades |= {urgent: "urgent_improvement"} if urgent else {}
    result = rated("ofsted-report-card-2025", {ref: StandardEvidence(stated=grade) for ref, grade in grades.items()})
    assert statuses_that_hold(result) == {None: [], SIGNIFICANT: [SIGNIFICANT], SPECIAL: [SIGNIFICANT, SPECIAL]}[category]
    assert (result.overall.state, result.overall.rating, result.overall.score, result.overall.max) == ("none_by_design", None, None, None)
    assert [result.standard(ref).state for ref in ("early_years", "post_16")] == ["not_applicable", "not_applicable"]


def test_report_card_an_optional_area_counts_where_it_is():
    grades = dict.fromkeys((*AREAS, "early_years"), "expected_standard") | {"post_16": "urgent_improvement", "safeguarding": "met"}
    result = rated("ofsted-report-card-2025", {ref: StandardEvidence(stated=grade) for ref, grade in grades.items()})
    assert statuses_that_hold(result) == ["requires_significant_improvement"]


def test_report_card_a_status_that_cannot_be_told():
    grades = dict.fromkeys(AREAS, "expected_standard")
    result = rated("ofsted-report-card-2025", {ref: StandardEvidence(stated=grade) for ref, grade in grades.items()})
    assert [(status.id, status.holds) for status in result.statuses] == [(SIGNIFICANT, None), (SPECIAL, False)]


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 6. Ofsted ILACS. "Any 4 outside leadership: indicative 4, a departure warns; otherwise keep the judgement and warn only if it
# lies outside best and worst KJ."

CHILDRENS_SERVICES = [
    # leaders, help and protection, in care, care leavers   judged   warning
    ("2 2 4 3", 3, "RAT003"),  # departs from the indication
    ("2 2 3 4", 4, None),
    ("4 3 3 3", 3, None),  # leadership alone indicates nothing
    ("2 2 3 2", 2, None),
    ("2 2 3 2", 3, None),  # the same judgements, another grade
    ("2 2 3 2", 1, "RAT005"),  # better than the best
    ("2 2 3 2", 4, "RAT005"),  # worse than the worst
]


@pytest.mark.parametrize(("grades", "given", "warning"), CHILDRENS_SERVICES)
def test_childrens_services(grades, given, warning):
    word = edition("ofsted-ilacs-2018").scale.by_score(given).id
    judgement = OverallJudgement(word, "The reasons.", "lead inspector")
    result = rated("ofsted-ilacs-2018", scored("ofsted-ilacs-2018", grades), overall=judgement)
    assert result.overall.rating == word  # a warning decides nothing
    assert [(problem.code, problem.severity) for problem in result.problems] == ([(warning, "warning")] if warning else [])


def test_childrens_services_the_judgement_needs_a_reason():
    result = rated("ofsted-ilacs-2018", scored("ofsted-ilacs-2018", "2 2 2 2"), overall=OverallJudgement("good"))
    assert [problem.code for problem in result.problems] == ["RAT002"]


def test_childrens_services_before_the_judgement_on_care_leavers():
    """Older rows have inspection_pre_dates_judgement: excluded, and no mark is shown."""
    evidence = scored("ofsted-ilacs-2018", "2 2 2") | {"care_leavers": StandardEvidence(not_rated=NotRated("pre_dates_item"))}
    result = rated("ofsted-ilacs-2018", evidence, overall=OverallJudgement("good", "All good.", "lead inspector"))
    assert (result.standard("care_leavers").state, result.overall.rating, result.problems) == ("not_applicable", "good", ())


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 7. HMI Prisons. Four tests, "no overall; leadership inspected, not scored". Urgent Notification is a status outside the scores.


def test_prisons():
    evidence = scored("hmi-prisons", "1 2 3 4") | {"leadership": StandardEvidence(text="Leaders were visible.")}
    result = rated("hmi-prisons", evidence, {"urgent_notification": "issued"})
    assert [standard.score for standard in result.standards] == [1, 2, 3, 4, None]
    assert (result.overall.state, result.overall.rating, result.overall.score, result.overall.max) == ("none_by_design", None, None, None)
    assert (result.standard("leadership").state, result.standard("leadership").text) == ("not_rated", "Leaders were visible.")
    assert [(status.id, status.value) for status in result.statuses] == [("urgent_notification", "issued")]


def test_prisons_an_overall_judgement_is_refused():
    result = rated("hmi-prisons", scored("hmi-prisons", "4 4 4 4"), overall=OverallJudgement("good", "All good.", "someone"))
    assert (result.overall.rating, [problem.severity for problem in result.problems]) == (None, ["error"])


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 8. Care Inspectorate. "KQ grade = lowest of its inspected indicators"; KQs not inspected keep their earlier grade with its date.

CARE = [
    # indicators inspected   grade of the key question
    ({"wellbeing.1": 5, "wellbeing.2": 4}, 4),
    ({"wellbeing.1": 5}, 5),
    ({"wellbeing.2": 6}, 6),
]


@pytest.mark.parametrize(("indicators", "grade"), CARE)
def test_care_key_question(indicators, grade):
    scale = edition("care-inspectorate").scale
    figures = {ref: Figures(rating=scale.by_score(score).id) for ref, score in indicators.items()}
    standard = rated("care-inspectorate", {"wellbeing": StandardEvidence(figures=figures)}).standard("wellbeing")
    assert standard.score == grade
    assert [question.takes_part for question in standard.key_questions] == [ref in indicators for ref in ("wellbeing.1", "wellbeing.2")]


@pytest.mark.parametrize(
    ("evidence", "state", "score", "carried_from"),
    [
        (StandardEvidence(stated="good", carried_from="2018-05"), "rated", 4, "2018-05"),
        (StandardEvidence(not_rated=NotRated("not_inspected", "not looked at this time")), "not_rated", None, None),
    ],
)
def test_care_key_question_not_inspected(evidence, state, score, carried_from):
    """None inspected: carried forward with date, or blank."""
    standard = rated("care-inspectorate", {"wellbeing": evidence}).standard("wellbeing")
    assert (standard.state, standard.score, standard.carried_from) == (state, score, carried_from)


def test_care_summary():
    """KQs 5, 4, 4: min 4, max 5, spread 1; no overall; the setting is not graded for care at home."""
    words = {"wellbeing": "very_good", "leadership": "good", "staff_team": "good"}
    result = rated("care-inspectorate", {ref: StandardEvidence(stated=word) for ref, word in words.items()})
    scores = [standard.score for standard in result.standards if standard.state == "rated"]
    assert (min(scores), max(scores), max(scores) - min(scores)) == (4, 5, 1)
    assert (result.overall.state, result.overall.score) == ("none_by_design", None)
    assert result.standard("setting").state == "not_applicable"


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 9. Estyn, September 2024: text findings, no scale, a follow-up set by judgement.


@pytest.mark.parametrize("follow_up", ["none", "estyn_review", "significant_improvement", "special_measures"])
def test_schools_in_wales(follow_up):
    result = rated("estyn-2024", {"teaching_and_learning": StandardEvidence(text="Teaching is lively.")}, {"follow_up": follow_up})
    assert edition("estyn-2024").scale.points == ()
    assert [(standard.state, standard.rating, standard.possible) for standard in result.standards] == [("not_rated", None, ())] * 3
    assert result.standard("teaching_and_learning").text == "Teaching is lively."
    assert (result.overall.state, result.overall.possible) == ("none_by_design", ())
    assert [(status.id, status.holds, status.value) for status in result.statuses] == [("follow_up", None, follow_up)]


def test_schools_in_wales_a_follow_up_that_does_not_exist():
    assert [problem.code for problem in rated("estyn-2024", {}, {"follow_up": "monitoring"}).problems] == ["RAT009"]


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 10. Food hygiene: "take the best column that meets both lines", total at most and no single score above. 0 is the best score.

FOOD_HYGIENE = [
    # handling, structure, management   total   rating
    ("5 5 5", 15, "5"),
    ("0 10 5", 15, "4"),
    ("10 10 0", 20, "4"),
    ("0 15 0", 15, "2"),
    ("10 10 10", 30, "3"),
    ("15 15 10", 40, "2"),
    ("20 15 10", 45, "1"),
    ("25 15 10", 50, "0"),
    ("15 20 20", 55, "0"),
    ("0 0 20", 20, "1"),
    ("0 0 30", 30, "0"),
]


@pytest.mark.parametrize(("scores", "total", "rating"), FOOD_HYGIENE)
def test_food_hygiene(scores, total, rating):
    overall = rated("fhrs-2012", scored("fhrs-2012", scores)).overall
    assert (overall.score, overall.rating) == (total, rating)


COLUMNS = {5: (15, 5), 4: (20, 10), 3: (30, 10), 2: (40, 15), 1: (50, 20)}


def test_food_hygiene_every_combination():
    """The published table, read by hand for all 180 combinations of scores."""
    for handling in (0, 5, 10, 15, 20, 25):
        for structure in (0, 5, 10, 15, 20, 25):
            for management in (0, 5, 10, 20, 30):
                three = (handling, structure, management)
                best = next((column for column, (total, worst) in COLUMNS.items() if sum(three) <= total and max(three) <= worst), 0)
                assert rated("fhrs-2012", scored("fhrs-2012", " ".join(map(str, three)))).overall.rating == str(best), three


# ------------------------------------------------------------------------------------------------------------------------------------
# Section 12. What "not rated" can mean, shown on a local authority with 3 for every other quality statement.

NOT_RATED = [
    # code                    state             denominator   overall
    ("not_applicable", "not_applicable", 32, ("good",)),
    ("pre_dates_item", "not_applicable", 32, ("good",)),
    ("not_inspected", "not_rated", 32, ("good",)),
    ("insufficient_evidence", "not_rated", 32, ("good",)),
    ("no_cases", "not_rated", 32, ("good",)),
    ("too_few_cases", "not_rated", 32, ("good",)),
    ("not_graded_by_design", "not_rated", 32, ("good",)),
    ("history_only", "not_rated", 32, ("good",)),
    ("suspended", "not_rated", 32, ("good",)),
    ("outcome_text", "not_rated", 32, ("good",)),
    ("not_recorded", "unknown", 36, ("good",)),  # 25 to 28 of 36: unknown, never a rating
]


@pytest.mark.parametrize(("code", "state", "denominator", "possible"), NOT_RATED)
def test_what_not_rated_can_mean(code, state, denominator, possible):
    evidence = scored("cqc-local-authority-2023", "3 3 3 3 3 3 3 3 3") | {"9": StandardEvidence(not_rated=NotRated(code, "why"))}
    result = rated("cqc-local-authority-2023", evidence)
    assert (result.standard("9").state, result.standard("9").rating, result.standard("9").not_rated.code) == (state, None, code)
    assert (result.overall.max, result.overall.possible) == (denominator, possible)
