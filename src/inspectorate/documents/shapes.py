"""
Shapes: what a document may look like, said once, used to read it and to publish its JSON Schema.

A shape reads a node into a value. What does not fit becomes a problem in the `Reading`, and reading goes on, so that a person sees
every mistake at once.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from inspectorate.documents.nodes import Listing, Mapping, Node, Scalar
from inspectorate.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_EXACT = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YES = {"true": True, "yes": True, "false": False, "no": False}
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class _Invalid:
    """The value of what could not be read."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "INVALID"


INVALID: Any = _Invalid()
"""Stands for a value that did not fit its shape; the problem is in the reading."""


class Reading:
    """One pass over one document: collects problems and remembers where each path stands."""

    def __init__(self, file: str | None = None) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.places: dict[str, tuple[str | None, int, int]] = {}

    def place(self, path: str) -> Place:
        """Give the place of *path*, or of the nearest part of the document around it."""
        known = path
        while known not in self.places:
            cut = max(known.rfind("."), known.rfind("["))
            if cut <= 0:
                return Place(self.file, path=path)
            known = known[:cut]
        file, line, column = self.places[known]
        return Place(file, line, column, path)

    def report(
        self, code: str, path: str, message: str, found: str | None = None, expected: str | None = None, fix: str | None = None
    ) -> None:
        """Note an error at *path*."""
        self.problems.append(Problem(code, "error", message, self.place(path), found, expected, fix))

    def warn(self, code: str, path: str, message: str, found: str | None = None, expected: str | None = None) -> None:
        """Note something worth knowing at *path* that does not stop the work."""
        self.problems.append(Problem(code, "warning", message, self.place(path), found, expected))


class Shape(Protocol):
    """Anything that can read a node and describe itself as JSON Schema."""

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read *node* at *path*; report what does not fit and give `INVALID`."""

    def schema(self) -> dict[str, Any]:
        """Describe the shape as JSON Schema."""


def step(path: str, key: str) -> str:
    """Give the path of *key* under *path*."""
    if _SIMPLE.fullmatch(key):
        return f"{path}.{key}"
    readable = key if key.isprintable() else key.encode("unicode_escape").decode("ascii")
    return f'{path}["{readable}"]'


def shown(node: Node) -> str:
    """Say what a node is, short enough for a message."""
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    if node.is_null:
        return "nothing"
    text = node.text if len(node.text) <= 60 else node.text[:57] + "..."
    return f"{text!r}"


def nearest(word: str, words: Sequence[str]) -> str | None:
    """Suggest the word most like *word*, or None when none is near."""
    from difflib import get_close_matches

    lowered = {candidate.lower(): candidate for candidate in words}
    match = get_close_matches(word.lower()[:80], list(lowered), n=1, cutoff=0.6)
    return lowered[match[0]] if match else None


class Text(NamedTuple):
    """Text, not empty."""

    pattern: str | None = None
    what: str = "text"
    most: int = 20_000

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read text as written."""
        if not isinstance(node, Scalar) or node.is_null:
            reading.report("DOC020", path, "This is not of the right kind.", shown(node), self.what)
            return INVALID
        if not node.text.strip():
            reading.report("DOC021", path, "This text is empty.", shown(node), self.what)
            return INVALID
        unseen = _UNSEEN.search(node.text)
        if unseen:
            found = f"character U+{ord(unseen[0]):04X}"
            reading.report("DOC021", path, "This text has a character that cannot be seen.", found, self.what, "Take the character out.")
            return INVALID
        if self.pattern and not re.fullmatch(self.pattern, node.text):
            reading.report("DOC021", path, "This text does not have the form it should.", shown(node), self.what)
            return INVALID
        if len(node.text) > self.most:
            reading.report("DOC021", path, "This text is too long.", f"{len(node.text)} characters", f"at most {self.most}")
            return INVALID
        return node.text.strip()

    def schema(self) -> dict[str, Any]:
        """Text as JSON Schema; an editor may take unquoted text for a number or a boolean, where the pattern allows one."""
        looks = {"integer": "1", "number": "1.5", "boolean": "true"}
        kinds = [kind for kind, sample in looks.items() if self.pattern is None or re.fullmatch(self.pattern, sample)]
        kinds = [kind for kind in kinds if kind != "integer" or "number" not in kinds]
        return {"type": ["string", *kinds], "pattern": f"^(?:{self.pattern})$" if self.pattern else r"\S", "maxLength": self.most}


