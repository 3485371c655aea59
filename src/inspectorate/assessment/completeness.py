"""How complete the answers are, and where they contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.assessment.answers import counted
from inspectorate.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inspectorate.assessment.answers import Rounds
    from inspectorate.model import Answer, Edition


class Completeness(NamedTuple):
    """
    How far the key questions of one case, or of one key question over its cases, are answered.

    `asked` are those that apply; `answered` of them yes or no; the rest cannot be told or is not answered yet.
    """

    about: str
    asked: int
    answered: int
    cannot_tell: int
    not_answered: int
    not_applicable: int

    @property
    def complete(self) -> bool:
        """Whether every question that applies has an answer, be it that nobody can tell."""
        return self.not_answered == 0


def by_case(counting: Sequence[Answer]) -> tuple[Completeness, ...]:
    """Say how complete each case is."""
    return _complete(counting, [answer.case for answer in counting])


def by_question(counting: Sequence[Answer]) -> tuple[Completeness, ...]:
    """Say how complete each key question is over its cases."""
    return _complete(counting, [answer.question for answer in counting])


def not_answered(counting: Sequence[Answer], file: str) -> Iterator[Problem]:
    """Note once how many answers are missing or cannot be told; every rating says what they leave possible."""
    cases = by_case(counting)
    missing, cannot = sum(each.not_answered for each in cases), sum(each.cannot_tell for each in cases)
    asked = sum(each.asked for each in cases)
    if missing or cannot:
        open_cases = sum(1 for each in cases if each.not_answered or each.cannot_tell)
        found = f"{missing} not answered and {cannot} cannot tell, of {asked} in {open_cases} cases"
        yield Problem("ASM050", "note", "Not every key question has a yes or a no.", Place(file), found)


def contradictions(edition: Edition, rounds: Rounds, file: str) -> Iterator[Problem]:
    """
    Warn of key questions judged sufficient with every prompt answered no, and of those that only a second assessor has answered.

    A warning, because a key question is a judgement of its own and never derived from prompts. Source: HMIP method 7.
    """
    prompts = {question.ref: tuple(f"{question.ref}{each.ref}" for each in question.prompts) for _, question in edition.key_questions()}
    for (case, ref), given in rounds.items():
        if ref not in prompts:
            continue
        answer = counted(given)
        if answer is None:
            second = given["second"]
            message = "Only a second assessor has answered, and second scores never rate."
            yield Problem("ASM018", "warning", message, Place(file, second.line), f"{case} {ref}", "a first or an agreed answer")
        elif answer.word == "yes" and _all_no(case, prompts[ref], rounds):
            message = "The key question is judged sufficient with every prompt answered no."
            yield Problem("ASM020", "warning", message, Place(file, answer.line), f"{case} {ref}", "at least one prompt answered yes")


def _all_no(case: str, prompts: Sequence[str], rounds: Rounds) -> bool:
    words = []
    for prompt in prompts:
        answer = counted(rounds.get((case, prompt), {}))
        if answer is not None and answer.applies and answer.word in ("yes", "no"):
            words.append(answer.word)
    return bool(words) and "yes" not in words


def _complete(counting: Sequence[Answer], names: Sequence[str]) -> tuple[Completeness, ...]:
    groups: dict[str, list[Answer]] = {}
    for name, answer in zip(names, counting, strict=True):
        groups.setdefault(name, []).append(answer)
    return tuple(_one(name, _words(answers), len(answers)) for name, answers in groups.items())


def _one(name: str, words: Mapping[str, int], total: int) -> Completeness:
    answered = words.get("yes", 0) + words.get("no", 0)
    cannot, missing = words.get("unknown", 0), words.get("not_answered", 0)
    asked = answered + cannot + missing
    return Completeness(name, asked, answered, cannot, missing, total - asked)


def _words(answers: Sequence[Answer]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for answer in answers:
        word = answer.word if answer.applies else "na"
        found[word] = found.get(word, 0) + 1
    return found
