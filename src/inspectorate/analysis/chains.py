"""What happens step by step: checks needed, asked, answered and used; needs identified, met and met well enough. Never rated."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from inspectorate.inspection import Inspection
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


def chains_of(inspection: Inspection) -> tuple[Chain, ...]:
    """
    Give the context figures of an inspection, from its file and from its cases.

    Steps stand in the order of the edition's question where it has one. From counts alone the base of a step is the step before; from
    cases it is those of them that have an answer.
    """
    bases = {(count.question, count.step): count.cases for count in (inspection.casework.context if inspection.casework else ())}
    return tuple(_chain(entry, inspection.edition, bases) for entry in inspection.written["context"])


def label_of(id_: str) -> str:
    """Make a name of the id of a context question: "c.home_visit" is "Home visit"."""
    return id_.removeprefix("c.").replace("_", " ").capitalize()


def _chain(entry: Mapping[str, Any], edition: Edition, counted: Mapping[tuple[str, str | None], int]) -> Chain:
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
    bases = (None, *(counted.get((entry["id"], name), counts[before]) for before, name in pairwise(names)))
    stepped = tuple(ChainStep(name, counts[name], base) for name, base in zip(names, bases, strict=False))
    return Chain(entry["id"], label, stepped)
