"""
Atom feeds (RFC 4287) of published inspections, newest first.

Ids are tag URIs of the base address and the inspection's id, so they never change. An entry's `updated` is the day of publication,
padded to a full time stamp by `full_moment`; a feed's is that of its newest entry. Nothing comes from a clock.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from inspectorate import __version__
from inspectorate.exporting.licence import STATEMENT, attribution
from inspectorate.exporting.summary import full_moment, newest_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from inspectorate.exporting.identity import Base
    from inspectorate.exporting.summary import Entry

ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE_OF_UNRATED = {"none_by_design": "no overall rating by design", "nothing_rated": "not rated"}


class Feed(NamedTuple):
    """A feed: where it lies under the base, its title, and who publishes it."""

    path: str
    title: str
    author: str


def atom_feed(feed: Feed, entries: Iterable[Entry], base: Base, page: Callable[[str], str] | None = None) -> bytes:
    """
    Write a feed.

    Args:
        feed: Where it lies, its title and its author.
        entries: In any order.
        base: The address that the export is published under.
        page: Gives the path of an inspection's page from its id, relative to the base; without it entries link to the JSON alone.
    """
    ordered = newest_first(entries)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "id", base.tag("feeds", feed.path.removeprefix("feeds/").removesuffix(".atom")))
    _add(root, "title", feed.title)
    _add(root, "updated", ordered[0].moment if ordered else full_moment(None))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type="application/atom+xml", href=base.address(feed.path))
    _add(root, "link", rel="related", type="application/json", href=base.address("index.json"))
    kinds = sorted({entry.provenance for entry in ordered})
    _add(root, "rights", f"{STATEMENT} {attribution(kinds)}".strip())
    _add(root, "generator", "Inspectorate", version=__version__)
    for entry in ordered:
        _entry(root, entry, base, page)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ET.Element, entry: Entry, base: Base, page: Callable[[str], str] | None) -> None:
    element = _add(root, "entry")
    _add(element, "id", base.tag("inspections", entry.id))
    _add(element, "title", entry_title(entry))
    _add(element, "updated", entry.moment)
    if entry.published_on:
        _add(element, "published", full_moment(entry.published_on))
    if entry.rater:
        _add(_add(element, "author"), "name", entry.rater)
    if page is not None:
        _add(element, "link", rel="alternate", type="text/html", href=base.address(page(entry.id)))
    _add(element, "link", rel="alternate", type="application/json", href=base.address(entry.file.path))
    _add(element, "category", term=entry.framework, label=entry.framework_title)
    _add(element, "category", term=entry.provenance)
    _add(element, "summary", entry_summary(entry))


def entry_title(entry: Entry) -> str:
    """Say who was inspected and how it was rated; what was made up says so."""
    rating = entry.shown_rating or _TITLE_OF_UNRATED.get(entry.state, "overall rating not known")
    return f"{entry.organisation}: {rating}" + (" (synthetic)" if entry.provenance == "synthetic" else "")


def entry_summary(entry: Entry) -> str:
    """Say what a rating is never shown without: framework, rater, dates as exact as they are known."""
    parts = [f"Framework: {entry.framework_title} ({entry.framework})."]
    if entry.rater:
        parts.append(f"Rated by {entry.rater}.")
    fieldwork = [date for date in (entry.fieldwork_from, entry.fieldwork_to) if date]
    if fieldwork:
        parts.append(f"Fieldwork {' to '.join(dict.fromkeys(fieldwork))}.")
    parts.append(f"Published {entry.published_on}." if entry.published_on else "The day of publication is not known.")
    if entry.provenance == "published" and entry.label and not entry.published_label:
        parts.append("The overall rating follows from what is known; none was published, or none is in the sources.")
    if entry.agrees is False:
        parts.append("The published rating does not follow from what is known of the standards.")
    return " ".join(parts)


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, {key: _NOT_XML.sub("", value) for key, value in attributes.items()})
    element.text = None if text is None else _NOT_XML.sub("", text)
    return element