class Whole(NamedTuple):
    """A whole number."""

    least: int | None = None
    most: int | None = None

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read a whole number, refusing anything written as a word, a fraction or a boolean."""
        expected = _span("a whole number", self.least, self.most)
        if not isinstance(node, Scalar) or not _WHOLE.fullmatch(node.text):
            reading.report("DOC022", path, "This is not a whole number.", shown(node), expected)
            return INVALID
        return _within(int(node.text), self.least, self.most, node, path, reading)

    def schema(self) -> dict[str, Any]:
        """Whole number as JSON Schema; it may be quoted."""
        return {"anyOf": [_span_schema({"type": "integer"}, self.least, self.most), {"type": "string", "pattern": f"^{_WHOLE.pattern}$"}]}


class Exact(NamedTuple):
    """A number kept exactly as written (a decimal, never a float)."""

    least: int | None = None
    most: int | None = None

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read a decimal number exactly."""
        expected = _span("a number", self.least, self.most)
        if not isinstance(node, Scalar) or not _EXACT.fullmatch(node.text):
            reading.report("DOC023", path, "This is not a number.", shown(node), expected)
            return INVALID
        return _within(Decimal(node.text), self.least, self.most, node, path, reading)

    def schema(self) -> dict[str, Any]:
        """Number as JSON Schema; it may be quoted."""
        return {"anyOf": [_span_schema({"type": "number"}, self.least, self.most), {"type": "string", "pattern": f"^{_EXACT.pattern}$"}]}


class YesNo(NamedTuple):
    """True or false, also written yes or no."""

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read true or false."""
        if isinstance(node, Scalar) and node.text.lower() in _YES:
            return _YES[node.text.lower()]
        reading.report("DOC024", path, "This is neither true nor false.", shown(node), "true or false")
        return INVALID

    def schema(self) -> dict[str, Any]:
        """Boolean as JSON Schema; also the four words, in any capitals."""
        words = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in _YES)
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": f"^(?:{words})$"}]}


class PartDate(NamedTuple):
    """A date as exact as the source: a year, a month or a day."""

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read a date and keep its text."""
        match = _DATE.fullmatch(node.text) if isinstance(node, Scalar) else None
        if match and _is_date(match):
            return match.group(0)
        reading.report("DOC025", path, "This is not a date.", shown(node), "YYYY, YYYY-MM or YYYY-MM-DD")
        return INVALID

    def schema(self) -> dict[str, Any]:
        """Date as JSON Schema; a bare year may be a number."""
        text = r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
        return {"anyOf": [{"type": "string", "pattern": text}, {"type": "integer", "minimum": 1000, "maximum": 9999}]}


class Choice(NamedTuple):
    """One of a closed set of words."""

    options: tuple[str, ...]

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read one of the options; suggest the nearest when it is none of them."""
        if isinstance(node, Scalar) and node.text in self.options:
            return node.text
        near = nearest(node.text, self.options) if isinstance(node, Scalar) else None
        fix = f"Did you mean {near!r}?" if near else None
        reading.report("DOC026", path, "This is not one of the words allowed here.", shown(node), " | ".join(self.options), fix)
        return INVALID

    def schema(self) -> dict[str, Any]:
        """Enumeration as JSON Schema."""
        return {"enum": list(self.options)}


class ListOf(NamedTuple):
    """A list of one shape."""

    of: Shape
    least: int = 0

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read every item; one bad item does not hide the others."""
        if not isinstance(node, Listing):
            reading.report("DOC027", path, "This is not a list.", shown(node), "a list")
            return INVALID
        if len(node.items) < self.least:
            reading.report("DOC028", path, "The list is too short.", f"{len(node.items)} items", f"at least {self.least}")
        values = []
        for index, item in enumerate(node.items):
            at = f"{path}[{index}]"
            reading.places[at] = (item.file, item.line, item.column)
            values.append(self.of.read(item, at, reading))
        return tuple(value for value in values if value is not INVALID)

    def schema(self) -> dict[str, Any]:
        """Array as JSON Schema."""
        return {"type": "array", "items": self.of.schema(), **({"minItems": self.least} if self.least else {})}


