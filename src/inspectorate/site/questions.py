"""Questions of comparison worth answering on a page, each answered by the analysis in its own words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.analysis import Answer, compare
from inspectorate.reporting.comparison import rating_words
from inspectorate.reporting.words import capital, counted, date_words, joined, number_word, period_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.analysis import Basis, Comparison, Reason, Subject
    from inspectorate.register import Comparability, Decision
    from inspectorate.site.collect import Collection, Summary

VERDICTS = {"allowed": "Yes", "allowed_with_caveat": "Yes, with a caveat", "refused": "No"}
MOST = 6
_HOWS = {"direct": "as stated in the source", "derived": "worked out from figures", "by_elimination": "the only rating left"}
_WORKED = (
    ("May I compare a company of 2019 with a delivery unit of 2025?", "crc-dtv-2019", "pdu-durham-darlington-2025"),
    ("May I compare East Sussex in 2024 with another youth service of 2022?", "yot-east-sussex-2024", "yot-cardiff-2022"),
    ("May I say how Merseyside changed from 2018 to 2020?", "crc-merseyside-2018", "crc-merseyside-2020"),
    ("May I say how Leicester, Leicestershire and Rutland changed from 2023 to 2025?", "pdu-llr-2023", "pdu-llr-2025"),
    ("A council and its youth service are both rated: may I compare them?", "cqc-hertfordshire-2024", "yot-hertfordshire-2018"),
)


class Question(NamedTuple):
    """A question in words and the two inspections it is about."""

    words: str
    one: Summary
    two: Summary


class Side(NamedTuple):
    """A rating as an answer shows it: the word and what it rests on."""

    word: str
    basis: str


class Line(NamedTuple):
    """One measure of an answer. The sides are None when they are not to be shown side by side."""

    measure: str
    one: Side | None
    two: Side | None
    verdict: str
    is_break: bool
    notes: tuple[int, ...]


class Note(NamedTuple):
    """A numbered reason; where the register gives it: what it rests on, and who decided it and when."""

    number: int
    text: str
    rests: str = ""
    decided: str = ""


def questions(collection: Collection) -> list[Question]:
    """Choose the questions: the worked ones whose inspections are here, else the newest inspections of two editions after another."""
    found = {each.id: each for each in collection.summaries}
    worked = [Question(words, found[one], found[two]) for words, one, two in _WORKED if one in found and two in found]
    return worked or list(_made(collection))[:MOST]


def _made(collection: Collection) -> Iterator[Question]:
    newest: dict[tuple[str, str], Summary] = {}
    for each in sorted(collection.summaries, key=lambda summary: (summary.dated, summary.id)):
        if each.provenance != "draft":
            newest[each.provenance, each.edition_id] = each
    for one, two in pairwise(newest[key] for key in sorted(newest)):
        yield Question(f"May I compare {_named(one)} with {_named(two)}?", one, two)


def _named(summary: Summary) -> str:
    return f"{summary.organisation} ({summary.dated[:4] or 'no date'})"


def answered(question: Question, collection: Collection, register: Comparability) -> dict[str, Any]:
    """Answer a question by the analysis, in words for a page."""
    one, two = collection.load(question.one), collection.load(question.two)
    comparison = compare((one, two), register=register)
    answers = comparison.pairs[0].answers
    notes = _Notes()
    lines = [_line(answer, notes) for answer in answers if _shown(answer)]
    rest: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for answer in answers:
        if not _shown(answer):
            rest.setdefault((answer.verdict, notes.numbers(answer)), []).append(answer.ref or answer.title)
    return {
        "question": question,
        "verdict": VERDICTS[_verdict(comparison)],
        "short": _short(answers),
        "subjects": [_subject(each, question) for each in comparison.subjects],
        "lines": lines,
        "rest": [(VERDICTS[verdict], joined(refs), numbers) for (verdict, numbers), refs in rest.items()],
        "notes": notes.found,
        "decided": list(dict.fromkeys(note.decided for note in notes.found if note.decided)),
        "allowed": any(answer.verdict != "refused" for answer in answers),
        "command": f"inspectorate compare {question.one.path.name} {question.two.path.name}",
    }


def _verdict(comparison: Comparison) -> str:
    """Give the answer on the whole: that on the overall rating."""
    return comparison.pairs[0].answers[0].verdict


def _short(answers: tuple[Answer, ...]) -> str:
    """Say in a sentence what may be compared."""
    overall, standards = answers[0], answers[1:]
    refused = sum(answer.verdict == "refused" for answer in standards)
    caveat = sum(answer.verdict == "allowed_with_caveat" for answer in standards)
    said = {
        "allowed": "The overall ratings may be set side by side",
        "allowed_with_caveat": "The overall ratings may be set side by side when the caveat is printed with them",
        "refused": "The overall ratings may not be set side by side",
    }[overall.verdict]
    if not standards:
        return f"{said}."
    if refused == len(standards):
        return (
            f"{said}, and none of the {counted(len(standards), 'standard')} may."
            if overall.verdict == "refused"
            else f"{said}; no standard may."
        )
    if caveat == len(standards):
        return f"{said}, and so may all {counted(len(standards), 'standard')}, each with a caveat of its own."
    if refused + caveat == 0:
        return f"{said}, and so may all {counted(len(standards), 'standard')}."
    free = len(standards) - refused - caveat
    parts = [f"{number_word(refused)} may not"] if refused else []
    parts += [f"{number_word(caveat)} may with a caveat"] if caveat else []
    parts += [f"{number_word(free)} may without one"] if free else []
    return f"{said}. Of the {counted(len(standards), 'standard')}, {joined(parts)}."


def _shown(answer: Answer) -> bool:
    return answer.ref is None or answer.one.rating is not None or (answer.two is not None and answer.two.rating is not None)


def _line(answer: Answer, notes: _Notes) -> Line:
    measure = answer.title if answer.ref is None else f"{answer.ref} {answer.title}"
    if answer.other_ref not in (None, answer.ref):
        measure += f" ({answer.other_ref} in the second)"
    both = answer.side_by_side
    one, two = (None, None) if both is None else (_side(both[0]), _side(both[1]))
    return Line(measure, one, two, VERDICTS[answer.verdict], answer.is_break, notes.numbers(answer))


def _side(basis: Basis) -> Side:
    rests = [f"{basis.score} of {basis.max}"] if basis.score is not None and basis.max is not None else []
    if basis.deciding is not None and basis.deciding.percent is not None:
        of = f" of {basis.deciding.cases}" if basis.deciding.cases else ", base not known"
        rests.append(f"{basis.deciding.ref}: {basis.deciding.percent}%{of}")
    if basis.rating is not None:
        rests.append(_HOWS.get(basis.how, basis.how.replace("_", " ")))
    return Side(capital(rating_words(basis)), "; ".join(rests))


def _subject(subject: Subject, question: Question) -> dict[str, Any]:
    summary = question.one if subject.inspection == question.one.id else question.two
    return {
        "summary": summary,
        "framework": subject.framework,
        "rated_by": subject.rated_by,
        "fieldwork": period_words(subject.fieldwork_from, subject.fieldwork_to),
        "published": date_words(subject.published_on) if subject.published_on else None,
        "date": subject.published_on or subject.date,
    }


class _Notes:
    """The reasons of one answer, each once, numbered as they come."""

    def __init__(self) -> None:
        self.found: list[Note] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, answer: Answer) -> tuple[int, ...]:
        return tuple(self._number(reason) for reason in answer.reasons)

    def _number(self, reason: Reason) -> int:
        if reason.text not in self._numbers:
            self._numbers[reason.text] = len(self.found) + 1
            known = ("", "") if reason.decision is None else (rests_words(reason.decision), decided_words(reason.decision))
            self.found.append(Note(len(self.found) + 1, capital(reason.text), *known))
        return self._numbers[reason.text]


def decided_words(decision: Decision) -> str:
    """Say who decided an entry of the register, and when."""
    return f"Decided by {decision.by}, {date_words(decision.on)}."


def rests_words(decision: Decision) -> str:
    """Say how well the reason of an entry is known, and its source."""
    said = {"published": "Rests on what was published", "recollected": "Recollected, not read in a published document"}
    source = f": {decision.source}" if decision.source else ""
    return f"{said.get(decision.status, 'Inferred from the standards as far as they are known')}{source}."
