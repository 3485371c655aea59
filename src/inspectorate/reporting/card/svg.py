"""A card as one A4 page of SVG. Where there is much to say the page first closes up; only then it grows."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING

from inspectorate.reporting import palette
from inspectorate.reporting.card.model import card_words
from inspectorate.reporting.card.sheet import Said, Sheet, Style, stairs_width
from inspectorate.reporting.card.svg_standards import LEFT, ROOM, SMALL, STRONG, Standards, leading_at
from inspectorate.reporting.measure import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.reporting.card.model import Card, Fact, Head, Meaning

WIDTH, HEIGHT = 595.28, 841.89
TOP = 24.0
_BOTTOM = HEIGHT - TOP + 0.01  # what the page holds, and a hair for sums of decimals
_SPACES = tuple(at / 20 for at in range(5, 33))
_MARK = Style(9.5, bold=True)
_NAME = Style(23, bold=True, leading=1.08)
_KIND = Style(11)
_WORD_SIZES = (31, 29, 27, 25, 23)
_LABEL = Style(10, bold=True, color=palette.QUIET)
_PLACE = Style(11)
_FACT = Style(9.5)
_WHY = Style(10.5, leading=1.25)
_HEADING = Style(9.5, bold=True)
_SECTION = Style(14, bold=True)


def card_svg(card: Card) -> str:
    """Draw a card as an SVG document of A4 size, portrait; taller only where even the closest setting does not hold it."""
    sheet = next(_settings(card), None)
    if sheet is None:
        sheet = min((_draw(card, _SPACES[0], stacked=stacked) for stacked in _arrangements(card)), key=lambda drawn: drawn.y)
    said = Said(card.name, "\n".join(card_words(card)), f"{card.edition_id} {card.edition_hash}", card.language)
    return "\n".join(sheet.svg(WIDTH, HEIGHT if sheet.y <= _BOTTOM else sheet.y + TOP, said)) + "\n"


def _settings(card: Card) -> Iterator[Sheet]:
    """Give the widest setting that fits the page: with ratings below the titles and long axes, then with ratings beside them."""
    for stacked in _arrangements(card):
        fitting = bisect_right(_SPACES, _BOTTOM, key=partial(_lower_edge, card, stacked))
        if fitting:
            space = _SPACES[fitting - 1]
            yield _draw(card, space, stacked=stacked, slack=max(0.0, HEIGHT - TOP - _draw(card, space, stacked=stacked).y))


def _lower_edge(card: Card, stacked: bool, space: float) -> float:  # noqa: FBT001 – positional, for partial
    return _draw(card, space, stacked=stacked).y


def _arrangements(card: Card) -> tuple[bool, ...]:
    """Say whether ratings may stand below their titles, beside them, or both in turn: intervals need the long axes."""
    if not card.has_evidence:
        return (False,)
    return (True,) if card.has_spread else (True, False)


def _draw(card: Card, space: float, *, stacked: bool, slack: float = 0.0) -> Sheet:
    """Draw everything with gaps of a given size; *slack* is left free above the foot."""
    sheet = Sheet()
    sheet.y = TOP
    _head(sheet, card.head, space)
    _overall(sheet, card, space)
    sheet.y += 16 * space
    sheet.y = sheet.text(LEFT, sheet.y, card.standards_title, _SECTION, ROOM)
    sheet.y += 4 * space
    Standards(sheet, card, space, stacked=stacked).draw()
    _foot(sheet, card, space, slack)
    return sheet


def _head(sheet: Sheet, head: Head, space: float) -> None:
    sheet.box(LEFT, sheet.y, ROOM, 4, palette.INK)
    sheet.y += 4 + 9 * space
    with sheet.group(LEFT, sheet.y, ROOM):
        beside = 0.0
        top = sheet.y
        sheet.y = sheet.text(LEFT, top + 2.5, head.title, _LABEL, ROOM / 2)
        if head.mark:
            beside = text_width(head.mark, _MARK.size, bold=True) + 14
            sheet.box(LEFT + ROOM - beside, top, beside, 17, "none", palette.INK, 1.25)
            sheet.text(LEFT + ROOM - 7, top + 2.8, head.mark, _MARK, beside, "end")
            sheet.y = max(sheet.y, top + 17)
        sheet.y += 3 * space
        sheet.y = sheet.text(LEFT - 0.5, sheet.y, head.organisation, _NAME, ROOM) + 2
        sheet.y = sheet.text(LEFT, sheet.y, head.kind, _KIND, ROOM) + 7 * space
    _facts(sheet, head.facts, space)


def _facts(sheet: Sheet, facts: tuple[Fact, ...], space: float) -> None:
    """Set the facts in two columns, labels beside them: dates left, who and under what right."""
    half = (len(facts) + 1) // 2
    top = bottom = sheet.y
    x = LEFT
    for column in (facts[:half], facts[half:]):
        label = max(text_width(fact.label, 9.5) for fact in column) + 10
        wanted = max(text_width(fact.text, 9.5) for fact in column) + 1
        room = LEFT + ROOM - x - label
        width = min(wanted, room / 2 if x == LEFT else room)
        sheet.y = top
        with sheet.group(x, top, label + width):
            for fact in column:
                sheet.text(x, sheet.y, fact.label, _FACT._replace(color=palette.QUIET), label)
                sheet.y = sheet.text(x + label, sheet.y, fact.text, _FACT, width) + 1 * space
        bottom = max(bottom, sheet.y)
        x += label + width + 26
    sheet.y = bottom


def _overall(sheet: Sheet, card: Card, space: float) -> None:
    """Draw the panel: stairs, the word large, where it stands and the score at the right, and why below."""
    overall, top, pad = card.overall, sheet.y + 9 * space, 5 + 5 * space
    panel = len(sheet.parts)
    sheet.parts.append("")
    sheet.y = top
    x, room = LEFT + 14, ROOM - 28
    with sheet.group(LEFT, top, ROOM):
        points = len(overall.rating.steps)
        steps = stairs_width(points, 13, 4) + 15 if points else 0.0
        beside = [fact for fact in (overall.place, overall.score) if fact]
        aside = max((text_width(fact, _PLACE.size) for fact in beside), default=0.0)
        sheet.y = sheet.text(x + steps, top + pad, overall.label, _LABEL, room - steps) + 1
        free = room - steps - (aside + 20 if beside else 0)
        size = next((size for size in _WORD_SIZES if text_width(overall.rating.word, size, bold=True) <= free), 20)
        color = palette.rating_color(overall.rating.reached, points)
        word = Style(size, bold=True, color=color, leading=1.05, lang=card.lang_of(overall.rating))
        sheet.y = sheet.text(x + steps, sheet.y, overall.rating.word, word, free)
        sheet.stairs(x, top + pad + 1, overall.rating, 13, sheet.y - top - pad - 4, 4)
        beside_y = sheet.y - 3.5 - len(beside) * 13
        for fact in beside:
            beside_y = sheet.text(x + room, beside_y, fact, _PLACE, room, "end") + 0.4
        sheet.y += 2 + 5 * space
        for sentence in (overall.why, *overall.remarks):
            sheet.y = sheet.text(x, sheet.y, sentence, _WHY, room) + 1
        sheet.y += pad - 1
    drawn, sheet.parts[panel:] = sheet.parts[panel + 1 :], []
    sheet.box(LEFT, top, ROOM, sheet.y - top, palette.TINT)
    sheet.parts += drawn


def _foot(sheet: Sheet, card: Card, space: float, slack: float) -> None:
    foot, small = card.foot, SMALL._replace(leading=leading_at(space))
    sheet.y += 10 * space
    if card.notes:
        with sheet.group(LEFT, sheet.y, ROOM):
            sheet.y = sheet.text(LEFT, sheet.y, card.notes_title, _HEADING, ROOM) + 1.5
            for note in card.notes:
                sheet.box(LEFT, sheet.y + 4, 3, 3, palette.EDGE)
                sheet.y = sheet.text(LEFT + 9, sheet.y, note, small, ROOM - 9) + 1 * space
        sheet.y += 8 * space
    sheet.y += slack
    sheet.line(LEFT, sheet.y, LEFT + ROOM, sheet.y, palette.INK, 1.5)
    sheet.y += 6 * space
    top, left = sheet.y, 196.0 if foot.meanings else 0.0
    if foot.meanings:
        with sheet.group(LEFT, top, left):
            sheet.y = sheet.text(LEFT, top, foot.meanings_title, _HEADING, left) + 2 * space
            for meaning in foot.meanings:
                _meaning(sheet, card, meaning, left)
                sheet.y += 2.5 * space
    lowest = sheet.y
    x = LEFT + left + (24 if foot.meanings else 0)
    sheet.y = top
    with sheet.group(x, top, LEFT + ROOM - x):
        sheet.y = sheet.text(x, sheet.y, foot.basis_title, _HEADING, LEFT + ROOM - x) + 2 * space
        for sentence in foot.basis:
            sheet.y = sheet.text(x, sheet.y, sentence, small, LEFT + ROOM - x) + 2 * space
    sheet.y = max(lowest, sheet.y)


def _meaning(sheet: Sheet, card: Card, meaning: Meaning, width: float) -> None:
    steps = stairs_width(len(meaning.rating.steps), 5, 1.5) + 6
    style = STRONG._replace(lang=card.lang_of(meaning.rating))
    sheet.stairs(LEFT, sheet.y - 0.8, meaning.rating, 5, 9.5, 1.5)
    sheet.y = sheet.text(LEFT + steps, sheet.y, meaning.rating.word, style, width - steps)
    if meaning.text:
        sheet.y = sheet.text(LEFT + steps, sheet.y, meaning.text, SMALL, width - steps)
