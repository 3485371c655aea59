"""
The trace of a rating: a frozen tree of what was read, which rule, which value, which result.

The engine only records. Text, JSON and pages are renderers of it, and `tests/replay.py` recomputes it without any of our code.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.model.known import Known


class RuleUse(NamedTuple):
    """A rule as it was applied: its id and title, its parameters as plain data, and how well it is known."""

    id: str
    title: str
    parameters: Mapping[str, Any]
    known: Known

    def as_json(self) -> dict[str, Any]:
        """Give the rule as plain data."""
        known = {key: value for key, value in self.known._asdict().items() if value is not None}
        return {"id": self.id, "title": self.title, "parameters": dict(self.parameters), **known}


class Step(NamedTuple):
    """One step of a rating. `operation` is of a closed set; `inputs` and `result` are plain data."""

    operation: str
    about: str
    title: str
    inputs: Mapping[str, Any]
    result: Mapping[str, Any]
    rule: RuleUse | None = None
    children: tuple[Step, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the step and all below it as plain data, each with the SHA-256 of what it read."""
        read = {
            "operation": self.operation,
            "about": self.about,
            "title": self.title,
            "inputs": dict(self.inputs),
            "rule": self.rule.as_json() if self.rule else None,
        }
        return {
            **read,
            "result": dict(self.result),
            "sha256": hashlib.sha256(canonical(read)).hexdigest(),
            "children": [child.as_json() for child in self.children],
        }


def canonical(data: object) -> bytes:
    """Give the canonical JSON of plain data: UTF-8, sorted keys, no spaces."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
