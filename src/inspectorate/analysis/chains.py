"""What happens step by step: checks needed, asked, answered and used; needs identified, met and met well enough. Never rated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from inspectorate.model import Edition

NEED_STEPS = ("identified", "available", "delivered", "sufficient")
"""The steps of a chain that is a row of the needs table."""


class ChainStep(NamedTuple):
    """A step and its own base: the cases that had come through the step before. The first step has none."""

    id: str
    cases: int
    base: int | None

    @property
    def lost(self) -> int | None:
        """How many cases did not come through this step; None for the first, and where the counts do not fall."""
        return None if self.base is None or self.cases > self.base else self.base - self.cases


class Chain(NamedTuple):
    """A question with steps, or a single one of one step with its base."""

    id: str | None
    label: str
    steps: tuple[ChainStep, ...]
    percent: Decimal | None = None

    @property
    def worst(self) -> ChainStep | None:
        """The step that loses most cases, the first of equals; None where none is lost."""
        losing = [step for step in self.steps if step.lost]
        return max(losing, key=lambda step: step.lost or 0) if len(self.steps) > 2 and losing else None

    @property
    def is_need(self) -> bool:
        """Whether it is a row of the needs table."""
        return tuple(step.id for step in self.steps) == NEED_STEPS


def written_chains(written: Iterable[Mapping[str, Any]], edition: Edition) -> tuple[Chain, ...]:
    """Give the context figures of an inspection file, steps in the order of the edition's question where it has one."""
    return tuple(_written_chain(entry, edition) for entry in written)


def counted_chains(edition: Edition, answers: Mapping[str, Mapping[str, str]]) -> tuple[Chain, ...]:
    """
    Count the context questions of an edition over cases.

    A case has come through a step when the answer to it, and to every step before, is yes.

    Args:
        edition: Its context questions; a step is the question `ID_STEP`.
        answers: By question, the answer of each case: `yes`, `no`, and others that leave the base.
    """
    chains = []
    for question in edition.context_questions:
        if not question.steps:
            given = answers.get(question.id, {})
            counted = [answer for answer in given.values() if answer in {"yes", "no"}]
            if counted:
                step = ChainStep("yes", counted.count("yes"), len(counted))
                chains.append(Chain(question.id, label_of(question.id), (step,)))
            continue
        steps = _counted_steps(question.id, question.steps, answers)
        if steps:
            chains.append(Chain(question.id, label_of(question.id), steps))
    return tuple(chains)


def label_of(id_: str) -> str:
    """Make a name of the id of a context question: "c.home_visit" is "Home visit"."""
    return id_.removeprefix("c.").replace("_", " ").capitalize()


def _counted_steps(id_: str, names: tuple[str, ...], answers: Mapping[str, Mapping[str, str]]) -> tuple[ChainStep, ...]:
    through: set[str] | None = None
    steps = []
    for name in names:
        given = answers.get(f"{id_}_{name}", {})
        if not given and through is None:
            return ()
        came = {case for case, answer in given.items() if answer == "yes" and (through is None or case in through)}
        steps.append(ChainStep(name, len(came), None if through is None else len(through)))
        through = came
    return tuple(steps)


def _written_chain(entry: Mapping[str, Any], edition: Edition) -> Chain:
    label = entry["label"] or label_of(entry["id"] or "figure")
    if not entry["steps"]:
        known = entry["yes"] is not None and entry["cases"] is not None
        steps = (ChainStep("yes", entry["yes"], entry["cases"]),) if known else ()
        return Chain(entry["id"], label, steps, entry["percent"])
    asked = next((question for question in edition.context_questions if question.id == entry["id"]), None)
    counts: Mapping[str, int] = entry["steps"]
    names = list(counts)
    if asked is not None and set(names) <= set(asked.steps):
        names = [name for name in asked.steps if name in counts]
    bases = [None, *(counts[name] for name in names[:-1])]
    return Chain(entry["id"], label, tuple(ChainStep(name, counts[name], base) for name, base in zip(names, bases, strict=True)))
