"""Answers on cases: read against the edition and the cases, routed, and the one that counts found for each case and key question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.assessment.columns import ANSWERS
from inspectorate.assessment.routing import Asked, Routed, key_questions_by_sample, questions_of, route
from inspectorate.assessment.rows import WORD_NAMES, read_rows, unknown_word, word_of
from inspectorate.documents import nearest
from inspectorate.errors import Problem
from inspectorate.model import Answer, Round

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from inspectorate.assessment.rows import Rows
    from inspectorate.model import Case, Edition

ROUNDS: dict[str, Round] = {"": "first", "first": "first", "second": "second", "agreed": "agreed"}
_SUGGESTIONS, _SUGGESTED_FROM = 100, 2000
"""How many slips get a suggestion, and from how many cases: with ten thousand broken rows a list of them is what helps."""
Rounds = dict[tuple[str, str], dict[Round, Answer]]
"""(case, question) -> the answers of its rounds."""


class Board(NamedTuple):
    """What answers are checked against: the questions, the cases with their rows, and what routing says of each pair."""

    questions: Mapping[str, Asked]
    by_sample: Mapping[str, Sequence[str]]
    cases: Mapping[str, Case]
    case_rows: Rows
    routed: dict[tuple[str, str], Routed]
    missing: dict[tuple[str, str], list[str]]

    def route(self, case: Case, asked: Asked) -> Routed:
        """Route a question once for each case; note the fields that the case lacks for it."""
        key = (case.id, asked.ref)
        found = self.routed.get(key)
        if found is None:
            found = self.routed[key] = route(asked, case.fields)
            for field in found.missing:
                self.missing.setdefault((case.id, field), []).append(asked.ref)
        return found

    def belongs(self, case: Case, asked: Asked) -> bool:
        """Whether a case of this sample is asked this question at all; context questions go with any."""
        if asked.key_question is None or "*" in self.by_sample:
            return True
        return asked.key_question in self.by_sample.get(case.sample, ())


def board_of(edition: Edition, cases: Mapping[str, Case], case_rows: Rows) -> Board:
    """Put together what answers are checked against."""
    return Board(questions_of(edition), key_questions_by_sample(edition), cases, case_rows, {}, {})


def read_answers(path: Path, shown: str, board: Board, problems: list[Problem]) -> tuple[tuple[Answer, ...], Rounds]:
    """Read the table of answers; a row that cannot stand is reported and left out."""
    rows = read_rows(path, lambda _: ANSWERS, shown, problems)
    if rows is None:
        return (), {}
    answers: list[Answer] = []
    rounds: Rounds = {}
    names = ("case_id", "question", "answer", "assessor", "round", "note")
    for line, *cells in zip(rows.table.lines, *(rows.texts(name) for name in names), strict=True):
        answer = _answer(line, cells, rows, board, problems)
        if answer is None:
            continue
        given = rounds.setdefault((answer.case, answer.question), {})
        before = given.get(answer.round)
        if before is not None:
            found = f"{answer.case} {answer.question}, {answer.round}, also in row {before.line}"
            message = "The question is answered twice in one round."
            problems.append(Problem("ASM014", "error", message, rows.place(line, "question"), found, "one answer a round"))
            continue
        given[answer.round] = answer
        answers.append(answer)
        if not board.routed[answer.case, answer.question].missing:
            problems += _against_routing(answer, board.questions[answer.question], rows)
    return tuple(answers), rounds


def counting_answers(board: Board, rounds: Rounds) -> tuple[Answer, ...]:
    """
    Give the one answer that counts for every case and key question of its sample: the agreed one, else the first.

    Where there is neither, the question is not answered. A second score never counts.
    """
    counting = []
    for case in board.cases.values():
        for ref in board.by_sample.get("*") or board.by_sample.get(case.sample, ()):
            routed = board.route(case, board.questions[ref])
            answer = counted(rounds.get((case.id, ref), {}))
            if answer is None:
                answer = Answer(case.id, ref, "not_answered" if routed.applies else "na", routed.applies, routed.route, "first")
            counting.append(answer)
    return tuple(counting)


def counted(given: Mapping[Round, Answer]) -> Answer | None:
    """Give the answer that counts of the rounds of one question: agreed where answered, else first; None where there is neither."""
    agreed = given.get("agreed")
    return agreed if agreed is not None and agreed.word != "not_answered" else given.get("first", agreed)


def missing_fields(board: Board) -> list[Problem]:
    """Report every routing field that a case lacks, with the questions that wait for it; a column that is not there is reported once."""
    found = []
    absent: dict[str, list[str]] = {}
    for (case_id, field), refs in board.missing.items():
        if not board.case_rows.has(field):
            absent.setdefault(field, []).extend(refs)
            continue
        place = board.case_rows.place(board.cases[case_id].line, field)
        waiting = ", ".join(dict.fromkeys(refs))
        found.append(Problem("ASM005", "error", "The case lacks a field that decides whether a question applies.", place, None, waiting))
    for field, refs in absent.items():
        place = board.case_rows.place(1)._replace(path=None)
        message = "A column is missing that decides whether questions apply."
        found.append(Problem("ASM006", "error", message, place, None, f"{field}, for {', '.join(sorted(set(refs)))}"))
    return found


def _answer(line: int, cells: Sequence[str], rows: Rows, board: Board, problems: list[Problem]) -> Answer | None:
    case_id, question, said, assessor, given_round, note = cells
    if not case_id or not question:
        return None  # the table has been told so already
    case, asked = board.cases.get(case_id), board.questions.get(question)
    word, kind = word_of(said), ROUNDS.get(given_round.casefold())
    if case is None:
        problems.append(_unknown_case(case_id, line, rows, board, suggest=len(problems) < _SUGGESTIONS))
    if asked is None:
        message = "The edition has no question with this ref."
        problems.append(unknown_word("ASM011", rows.place(line, "question"), message, question, _like(question, board.questions)))
    if word is None:
        problems.append(unknown_word("ASM012", rows.place(line, "answer"), "This is no answer.", said, WORD_NAMES))
    if kind is None:
        problems.append(unknown_word("ASM013", rows.place(line, "round"), "There is no such round.", given_round, list(ROUNDS)[1:]))
    if case is None or asked is None or word is None or kind is None:
        return None
    if not board.belongs(case, asked):
        message = "The question belongs to another sample than the case."
        expected = "a question of " + case.sample
        problems.append(Problem("ASM015", "error", message, rows.place(line, "question"), f"{case_id} {question}", expected))
        return None
    routed = board.route(case, asked)
    return Answer(case_id, asked.ref, word, routed.applies, routed.route, kind, assessor or None, note or None, line)


def _against_routing(answer: Answer, asked: Asked, rows: Rows) -> Sequence[Problem]:
    """Hold an answer against its route: a closed question has no answer, and only a route closes one."""
    key_question = asked.kind == "key_question"
    place, found = rows.place(answer.line or 0, "answer"), f"{answer.case} {answer.question} {answer.word}"
    if not answer.applies and answer.word in ("yes", "no"):
        message = "The question does not apply to this case, by its route, and is answered."
        route = f"na, or another value of what {answer.route} reads"
        return [Problem("ASM016", "error" if key_question else "warning", message, place, found, route)]
    if answer.applies and answer.word == "na" and key_question:
        message = "The question applies to this case and is answered as not applicable."
        by = f"route {answer.route}" if answer.route else "it applies to every case"
        return [Problem("ASM017", "error", message, place, found, f"yes, no or unknown ({by})")]
    return []


def _unknown_case(case_id: str, line: int, rows: Rows, board: Board, *, suggest: bool) -> Problem:
    near = nearest(case_id, list(board.cases)[:_SUGGESTED_FROM]) if suggest else None
    expected = f"one of the {len(board.cases)} cases of {board.case_rows.table.file}"
    found = Problem("ASM010", "error", "There is no such case in the sample.", rows.place(line, "case_id"), repr(case_id[:60]), expected)
    return found._replace(fix=f"Did you mean {near!r}?" if near else None)


def _like(question: str, questions: Mapping[str, Asked]) -> list[str]:
    """Give the refs that begin as this one does, so that the list is short; all of them when none does."""
    return [ref for ref in questions if ref[:3] == question[:3]] or list(questions)
