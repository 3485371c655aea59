"""Every organisation that has a page: inspected, in the register or in the lineage, each under one address and one name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.register import RegisteredOrganisation
from inspectorate.reporting.words import capital, date_words, joined
from inspectorate.site.collect import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectorate.inspection import RatedInspection
    from inspectorate.register import Link
    from inspectorate.site.collect import Collection, Summary

_RECENT = 100


class Entry(NamedTuple):
    """One organisation: its address, its name, what the register says, how the lineage spells it, its inspections (oldest first)."""

    slug: str
    name: str
    registered: RegisteredOrganisation | None = None
    spelled: str | None = None
    inspections: tuple[Summary, ...] = ()


class Directory:
    """All organisations of a collection, and how they are found by any of their names."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.registers = collection.registers
        self.entries: dict[str, Entry] = {}
        self._recent: dict[str, RatedInspection] = {}
        for registered in self.registers.organisations.entries:
            self.entries[registered.id] = Entry(registered.id, registered.name, registered)
        for name in self.registers.lineage.organisations:
            at = self.slug(name)
            self.entries[at] = self.entries.get(at, Entry(at, name))._replace(spelled=name)
        for summary in sorted(collection.summaries, key=lambda each: (not each.dated, each.dated, each.id)):
            at = summary.organisation_slug
            before = self.entries.get(at, Entry(at, summary.organisation))
            name = before.name if before.registered is not None else summary.organisation
            self.entries[at] = before._replace(name=name, inspections=(*before.inspections, summary))

    def slug(self, name: str) -> str:
        """Give the address of an organisation by any of its names."""
        registered = self.registers.organisations.find(name)
        return registered.id if registered is not None else slug(name)

    def entry(self, name: str) -> Entry:
        """Give an organisation by any of its names; one without a page of its own has its name alone."""
        at = self.slug(name)
        return self.entries.get(at, Entry("", name))

    def before(self, entry: Entry) -> tuple[Link, ...]:
        """Give the links to what an organisation came from, enacted ones first."""
        links = self.registers.lineage.predecessors(entry.spelled) if entry.spelled else ()
        return tuple(sorted(links, key=_moment))

    def after(self, entry: Entry) -> tuple[Link, ...]:
        """Give the links to what became of an organisation, enacted ones first."""
        links = self.registers.lineage.successors(entry.spelled) if entry.spelled else ()
        return tuple(sorted(links, key=_moment))

    def related(self, entry: Entry) -> tuple[Summary, ...]:
        """Give the inspections of everything an organisation came from, over all enacted steps."""
        if entry.spelled is None:
            return ()
        lineage = self.registers.lineage
        names = dict.fromkeys(descent.organisation for descent in lineage.ancestry(entry.spelled, "enacted"))
        return tuple(summary for name in names for summary in self.entry(name).inspections)

    def synthetic(self, entry: Entry) -> bool:
        """Tell whether an organisation is made up: its inspections are, or, without any, all those of its lineage."""
        summaries = list(entry.inspections)
        if not summaries and entry.spelled is not None:
            lineage = self.registers.lineage
            ways = (*lineage.ancestry(entry.spelled), *lineage.descendants(entry.spelled))
            summaries = [summary for name in {way.organisation for way in ways} for summary in self.entry(name).inspections]
        return bool(summaries) and all(summary.provenance == "synthetic" for summary in summaries)

    def load(self, summaries: Iterable[Summary]) -> list[RatedInspection]:
        """Give the rated inspections behind summaries."""
        return [self.rated(summary) for summary in summaries]

    def rated(self, summary: Summary) -> RatedInspection:
        """Give the rated inspection behind a summary; a few are kept, because one page asks several times."""
        found = self._recent.get(summary.id)
        if found is None:
            found = self._recent[summary.id] = self.collection.load(summary)
            if len(self._recent) > _RECENT:
                del self._recent[next(iter(self._recent))]
        return found


def share_words(link: Link) -> str:
    """Say how much passes along a link, and which parts."""
    share = "share not known" if link.share is None else "all of it" if link.share == 1 else f"{float(100 * link.share):g}% of it"
    return f"{share}: {joined(link.parts)}" if link.parts else share


def status_words(link: Link) -> str:
    """Say whether a link holds, and since when."""
    if link.status == "proposed":
        return "proposed"
    return f"since {date_words(link.since)}" if link.since else "enacted"


def what_it_is(entry: Entry) -> str:
    """Say what kind of organisation it is, for where and when; empty where the register does not say."""
    registered = entry.registered
    if registered is None or registered.type is None:
        return ""
    text = capital(registered.type)
    if registered.area:
        text += f" for {registered.area}"
    if registered.since and registered.until:
        return f"{text}, from {date_words(registered.since)} to {date_words(registered.until)}."
    if registered.since:
        return f"{text}, since {date_words(registered.since)}."
    return f"{text}, until {date_words(registered.until)}." if registered.until else f"{text}."


def _moment(link: Link) -> tuple[bool, str]:
    return link.status == "proposed", link.since or ""
