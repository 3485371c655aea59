"""The card in the terminal: 80 columns, with and without colour, in plain ASCII."""

import re

import pytest
from tests.unit.reporting.cards import DRAWN, card, named

from inspectorate.reporting.card import card_text

EVERY = pytest.mark.parametrize("case", DRAWN, ids=named)
CODES = re.compile(r"\x1b\[[0-9;]*m")


@EVERY
@pytest.mark.parametrize("plain", [False, True], ids=["unicode", "ascii"])
def test_fits_eighty_columns(case, plain):
    lines = card_text(card(*case), ascii=plain).splitlines()

    assert [line for line in lines if len(line) > 80 or line != line.rstrip()] == []


@EVERY
def test_plain_drawing_is_ascii_alone(case):
    card_text(card(*case), ascii=True).encode("ascii")


@EVERY
def test_colour_adds_nothing_but_codes(case):
    coloured = card_text(card(*case), color=True)

    assert CODES.sub("", coloured).splitlines() == [line.rstrip() for line in card_text(card(*case)).splitlines()]
    assert coloured.count("\x1b[1m") == coloured.count("\x1b[22m") - coloured.count("\x1b[2m")


def test_ratings_and_key_questions_are_drawn():
    text = card_text(card("northbank"))

    assert "▂▄··  Requires improvement\n      2 of 4, where 4 is best    11 of 30 points" in text
    assert "2.4  Reviewing                                    ▂··· Inadequate\n" in text
    assert "     Keeping others safe     ─────────────◆┼────┼───┼──────   49% of 112  lowest\n" in text


def test_a_figure_below_an_edge_is_drawn_below_it():
    """49% stands left of the edge at 50%, however near the columns are."""
    row = next(line for line in card_text(card("northbank")).splitlines() if "49% of 112" in line)

    assert row.index("◆") < row.index("┼")


def test_folds_what_ascii_lacks():
    assert "Dysynni a Gwy" in card_text(card("welsh"), ascii=True)
    assert "Panel's discretion" in card_text(card("marks"), ascii=True)
