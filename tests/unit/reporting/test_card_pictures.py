"""The pictures in docs/cards are what the cards look like now."""

import gc
import struct
import sys

import pytest
from scripts.draw_cards import CARDS, FOLDER, draw
from tests.unit.reporting.cards import SOURCES, rated

from inspectorate.reporting.card import build_card, card_svg


@pytest.mark.slow
@pytest.mark.parametrize("name", CARDS)
def test_picture_is_drawn_again_byte_for_byte(name):
    assert draw(CARDS[name]) == (FOLDER / f"{name}.png").read_bytes(), "run scripts/draw_cards.py, look at the pictures and commit them"


def test_there_is_no_other_picture():
    assert sorted(path.stem for path in FOLDER.glob("*.png")) == sorted(CARDS)


@pytest.mark.parametrize("name", CARDS)
def test_picture_is_one_a4_page(name):
    width, height = struct.unpack(">II", (FOLDER / f"{name}.png").read_bytes()[16:24])

    assert (width, round(height / width, 2)) == (993, 1.41) or (width, round(height / width, 2)) == (992, 1.41)


@pytest.mark.slow
def test_memory_stays_flat_over_many_cards():
    inspections = [rated(name) for name in SOURCES]
    in_use = []
    for _ in range(5):
        for at in range(100):
            card_svg(build_card(inspections[at % len(inspections)]))
        gc.collect()
        in_use.append(sys.getallocatedblocks())

    assert in_use[-1] - in_use[0] < 1000
