"""Load editions: those shipped, by id; any other, from a file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from inspectorate.documents import INVALID, Mapping, Reading, Scalar, nearest, read_root
from inspectorate.errors import DocumentInvalidError, Place, Problem, has_errors
from inspectorate.frameworks.build import build_edition
from inspectorate.frameworks.check import check_edition
from inspectorate.frameworks.format import EDITION
from inspectorate.frameworks.resolve import EDITIONS, Resolver, content_hash, plain
from inspectorate.model import Edition


class CheckedEdition(NamedTuple):
    """An edition file, checked: the edition when it can be used, the resolved document, and all problems."""

    edition: Edition | None
    document: dict[str, Any] | None
    problems: tuple[Problem, ...]


def shipped_editions() -> tuple[str, ...]:
    """Give the ids of the editions that come with Inspectorate, sorted."""
    return tuple(sorted(path.stem for path in EDITIONS.glob("*.yaml")))


def check_edition_file(path: Path, shown: str | None = None) -> CheckedEdition:
    """Read, resolve and check an edition file; all problems at once, nothing raised."""
    resolver = Resolver()
    node = resolver.resolve_file(path, shown)
    if node is None:
        return CheckedEdition(None, None, tuple(resolver.problems))
    reading = Reading(shown or str(path))
    written = read_root(EDITION, node, reading)
    problems = [*resolver.problems, *reading.problems]
    if written is INVALID or has_errors(problems):
        return CheckedEdition(None, plain(node), tuple(problems))
    reading.problems = []
    edition = build_edition(written, _rule_kinds(node), content_hash(node), resolver.extends, reading)
    if not has_errors(reading.problems):
        check_edition(edition, reading)
    if edition.id != path.stem and path.parent == EDITIONS:
        reading.report("FRM044", "$.id", "The id is not the name of the file.", edition.id, path.stem)
    problems += reading.problems
    return CheckedEdition(None if has_errors(problems) else edition, plain(node), tuple(problems))


@lru_cache(maxsize=64)
def load_edition(edition_id: str) -> Edition:
    """
    Load a shipped edition by id.

    Raises:
        DocumentInvalidError: There is no such edition (with the nearest id), or the file has problems.
    """
    path = EDITIONS / f"{edition_id}.yaml"
    if edition_id not in shipped_editions():
        near = nearest(edition_id, shipped_editions())
        fix = f"Did you mean {near!r}?" if near else "List the editions with: inspectorate frameworks list"
        problem = Problem("FRM002", "error", "There is no edition with this id.", Place(), repr(edition_id), None, fix)
        raise DocumentInvalidError([problem])
    return load_edition_file(path)


def load_edition_file(path: Path) -> Edition:
    """
    Load an edition from a file.

    Raises:
        DocumentInvalidError: The file has problems; all of them.
    """
    checked = check_edition_file(path)
    if checked.edition is None:
        raise DocumentInvalidError(checked.problems)
    return checked.edition


def edition_document(edition_id: str) -> dict[str, Any]:
    """Give the resolved document of a shipped edition as plain data: what its hash is taken of."""
    return check_edition_file(EDITIONS / f"{edition_id}.yaml").document or {}


def _rule_kinds(node: Mapping) -> dict[str, str]:
    rules = node.entries["rules"]
    kinds = {}
    for name, rule in (rules.entries if isinstance(rules, Mapping) else {}).items():
        kind = rule.entries.get("kind") if isinstance(rule, Mapping) else None
        kinds[name] = kind.text if isinstance(kind, Scalar) else "none"
    return kinds
