"""The standards of a card on its A4 page: columns that hold what this card has, one row a standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.reporting import palette
from inspectorate.reporting.card.sheet import Style, stairs_width
from inspectorate.reporting.measure import text_width

if TYPE_CHECKING:
    from inspectorate.reporting.card.model import Axis, Card, DomainBlock, QuestionLine, Rating, StandardLine
    from inspectorate.reporting.card.sheet import Sheet

LEFT, ROOM = 31.0, 595.28 - 62
_REF, _GAP, _STEP, _STEP_GAP = 23.0, 10.0, 5.0, 1.5
_AXIS = 86.0
SMALL = Style(9)
QUIET = Style(9, color=palette.QUIET)
STRONG = Style(9, bold=True)
_TITLE = Style(10, bold=True)
_DOMAIN = Style(11.5, bold=True)


class _Columns(NamedTuple):
    """
    Where titles, ratings and evidence begin, and how wide they are; without evidence the last width is 0.

    `stacked` puts the rating below the title, so that the axes are longer.
    """

    ref: float
    title: float
    rating_at: float
    rating: float
    basis_at: float
    basis: float
    stacked: bool = False


class _Track(NamedTuple):
    """Where the parts of a key question stand."""

    label: float
    axis_at: float
    axis: float
    figure_end: float
    spread_end: float
    lowest_at: float


def leading_at(space: float) -> float:
    """Give the distance of lines of small text: closer where gaps are."""
    return 1.08 + 0.12 * min(1.0, space)


class Standards:
    """Draws the domains of a card below one another."""

    def __init__(self, sheet: Sheet, card: Card, space: float, *, stacked: bool) -> None:
        self.sheet, self.card, self.space = sheet, card, space
        self.stacked = stacked
        self.lines = [line for domain in card.domains for line in domain.standards]
        self.columns = self._columns()
        self.track = self._track()

    def draw(self) -> None:
        """Draw the headings of the columns and every domain."""
        sheet, columns = self.sheet, self.columns
        rating_at = LEFT + 53 if columns.stacked else columns.rating_at
        places = ((LEFT, rating_at - LEFT), (rating_at, columns.rating), (columns.basis_at, columns.basis))
        for heading, (x, width) in zip(self.card.shown_columns, places, strict=False):
            below = sheet.text(x, sheet.y, heading, QUIET, width)
        sheet.y = below + 2
        sheet.line(LEFT, sheet.y, LEFT + ROOM, sheet.y, palette.INK, 1.5)
        for domain in self.card.domains:
            self._domain(domain)

    def _columns(self) -> _Columns:
        words = [line.rating.word for line in self.lines if line.rating.reached] or ["Not rated"]
        parts = [part for word in words for part in word.split()]
        steps = max((stairs_width(len(line.rating.steps), _STEP, _STEP_GAP) + 7 for line in self.lines if line.rating.steps), default=0.0)
        ref = _REF if any(line.ref for line in self.lines) else 0.0
        if not self.card.has_evidence:
            rating = min(190.0, max(text_width(word, 10, bold=True) for word in words) + steps + 12)
            return _Columns(ref, ROOM - ref - rating - 2 * _GAP, LEFT + ROOM - rating, rating, 0.0, 0.0)
        rating = max(max(text_width(part, 10, bold=True) for part in parts) + steps + 1, 92.0)
        widest = max(text_width(line.title, 10, bold=True) for line in self.lines) + 1
        if self.stacked:
            wide = min(max(widest, max(text_width(word, 10, bold=True) for word in words) + steps + 1), 142.0)
            basis_at = LEFT + ref + wide + _GAP
            return _Columns(ref, wide, LEFT + ref, wide, basis_at, LEFT + ROOM - basis_at, stacked=True)
        fixed = ref + 2 * _GAP + rating + sum(self._question_widths()) + _AXIS
        title = min(max(widest, 80.0), max(100.0, ROOM - fixed))
        basis_at = LEFT + ref + title + _GAP + rating + _GAP
        return _Columns(ref, title, LEFT + ref + title + _GAP, rating, basis_at, LEFT + ROOM - basis_at)

    def _question_widths(self) -> tuple[float, float, float, float]:
        """Give the widths of labels, figures, intervals and the word beside the lowest, each with the gap before the next."""
        questions = [question for line in self.lines for question in line.questions]

        def widest(texts: list[str], style: Style) -> float:
            return max((text_width(text, style.size, bold=style.bold) for text in texts), default=0.0)

        label = min(widest([question.label for question in questions], SMALL) + 1, 104.0) + 8
        figure = widest([question.figure for question in questions], STRONG) + 9
        spread = widest([question.spread for question in questions if question.spread], QUIET)
        lowest = widest([question.lowest for question in questions if question.lowest], STRONG)
        return label, figure, spread + 5 if spread else 0.0, lowest + 5 if lowest else 0.0

    def _track(self) -> _Track:
        label, figure, spread, lowest = self._question_widths()
        at, end = self.columns.basis_at, LEFT + ROOM
        spread_end = end - lowest
        figure_end = spread_end - spread
        return _Track(label - 8, at + label, figure_end - figure - at - label, figure_end, spread_end, spread_end + 5)

    def _domain(self, domain: DomainBlock) -> None:
        sheet = self.sheet
        sheet.y += 8 * self.space
        top = sheet.y
        room = self.columns.basis_at - _GAP - LEFT if domain.axis else ROOM
        with sheet.group(LEFT, top, ROOM):
            bottom = sheet.text(LEFT, top, domain.title, _DOMAIN._replace(lang=self.card.lang), room)
            if domain.axis:
                bottom = max(bottom, self._axis(domain.axis, top))
            sheet.y = bottom + 2
        sheet.line(LEFT, sheet.y, LEFT + ROOM, sheet.y, palette.EDGE)
        for at, line in enumerate(domain.standards):
            if at:
                sheet.line(LEFT, sheet.y, LEFT + ROOM, sheet.y, palette.RULE)
            self._standard(line)

    def _set(self, style: Style) -> Style:
        """Set lines closer on a full page."""
        return style._replace(leading=leading_at(self.space))

    def _axis(self, axis: Axis, top: float) -> float:
        """Set what the axis measures, and its ticks: beside it where there is room, else below."""
        sheet, track, at = self.sheet, self.track, self.columns.basis_at
        wide = text_width(axis.label, 9) > track.axis_at - at - 10
        below = sheet.text(at, top, axis.label, QUIET, LEFT + ROOM - at)
        ticks_at = below if wide else top
        for value, label in axis.ticks:
            sheet.text(track.axis_at + track.axis * value / 100, ticks_at, label, QUIET, 40, "middle")
        return ticks_at + 11

    def _standard(self, line: StandardLine) -> None:
        sheet, columns = self.sheet, self.columns
        top = sheet.y + 3 * self.space
        with sheet.group(LEFT, sheet.y, ROOM):
            x, width = LEFT + columns.ref, columns.title
            if line.ref:
                sheet.text(LEFT, top, line.ref, Style(10, color=palette.QUIET), columns.ref)
            elif columns.ref:
                x, width = LEFT, columns.title + columns.ref
            bottom = sheet.text(x, top, line.title, _TITLE._replace(lang=self.card.lang), width)
            bottom = max(bottom, self._rating(line, bottom if columns.stacked else top))
            if columns.basis:
                bottom = max(bottom, self._basis(line, top))
            sheet.y = bottom + 3 * self.space

    def _rating(self, line: StandardLine, top: float) -> float:
        sheet, columns, rating = self.sheet, self.columns, line.rating
        x = columns.rating_at
        if rating.steps:
            sheet.stairs(x, top - 0.7, rating, _STEP, 10.5, _STEP_GAP)
            x += stairs_width(len(rating.steps), _STEP, _STEP_GAP) + 7
        alone = columns.basis and not columns.stacked and not line.questions and not line.text
        width = (LEFT + ROOM if alone else columns.rating_at + columns.rating) - x
        color = palette.rating_color(rating.reached, len(rating.steps))
        bottom = sheet.text(x, top, rating.word, Style(10, bold=True, color=color, lang=self.card.lang_of(rating)), width)
        for remark in line.remarks:
            bottom = sheet.text(x, bottom, remark, SMALL, width)
        return bottom

    def _basis(self, line: StandardLine, top: float) -> float:
        bottom = top + 0.8
        for question in line.questions:
            bottom = self._question(question, bottom) + 0.8 * self.space
        if line.text:
            bottom = self.sheet.text(self.columns.basis_at, bottom, line.text, self._set(SMALL), self.columns.basis)
        return bottom

    def _question(self, question: QuestionLine, top: float) -> float:
        sheet, track = self.sheet, self.track
        style = self._set(STRONG if question.lowest else SMALL)
        bottom = sheet.text(self.columns.basis_at, top, question.label, self._set(SMALL)._replace(lang=self.card.lang), track.label)
        lowest_at = track.lowest_at if question.rating is None else self._rated(question.rating, top) + 12
        if question.figure:
            self._line(question, top + 5.4)
            sheet.text(track.figure_end, top, question.figure, style, 80, "end")
        if question.spread:
            sheet.text(track.spread_end, top, question.spread, QUIET, 80, "end")
        if question.lowest:
            sheet.text(lowest_at, top, question.lowest, STRONG, 60)
        return bottom

    def _rated(self, rating: Rating, top: float) -> float:
        """Draw a key question's own rating, and give its right edge."""
        sheet, x = self.sheet, self.track.axis_at
        steps = stairs_width(len(rating.steps), 4.5, _STEP_GAP) + 6
        style = STRONG._replace(color=palette.rating_color(rating.reached, len(rating.steps)), lang=self.card.lang)
        sheet.stairs(x, top, rating, 4.5, 9.5, _STEP_GAP)
        sheet.text(x + steps, top, rating.word, style, LEFT + ROOM - x - steps)
        return x + steps + text_width(rating.word, 9, bold=True)

    def _line(self, question: QuestionLine, y: float) -> None:
        sheet, track = self.sheet, self.track

        def at(value: float) -> float:
            return track.axis_at + track.axis * value / 100

        sheet.line(at(0), y, at(100), y, palette.AXIS, 0.9)
        for edge in question.edges:
            sheet.line(at(edge), y - 4, at(edge), y + 4, palette.EDGE, 0.9)
        if question.interval:
            sheet.line(at(question.interval[0]), y, at(question.interval[1]), y, palette.MARK, 2.2)
        if question.lowest:
            sheet.diamond(at(question.percent or 0), y, 4.4)
        else:
            sheet.dot(at(question.percent or 0), y, 2.7)
