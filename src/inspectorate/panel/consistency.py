"""Cases scored by two assessors: how far they agree, on what they differ, and what it would have done to the ratings."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.rating.fast import rate_counts
from inspectorate.statistics import agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inspectorate.assessment import Casework
    from inspectorate.model import Edition
    from inspectorate.statistics import Agreement

FEW_UNITS = 20
"""Under so many units the coefficients are too few to rely on."""
WORDS = ("yes", "no")


class Scored(NamedTuple):
    """An answer to a key question as it was given: `round` is first, second or agreed."""

    case: str
    question: str
    answer: str
    round: str
    assessor: str | None = None


class Disagreement(NamedTuple):
    """An answer on which two assessors differ, and what they agreed, if they did."""

    case: str
    question: str
    first: str
    first_by: str | None
    second: str
    second_by: str | None
    agreed: str | None


class QuestionConsistency(NamedTuple):
    """One key question: in how many cases both answered yes or no, in how many alike, and the coefficients; None without any."""

    question: str
    units: int
    alike: int
    found: Agreement | None

    @property
    def few(self) -> bool:
        """Whether there are too few units to rely on the coefficients."""
        return self.units < FEW_UNITS


class Drift(NamedTuple):
    """One assessor against whoever else answered the same: how often stricter (no against yes) and how often milder."""

    assessor: str
    answers: int
    stricter: int
    milder: int

    @property
    def difference(self) -> float:
        """How much more often they said yes than the others, as a share of the answers compared."""
        return (self.milder - self.stricter) / self.answers


class Consistency(NamedTuple):
    """
    How far assessors agree.

    A unit is one answer: a key question on a case that two assessors answered yes or no. `confusion` counts units by the first and the
    second answer. `unclear` counts those where only one could say yes or no, `same_person` the cases' answers scored twice by one assessor:
    neither is compared.
    """

    cases: int
    overall: QuestionConsistency
    questions: tuple[QuestionConsistency, ...]
    confusion: Mapping[tuple[str, str], int]
    disagreements: tuple[Disagreement, ...]
    drift: tuple[Drift, ...]
    unclear: int
    same_person: int
    assessors: tuple[str, ...]
    level: float

    @property
    def reason(self) -> str | None:
        """Why nothing can be said; None when something can."""
        if self.overall.units:
            return None
        if len(self.assessors) == 1:
            return f"All answers are those of one assessor, {self.assessors[0]}."
        return "No case was answered by two assessors."


class MovedRating(NamedTuple):
    """A rating as it is computed and as it would have been; `ref` is None for the overall rating."""

    ref: str | None
    title: str
    before: str | None
    after: str | None
    counts: tuple[tuple[str, tuple[int, int], tuple[int, int]], ...] = ()

    @property
    def moved(self) -> bool:
        """Whether it would have been another."""
        return self.before != self.after


def scored_answers(casework: Casework, edition: Edition) -> tuple[Scored, ...]:
    """Give the answers to key questions that apply, of every assessor and round; prompts and context questions never rate."""
    refs = {question.ref for _, question in edition.key_questions()}
    return tuple(
        Scored(answer.case, answer.question, answer.word, answer.round, answer.assessor)
        for answer in casework.answers
        if answer.question in refs and answer.applies
    )


def consistency(answers: Iterable[Scored], *, level: float = 0.95) -> Consistency:
    """
    Measure how far first and second assessors agree on key questions.

    Args:
        answers: All answers to key questions, in any order.
        level: Of the intervals.

    Source: statistics reference section 4. The raters are the first and the second answer, whoever gave them.
    """
    by_unit: dict[tuple[str, str], dict[str, Scored]] = defaultdict(dict)
    assessors = set()
    for answer in answers:
        by_unit[answer.question, answer.case][answer.round] = answer
        if answer.assessor:
            assessors.add(answer.assessor)
    pairs = [
        (given["first"], given["second"], given.get("agreed")) for _, given in sorted(by_unit.items(), key=_unit_order) if _is_pair(given)
    ]
    others = [pair for pair in pairs if pair[0].assessor is None or pair[0].assessor != pair[1].assessor]
    clear = [pair for pair in others if pair[0].answer in WORDS and pair[1].answer in WORDS]
    refs = dict.fromkeys(first.question for first, _, _ in clear)
    return Consistency(
        cases=len({first.case for first, _, _ in clear}),
        overall=_measured("overall", clear, level),
        questions=tuple(_measured(ref, [pair for pair in clear if pair[0].question == ref], level) for ref in refs),
        confusion={(one, two): sum((a.answer, b.answer) == (one, two) for a, b, _ in clear) for one in WORDS for two in WORDS},
        disagreements=tuple(_disagreements(others)),
        drift=tuple(_drift(clear)),
        unclear=len(others) - len(clear) - sum(a.answer not in WORDS and b.answer not in WORDS for a, b, _ in others),
        same_person=len(pairs) - len(others),
        assessors=tuple(sorted(assessors)),
        level=level,
    )


def had_the_other_stood(
    edition: Edition,
    counts: Mapping[str, Mapping[str, tuple[int, int]]],
    fixed: Mapping[str, str],
    answers: Iterable[Scored],
    *,
    facts: Mapping[str, str] | None = None,
) -> tuple[MovedRating, ...]:
    """
    Rate again with the second assessor's answer wherever there is one, in place of the one that counts.

    Args:
        edition: The edition in force.
        counts: Standard ref -> key question ref -> (yes, cases), as rated.
        fixed: Ratings of the standards that rest on no cases.
        answers: All answers to key questions.
        facts: Outside facts that limiting rules read.

    Returns:
        Every standard with counts, then the overall rating.

    Source: design 4.1: the agreed answer counts, else the first; statistics reference section 4.
    """
    changes = _count_changes(answers)
    moved = {ref: {question: _added(known, changes.get(question, (0, 0))) for question, known in of.items()} for ref, of in counts.items()}
    before = rate_counts(edition, counts, fixed, facts=facts)
    after = rate_counts(edition, moved, fixed, facts=facts)
    rows = []
    for standard in edition.standards:
        if standard.ref in counts:
            of = counts[standard.ref]
            differ = tuple((question, of[question], moved[standard.ref][question]) for question in of if question in changes)
            ratings = before.standards.get(standard.ref), after.standards.get(standard.ref)
            rows.append(MovedRating(standard.ref, standard.title, *ratings, differ))
    return (*rows, MovedRating(None, "Overall rating", before.overall, after.overall))


Pair = tuple[Scored, Scored, "Scored | None"]


def _is_pair(given: Mapping[str, Scored]) -> bool:
    return "first" in given and "second" in given


def _unit_order(unit: tuple[tuple[str, str], Mapping[str, Scored]]) -> tuple[list[object], str]:
    """Order by key question as numbers are ordered (2.1.10 after 2.1.9), then by case."""
    (question, case), _ = unit
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in question.split(".")], case


def _measured(name: str, pairs: Sequence[Pair], level: float) -> QuestionConsistency:
    alike = sum(first.answer == second.answer for first, second, _ in pairs)
    if not pairs:
        return QuestionConsistency(name, 0, 0, None)
    ratings = [
        ((answer.question, answer.case), place, answer.answer) for first, second, _ in pairs for place, answer in ((1, first), (2, second))
    ]
    return QuestionConsistency(name, len(pairs), alike, agreement(ratings, sorted(WORDS), level=level))


def _disagreements(pairs: Iterable[Pair]) -> Iterator[Disagreement]:
    for first, second, agreed in pairs:
        if first.answer != second.answer:
            settled = None if agreed is None or agreed.answer == "not_answered" else agreed.answer
            yield Disagreement(first.case, first.question, first.answer, first.assessor, second.answer, second.assessor, settled)


def _drift(pairs: Iterable[Pair]) -> Iterator[Drift]:
    compared, stricter, milder = Counter[str](), Counter[str](), Counter[str]()
    for first, second, _ in pairs:
        for own, other in ((first, second), (second, first)):
            if own.assessor:
                compared[own.assessor] += 1
                stricter[own.assessor] += own.answer == "no" and other.answer == "yes"
                milder[own.assessor] += own.answer == "yes" and other.answer == "no"
    for assessor in sorted(compared):
        yield Drift(assessor, compared[assessor], stricter[assessor], milder[assessor])


def _count_changes(answers: Iterable[Scored]) -> dict[str, tuple[int, int]]:
    """Give by how much yes and cases of a key question change when second answers stand; a second that says nothing changes nothing."""
    by_unit: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for answer in answers:
        by_unit[answer.question, answer.case][answer.round] = answer.answer
    changes: dict[str, tuple[int, int]] = {}
    for (question, _), given in by_unit.items():
        if given.get("second") not in {*WORDS, "na", "unknown"}:
            continue
        agreed = given.get("agreed")
        counts_now = agreed if agreed not in {None, "not_answered"} else given.get("first", "not_answered")
        one, other = given["second"], counts_now
        step = (one == "yes") - (other == "yes"), (one in WORDS) - (other in WORDS)
        changes[question] = _added(changes.get(question, (0, 0)), step)
    return changes


def _added(counts: tuple[int, int], step: tuple[int, int]) -> tuple[int, int]:
    return counts[0] + step[0], counts[1] + step[1]
