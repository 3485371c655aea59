"""Context questions and staff interviews: counted with their own bases, shown, never rated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.assessment.answers import counted
from inspectorate.assessment.columns import INTERVIEWS
from inspectorate.assessment.rows import WORD_NAMES, read_rows, unknown_word, word_of
from inspectorate.errors import Place, Problem
from inspectorate.model import InterviewAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from inspectorate.assessment.answers import Rounds
    from inspectorate.model import ContextQuestion, Edition


class ContextCount(NamedTuple):
    """
    The cases of one context question, or of one step of a chain: `yes` of `cases` with a yes or a no, and how many have neither.

    The base of a step are the cases in which the step before was yes.
    """

    question: str
    step: str | None
    yes: int
    cases: int
    unanswered: int


class InterviewCount(NamedTuple):
    """The answers of one grade (None: all staff) to one interview question."""

    question: str
    staff_grade: str | None
    yes: int
    answered: int
    unanswered: int


def context_counts(edition: Edition, rounds: Rounds, cases: Iterable[str]) -> tuple[ContextCount, ...]:
    """Count every context question that has an answer; chains step by step."""
    names = tuple(cases)
    found: list[ContextCount] = []
    for question in edition.context_questions:
        found += _chain(question, rounds, names) if question.steps else _single(question, rounds, names)
    return tuple(found)


def broken_chains(edition: Edition, rounds: Rounds, file: str) -> Iterator[Problem]:
    """Warn of steps that are answered yes though the step before was not: they are outside their base."""
    before = {
        f"{question.id}_{later}": f"{question.id}_{earlier}"
        for question in edition.context_questions
        for earlier, later in zip(question.steps, question.steps[1:], strict=False)
    }
    for (case, ref), given in rounds.items():
        answer = counted(given)
        if ref not in before or answer is None or answer.word != "yes":
            continue
        earlier = counted(rounds.get((case, before[ref]), {}))
        if earlier is None or earlier.word != "yes":
            message = "A step is answered yes, and the step before it is not."
            said = earlier.word.replace("_", " ") if earlier is not None else "no answer"
            yield Problem("ASM021", "warning", message, Place(file, answer.line), f"{case} {ref}; {before[ref]}: {said}")


def read_interviews(path: Path, shown: str, edition: Edition, problems: list[Problem]) -> tuple[InterviewAnswer, ...]:
    """Read the table of interviews; a row that cannot stand is reported and left out."""
    rows = read_rows(path, lambda _: INTERVIEWS, shown, problems)
    if rows is None:
        return ()
    questions = [question.id for question in edition.interview_questions]
    found: dict[tuple[str, str], InterviewAnswer] = {}
    names = ("interview_id", "staff_grade", "question", "answer")
    for line, interview, grade, question, said in zip(rows.table.lines, *(rows.texts(name) for name in names), strict=True):
        if not interview or not question:
            continue
        word = word_of(said)
        if question not in questions:
            message = "The edition has no interview question with this id."
            problems.append(unknown_word("ASM040", rows.place(line, "question"), message, question, questions))
        elif word is None:
            problems.append(unknown_word("ASM012", rows.place(line, "answer"), "This is no answer.", said, WORD_NAMES))
        elif (interview, question) in found:
            message = "The question is answered twice in one interview."
            problems.append(Problem("ASM041", "error", message, rows.place(line, "question"), f"{interview} {question}", "one answer"))
        else:
            found[interview, question] = InterviewAnswer(interview, grade or None, question, word)
    return tuple(found.values())


def interview_counts(interviews: Sequence[InterviewAnswer]) -> tuple[InterviewCount, ...]:
    """Count each interview question over all staff, then by staff grade in order of first occurrence."""
    grades = list(dict.fromkeys(each.staff_grade for each in interviews if each.staff_grade is not None))
    counts = []
    for question in dict.fromkeys(each.question for each in interviews):
        answers = [each for each in interviews if each.question == question]
        counts.append(_interviews(question, None, answers))
        counts += [_interviews(question, grade, [each for each in answers if each.staff_grade == grade]) for grade in grades]
    return tuple(counts)


def _chain(question: ContextQuestion, rounds: Rounds, cases: Sequence[str]) -> Iterator[ContextCount]:
    if not any((case, f"{question.id}_{question.steps[0]}") in rounds for case in cases):
        return
    base: Sequence[str] = cases
    for at, step in enumerate(question.steps):
        words = _said(f"{question.id}_{step}", rounds, base)
        yes = [case for case, word in words.items() if word == "yes"]
        known = sum(1 for word in words.values() if word in ("yes", "no"))
        blank = sum(1 for word in words.values() if word in ("unknown", "not_answered"))
        silent = len(base) - len(words) if at else 0
        yield ContextCount(question.id, step, len(yes), known, blank + silent)
        base = yes


def _single(question: ContextQuestion, rounds: Rounds, cases: Sequence[str]) -> Iterator[ContextCount]:
    words = _said(question.id, rounds, cases)
    known = [word for word in words.values() if word in ("yes", "no")]
    if words:
        blank = sum(1 for word in words.values() if word in ("unknown", "not_answered"))
        yield ContextCount(question.id, None, known.count("yes"), len(known), blank)


def _said(ref: str, rounds: Rounds, cases: Iterable[str]) -> Mapping[str, str]:
    """Give what counts of the answers to a question, by case, of the cases to which it applies."""
    found = {}
    for case in cases:
        answer = counted(rounds.get((case, ref), {}))
        if answer is not None and answer.applies:
            found[case] = answer.word
    return found


def _interviews(question: str, grade: str | None, answers: Sequence[InterviewAnswer]) -> InterviewCount:
    words = [each.word for each in answers]
    yes, no = words.count("yes"), words.count("no")
    return InterviewCount(question, grade, yes, yes + no, words.count("unknown") + words.count("not_answered"))
