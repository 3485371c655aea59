"""A bare file of answers: enough to say how far assessors agree, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.assessment import ANSWERS
from inspectorate.assessment.answers import ROUNDS
from inspectorate.assessment.rows import WORD_NAMES, read_rows, unknown_word, word_of
from inspectorate.errors import Problem
from inspectorate.panel.consistency import Scored

if TYPE_CHECKING:
    from pathlib import Path

    from inspectorate.assessment.rows import Rows


def read_answers_alone(path: Path, shown: str) -> tuple[tuple[Scored, ...], tuple[Problem, ...]]:
    """
    Read answers without the cases and the edition they belong to.

    Prompts (a ref and a letter, where the ref alone is there too) and context questions (`c.…`) are left out: key questions rate. What
    cannot be checked without the edition is not checked.

    Returns:
        The answers to key questions, and every problem; a row that cannot stand is left out.
    """
    problems: list[Problem] = []
    rows = read_rows(path, lambda _: ANSWERS, shown, problems)
    if rows is None:
        return (), tuple(problems)
    found: dict[tuple[str, str, str], tuple[Scored, int]] = {}
    names = ("case_id", "question", "answer", "round", "assessor")
    for line, *cells in zip(rows.table.lines, *(rows.texts(name) for name in names), strict=True):
        scored = _scored(cells, rows, line, problems)
        if scored is None:
            continue
        key = (scored.case, scored.question, scored.round)
        if key in found:
            message = "The question is answered twice in one round."
            said = f"{scored.case} {scored.question}, {scored.round}, also in row {found[key][1]}"
            problems.append(Problem("AGR001", "error", message, rows.place(line, "question"), said, "one answer a round"))
            continue
        found[key] = (scored, line)
    questions = {scored.question for scored, _ in found.values()}
    return tuple(scored for scored, _ in found.values() if _is_key_question(scored.question, questions)), tuple(problems)


def _scored(cells: list[str], rows: Rows, line: int, problems: list[Problem]) -> Scored | None:
    case, question, said, given_round, assessor = cells
    if not case or not question:
        return None  # the table has been told so already
    word, kind = word_of(said), ROUNDS.get(given_round.casefold())
    if word is None:
        problems.append(unknown_word("AGR002", rows.place(line, "answer"), "This is no answer.", said, WORD_NAMES))
    if kind is None:
        problems.append(unknown_word("AGR003", rows.place(line, "round"), "There is no such round.", given_round, list(ROUNDS)[1:]))
    return None if word is None or kind is None else Scored(case, question, word, kind, assessor or None)


def _is_key_question(question: str, questions: set[str]) -> bool:
    return not question.startswith("c.") and (not question[-1:].isalpha() or question[:-1] not in questions)
