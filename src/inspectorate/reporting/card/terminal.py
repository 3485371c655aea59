"""A card in the terminal: 80 columns, drawn with Unicode or plain ASCII, with or without colour."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.reporting import palette

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.reporting.card.model import Axis, Card, DomainBlock, Fact, QuestionLine, Rating, StandardLine

WIDTH = 80
_RATING_AT, _INDENT, _AXIS_AT = 50, 5, 29
_AXIS_WIDTH, _FIGURE_WIDTH = 30, 13


class _Signs(NamedTuple):
    """The shapes a card is drawn with."""

    stairs: str
    possible: str
    beyond: str
    line: str
    edge: str
    dot: str
    lowest: str
    spread: str
    rule: str
    heavy: str


UNICODE = _Signs("▁▂▃▄▅▆▇█", "▒", "·", "─", "┼", "○", "◆", "━", "─", "━")
ASCII = _Signs("########", "?", ".", "-", "|", "o", "X", "=", "-", "=")
_FOLDED = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "…": "...",
    "·": ".",
    "≥": ">=",
    "≤": "<=",
    "−": "-",
    "×": "x",
    "½": "1/2",
}
_STAIRS = {1: (7,), 2: (2, 7), 3: (1, 4, 7), 4: (1, 3, 5, 7), 5: (1, 2, 4, 5, 7), 6: (0, 1, 3, 4, 5, 7)}


def card_text(card: Card, *, ascii: bool = False, color: bool = False) -> str:
    """
    Draw a card as text of at most 80 columns.

    Args:
        card: The card.
        ascii: Draw with plain characters, and fold letters and signs outside ASCII.
        color: Add the terminal's codes for colour and bold.
    """
    text = "\n".join(line.rstrip() for line in _Terminal(ASCII if ascii else UNICODE, color=color).lines(card))
    return _folded(text) if ascii else text


class _Terminal:
    """Draws the parts of a card with one set of signs."""

    def __init__(self, signs: _Signs, *, color: bool) -> None:
        self.signs, self.color = signs, color

    def lines(self, card: Card) -> Iterator[str]:
        yield from self._head(card)
        yield ""
        yield from self._overall(card)
        yield ""
        yield self._quiet(card.standards_title.ljust(0))
        yield self._quiet(self.signs.heavy * WIDTH)
        standard, rating, *basis = card.shown_columns
        yield self._quiet(f"{standard:{_RATING_AT}}{rating}")
        yield from (self._quiet(" " * _INDENT + word) for word in basis)
        for domain in card.domains:
            yield ""
            yield from self._domain(domain)
        yield ""
        yield self._quiet(self.signs.heavy * WIDTH)
        yield from self._below(card)

    def _head(self, card: Card) -> Iterator[str]:
        head = card.head
        yield self._quiet(head.title)
        if head.mark:
            yield from (self._bold(line) for line in _wrap(head.mark))
        yield ""
        yield from (self._bold(line) for line in _wrap(head.organisation))
        yield from _wrap(head.kind)
        yield ""
        width = max(len(fact.label) for fact in head.facts) + 2
        yield from (line for fact in head.facts for line in self._fact(fact, width))

    def _fact(self, fact: Fact, width: int) -> Iterator[str]:
        first, *more = _wrap(fact.text, WIDTH - width)
        yield self._quiet(fact.label.ljust(width)) + first
        yield from (" " * width + line for line in more)

    def _overall(self, card: Card) -> Iterator[str]:
        overall = card.overall
        yield self._quiet(overall.label)
        yield self._quiet(self.signs.heavy * WIDTH)
        steps = self._steps(overall.rating)
        indent = " " * (len(overall.rating.steps) + 2 if overall.rating.steps else 0)
        first, *more = _wrap(overall.rating.word, WIDTH - len(indent))
        yield (f"{steps}  " if indent else "") + self._rated(self._bold(first), overall.rating)
        yield from (indent + self._rated(self._bold(line), overall.rating) for line in more)
        place = "    ".join(word for word in (overall.place, overall.score) if word)
        yield from ([indent + place] if place else [])
        yield ""
        for sentence in (overall.why, *overall.remarks):
            yield from _wrap(sentence)

    def _domain(self, domain: DomainBlock) -> Iterator[str]:
        yield from (self._bold(line) for line in _wrap(domain.title))
        yield self._quiet(self.signs.rule * WIDTH)
        if domain.axis is not None:
            yield from self._axis(domain.axis)
        for line in domain.standards:
            yield from self._standard(line)

    def _axis(self, axis: Axis) -> Iterator[str]:
        """Print what the axis measures, and its ticks above the lines."""
        yield " " * _INDENT + self._quiet(axis.label)
        row = " " * _AXIS_AT
        for value, label in axis.ticks:
            row = row.ljust(_AXIS_AT + _column(value) - (0 if value < 100 else 2)) + label
        yield self._quiet(row)

    def _standard(self, line: StandardLine) -> Iterator[str]:
        titled = f"{line.ref:<{_INDENT}}" if line.ref else ""
        title = textwrap.wrap(
            line.title, _RATING_AT - 2, initial_indent=titled, subsequent_indent=" " * len(titled), break_on_hyphens=False
        )
        steps = f"{self._steps(line.rating)} " if line.rating.steps else ""
        width = len(line.rating.steps) + 1 if line.rating.steps else 0
        first, *more = _wrap(line.rating.word, WIDTH - _RATING_AT - width)
        yield from title[:-1]
        yield title[-1].ljust(_RATING_AT) + steps + self._rated(first, line.rating)
        yield from (" " * (_RATING_AT + width) + self._rated(word, line.rating) for word in more)
        yield from (" " * (_RATING_AT + width) + self._quiet(remark) for remark in line.remarks)
        for question in line.questions:
            yield from self._question(question)
        if line.text:
            yield from (" " * _INDENT + part for part in _wrap(line.text, WIDTH - _INDENT))

    def _question(self, question: QuestionLine) -> Iterator[str]:
        *above, last = _wrap(question.label, _AXIS_AT - _INDENT - 1)
        yield from (" " * _INDENT + part for part in above)
        start = (" " * _INDENT + last).ljust(_AXIS_AT)
        end = f"  {question.lowest}" if question.lowest else ""
        if question.rating is not None:
            yield f"{start}{self._steps(question.rating)} {question.rating.word}{end}"
            return
        figure = question.figure.rjust(_FIGURE_WIDTH)
        row = f"{start}{self._track(question)}{self._bold(figure) if end else figure}"
        if question.spread:
            yield f"{row} "
            yield " " * (_AXIS_AT + _AXIS_WIDTH) + question.spread.rjust(_FIGURE_WIDTH) + end
        else:
            yield row + end

    def _track(self, question: QuestionLine) -> str:
        cells = [self.signs.line] * _AXIS_WIDTH
        for edge in question.edges:
            cells[_column(edge)] = self.signs.edge
        if question.interval:
            low, high = (_column(value) for value in question.interval)
            cells[low : high + 1] = self.signs.spread * (high + 1 - low)
        cells[_mark_column(question)] = self.signs.lowest if question.lowest else self.signs.dot
        return "".join(cells)

    def _below(self, card: Card) -> Iterator[str]:
        if card.notes:
            yield self._bold(card.notes_title)
            for note in card.notes:
                yield from _wrap(note)
            yield ""
        foot = card.foot
        if foot.meanings:
            yield self._bold(foot.meanings_title)
        for meaning in foot.meanings:
            width = max(len(each.rating.word) for each in foot.meanings) + 2
            indent = len(meaning.rating.steps) + 1
            first, *more = _wrap(meaning.text or "", WIDTH - indent - width) or [""]
            yield f"{self._steps(meaning.rating)} {meaning.rating.word:{width}}{first}"
            yield from (" " * (indent + width) + line for line in more)
        if foot.meanings:
            yield ""
        yield self._bold(foot.basis_title)
        for sentence in foot.basis:
            yield from _wrap(sentence)

    def _steps(self, rating: Rating) -> str:
        points = len(rating.steps)
        heights = _STAIRS.get(points) or tuple(round(at * 7 / (points - 1)) for at in range(points))
        drawn = {"possible": self.signs.possible, "beyond": self.signs.beyond}
        return self._rated(
            "".join(drawn.get(step, self.signs.stairs[height]) for step, height in zip(rating.steps, heights, strict=True)), rating
        )

    def _rated(self, text: str, rating: Rating) -> str:
        if not self.color or not rating.reached:
            return text
        return f"\x1b[38;5;{palette.TERMINAL[palette.rating_color(rating.reached, len(rating.steps))]}m{text}\x1b[39m"

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[22m" if self.color else text

    def _quiet(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[22m" if self.color else text


def _column(percent: float) -> int:
    return round(percent * (_AXIS_WIDTH - 1) / 100)


def _mark_column(question: QuestionLine) -> int:
    """Give the column of a mark, moved to the side of an edge on which its figure is."""
    percent = question.percent or 0
    at = _column(percent)
    return at - 1 if any(at == _column(edge) and percent < edge for edge in question.edges) else at


def _wrap(text: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def _folded(text: str) -> str:
    for sign, plain in _FOLDED.items():
        text = text.replace(sign, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
