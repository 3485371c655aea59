"""Which questions apply to which case, and by which rule: the edition's routes, read on the fields of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.model import Edition, Route

Kind = Literal["key_question", "prompt", "context"]


class Asked(NamedTuple):
    """A question as answers name it: what kind it is, the key question it belongs to, and the routes that open it."""

    ref: str
    kind: Kind
    key_question: str | None
    standard: str | None
    routes: tuple[Route, ...]


class Routed(NamedTuple):
    """Whether a question applies to a case, the route that decided it (None: every case), and the fields that the case lacks for it."""

    applies: bool
    route: str | None
    missing: tuple[str, ...] = ()


def questions_of(edition: Edition) -> dict[str, Asked]:
    """Give every question that answers may name, by ref: key questions, prompts, context questions and the steps of chains."""
    routes = {route.id: route for route in edition.routes}
    found: dict[str, Asked] = {}
    for standard, question in edition.key_questions():
        own = _routes(routes, question.applies_when)
        found[question.ref] = Asked(question.ref, "key_question", question.ref, standard.ref, own)
        for prompt in question.prompts:
            ref = f"{question.ref}{prompt.ref}"
            found[ref] = Asked(ref, "prompt", question.ref, standard.ref, (*own, *_routes(routes, prompt.applies_when)))
    for context in edition.context_questions:
        for ref in (f"{context.id}_{step}" for step in context.steps) if context.steps else (context.id,):
            found[ref] = Asked(ref, "context", None, None, _routes(routes, context.applies_when))
    return found


def key_questions_by_sample(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Give the key questions rated by cases that each sample of the edition answers; under `*` all of them, where it names no samples."""
    by_standard = {
        standard.ref: [question.ref for question in standard.key_questions] for standard in edition.standards if standard.by == "cases"
    }
    if not edition.samples:
        return {"*": tuple(ref for refs in by_standard.values() for ref in refs)}
    return {sample.id: tuple(ref for name in sample.standards for ref in by_standard.get(name, ())) for sample in edition.samples}


def route(asked: Asked, fields: Mapping[str, str]) -> Routed:
    """
    Decide whether a question applies to a case.

    All its routes have to be open. A closed one settles it, whatever else the case lacks; a field that the case lacks is named and
    nothing is assumed.
    """
    missing = tuple(each.field for each in asked.routes if not fields.get(each.field))
    for each in asked.routes:
        value = fields.get(each.field)
        if value and value not in each.values:
            return Routed(applies=False, route=each.id)
    return Routed(applies=not missing, route=asked.routes[-1].id if asked.routes else None, missing=missing)


def _routes(routes: Mapping[str, Route], name: str | None) -> tuple[Route, ...]:
    return (routes[name],) if name is not None else ()
