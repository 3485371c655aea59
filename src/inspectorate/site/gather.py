"""What the pages across inspections need, gathered while the inspections go by one at a time; none of them is kept."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis import ProgrammeCounts
from inspectorate.model import PercentBands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import KeyQuestion, Standard

KEPT = 200
"""Up to so many percentages of one measure are kept one by one; of more, only how many there are in each ten per cent."""


class Measure(NamedTuple):
    """
    What a percentage is of: a key question of an edition, or a figure that is shown and never rated.

    `ref` is None for a figure that is never rated; then `title` is its label. Made-up figures are a measure of their own.
    """

    edition: str
    provenance: str
    ref: str | None
    title: str
    standard: str
    edges: tuple[float, ...] = ()
    status: str = ""


class Known(NamedTuple):
    """One known percentage with its inspection, its base and whether it decided the rating of its standard."""

    inspection: str
    organisation: str
    date: str | None
    published_on: str | None
    rated_by: str | None
    percent: Decimal
    yes: int | None
    cases: int | None
    deciding: bool


class Figures:
    """The percentages of one measure: the first ones whole, all of them counted by tens."""

    def __init__(self) -> None:
        self.kept: list[Known] = []
        self.tens: Counter[int] = Counter()
        self.number = 0

    def add(self, known: Known) -> None:
        """Take one in."""
        self.number += 1
        self.tens[min(9, int(known.percent) // 10)] += 1
        if len(self.kept) < KEPT:
            self.kept.append(known)

    @property
    def whole(self) -> bool:
        """Whether every one of them was kept."""
        return self.number == len(self.kept)


class Gathered:
    """All that is gathered."""

    def __init__(self) -> None:
        self.programmes = ProgrammeCounts()
        self.measures: dict[Measure, Figures] = {}
        self.drafts = 0

    def add(self, rated: RatedInspection) -> None:
        """Take in one inspection. Drafts are counted by programme and are in no chart."""
        self.programmes.add(rated)
        if rated.inspection.heading.provenance == "draft":
            self.drafts += 1
            return
        for measure, known in (*_questions(rated), *_context(rated)):
            self.measures.setdefault(measure, Figures()).add(known)


def whole_count(percent: Decimal, cases: int) -> int | None:
    """Give the count when exactly one whole number of cases gives a per cent, to the places it is printed with."""
    places = Decimal(1).scaleb(-max(0, -int(percent.as_tuple().exponent)))
    middle = int(percent * cases / 100)
    fitting = [
        yes
        for yes in range(max(0, middle - 2), min(cases, middle + 2) + 1)
        if (Decimal(100 * yes) / Decimal(cases)).quantize(places, ROUND_HALF_UP) == percent
    ]
    return fitting[0] if len(fitting) == 1 else None


def _questions(rated: RatedInspection) -> Iterator[tuple[Measure, Known]]:
    edition = rated.inspection.edition
    for standard, result in zip(edition.standards, rated.result.standards, strict=True):
        questions = {question.ref: question for question in standard.key_questions}
        for found in result.key_questions:
            if found.percent is None:
                continue
            measure = _measure(rated, standard, questions[found.ref])
            deciding = found.ref in result.deciding and result.rating is not None
            yield measure, _known(rated, found.percent, found.yes, found.cases, deciding=deciding)


def _measure(rated: RatedInspection, standard: Standard, question: KeyQuestion) -> Measure:
    bands = standard.key_question_rule
    edges: Iterable[float] = ()
    status = ""
    if isinstance(bands, PercentBands):
        edges = (float(edge) for _, edge in bands.at_least)
        status = bands.known.in_words()
    title = question.short or question.text or f"Key question {question.ref}"
    provenance = rated.inspection.heading.provenance
    return Measure(rated.inspection.edition.id, provenance, question.ref, title, standard.title, tuple(edges), status)


def _context(rated: RatedInspection) -> Iterator[tuple[Measure, Known]]:
    texts = {question.id: question.text for question in rated.inspection.edition.context_questions}
    for entry in rated.inspection.written["context"]:
        yes, cases, percent = entry["yes"], entry["cases"], entry["percent"]
        label = entry["label"] or texts.get(entry["id"])
        if entry["steps"] or not label:
            continue
        if percent is None and yes is not None and cases:
            percent = (Decimal(100 * yes) / Decimal(cases)).quantize(Decimal(1), ROUND_HALF_UP)
        if percent is None:
            continue
        if yes is None and cases:
            yes = whole_count(percent, cases)
        measure = Measure(rated.inspection.edition.id, rated.inspection.heading.provenance, None, label, "")
        yield measure, _known(rated, percent, yes, cases, deciding=False)


def _known(rated: RatedInspection, percent: Decimal, yes: int | None, cases: int | None, *, deciding: bool) -> Known:
    heading = rated.inspection.heading
    return Known(
        inspection=heading.id,
        organisation=heading.organisation.name,
        date=heading.fieldwork_from or heading.fieldwork_to or heading.published_on,
        published_on=heading.published_on,
        rated_by=rated.inspection.rated_by,
        percent=percent,
        yes=yes,
        cases=cases,
        deciding=deciding,
    )
