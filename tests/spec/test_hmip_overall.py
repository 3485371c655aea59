"""
HM Inspectorate of Probation, method 2.7 and 2.8: scores are added and the total is banded; what is not rated leaves the sum.

Outstanding 3, Good 2, Requires improvement 1, Inadequate 0; a mean exactly on an edge falls in the lower band.
"""

import pytest
from tests.spec.hmip import LETTERS, setting
from tests.spec.systems import edition, rated, scored

from inspectorate.model import Evidence, Figures, NotRated, StandardEvidence
from inspectorate.rating import rate, rate_counts, total_bands

# Method 2.7, the whole table.
TABLE = """
|  1 |  3 | 0   | 1    | 2     | 3     |
|  2 |  6 | 0–1 | 2–3  | 4–5   | 6     |
|  3 |  9 | 0–1 | 2–4  | 5–7   | 8–9   |
|  4 | 12 | 0–2 | 3–6  | 7–10  | 11–12 |
|  5 | 15 | 0–2 | 3–7  | 8–12  | 13–15 |
|  6 | 18 | 0–3 | 4–9  | 10–15 | 16–18 |
|  7 | 21 | 0–3 | 4–10 | 11–17 | 18–21 |
|  8 | 24 | 0–4 | 5–12 | 13–20 | 21–24 |
|  9 | 27 | 0–4 | 5–13 | 14–22 | 23–27 |
| 10 | 30 | 0–5 | 6–15 | 16–25 | 26–30 |
| 11 | 33 | 0–5 | 6–16 | 17–27 | 28–33 |
| 12 | 36 | 0–6 | 7–18 | 19–30 | 31–36 |
| 13 | 39 | 0–6 | 7–19 | 20–32 | 33–39 |
"""
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in TABLE.strip().splitlines()]
BANDS = [
    (int(number), int(most), tuple(range(int(cell.split("–")[0]), int(cell.split("–")[-1]) + 1)), word)
    for number, most, *cells in ROWS
    for cell, word in zip(cells, LETTERS.values(), strict=True)
]
NONE = StandardEvidence(not_rated=NotRated("no_cases", "none in the window"))


def total(number, sum_of):
    """Give *number* standards whose scores add up to *sum_of*, as a line of letters."""
    scores = [min(3, max(0, sum_of - 3 * at)) for at in range(number)]
    return " ".join("IRGO"[score] for score in scores)


@pytest.mark.parametrize(("number", "most", "totals", "word"), BANDS)
def test_the_table_of_totals(number, most, totals, word):
    """Thirteen standards of the youth editions: the last one is not counted, so that up to twelve may be; a thirteenth is counted here."""
    of = edition("hmip-youth-2021")
    counted = of._replace(domains=tuple(_all_counted(domain) for domain in of.domains))
    for sum_of in totals:
        standards = dict(zip((each.ref for each in of.standards), total(number, sum_of).split(), strict=False))
        found = rate_counts(counted, {}, {ref: LETTERS[letter] for ref, letter in standards.items()})
        assert (found.score, found.overall) == (sum_of, word)


def _all_counted(domain):
    return domain._replace(standards=tuple(standard._replace(counted=True) for standard in domain.standards))


@pytest.mark.parametrize("number", range(1, 14))
def test_the_table_is_whole(number):
    """Every total from nothing to the most stands in it once."""
    rows = [(totals, most) for n, most, totals, _ in BANDS if n == number]
    assert [score for totals, _ in rows for score in totals] == list(range(rows[0][1] + 1))
    assert rows[0][1] == 3 * number


@pytest.mark.parametrize("number", range(1, 14))
def test_the_library_prints_the_same_table(number):
    of = edition("hmip-crc-2018")
    printed = [(band.rating, band.lowest, band.highest) for band in total_bands(of, (of.scale,) * number)]
    assert printed == [(word, totals[0], totals[-1]) for n, _, totals, word in BANDS if n == number]


