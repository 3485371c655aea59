"""Lineage: which organisation came from which, with what share, since when, and how surely."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from inspectorate.documents import As, Choice, Exact, PartDate, Reading, Text, nearest
from inspectorate.errors import DocumentInvalidError, Place, Problem, has_errors
from inspectorate.register.dates import surely_before
from inspectorate.register.rows import Column, Row, cell, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_WAYS, MOST_STEPS = 10_000, 200
"""So many ways on from one organisation, and so many steps, are followed; real changes of areas have a few."""
LinkStatus = Literal["enacted", "proposed"]


class Link(NamedTuple):
    """
    One link: *organisation* takes over *share* of *predecessor*.

    `share` is None where nobody has said it. `parts` names the units or areas of the predecessor that pass, where that is known.
    """

    organisation: str
    predecessor: str
    share: Fraction | None
    since: str | None
    status: LinkStatus
    confidence: str | None
    source: str
    parts: tuple[str, ...] = ()
    note: str | None = None
    line: int = 0


class Descent(NamedTuple):
    """An organisation some steps away, the links that lead there, and the share that passes along them (None: not known)."""

    organisation: str
    links: tuple[Link, ...]
    share: Fraction | None

    @property
    def steps(self) -> int:
        """How many links away it is."""
        return len(self.links)


class Lineage(NamedTuple):
    """A lineage file, read and checked."""

    file: str
    links: tuple[Link, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """All names, in the order of the file, those that came later before those they came from."""
        return tuple(dict.fromkeys([*(link.organisation for link in self.links), *(link.predecessor for link in self.links)]))

    @property
    def areas(self) -> tuple[str, ...]:
        """The organisations that have a predecessor, in the order of the file."""
        return tuple(dict.fromkeys(link.organisation for link in self.links))

    def find(self, name: str) -> str | None:
        """Find an organisation's name as the file spells it, whatever the capitals and spaces; None when it is not there."""
        return next((each for each in self.organisations if same_name(each, name)), None)

    def nearest(self, name: str) -> str | None:
        """Suggest the name most like *name*."""
        return nearest(name, self.organisations)

    def predecessors(self, organisation: str, status: LinkStatus | None = None) -> tuple[Link, ...]:
        """Give the links to what an organisation came from, one step back."""
        return tuple(link for link in self.links if same_name(link.organisation, organisation) and status in (None, link.status))

    def successors(self, organisation: str, status: LinkStatus | None = None) -> tuple[Link, ...]:
        """Give the links to what became of an organisation, one step on."""
        return tuple(link for link in self.links if same_name(link.predecessor, organisation) and status in (None, link.status))

    def ancestry(self, organisation: str, status: LinkStatus | None = None) -> tuple[Descent, ...]:
        """Give everything an organisation came from, over all steps, nearest first."""
        return tuple(sorted(self._walk(organisation, status, ()), key=lambda each: each.steps))

    def descendants(self, organisation: str, status: LinkStatus | None = None) -> tuple[Descent, ...]:
        """Give everything that came of an organisation, over all steps, nearest first."""
        return tuple(sorted(self._walk(organisation, status, (), onward=True), key=lambda each: each.steps))

    def _walk(self, name: str, status: LinkStatus | None, before: tuple[Link, ...], *, onward: bool = False) -> Iterator[Descent]:
        for link in self.successors(name, status) if onward else self.predecessors(name, status):
            links = (*before, link)
            next_name = link.organisation if onward else link.predecessor
            yield Descent(next_name, links, _product(links))
            yield from self._walk(next_name, status, links, onward=onward)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are spelled alike but for capitals and spaces."""
    return one.split() == other.split() or one.casefold().split() == other.casefold().split()


def read_lineage(path: Path, shown: str | None = None) -> tuple[Lineage | None, tuple[Problem, ...]]:
    """
    Read a lineage file: organisation, predecessor, share_of_predecessor, from, status, confidence, source; optional parts, note.

    Returns:
        The lineage, or None when anything is an error; and every problem with its row and column.
    """
    reading = Reading(shown or str(path))
    rows = read_rows(path, COLUMNS, reading)
    links = tuple(_link(row) for row in rows)
    _check_links(links, reading)
    _check_shares(links, reading)
    _check_cycles(links, reading)
    if not has_errors(reading.problems):
        _check_ways(links, reading)
    _check_dates(links, reading)
    problems = tuple(sorted(reading.problems, key=lambda problem: (problem.where.line or 0, problem.where.column or 0)))
    return None if has_errors(problems) else Lineage(reading.file or "", links), problems


def load_lineage(path: Path) -> Lineage:
    """
    Read a lineage file that is expected to be good.

    Raises:
        DocumentInvalidError: The file has errors; carries all problems.
    """
    lineage, problems = read_lineage(path)
    if lineage is None:
        raise DocumentInvalidError(problems)
    return lineage


def join_lineages(lineages: Sequence[Lineage]) -> tuple[Lineage, tuple[Problem, ...]]:
    """Join lineages that are each good into one; what does not fit together (a circle, a link twice, more than the whole) is an error."""
    reading = Reading(" and ".join(each.file for each in lineages))
    links = tuple(link for each in lineages for link in each.links)
    if len(lineages) > 1:
        _check_links(links, reading)
        _check_shares(links, reading)
        _check_cycles(links, reading)
        _check_dates(links, reading)
    return Lineage(reading.file or "", links), tuple(each for each in reading.problems if each.severity == "error")


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


COLUMNS = (
    Column("organisation", Text()),
    Column("predecessor", Text()),
    Column("share_of_predecessor", As(Exact(0, 1), Fraction), blank=True, also=("share",)),
    Column("from", PartDate(), blank=True),
    Column("status", Choice(("enacted", "proposed"))),
    Column("confidence", Text(), required=False, blank=True),
    Column("source", Text()),
    Column("parts", As(Text(), _parts), required=False, blank=True),
    Column("note", Text(), required=False, blank=True),
)


def _link(row: Row) -> Link:
    value = row.values
    return Link(
        value["organisation"],
        value["predecessor"],
        value["share_of_predecessor"],
        value["from"],
        value["status"],
        value["confidence"],
        value["source"],
        value["parts"] or (),
        value["note"],
        row.line,
    )


def _check_links(links: tuple[Link, ...], reading: Reading) -> None:
    seen: dict[tuple[str, str, str, str], int] = {}
    for link in links:
        if same_name(link.organisation, link.predecessor):
            reading.report("REG010", cell(link.line, "predecessor"), "An organisation cannot come from itself.", repr(link.predecessor))
        if link.share == 0:
            fix = "Leave the link out; leave the cell empty when the share is not known."
            reading.report("REG011", cell(link.line, "share_of_predecessor"), "A link with a share of 0 is no link.", "0", None, fix)
        if link.status == "enacted" and link.since is None:
            reading.report("REG012", cell(link.line, "from"), "An enacted link needs the date from which it holds.", None, "a date")
        key = (_plain(link.organisation), _plain(link.predecessor), link.status, link.since or link.source)
        if key in seen:
            found = f"first in row {seen[key]}"
            reading.report("REG013", cell(link.line, "organisation"), "This link stands twice.", found, "each link once")
        seen.setdefault(key, link.line)


def _check_shares(links: tuple[Link, ...], reading: Reading) -> None:
    """Shares of one predecessor in one change (same status, same date; without a date, same source) add up to at most one."""
    changes: dict[tuple[str, str, str], list[Link]] = {}
    for link in links:
        if link.share == 0:
            continue
        changes.setdefault((_plain(link.predecessor), link.status, link.since or link.source), []).append(link)
    for together in changes.values():
        known = sum((link.share for link in together if link.share is not None), Fraction(0))
        unknown = [link for link in together if link.share is None]
        at = cell(together[-1].line, "share_of_predecessor")
        rows = ", ".join(str(link.line) for link in together)
        if known > 1:
            message = f"More than the whole of {together[0].predecessor} is passed on."
            reading.report("REG014", at, message, f"{float(known):g} over rows {rows}", "at most 1")
        elif known == 1 and unknown:
            message = f"The whole of {together[0].predecessor} is passed on, and an unknown share besides."
            reading.report("REG014", at, message, f"rows {rows}", "shares that leave something for each link")
        elif known < 1 and not unknown:
            message = f"Part of {together[0].predecessor} goes to nobody named here."
            reading.warn("REG015", at, message, f"{float(known):g} over rows {rows}", "1, or an empty share")


def _check_cycles(links: tuple[Link, ...], reading: Reading) -> None:
    onward: dict[str, list[Link]] = {}
    for link in links:
        if not same_name(link.organisation, link.predecessor):
            onward.setdefault(_plain(link.predecessor), []).append(link)
    done: set[str] = set()
    for start in onward:
        _follow(start, onward, done, reading)


def _follow(start: str, onward: dict[str, list[Link]], done: set[str], reading: Reading) -> None:
    """Go forward from *start* without recursion; a link back to a name on the way closes a circle."""
    way: list[str] = [start]
    open_links: list[Iterator[Link]] = [iter(onward.get(start, ()))]
    while way:
        link = next(open_links[-1], None)
        if link is None:
            done.add(way.pop())
            open_links.pop()
            continue
        name = _plain(link.organisation)
        if name in way:
            circle = " → ".join([*way[way.index(name) :], name])
            reading.report("REG016", cell(link.line, "organisation"), "These links go round in a circle.", circle, "no way back")
        elif name not in done:
            way.append(name)
            open_links.append(iter(onward.get(name, ())))


def _check_ways(links: tuple[Link, ...], reading: Reading) -> None:
    """Refuse a lineage so tangled that nobody could follow it: every way from an organisation to what came of it is walked."""
    onward: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for link in links:
        onward.setdefault(_plain(link.organisation), []).append(_plain(link.predecessor))
        waiting[_plain(link.predecessor)] = waiting.get(_plain(link.predecessor), 0) + 1
    ways: dict[str, int] = dict.fromkeys(onward, 0) | dict.fromkeys(waiting, 0)
    steps = dict(ways)
    ready = [name for name in ways if name not in waiting]
    while ready:
        name = ready.pop()
        for predecessor in onward.get(name, ()):
            ways[predecessor] += 1 + ways[name]
            steps[predecessor] = max(steps[predecessor], 1 + steps[name])
            waiting[predecessor] -= 1
            if not waiting[predecessor]:
                ready.append(predecessor)
    name = max(ways, key=lambda each: ways[each], default="")
    if name and (ways[name] > MOST_WAYS or max(steps.values()) > MOST_STEPS):
        found = f"{ways[name]:,} ways on from {name!r}, up to {max(steps.values()):,} steps"
        place = Place(reading.file)
        expected = f"at most {MOST_WAYS:,} ways and {MOST_STEPS} steps"
        reading.problems.append(Problem("REG019", "error", "The lineage is too tangled to follow.", place, found, expected))


def _check_dates(links: tuple[Link, ...], reading: Reading) -> None:
    begun: dict[str, list[Link]] = {}
    for link in links:
        if link.status == "enacted" and link.since is not None:
            begun.setdefault(_plain(link.organisation), []).append(link)
    for link in links:
        if link.status != "enacted" or link.since is None:
            continue
        for earlier in begun.get(_plain(link.predecessor), ()):
            if earlier.since is not None and surely_before(link.since, earlier.since):
                message = f"{link.predecessor} is passed on before it began."
                found = f"{link.since}; it began {earlier.since} (row {earlier.line})"
                reading.report("REG017", cell(link.line, "from"), message, found, f"{earlier.since} or later")
                break


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _product(links: tuple[Link, ...]) -> Fraction | None:
    share = Fraction(1)
    for link in links:
        if link.share is None:
            return None
        share *= link.share
    return share


def unknown_organisation(lineage: Lineage, name: str) -> Problem:
    """Say that a lineage has no organisation of this name, with the nearest."""
    near = lineage.nearest(name)
    fix = f"Did you mean {near!r}?" if near else None
    return Problem("REG018", "error", "The lineage has no organisation of this name.", Place(lineage.file), repr(name), None, fix)
