"""The files of an export, one after the other, from inspections that go through one at a time."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from inspectorate import __version__
from inspectorate.errors import Place, Problem, UserError
from inspectorate.exporting.atom import Feed, atom_feed
from inspectorate.exporting.described import csvw, datapackage, dataset_jsonld, rights
from inspectorate.exporting.identity import base_of, key_of, organisation_key
from inspectorate.exporting.licence import LICENCE_ADDRESS, LICENCE_TITLE
from inspectorate.exporting.rows import context_refs, inspection_rows
from inspectorate.exporting.summary import Collection, FileFacts, distinct, entry_of, newest_first, overall_scale, scales_of
from inspectorate.exporting.table import csv_parts
from inspectorate.inspection import number, result_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from inspectorate.exporting.identity import Base
    from inspectorate.exporting.rows import Comparability
    from inspectorate.exporting.summary import Entry
    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Edition

TABLE = "ratings.csv"
ALL_FEED = "feeds/all.atom"
DISTRIBUTIONS = (
    ("index.json", "application/json", "Index of all inspections"),
    (ALL_FEED, "application/atom+xml", "Feed of all inspections"),
)


def export_files(
    rated: Iterable[RatedInspection],
    *,
    base: str,
    title: str = "Inspection ratings",
    publisher: str = "Inspectorate",
    since: str = "2026",
    page: Callable[[str], str] | None = None,
    comparability: Comparability | None = None,
) -> Iterator[tuple[str, bytes]]:
    """
    Give every file of an export as relative path and bytes. The same inspections give the same bytes.

    Inspections are taken one at a time and not kept, so *rated* may be a generator over any number. Therefore the table comes in parts:
    **`ratings.csv` comes again and again, and each part goes on where the last one ended.** Every other path comes once. `write_files`
    does it right.

    Args:
        rated: The inspections in the order of the table.
        base: The web address the files are published under; part of all ids, so it has to stay.
        title: Of the data set and of the feed of all inspections.
        publisher: Who publishes the export; author of the feeds.
        since: A year or date at which the publisher owned the host of *base* (for tag URIs); has to stay too.
        page: Gives the path of an inspection's page from its id, relative to *base*, where there are pages.
        comparability: Gives the comparability flag of an inspection's id and a ref; without it the column is empty.

    Raises:
        UserError: An inspection is a draft, or two have the same id. What came before is not to be published.
        ValueError: *base* or *since* is none.
    """
    where = base_of(base, since)
    entries: dict[str, Entry] = {}
    editions: dict[str, Edition] = {}
    digest, size, rows = hashlib.sha256(), 0, 0
    for header in csv_parts(()):
        digest.update(header)
        size += len(header)
        yield TABLE, header
    for each in rated:
        _refuse(each, entries)
        own_rows = list(inspection_rows(each, comparability))
        for part in csv_parts(own_rows, header=False):
            digest.update(part)
            size += len(part)
            yield TABLE, part
        rows += len(own_rows)
        path, content = f"inspections/{each.inspection.heading.id}.json", json_bytes(inspection_data(each))
        yield path, content
        entries[each.inspection.heading.id] = entry_of(each, FileFacts(path, len(content), hashlib.sha256(content).hexdigest()))
        editions.setdefault(each.result.edition_hash, each.inspection.edition)
    table = FileFacts(TABLE, size, digest.hexdigest(), rows)
    scales = distinct(scale for edition in editions.values() for scale in scales_of(edition))
    overall = distinct(scale for edition in editions.values() for scale in overall_scale(edition))
    collection = Collection(title, publisher, newest_first(entries.values()), table, scales, overall)
    yield from _about_all(collection, where, page)


def inspection_data(rated: RatedInspection) -> dict[str, Any]:
    """Give the result of an inspection (contract 4.2) with what the table shows beside it: `about` and `context`."""
    heading = rated.inspection.heading
    return result_data(rated, rated.result.problems) | {
        "about": {
            "organisation_id": organisation_key(heading.organisation),
            "area": heading.area,
            "kind": heading.kind,
            "with": list(heading.joint_with),
            "previous": heading.previous,
            "cases_inspected": heading.cases_inspected,
            "sources": list(heading.sources),
            "language": heading.language,
        },
        "context": [
            {"ref": ref} | {key: number(value) if isinstance(value, Decimal) else value for key, value in entry.items()}
            for ref, entry in context_refs(rated.inspection.written["context"])
        ],
    }


def write_files(files: Iterable[tuple[str, bytes]], folder: Path) -> int:
    """Write the files of an export under a folder that has none of them yet; a path that comes again goes on. Gives how many there are."""
    begun: set[str] = set()
    for path, content in files:
        target = folder / path
        if path not in begun:
            target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("ab" if path in begun else "xb") as stream:
            stream.write(content)
        begun.add(path)
    return len(begun)


def json_bytes(data: object) -> bytes:
    """Write JSON as UTF-8, readable, with a line end; the order is that of the data."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _about_all(collection: Collection, base: Base, page: Callable[[str], str] | None) -> Iterator[tuple[str, bytes]]:
    yield f"{TABLE}-metadata.json", json_bytes(csvw(collection))
    yield "datapackage.json", json_bytes(datapackage(collection))
    yield "dataset.jsonld", json_bytes(dataset_jsonld(collection, base, DISTRIBUTIONS))
    feeds = {ALL_FEED: (Feed(ALL_FEED, collection.title, collection.publisher), list(collection.entries))}
    for entry in collection.entries:
        named = [(f"feeds/organisations/{key_of(entry.organisation_id)}.atom", entry.organisation)]
        named += [(f"feeds/areas/{key_of(entry.area)}.atom", entry.area)] if entry.area else []
        for path, name in named:
            feed = Feed(path, f"{collection.title}: {name}", collection.publisher)
            feeds.setdefault(path, (feed, []))[1].append(entry)
    yield "index.json", json_bytes(_index(collection, base, sorted(feeds)))
    for path in sorted(feeds):
        feed, entries = feeds[path]
        yield path, atom_feed(feed, entries, base, page)


def _index(collection: Collection, base: Base, feeds: list[str]) -> dict[str, Any]:
    table = collection.table
    return {
        "title": collection.title,
        "publisher": collection.publisher,
        "base": base.iri,
        "engine": __version__,
        "licence": {"title": LICENCE_TITLE, "address": LICENCE_ADDRESS, "statement": rights(collection)},
        "modified": collection.modified,
        "tables": [{"path": table.path, "rows": table.rows, "bytes": table.size, "sha256": table.sha256}],
        "count": len(collection.entries),
        "inspections": [_index_line(entry, base) for entry in collection.entries],
        "feeds": feeds,
    }


def _index_line(entry: Entry, base: Base) -> dict[str, Any]:
    data = entry._asdict()
    file: FileFacts = data.pop("file")
    return data | {
        "possible": list(entry.possible),
        "tag": base.tag("inspections", entry.id),
        "path": file.path,
        "bytes": file.size,
        "sha256": file.sha256,
    }


def _refuse(rated: RatedInspection, before: dict[str, Entry]) -> None:
    heading, place = rated.inspection.heading, Place(rated.inspection.path)
    if rated.result.provenance == "draft":
        fix = "Leave it out; it can be exported once it is published."
        raise UserError([Problem("EXP001", "error", "A draft is not open data.", place, heading.id, "published or synthetic", fix)])
    if heading.id in before:
        fix = "Give every inspection an id of its own."
        raise UserError([Problem("EXP002", "error", "Two inspections have the same id.", place, heading.id, None, fix)])
