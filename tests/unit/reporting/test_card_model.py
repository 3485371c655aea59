"""What a card says."""

import re

from tests.unit.reporting.cards import SOURCES, card

from inspectorate.reporting.card import card_words

JUDGING = re.compile(r"\b(only|just|merely|sadly|unfortunately|worrying|shocking|terrible|impressive|poor)\b", re.IGNORECASE)


def standard(name, title):
    return next(line for domain in card(name).domains for line in domain.standards if line.title == title)


def test_head_says_who_when_under_what_and_that_it_is_made_up():
    head = card("northbank").head

    assert head.mark == "Synthetic: made up, not a real inspection"
    assert head.organisation == "Northbank CRC (fictional)"
    assert head.kind == "Inspection of a single organisation, Northbank (fictional)"
    assert [tuple(fact) for fact in head.facts] == [
        ("Fieldwork", "11 to 22 June 2018"),
        ("Published", "September 2018"),
        ("Rated by", "Inspectorate demonstration (fictional)"),
        ("Framework", "Inspection of community rehabilitation companies, June 2018"),
    ]


def test_every_card_says_its_date_framework_and_who_rated_it():
    """A rating never shows without them (design section 7)."""
    for name in SOURCES:
        labels = [fact.label for fact in card(name).head.facts]
        assert {"Rated by", "Framework"} <= set(labels)
        assert {"Fieldwork", "Published", "Date"} & set(labels)


def test_marks_of_provenance():
    assert card("marks").head.mark == "Draft: not published"
    assert card("east-sussex").head.mark is None
    assert card("full").head.kind == "Joint inspection with HM Inspectorate of Constabulary and Estyn, Exampleshire"


def test_overall_has_word_place_and_score():
    overall = card("northbank").overall

    assert (overall.label, overall.rating.word) == ("Overall rating", "Requires improvement")
    assert overall.rating.steps == ("reached", "reached", "beyond", "beyond")
    assert (overall.place, overall.score) == ("2 of 4, where 4 is best", "11 of 30 points")
    assert overall.why == "The overall rating is Requires improvement because the scores of its ten standards add up to 11 of 30."


def test_overall_known_from_the_publisher_alone_is_marked_so():
    overall = card("hampshire").overall

    assert (overall.label, overall.rating.word, overall.score) == ("Overall rating, as published", "Good", None)
    assert overall.why == "The overall rating cannot be computed: three of ten standards are not known from these sources."
    assert overall.remarks == ("Published overall: Good. What is known leaves Requires improvement or Good.",)


def test_no_overall_by_design_says_so():
    overall = card("report-card").overall

    assert (overall.rating.word, overall.rating.steps, overall.place) == ("No overall rating", (), None)
    assert overall.why == "This framework gives no overall rating, by design."
    assert overall.remarks == ("Requires significant improvement: yes.", "Special measures: no.")


def test_lines_of_key_questions():
    reviewing = standard("northbank", "Reviewing")

    assert [(line.label, line.figure, line.percent, line.lowest) for line in reviewing.questions] == [
        ("Engaging the person", "65% of 130", 65.0, None),
        ("Reducing reoffending", "63% of 130", 63.0, None),
        ("Keeping others safe", "49% of 112", 49.0, "lowest"),
    ]
    assert {line.edges for line in reviewing.questions} == {(50.0, 65.0, 80.0)}


def test_intervals_are_drawn_and_said_when_asked_for():
    northbank = card("northbank", 0.95)
    lowest = northbank.domains[1].standards[3].questions[2]

    assert lowest.spread == "40 to 58%"
    assert tuple(round(end) for end in lowest.interval) == (40, 58)
    assert "The bar around a figure is its 95% score interval." in northbank.foot.basis
    assert not card("northbank").has_spread


def test_scales_of_two_to_six_points():
    assert standard("report-card", "Safeguarding").rating == ("Met", ("reached", "reached"))
    assert standard("report-card", "Inclusion").rating.steps == ("reached",) * 3 + ("beyond",) * 2
    assert standard("care", "Staff team").rating == ("Weak", ("reached",) * 2 + ("beyond",) * 4)
    assert standard("hertfordshire", "Partnerships and communities").remarks == ("Score 4",)
    assert [line.rating.word for line in standard("care", "Staff team").questions] == ["Excellent", "Weak"]


