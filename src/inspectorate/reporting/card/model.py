"""The card: what a reader sees at a glance, as frozen values, and its words in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

StepState = Literal["reached", "possible", "beyond"]


class Rating(NamedTuple):
    """A rating as it is shown: the word, and the steps of its scale, worst first; no steps where nothing is rated."""

    word: str
    steps: tuple[StepState, ...] = ()

    @property
    def reached(self) -> int:
        """How many steps are filled."""
        return self.steps.count("reached")


class Fact(NamedTuple):
    """A label and what it says."""

    label: str
    text: str


class Head(NamedTuple):
    """Who was inspected, by whom, when and under what; `mark` says plainly when it is not a published inspection."""

    mark: str | None
    title: str
    organisation: str
    kind: str
    facts: tuple[Fact, ...]


class Overall(NamedTuple):
    """The overall rating: its word, its place on the scale, its score, why, and what else is to be said of it."""

    label: str
    rating: Rating
    place: str | None
    score: str | None
    why: str
    remarks: tuple[str, ...]


class QuestionLine(NamedTuple):
    """
    One key question: a figure on the axis from 0 to 100, or a rating of its own.

    `lowest` is the word beside the line that decides; `interval` is drawn, and `spread` says it.
    """

    label: str
    figure: str
    percent: float | None = None
    edges: tuple[float, ...] = ()
    lowest: str | None = None
    interval: tuple[float, float] | None = None
    spread: str | None = None
    rating: Rating | None = None


class StandardLine(NamedTuple):
    """One standard: where it stands, its rating, short remarks beside it, and what it rests on."""

    ref: str | None
    title: str
    rating: Rating
    remarks: tuple[str, ...] = ()
    questions: tuple[QuestionLine, ...] = ()
    text: str | None = None


class Axis(NamedTuple):
    """The axis above the lines of a domain: what it measures, and where the bands begin."""

    label: str
    ticks: tuple[tuple[float, str], ...]


class DomainBlock(NamedTuple):
    """The standards of one domain."""

    title: str
    axis: Axis | None
    standards: tuple[StandardLine, ...]


class Meaning(NamedTuple):
    """A word of a scale, its steps, and what it means."""

    rating: Rating
    text: str | None


class Foot(NamedTuple):
    """What the words mean, and what the rating rests on."""

    meanings_title: str
    meanings: tuple[Meaning, ...]
    basis_title: str
    basis: tuple[str, ...]


class Card(NamedTuple):
    """One report card, in reading order. Every format prints exactly its words, in this order."""

    language: str
    content_language: str
    head: Head
    overall: Overall
    columns: tuple[str, str, str]
    standards_title: str
    domains: tuple[DomainBlock, ...]
    notes_title: str
    notes: tuple[str, ...]
    foot: Foot
    edition_id: str
    edition_hash: str
    dated: str | None = None

    @property
    def name(self) -> str:
        """The name of the card, for titles of documents and pictures."""
        return f"{self.head.title}: {self.head.organisation}"

    @property
    def lang(self) -> str:
        """The language of the framework's texts where it is not the card's, else nothing."""
        return self.content_language if self.content_language != self.language else ""

    def lang_of(self, rating: Rating) -> str:
        """The same for the word of a rating: a word of the scale is the framework's."""
        return self.lang if rating.reached else ""

    @property
    def has_evidence(self) -> bool:
        """Whether any standard shows what it rests on; if none does, the standards are a plain list."""
        return any(line.questions or line.text for domain in self.domains for line in domain.standards)

    @property
    def has_spread(self) -> bool:
        """Whether any figure has an interval."""
        return any(question.spread for domain in self.domains for line in domain.standards for question in line.questions)

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The headings of the columns there are."""
        return self.columns if self.has_evidence else self.columns[:2]


def card_words(card: Card) -> list[str]:
    """Give every text of a card in reading order: what each format prints, no more and no less."""
    return [word for word in _words(card) if word]


def _words(card: Card) -> Iterator[str]:
    head, overall, foot = card.head, card.overall, card.foot
    yield from (head.title, head.mark or "", head.organisation, head.kind)
    yield from (word for fact in head.facts for word in fact)
    yield from (overall.label, overall.rating.word, overall.place or "", overall.score or "", overall.why, *overall.remarks)
    yield card.standards_title
    yield from card.shown_columns
    for domain in card.domains:
        yield domain.title
        if domain.axis is not None:
            yield domain.axis.label
            yield from (label for _, label in domain.axis.ticks)
        for line in domain.standards:
            yield from standard_words(line)
    if card.notes:
        yield from (card.notes_title, *card.notes)
    if foot.meanings:
        yield foot.meanings_title
        yield from (word for meaning in foot.meanings for word in (meaning.rating.word, meaning.text or ""))
    yield from (foot.basis_title, *foot.basis)


def standard_words(line: StandardLine) -> Iterator[str]:
    """Give the texts of one standard in reading order; an absent one is empty."""
    yield from (line.ref or "", line.title, line.rating.word, *line.remarks)
    for question in line.questions:
        yield from (question.label, question.rating.word if question.rating else "", question.figure)
        yield from (question.spread or "", question.lowest or "")
    yield line.text or ""
