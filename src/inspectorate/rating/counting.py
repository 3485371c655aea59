"""From answers on cases to the figures of key questions: counting, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.model import CaseReferences, Figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectorate.model import Answer, Word

_Lists = dict[str, list[str]]


def count_answers(answers: Iterable[Answer], *, references: bool = True) -> dict[str, Figures]:
    """
    Count the answers that rate, one for each case and key question.

    A question that does not apply to a case leaves it out of the base; so do cannot tell and not answered, which are counted as
    unanswered. Prompts and second scores never come here.

    Args:
        answers: Routed answers, one a case and key question.
        references: Keep the references of the cases behind each count.

    Returns:
        The figures of every key question that occurs, in order of first occurrence.

    Source: design 4.1, `answers.csv`; HMIP method 7 (yes, no, not applicable by route).
    """
    found: dict[str, _Lists] = {}
    routes: dict[str, str | None] = {}
    for answer in answers:
        lists = found.setdefault(answer.question, {"yes": [], "no": [], "unanswered": [], "not_applicable": []})
        lists[_kind(answer.word, applies=answer.applies)].append(answer.case)
        routes.setdefault(answer.question, answer.route)
    return {ref: figures_of(CaseReferences(**_frozen(lists), route=routes[ref]), references=references) for ref, lists in found.items()}


def figures_of(cases: CaseReferences, *, references: bool = True) -> Figures:
    """
    Give the figures that these cases amount to; no case in the base, and none that could be: the question takes no part.

    Source: design 4.1, `cases: 0` takes no part.
    """
    base = len(cases.yes) + len(cases.no)
    blank = len(cases.unanswered)
    yes = len(cases.yes) if base or blank else None
    return Figures(yes, base, None, None, blank, cases if references else None)


def moved_case(cases: CaseReferences, case: str, word: Word) -> CaseReferences:
    """
    Give the cases with one of them answered otherwise.

    Source: design 4.3, `CASE REF ANSWER`.
    """
    kind = _kind(word, applies=True)
    if case in getattr(cases, kind):
        return cases
    left = {name: tuple(each for each in getattr(cases, name) if each != case) for name in ("yes", "no", "unanswered", "not_applicable")}
    left[kind] = tuple(sorted((*left[kind], case)))
    return CaseReferences(**left, route=cases.route)


def _kind(word: Word, *, applies: bool) -> str:
    if not applies or word == "na":
        return "not_applicable"
    return word if word in ("yes", "no") else "unanswered"


def _frozen(lists: _Lists) -> dict[str, tuple[str, ...]]:
    return {name: tuple(cases) for name, cases in lists.items()}
