"""The trace as an indented list: what was read, which rule, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.model import Step

_PARAMETERS = ("at_least", "rounding", "mean_at_most", "boundary", "total_at_most", "max_per_item", "window")
_OPERATIONS = {
    "inspection": "the whole inspection",
    "combine": "items combined by a rule",
    "settle": "what counts of computed, stated and decided",
    "percent_of_cases": "cases counted and banded",
    "given": "a rating given",
    "unknown": "not known",
    "not_rated": "not rated",
    "discretion": "discretion of the panel",
    "status": "a status",
}


def steps_text(trace: Step, about: str | None = None) -> str:
    """Give the steps of a trace as text; of one standard or key question when *about* names it."""
    found = trace if about is None else next((step for step in walk(trace) if step.about == about), trace)
    return "\n".join(_lines(found, 0))


def walk(step: Step) -> Iterator[Step]:
    """Go through a step and all below it."""
    yield step
    for child in step.children:
        yield from walk(child)


def operation_words(step: Step) -> str:
    """Say what a step does."""
    return _OPERATIONS.get(step.operation, step.operation.replace("_", " "))


def read_lines(step: Step) -> Iterator[tuple[str, str]]:
    """Give what a step read, by name, leaving out what is empty."""
    for key, value in step.inputs.items():
        if value not in (None, [], {}, 0, False, "") and key not in ("items", "scale", "scales"):
            yield f"read {key.replace('_', ' ')}", _shown(value)


def rule_lines(step: Step) -> Iterator[tuple[str, str]]:
    """Give the rule a step applied, how well it is known, and its parameters."""
    if step.rule is None:
        return
    yield "rule", step.rule.title
    yield "status of the rule", step.rule.known.in_words()
    if step.rule.known.source:
        yield "source", step.rule.known.source
    for key in _PARAMETERS:
        value = step.rule.parameters.get(key)
        if value not in (None, []):
            yield key.replace("_", " "), _shown(value)


def result_words(step: Step) -> str:
    """Say what came of a step."""
    parts = []
    for key, value in step.result.items():
        if key == "possible":
            parts.append(" or ".join(_shown(point) for point in value) or "none")
        elif value is not None and value is not True:
            parts.append(f"{key.replace('_', ' ')} {_shown(value)}")
    return ", ".join(parts) or "see below"


def _lines(step: Step, depth: int) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{step.about}  {step.title}  [{operation_words(step)}]"
    for name, value in (*read_lines(step), *rule_lines(step)):
        yield f"{indent}    {name}: {value}"
    yield f"{indent}    result: {result_words(step)}"
    for child in step.children:
        yield from _lines(child, depth + 1)


def _shown(value: object) -> str:
    if isinstance(value, list) and value and all(isinstance(each, list) for each in value):
        return ", ".join(" ".join(_shown(part) for part in each) for each in value)
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(each)}" for key, each in value.items())
    return str(value).replace("_", " ")
