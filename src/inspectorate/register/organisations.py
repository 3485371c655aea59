"""The register of organisations: who they are, under which names, since when, until when, and what became of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.documents import INVALID, Choice, Field, ListOf, PartDate, Reading, Record, Text, read_nodes, read_root
from inspectorate.errors import DocumentInvalidError, has_errors
from inspectorate.register.dates import surely_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.errors import Problem

OUTCOMES = ("renamed", "merged", "split", "succeeded", "boundary_changed", "ended")


class BecameOf(NamedTuple):
    """What became of an organisation: how it ended or changed, into which others (ids), when, and how that is known."""

    how: str
    to: tuple[str, ...] = ()
    on: str | None = None
    text: str | None = None
    source: str | None = None


class RegisteredOrganisation(NamedTuple):
    """An organisation as the register knows it; `name` is the name now or last, `aliases` are names in other files."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    area: str | None = None
    since: str | None = None
    until: str | None = None
    became: BecameOf | None = None
    source: str | None = None
    confidence: str | None = None
    note: str | None = None


class Organisations(NamedTuple):
    """The organisations of a register file."""

    file: str | None = None
    title: str | None = None
    entries: tuple[RegisteredOrganisation, ...] = ()

    def find(self, name: str | None, id: str | None = None) -> RegisteredOrganisation | None:
        """Find an organisation by its id, else by its name or another name of it; None when it is not there."""
        wanted = _plain(name) if name else None
        if id is not None:
            found = next((each for each in self.entries if each.id == id), None)
            if found is not None:
                return found
        if wanted is None:
            return None
        for each in self.entries:
            if wanted == each.id or wanted == _plain(each.name):
                return each
            if each.aliases and wanted in map(_plain, each.aliases):
                return each
        return None

    def same(self, one: str, other: str) -> bool:
        """Tell whether two names are one organisation: spelled alike, or both known as the same one."""
        if _plain(one) == _plain(other):
            return True
        found = self.find(one)
        return found is not None and found == self.find(other)


def read_organisations(path: Path, shown: str | None = None) -> tuple[Organisations | None, tuple[Problem, ...]]:
    """Read a register file; None when anything is an error, and every problem with its place."""
    node, problems = read_nodes(path, shown or str(path))
    if node is None:
        return None, tuple(problems)
    reading = Reading(shown or str(path))
    reading.problems = problems
    written = read_root(REGISTER, node, reading)
    if written is not INVALID:
        _check(written["organisations"], reading)
    if written is INVALID or has_errors(reading.problems):
        return None, tuple(reading.problems)
    return Organisations(reading.file, written["title"], written["organisations"]), tuple(reading.problems)


def load_organisations(path: Path) -> Organisations:
    """
    Read a register file that is expected to be good.

    Raises:
        DocumentInvalidError: The file has errors; carries all problems.
    """
    organisations, problems = read_organisations(path)
    if organisations is None:
        raise DocumentInvalidError(problems)
    return organisations


def join_organisations(registers: Sequence[Organisations]) -> tuple[Organisations, tuple[Problem, ...]]:
    """Join registers that are each good into one; an id or a name that stands in two of them is an error."""
    reading = Reading(" and ".join(each.file or "" for each in registers))
    entries = tuple(entry for each in registers for entry in each.entries)
    if len(registers) > 1:
        _check(entries, reading)
    return Organisations(reading.file, None, entries), tuple(reading.problems)


def register_schema() -> dict[str, Any]:
    """Describe a register file as JSON Schema (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Inspectorate register of organisations",
        **REGISTER.schema(),
    }


def _organisation(**fields: Any) -> RegisteredOrganisation:  # noqa: ANN401 – the fields are typed by the record that reads them
    return RegisteredOrganisation(since=fields.pop("from"), until=fields.pop("to"), **fields)


BECAME = Record(
    BecameOf,
    {
        "how": Field(Choice(OUTCOMES), required=True, doc="how it ended or changed"),
        "to": Field(ListOf(Text()), default=(), doc="ids of what it became"),
        "on": Field(PartDate()),
        "text": Field(Text(), doc="the same in words"),
        "source": Field(Text()),
    },
    "what became of the organisation",
)
ORGANISATION = Record(
    _organisation,
    {
        "id": Field(Text(r"[a-z0-9][a-z0-9-]*", "an id: small letters, digits and hyphens"), required=True),
        "name": Field(Text(), required=True, doc="the name, as inspection files spell it"),
        "aliases": Field(ListOf(Text()), default=(), doc="other names in inspection files and lineages"),
        "type": Field(Text(), doc="what kind of organisation, in words"),
        "area": Field(Text()),
        "from": Field(PartDate(), doc="since when it has been there"),
        "to": Field(PartDate(), doc="its last day"),
        "became": Field(BECAME),
        "source": Field(Text()),
        "confidence": Field(Text(), doc="how surely this is known, as in 'recollected: high'"),
        "note": Field(Text()),
    },
    "an organisation",
)
REGISTER = Record(
    dict,
    {
        "title": Field(Text()),
        "organisations": Field(ListOf(ORGANISATION), required=True, doc="the organisations"),
    },
    "a register of organisations",
)


def _check(entries: tuple[RegisteredOrganisation, ...], reading: Reading) -> None:
    ids: set[str] = set()
    names: dict[str, str] = {}
    known = {each.id for each in entries}
    for at, each in enumerate(entries):
        path = f"$.organisations[{at}]"
        if each.id in ids:
            reading.report("REG030", f"{path}.id", "This id stands twice.", repr(each.id), "each id once")
        ids.add(each.id)
        for name in dict.fromkeys(_plain(word) for word in (each.name, *each.aliases)):
            if name in names:
                reading.report(
                    "REG031",
                    path,
                    "This name is that of another organisation too.",
                    repr(name),
                    f"a name that is not that of {names[name]}",
                )
            names.setdefault(name, each.id)
        if each.since is not None and each.until is not None and surely_before(each.until, each.since):
            reading.report("REG032", f"{path}.to", "It ended before it began.", f"{each.since} to {each.until}", "a later date")
        for index, to in enumerate(each.became.to if each.became is not None else ()):
            if to not in known:
                reading.report("REG033", f"{path}.became.to[{index}]", "The register has no organisation with this id.", repr(to))


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """Give a name as names are compared; kept, because every search compares all names."""
    return " ".join(name.casefold().split())