EDGES = [
    # edition           standards   total  overall
    ("hmip-crc-2018", 10, 5, "inadequate"),
    ("hmip-crc-2018", 10, 6, "requires_improvement"),
    ("hmip-crc-2018", 10, 15, "requires_improvement"),
    ("hmip-crc-2018", 10, 16, "good"),
    ("hmip-crc-2018", 10, 25, "good"),
    ("hmip-crc-2018", 10, 26, "outstanding"),
    ("hmip-youth-2018", 12, 6, "inadequate"),
    ("hmip-youth-2018", 12, 7, "requires_improvement"),
    ("hmip-youth-2018", 12, 18, "requires_improvement"),
    ("hmip-youth-2018", 12, 19, "good"),
    ("hmip-youth-2018", 12, 30, "good"),
    ("hmip-youth-2018", 12, 31, "outstanding"),
    ("hmip-pdu-2021", 9, 4, "inadequate"),
    ("hmip-pdu-2021", 9, 5, "requires_improvement"),
    ("hmip-pdu-2023", 7, 10, "requires_improvement"),
    ("hmip-pdu-2023", 7, 11, "good"),
    ("hmip-region-2023", 8, 20, "good"),
    ("hmip-region-2023", 8, 21, "outstanding"),
]


@pytest.mark.parametrize(("name", "number", "sum_of", "overall"), EDGES)
def test_both_sides_of_every_edge(name, number, sum_of, overall):
    result = rated(name, scored(name, total(number, sum_of))).overall
    assert (result.score, result.max, result.rating, result.state) == (sum_of, 3 * number, overall, "rated")
    assert (result.computed, result.possible, result.limits) == (overall, (overall,), ())


@pytest.mark.parametrize(
    ("sum_of", "lower", "upper"),
    [(5, "inadequate", "requires_improvement"), (15, "requires_improvement", "good"), (25, "good", "outstanding")],
)
def test_a_mean_on_an_edge_falls_lower_and_says_what_the_other_side_would_be(sum_of, lower, upper):
    overall = rated("hmip-crc-2018", scored("hmip-crc-2018", total(10, sum_of))).overall
    assert overall.rating == lower
    found = [(each.rule, each.status, each.value, each.alternative, each.rating) for each in overall.sensitive_to]
    assert found == [("overall.boundary", "recollected", "lower", "upper", upper)]
    assert rated("hmip-crc-2018", scored("hmip-crc-2018", total(10, sum_of + 1))).overall.sensitive_to == ()
    other = rate(setting("hmip-crc-2018", boundary="upper"), Evidence("draft", scored("hmip-crc-2018", total(10, sum_of))))
    assert other.overall.rating == upper


def test_no_weighting():
    """The same ten ratings in any places give the same."""
    for line in ("O O G G G R R R I I", "I I R R R G G G O O", "R G O I R G O I R G"):
        assert rated("hmip-crc-2018", scored("hmip-crc-2018", line)).overall.score == 15


def test_one_inadequate_standard_does_not_block_good():
    overall = rated("hmip-crc-2018", scored("hmip-crc-2018", "I O O O O O O O O I")).overall
    assert (overall.score, overall.rating) == (24, "good")


# ------------------------------------------------------------------------------------------------------------------------------------
# Published totals, method 2.10.


def test_east_sussex_2024():
    """1.1 Good … 3.4 Good: 10 + 8 + 7 = 25 of 36, Good; 4.1 RI shown, not added."""
    line = {"1": "G G O O", "2": "G I O O", "3": "R R O G"}
    assert [sum("IRGO".index(letter) for letter in letters.split()) for letters in line.values()] == [10, 8, 7]
    result = rated("hmip-youth-2021", scored("hmip-youth-2021", " ".join([*line.values(), "R"])))
    assert (result.overall.score, result.overall.max, result.overall.rating) == (25, 36, "good")
    assert [(each.rating, each.score, each.counted) for each in result.standards if not each.counted] == [
        ("requires_improvement", 1, False)
    ]


