"""The case-level files of an inspection, read together and checked against the edition and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.assessment.answers import board_of, counting_answers, missing_fields, read_answers
from inspectorate.assessment.cases import read_cases, read_population
from inspectorate.assessment.completeness import contradictions, not_answered
from inspectorate.assessment.context import ContextCount, InterviewCount, broken_chains, context_counts, interview_counts, read_interviews

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from inspectorate.errors import Problem
    from inspectorate.model import Answer, Case, Edition, InterviewAnswer


class CaseFile(NamedTuple):
    """A file and the name to show for it."""

    path: Path
    shown: str


class CaseFiles(NamedTuple):
    """The case-level files of an inspection; all but the cases may be missing."""

    cases: CaseFile
    answers: CaseFile | None = None
    population: CaseFile | None = None
    interviews: CaseFile | None = None


class Casework(NamedTuple):
    """
    What the case-level files of an inspection say.

    `answers` are all rows, of every assessor and round, prompts and context questions too. `counting` has one answer for each case and
    key question of its sample: the one that rates, not applicable and not answered among them. `population` is by sample and stratum.
    """

    cases: tuple[Case, ...]
    answers: tuple[Answer, ...]
    counting: tuple[Answer, ...]
    population: Mapping[tuple[str, str], int]
    context: tuple[ContextCount, ...]
    interviews: tuple[InterviewAnswer, ...]

    def case(self, case_id: str) -> Case | None:
        """Find a case by its reference; None when there is none."""
        return next((case for case in self.cases if case.id == case_id), None)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that cases have, in the order of the table."""
        return tuple(dict.fromkeys(name for case in self.cases for name in case.attributes))

    @property
    def answered_questions(self) -> frozenset[str]:
        """The key questions, prompts and context questions that some row answers, be it with an empty cell."""
        return frozenset(answer.question for answer in self.answers)

    def interviews_by_grade(self) -> tuple[InterviewCount, ...]:
        """Count the interviews, all staff first and then by grade."""
        return interview_counts(self.interviews)


def read_casework(files: CaseFiles, edition: Edition) -> tuple[Casework | None, tuple[Problem, ...]]:
    """
    Read the case-level files of an inspection.

    Args:
        files: The files; an inspection without answers yet is one in which nothing is answered.
        edition: The edition whose samples, case fields, routes and questions they use.

    Returns:
        The casework (None when there are no cases to work with) and every problem, each with row and column.
    """
    problems: list[Problem] = []
    read = read_cases(files.cases.path, files.cases.shown, edition, problems)
    if read is None:
        return None, tuple(problems)
    cases, case_rows = read
    board = board_of(edition, cases, case_rows)
    answers, rounds = read_answers(files.answers.path, files.answers.shown, board, problems) if files.answers else ((), {})
    counting = counting_answers(board, rounds)
    problems += missing_fields(board)
    shown = files.answers.shown if files.answers else files.cases.shown
    problems += [
        *contradictions(edition, rounds, shown),
        *broken_chains(edition, rounds, shown),
        *not_answered(counting, shown),
    ]
    population = read_population(files.population.path, files.population.shown, cases, problems) if files.population else {}
    interviews = read_interviews(files.interviews.path, files.interviews.shown, edition, problems) if files.interviews else ()
    context = context_counts(edition, rounds, cases)
    return Casework(tuple(cases.values()), answers, counting, population, context, interviews), tuple(problems)
