"""
YAML text to a tree of nodes that know their place.

Every scalar stays text: the schema decides what it means, so that `1.1`, `no` and the key `yes` keep their spelling. Anchors,
aliases and tags are refused (they are how YAML bombs are built and how values change meaning), and so are duplicate keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from inspectorate.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
_LOADER = getattr(yaml, "CLoader", yaml.Loader)
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))
_FRAMES = frozenset((yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent))
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """A piece of text; `plain` when it was written without quotes."""

    text: str
    plain: bool
    file: str | None
    line: int
    column: int

    @property
    def is_null(self) -> bool:
        """Whether this is an unquoted null."""
        return self.plain and self.text in _NULLS


class Listing(NamedTuple):
    """A list of nodes."""

    items: list[Node]
    file: str | None
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with their nodes, in the order written."""

    entries: dict[str, Node]
    keys: dict[str, Scalar]
    file: str | None
    line: int
    column: int


Node = Scalar | Listing | Mapping


class _FailedError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_nodes(path: Path, name: str | None = None) -> tuple[Node | None, list[Problem]]:
    """
    Read a YAML file into nodes, or say why it cannot be read.

    Returns:
        The root node (None when the file cannot be read at all) and all problems found on the way.
    """
    shown = name or str(path)
    place = Place(file=shown)
    try:
        if path.is_dir():
            return None, [_problem("DOC001", place, "This is a folder, not a file.", expected="a YAML file")]
        if path.stat().st_size > MAX_BYTES:
            found = f"{path.stat().st_size / 1_000_000:.1f} MB"
            return None, [_problem("DOC002", place, "The file is too large to be a document people write.", found, "at most 5 MB")]
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, [_problem("DOC003", place, "There is no such file.", fix="Check the name and the folder.")]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, [_problem("DOC004", place, "The file cannot be read.", found=reason)]
    return parse_nodes(raw, shown)


def parse_nodes(raw: bytes, shown: str | None = None) -> tuple[Node | None, list[Problem]]:
    """Parse the bytes of a YAML document into nodes; see `read_nodes`."""
    place = Place(file=shown)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02x}"
        fix = "Save the file as UTF-8."
        return None, [_problem("DOC005", Place(shown, line), "The file is not UTF-8 text.", found, "UTF-8", fix)]
    if not text.strip():
        return None, [_problem("DOC006", place, "The file is empty.", expected="a YAML document")]
    problems: list[Problem] = []
    try:
        return _build(text, shown, problems), problems
    except _FailedError as failed:
        return None, [*problems, failed.problem]
    except yaml.YAMLError as error:
        return None, [*problems, _syntax_problem(error, shown, text)]


def _build(text: str, shown: str | None, problems: list[Problem]) -> Node:
    """Fold the parser's events into one tree, without recursion, so that depth cannot exhaust the stack."""
    root: Node | None = None
    stack: list[tuple[Mapping | Listing, list[Scalar]]] = []
    for event in _events(text):
        kind = type(event)
        if kind in _ENDS:
            stack.pop()
            continue
        if kind in _FRAMES:
            if kind is yaml.DocumentStartEvent and root is not None:
                place = _place(event, shown)
                raise _FailedError(_problem("DOC008", place, "The file holds more than one document.", "a second ---", "one document"))
            continue
        if event.anchor is not None or kind is yaml.AliasEvent or event.tag is not None:
            raise _FailedError(_cleverness(event, _place(event, shown)))
        node = _node(event, shown)
        root = node if root is None else root
        if stack:
            _attach(stack[-1], node, problems)
        if kind is not yaml.ScalarEvent:
            stack.append((node, []))
            if len(stack) > MAX_DEPTH:
                place, most = _place(event, shown), f"at most {MAX_DEPTH} levels"
                raise _FailedError(_problem("DOC009", place, "The document is nested too deeply.", expected=most))
    if root is None:
        raise _FailedError(_problem("DOC006", Place(shown), "The file is empty.", expected="a YAML document"))
    return root


def _place(event: Any, shown: str | None) -> Place:
    return Place(shown, event.start_mark.line + 1, event.start_mark.column + 1)


def _node(event: Any, shown: str | None) -> Any:
    """Make the node that an event begins."""
    mark = event.start_mark
    if type(event) is yaml.ScalarEvent:
        return Scalar(event.value, event.implicit[0], shown, mark.line + 1, mark.column + 1)
    made = Mapping({}, {}, shown, mark.line + 1, mark.column + 1)
    return made if type(event) is yaml.MappingStartEvent else Listing([], *made[2:])


def _attach(parent: tuple[Mapping | Listing, list[Scalar]], node: Node, problems: list[Problem]) -> None:
    holder, waiting = parent
    if isinstance(holder, Listing):
        holder.items.append(node)
        return
    if not waiting:
        if not isinstance(node, Scalar):
            place = Place(node.file, node.line, node.column)
            raise _FailedError(
                _problem("DOC010", place, "A key must be a word, not a list or a mapping.", expected="text before the colon")
            )
        waiting.append(node)
        return
    key = waiting.pop()
    if key.text in holder.entries:
        first = holder.keys[key.text].line
        place = Place(key.file, key.line, key.column)
        message = f"The key {key.text!r} stands twice in one mapping."
        problems.append(_problem("DOC011", place, message, f"first on line {first}", "each key once", "Keep one of the two."))
        return
    holder.entries[key.text] = node
    holder.keys[key.text] = key


def _cleverness(event: Any, place: Place) -> Problem:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        return _problem("DOC012", place, "Anchors and aliases are not allowed.", expected="each value written out")
    return _problem("DOC013", place, "Tags are not allowed.", repr(event.tag), "plain text, lists and mappings")


def _events(text: str) -> Iterator[Any]:
    return yaml.parse(text, Loader=_LOADER)


def _syntax_problem(error: yaml.YAMLError, shown: str | None, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else None
    column = mark.column + 1 if mark else None
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "the text cannot be understood"
    lines = text.splitlines()
    if line is not None and line <= len(lines) and "\t" in lines[line - 1]:
        fix = "The line has a tab: YAML is indented with spaces only."
    else:
        fix = "Check the indentation, the colons and the quotes on this line and the one before."
    return _problem("DOC007", Place(shown, line, column), "This is not valid YAML.", str(said), None, fix)


def _problem(
    code: str, place: Place, message: str, found: str | None = None, expected: str | None = None, fix: str | None = None
) -> Problem:
    return Problem(code, "error", message, place, found, expected, fix)
