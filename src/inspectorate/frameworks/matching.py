"""Which standard, key question or prompt of one edition is which of another, whatever its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inspectorate.model import Domain, Edition, KeyQuestion, Prompt, Standard

    Placed = tuple[Domain, Standard]

LIKE = 0.6
"""From this share of common words on, two texts are taken for two wordings of one."""
_Thing = TypeVar("_Thing")
Pairs = tuple[tuple[_Thing | None, _Thing | None], ...]


def matched_standards(before: Edition, after: Edition) -> Pairs[Standard]:
    """
    Pair the standards of two editions, in the order of the later one; those that have gone come last.

    The same number and title; else the same title in a domain of the same title, or anywhere; else the same number, if the content is
    alike.
    """
    old = [(domain, standard) for domain in before.domains for standard in domain.standards]
    new = [(domain, standard) for domain in after.domains for standard in domain.standards]
    rules: list[Callable[[Placed, Placed], bool]] = [
        lambda one, two: one[1].ref == two[1].ref and _same(one[1].title, two[1].title),
        lambda one, two: _same(one[0].title, two[0].title) and _same(one[1].title, two[1].title),
        lambda one, two: _same(one[1].title, two[1].title),
        lambda one, two: one[1].ref == two[1].ref and _alike_standards(one[1], two[1]),
    ]
    return tuple((one and one[1], two and two[1]) for one, two in _paired(old, new, rules))


def matched_questions(before: Standard, after: Standard) -> Pairs[KeyQuestion]:
    """Pair the key questions of one standard: by text and number below it, by text, by number where the text is alike, by likeness."""
    rules: list[Callable[[KeyQuestion, KeyQuestion], bool]] = [
        lambda one, two: number_below(one, before) == number_below(two, after) and one.text == two.text,
        lambda one, two: _same(one.text, two.text),
        lambda one, two: (
            number_below(one, before) == number_below(two, after) and (None in (one.text, two.text) or _alike(one.text, two.text))
        ),
        lambda one, two: _alike(one.text, two.text),
    ]
    return _paired(before.key_questions, after.key_questions, rules)


def matched_prompts(before: KeyQuestion, after: KeyQuestion) -> Pairs[Prompt]:
    """Pair the prompts of one key question: by text, then by likeness."""
    rules: list[Callable[[Prompt, Prompt], bool]] = [
        lambda one, two: one.ref == two.ref and one.text == two.text,
        lambda one, two: _same(one.text, two.text),
        lambda one, two: _alike(one.text, two.text),
    ]
    return _paired(before.prompts, after.prompts, rules)


def number_below(question: KeyQuestion, standard: Standard) -> str:
    """Give the number of a key question below its standard: .3 of 2.1.3."""
    return question.ref.removeprefix(standard.ref)


def _paired(old: Sequence[_Thing], new: Sequence[_Thing], rules: Sequence[Callable[[_Thing, _Thing], bool]]) -> Pairs[_Thing]:
    """Pair by each rule in turn, first come first served."""
    left = list(range(len(old)))
    found: dict[int, int] = {}
    for rule in rules:
        for at, thing in enumerate(new):
            hit = next((index for index in left if at not in found and rule(old[index], thing)), None)
            if hit is not None:
                found[at] = hit
                left.remove(hit)
    pairs = [(old[found[at]] if at in found else None, thing) for at, thing in enumerate(new)]
    return (*pairs, *((old[index], None) for index in left))


def _alike_standards(one: Standard, two: Standard) -> bool:
    shared = {question.text for question in one.key_questions if question.text} & {question.text for question in two.key_questions}
    most = 2 * len(shared) >= max(len(one.key_questions), len(two.key_questions)) > 0
    return most or _alike(one.title, two.title) or _alike(one.statement, two.statement)


def _same(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and one.casefold() == two.casefold()


def _alike(one: str | None, two: str | None) -> bool:
    if one is None or two is None:
        return False
    from difflib import SequenceMatcher  # noqa: PLC0415 – only a comparison of editions needs it

    return SequenceMatcher(None, one.casefold().split(), two.casefold().split(), autojunk=False).ratio() >= LIKE