class MapOf(NamedTuple):
    """A mapping from free keys to one shape."""

    of: Shape
    keys: Shape = Text()

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read every entry."""
        if not isinstance(node, Mapping):
            reading.report("DOC029", path, "This is not a mapping.", shown(node), "a mapping of keys to values")
            return INVALID
        values = {}
        for key, item in node.entries.items():
            at = step(path, key)
            reading.places[at] = (item.file, item.line, item.column)
            name = self.keys.read(node.keys[key], at, reading)
            value = self.of.read(item, at, reading)
            if name is not INVALID and name in values:
                reading.report(
                    "DOC011", at, f"The key {name!r} stands twice in one mapping.", None, "each key once", "Keep one of the two."
                )
            elif name is not INVALID and value is not INVALID:
                values[name] = value
        return values

    def schema(self) -> dict[str, Any]:
        """Object with free keys as JSON Schema."""
        return {"type": "object", "propertyNames": self.keys.schema(), "additionalProperties": self.of.schema()}


class Field(NamedTuple):
    """One key of a record."""

    shape: Shape
    required: bool = False
    default: Any = None
    doc: str = ""


class Record(NamedTuple):
    """
    A mapping with known keys, built into a value by `make`; unknown keys are refused.

    A *partial* record is built from the keys that could be read, the others at their defaults, so that whoever reads on finds the other
    mistakes too. The problems are in the reading all the same.
    """

    make: Callable[..., Any]
    fields: dict[str, Field]
    what: str = "a mapping"
    partial: bool = False

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read every known key, refuse the others, and build the value when nothing in it is invalid."""
        if not isinstance(node, Mapping):
            reading.report("DOC029", path, "This is not a mapping.", shown(node), self.what)
            return INVALID
        values: dict[str, Any] = {}
        for key in node.entries:
            if key not in self.fields:
                mark = node.keys[key]
                reading.places.setdefault(step(path, key), (mark.file, mark.line, mark.column))
                near = nearest(key, list(self.fields))
                fix = f"Did you mean {near!r}?" if near else f"Keys here: {', '.join(self.fields)}."
                reading.report("DOC030", step(path, key), "This key is not known here.", f"{key[:60]!r}", None, fix)
        for name, field in self.fields.items():
            values[name] = _read_field(node, name, field, path, reading)
        if self.partial:
            values = {name: self.fields[name].default if value is INVALID else value for name, value in values.items()}
        elif any(value is INVALID for value in values.values()):
            return INVALID
        return self.make(**values)

    def schema(self) -> dict[str, Any]:
        """Object as JSON Schema."""
        properties = {}
        for name, field in self.fields.items():
            inner = field.shape.schema()
            inner = inner if field.required else _or_null(inner)
            properties[name] = {"description": field.doc, **inner} if field.doc else inner
        required = [name for name, field in self.fields.items() if field.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


class Tagged(NamedTuple):
    """A mapping whose `tag` key says which record it is."""

    tag: str
    records: dict[str, Record]

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read the record that the tag names."""
        if not isinstance(node, Mapping):
            reading.report("DOC029", path, "This is not a mapping.", shown(node), f"a mapping with the key {self.tag!r}")
            return INVALID
        tag = node.entries.get(self.tag)
        if tag is None:
            reading.report("DOC031", path, f"The key {self.tag!r} is missing.", None, " | ".join(self.records))
            return INVALID
        kind = Choice(tuple(self.records)).read(tag, step(path, self.tag), reading)
        if kind is INVALID:
            return INVALID
        rest = node._replace(entries={key: value for key, value in node.entries.items() if key != self.tag})
        return self.records[kind].read(rest, path, reading)

    def schema(self) -> dict[str, Any]:
        """One alternative for each tag as JSON Schema."""
        options = []
        for kind, record in self.records.items():
            inner = record.schema()
            inner["properties"] = {self.tag: {"const": kind}, **inner["properties"]}
            inner["required"] = [self.tag, *inner["required"]]
            options.append(inner)
        return {"oneOf": options}


class ByKind(NamedTuple):
    """A shape chosen by what is written: a scalar, a list or a mapping."""

    scalar: Shape | None = None
    listing: Shape | None = None
    mapping: Shape | None = None

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read with the shape for this kind of node."""
        shape = self.scalar if isinstance(node, Scalar) else self.listing if isinstance(node, Listing) else self.mapping
        if shape is None:
            names = {"text": self.scalar, "a list": self.listing, "a mapping": self.mapping}
            expected = " or ".join(name for name, option in names.items() if option is not None)
            reading.report("DOC020", path, "This is not of the right kind.", shown(node), expected)
            return INVALID
        return shape.read(node, path, reading)

    def schema(self) -> dict[str, Any]:
        """Any of the shapes as JSON Schema."""
        return {"anyOf": [shape.schema() for shape in (self.scalar, self.listing, self.mapping) if shape is not None]}


class As(NamedTuple):
    """Another shape, its value passed through a function that cannot fail."""

    shape: Shape
    convert: Callable[[Any], Any]

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Read, then convert."""
        value = self.shape.read(node, path, reading)
        return value if value is INVALID else self.convert(value)

    def schema(self) -> dict[str, Any]:
        """Describe the shape underneath."""
        return self.shape.schema()


def read_root(shape: Shape, node: Node, reading: Reading) -> Any:
    """Read a whole document; gives `INVALID` when anything in it did not fit."""
    reading.places["$"] = (node.file, node.line, node.column)
    return shape.read(node, "$", reading)


def _read_field(node: Mapping, name: str, field: Field, path: str, reading: Reading) -> Any:
    item = node.entries.get(name)
    if item is None or (isinstance(item, Scalar) and item.is_null):
        if field.required:
            found = None if item is None else "nothing"
            at = path if item is None else step(path, name)
            if item is not None:
                reading.places[at] = (item.file, item.line, item.column)
            reading.report("DOC031", at, f"The key {name!r} is missing.", found, field.doc or "a value")
            return INVALID
        return field.default
    at = step(path, name)
    reading.places[at] = (item.file, item.line, item.column)
    return field.shape.read(item, at, reading)


def _within(value: Any, least: int | None, most: int | None, node: Scalar, path: str, reading: Reading) -> Any:
    if (least is not None and value < least) or (most is not None and value > most):
        reading.report("DOC032", path, "This number is out of range.", node.text, _span("a number", least, most))
        return INVALID
    return value


def _span(what: str, least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"{what} from {least} to {most}"
    if least is not None:
        return f"{what}, at least {least}"
    return what if most is None else f"{what}, at most {most}"


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Let an optional key be there with nothing in it."""
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [*schema["type"], "null"]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    return {"anyOf": [schema, {"type": "null"}]}


def _span_schema(schema: dict[str, Any], least: int | None, most: int | None) -> dict[str, Any]:
    if least is not None:
        schema["minimum"] = least
    if most is not None:
        schema["maximum"] = most
    return schema


def _is_date(match: re.Match[str]) -> bool:
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year < 1000 or (month is not None and not 1 <= month <= 12):
        return False
    if month is None or day is None:
        return True
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= (_DAYS[month - 1] if month != 2 or leap else 28)
