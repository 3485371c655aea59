"""The trace as an indented list: what was read, which rule, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from inspectorate.model import Step


def steps_text(trace: Step, about: str | None = None) -> str:
    """Give the steps of a trace as text; of one standard or key question when *about* names it."""
    found = trace if about is None else next((step for step in walk(trace) if step.about == about), trace)
    return "\n".join(_lines(found, 0))


def walk(step: Step) -> Iterator[Step]:
    """Go through a step and all below it."""
    yield step
    for child in step.children:
        yield from walk(child)


def _lines(step: Step, depth: int) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{step.about}  {step.title}  [{step.operation.replace('_', ' ')}]"
    for key, value in step.inputs.items():
        if value not in (None, [], {}, 0, False, "") and key not in ("items", "scale", "scales"):
            yield f"{indent}    read {key.replace('_', ' ')}: {_shown(value)}"
    if step.rule is not None:
        yield f"{indent}    rule {step.rule.title} ({step.rule.known.in_words()})"
        for key in ("at_least", "rounding", "mean_at_most", "boundary", "total_at_most", "max_per_item", "window"):
            value = step.rule.parameters.get(key)
            if value not in (None, []):
                yield f"{indent}      {key.replace('_', ' ')}: {_shown(value)}"
    yield f"{indent}    result {_result(step.result)}"
    for child in step.children:
        yield from _lines(child, depth + 1)


def _result(result: Mapping[str, Any]) -> str:
    parts = []
    for key, value in result.items():
        if key == "possible":
            parts.append(" or ".join(_shown(point) for point in value) or "none")
        elif value is not None:
            parts.append(f"{key.replace('_', ' ')} {_shown(value)}")
    return ", ".join(parts) or "see below"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(each)}" for key, each in value.items())
    return str(value).replace("_", " ")
