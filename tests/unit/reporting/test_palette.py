"""The colours of ratings: readable, told apart by every eye, and never needed."""

from itertools import pairwise

import pytest
from tests.unit.reporting.cards import SOURCES, card

from inspectorate.reporting import palette
from inspectorate.reporting.card.shapes import stair_boxes

# Linear RGB under full red, green and blue blindness. Source: Machado, Oliveira and Fernandes 2009, severity 1.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(color, matrix):
    return [sum(weight * part for weight, part in zip(row, linear(color), strict=True)) for row in matrix]


def lab(rgb):
    x, y, z = (
        sum(weight * part for weight, part in zip(row, rgb, strict=True)) / white
        for row, white in (
            ((0.4124564, 0.3575761, 0.1804375), 0.95047),
            ((0.2126729, 0.7151522, 0.0721750), 1.0),
            ((0.0193339, 0.1191920, 0.9503041), 1.08883),
        )
    )
    f = [max(0.0, part) ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def apart(one, other):
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def test_contrast_of_black_and_white():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("paper", [palette.PAPER, palette.TINT])
def test_every_text_has_a_contrast_of_four_and_a_half(paper):
    colors = {color for colors in palette.RATINGS.values() for color in colors} | {palette.INK, palette.QUIET}

    assert [color for color in colors if palette.contrast(color, paper) < 4.5] == []


@pytest.mark.parametrize("paper", [palette.PAPER, palette.TINT])
def test_every_mark_has_a_contrast_of_three(paper):
    marks = (palette.EDGE, palette.MARK, palette.INK)

    assert [color for color in marks if palette.contrast(color, paper) < 3] == []
    assert palette.contrast(palette.AXIS, palette.PAPER) >= 3


@pytest.mark.parametrize("points", palette.RATINGS)
@pytest.mark.parametrize("kind", BLIND)
def test_neighbours_are_told_apart_by_every_eye(points, kind):
    pairs = list(pairwise(palette.RATINGS[points]))

    assert [pair for pair in pairs if apart(seen(pair[0], BLIND[kind]), seen(pair[1], BLIND[kind])) < 10] == []


def test_every_position_has_a_colour():
    assert palette.rating_color(0, 4) == palette.QUIET
    assert [palette.rating_color(place, 4) for place in (1, 2, 3, 4)] == list(palette.RATINGS[4])
    assert palette.rating_color(1, 9) == palette.RATINGS[6][0]
    assert palette.rating_color(9, 9) == palette.RATINGS[6][5]
    assert set(palette.TERMINAL) == {color for colors in palette.RATINGS.values() for color in colors}


def test_without_colour_ratings_differ_by_how_many_steps_are_filled():
    for name in SOURCES:
        lines = [line for domain in card(name).domains for line in domain.standards if line.rating.reached]
        shapes = {(line.rating.word, line.rating.steps) for line in lines}
        by_scale = {}
        for word, steps in shapes:
            by_scale.setdefault((len(steps), steps.count("reached")), set()).add(word)
        if name != "hygiene":  # its scores have the same words on scales of different length
            assert [words for words in by_scale.values() if len(words) > 1] == []


@pytest.mark.parametrize("points", [1, 2, 3, 4, 5, 6, 9])
def test_stairs_rise_and_stay_inside(points):
    boxes = stair_boxes(points, 5, 10, 1.5, 1)
    heights = [height for _, _, _, height in boxes]

    assert heights == sorted(set(heights)) or points == 1
    assert all(x >= 0 and y >= 0 and x + width <= points * 6.5 and y + height <= 10 for x, y, width, height in boxes)