def test_what_is_reported_in_words_is_shown():
    leading = standard("words", "Leading and improving")

    assert leading.rating == ("Reported without a rating", ())
    assert leading.text.startswith("Leaders know the school well.")


def test_possible_ratings_are_steps_of_their_own():
    assert standard("marks", "Planning").rating == ("Inadequate or Requires improvement", ("possible", "possible", "beyond", "beyond"))
    assert standard("marks", "Unpaid work").rating == ("Not known yet", ("beyond",) * 4)
    assert standard("hampshire", "Services").rating.word == "Not in the sources"


def test_short_remarks_beside_the_ratings():
    titles = ("Leadership", "Staff", "Services", "Assessment", "Reviewing")

    assert [standard("marks", title).remarks for title in titles] == [
        ("Inferred",),
        ("From March 2017",),
        ("By elimination",),
        ("Panel’s discretion",),
        ("Derived",),
    ]
    assert standard("east-sussex", "Resettlement policy and provision").remarks == ("Not counted",)


def test_marks_in_words():
    assert card("marks").notes == (
        "Two of ten standards are not known yet: 1.4 and 4.1.",
        "2.2 Planning is Inadequate or Requires improvement: what is known does not settle it.",
        "4.2 Through the Gate was not rated: no releases in the window.",
        (
            "2.1 Assessment was moved by discretion from Requires improvement to Good by the ratings panel on 20 February 2019: "
            "two of the cases were new to the officer and had improved by the second visit."
        ),
        "The rating of 1.1 Leadership is inferred from the wording of the source, not stated in it.",
        "The rating of 1.3 Services is found by elimination, not stated in the source.",
        "The rating of 2.4 Reviewing is derived from other published figures, not stated in the source.",
        "1.2 Staff has an earlier rating, of March 2017, that still stands.",
        "Two answers in 2.3 Implementation and delivery are missing or could not be told, and left out of the figures.",
        (
            "2.3 Implementation and delivery may differ: nobody could check one rule of the method "
            "(rounding of the percentage before it is banded)."
        ),
    )
    assert card("hampshire").notes == ("Three of ten standards are not in the sources: 1.1, 1.3 and 4.1.",)
    assert card("east-sussex").notes == ("4.1 Resettlement policy and provision is shown and not counted in the overall rating.",)
    assert card("northbank").notes == ()


def test_foot_says_what_the_words_mean_and_what_the_rating_rests_on():
    foot = card("northbank").foot

    assert [(meaning.rating.word, meaning.rating.reached) for meaning in foot.meanings] == [
        ("Inadequate", 1),
        ("Requires improvement", 2),
        ("Good", 3),
        ("Outstanding", 4),
    ]
    assert foot.basis[0] == "200 cases were inspected."
    assert foot.basis[1] == (
        "A key question is Requires improvement from 50%, Good from 65% and Outstanding from 80% of cases, Inadequate below. "
        "The lowest key question decides its standard."
    )
    assert foot.basis[2].startswith("Rules of the method that were not read in a published document. Recollected: bands")
    assert re.fullmatch(r"Edition [0-9a-f]{12}\. Standards are Crown copyright, Open Government Licence v3\.0; .+\.", foot.basis[3])
    assert card("northbank").edition_hash.removeprefix("sha256:").startswith(foot.basis[3][8:20])


def test_welsh_card_has_the_welsh_name_titles_and_words():
    welsh = card("welsh")

    assert welsh.content_language == "cy"
    assert welsh.head.organisation == "Gwasanaeth Cyfiawnder Ieuenctid Dyffrynnoedd Dysynni a Gŵy (dychmygol)"
    assert welsh.overall.rating.word == "Da"
    assert sum(len(domain.standards) for domain in welsh.domains) == 13
    assert max(len(line.title) for domain in welsh.domains for line in domain.standards) > 95


def test_own_words_are_neutral_and_show_no_identifiers():
    for name in SOURCES:
        written = {line.text for domain in card(name).domains for line in domain.standards}
        ours = [word for word in card_words(card(name)) if word not in written]
        assert [word for word in ours if JUDGING.search(word) or re.search(r"[a-z]_[a-z]", word)] == []