def test_west_kent_2022():
    """All nine Inadequate: 0 of 27, Inadequate."""
    overall = rated("hmip-pdu-2021", scored("hmip-pdu-2021", "I I I I I I I I I")).overall
    assert (overall.score, overall.max, overall.rating) == (0, 27, "inadequate")
    assert overall.down is None
    assert (overall.up.to, overall.up.steps) == ("requires_improvement", 5)  # five of nine one band up: 5 of 27


# ------------------------------------------------------------------------------------------------------------------------------------
# Rated, not counted (youth 4.1): shown, not added, N unchanged.


@pytest.mark.parametrize("letter", list("IRGO"))
def test_resettlement_never_changes_the_overall_rating(letter):
    for line in ("G G G G R R R R R R G G", "R R R R R R G G G G G G", "I I I I I I R R R R R R"):
        twelve = rated("hmip-youth-2021", scored("hmip-youth-2021", line) | {"4.1": NONE}).overall
        thirteen = rated("hmip-youth-2021", scored("hmip-youth-2021", f"{line} {letter}")).overall
        assert (thirteen.score, thirteen.max, thirteen.rating) == (twelve.score, 36, twelve.rating)


def test_resettlement_unknown_leaves_nothing_open():
    overall = rated("hmip-youth-2021", scored("hmip-youth-2021", "G G G G G G G G G G G G")).overall
    assert (overall.state, overall.rating, overall.score) == ("rated", "good", 24)


# ------------------------------------------------------------------------------------------------------------------------------------
# What is not rated leaves N and T.

SHRUNK = [
    # not rated                      rest of ten               score, max, overall
    ("4.2", "G G G G G R R R R", (14, 27, "good")),  # 14 of 27; of 30 it would be RI
    ("4.2", "G G G G R R R R R", (13, 27, "requires_improvement")),
    ("4.1 4.2", "G G G G G R R R", (13, 24, "good")),
    ("4.1 4.2", "G G G G R R R R", (12, 24, "requires_improvement")),
    ("2.1 2.2 2.3 2.4 4.1 4.2", "G G G R", (7, 12, "good")),
    ("2.1 2.2 2.3 2.4 4.1 4.2", "G G R R", (6, 12, "requires_improvement")),
    ("1.2 1.3 1.4 2.1 2.2 2.3 2.4 4.1 4.2", "I", (0, 3, "inadequate")),
    ("1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 4.1", "O", (3, 3, "outstanding")),
]


@pytest.mark.parametrize(("left_out", "line", "outcome"), SHRUNK)
@pytest.mark.parametrize("code", ["no_cases", "not_applicable", "not_inspected", "too_few_cases", "other"])
def test_bands_follow_the_number_rated(left_out, line, outcome, code):
    none = dict.fromkeys(left_out.split(), StandardEvidence(not_rated=NotRated(code)))
    refs = [standard.ref for standard in edition("hmip-crc-2018").standards if standard.ref not in none]
    evidence = {ref: StandardEvidence(stated=LETTERS[letter]) for ref, letter in zip(refs, line.split(), strict=True)}
    overall = rated("hmip-crc-2018", evidence | none).overall
    assert (overall.score, overall.max, overall.rating) == outcome


def test_a_standard_without_any_case_is_not_rated():
    """`cases: 0` under every key question says the same as `not_rated: no_cases`."""
    evidence = scored("hmip-crc-2018", "G G G G G R R R R")
    said = rated("hmip-crc-2018", evidence | {"4.2": NONE})
    counted = rated("hmip-crc-2018", evidence | {"4.2": StandardEvidence(figures={f"4.2.{at}": Figures(None, 0) for at in (1, 2, 3)})})
    for result in (said, counted):
        assert (result.standard("4.2").state, result.standard("4.2").not_rated.code) == ("not_rated", "no_cases")
        assert (result.overall.score, result.overall.max, result.overall.rating) == (14, 27, "good")


def test_nothing_rated():
    result = rated("hmip-crc-2018", {standard.ref: NONE for standard in edition("hmip-crc-2018").standards})
    overall = result.overall
    assert (overall.state, overall.rating, overall.score, overall.max, overall.possible) == ("nothing_rated", None, None, None, ())
    assert {standard.state for standard in result.standards} == {"not_rated"}
