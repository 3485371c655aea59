"""Open data: the export inside the site, the comparability flag of every row, and the page that says what there is and how to use it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from inspectorate.exporting import (
    BLANKS,
    COLUMNS,
    LICENCE_ADDRESS,
    LICENCE_TITLE,
    STATEMENT,
    UNPUBLISHED,
    attribution,
    csv_parts,
    inspection_rows,
    key_of,
    organisation_key,
)
from inspectorate.reporting.words import counted
from inspectorate.site.lists import markup
from inspectorate.site.render import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from inspectorate.exporting import Comparability as Flag
    from inspectorate.inspection import RatedInspection
    from inspectorate.register import Comparability
    from inspectorate.site.collect import Collection, Summary

SECTION = "data/index.html"
FOLDER = "data/"
TABLE = "ratings.csv"
FEED = "data/feeds/all.atom"
MOST_FEEDS = 250
_FLAGS = {"same": "comparable", "with_caveat": "with_caveat", "not_comparable": "not_comparable"}
_FILES = (
    ("ratings.csv", "Every rating and figure, one row an inspection × standard × measure"),
    ("ratings.csv-metadata.json", "The columns for machines: CSV on the Web"),
    ("datapackage.json", "The same as a Frictionless data package, with ratings as ordered categories"),
    ("dataset.jsonld", "The data set as a DCAT and schema.org record"),
    ("index.json", "Every inspection with its dates, its rating, its file and its hash"),
    ("feeds/all.atom", "Atom feed of all inspections, the newest first"),
)
PYTHON = """import csv
from collections import Counter

with open("ratings.csv", encoding="utf-8", newline="") as file:
    rows = [row for row in csv.DictReader(file) if row["measure"] == "overall_rating"]

counts = Counter()
for row in rows:
    year = (row["published_on"] or row["fieldwork_to"] or row["fieldwork_from"])[:4] or "no date"
    rating = row["published_rating"] or row["rating"] or "(" + row["blank"] + ")"
    counts[row["framework"], row["provenance"], year, rating] += 1

for (framework, provenance, year, rating), number in sorted(counts.items()):
    print(framework, provenance, year, rating, number, sep="\\t")
"""
R = """rows <- read.csv("ratings.csv", encoding = "UTF-8", na.strings = "", colClasses = "character")
rows <- rows[rows$measure == "overall_rating" & rows$provenance == "published", ]

date <- ifelse(is.na(rows$published_on), rows$fieldwork_to, rows$published_on)
date <- ifelse(is.na(date), rows$fieldwork_from, date)
rating <- ifelse(is.na(rows$published_rating), rows$rating, rows$published_rating)
table(rows$framework, substr(date, 1, 4), rating, useNA = "ifany")
"""


def flag_of(collection: Collection, register: Comparability) -> Flag:
    """
    Give what fills the column `comparability`: what the register says of a row and the same organisation's inspection before it.

    It is `comparable`, `with_caveat` or `not_comparable`, then a colon and the ids of the entries and breaks that say so. It is None for
    an organisation's first inspection and for figures that are never rated.
    """
    before = _before(collection)
    standards = {name: _standards(edition) for name, edition in collection.editions.items()}

    def flag(inspection: str, ref: str) -> str | None:
        if inspection not in before:
            return None
        earlier, later = before[inspection]
        own = None if ref == "overall" else standards[later.edition_id].get(ref)
        return None if ref != "overall" and own is None else _flag(earlier, later, own, register)

    return flag


def _before(collection: Collection) -> dict[str, tuple[Summary, Summary]]:
    """Pair each inspection with the same organisation's dated inspection before it."""
    last: dict[tuple[str, str], Summary] = {}
    found = {}
    for each in sorted(collection.summaries, key=lambda summary: (summary.dated, summary.id)):
        if not each.dated or each.provenance == "draft":
            continue
        key = (each.organisation_slug, each.provenance)
        if key in last:
            found[each.id] = (last[key], each)
        last[key] = each
    return found


def _standards(edition: Any) -> dict[str, str]:  # noqa: ANN401 – an Edition of the model
    """Give the standard that each ref belongs to: a standard to itself, a key question to its own."""
    own = {standard.ref: standard.ref for standard in edition.standards}
    return own | {question.ref: standard.ref for standard, question in edition.key_questions()}


def _flag(earlier: Summary, later: Summary, ref: str | None, register: Comparability) -> str:
    other = None if ref is None else register.counterpart(later.edition_id, ref, earlier.edition_id)
    ruling = register.ruling(later.edition_id, ref, earlier.edition_id, other or ("" if ref is not None else None))
    dates = [each.fieldwork_from or each.fieldwork_to or each.published_on for each in (earlier, later)]
    breaks = register.breaks_between(earlier.edition_id, dates[0], later.edition_id, dates[1])
    verdict = ruling.verdict
    if any(each.effect == "refuse" for each in breaks):
        verdict = "not_comparable"
    elif breaks and verdict == "same":
        verdict = "with_caveat"
    ids = [*([ruling.entry] if ruling.entry else []), *(each.id for each in breaks)]
    return _FLAGS[verdict] + (f":{','.join(ids)}" if ids and verdict != "same" else "")


def results_csv(rated: RatedInspection, flag: Flag) -> bytes:
    """Give the rows of one inspection as CSV, as they stand in the table of all."""
    return b"".join(csv_parts(inspection_rows(rated, flag)))


def feeds_of(rated: RatedInspection) -> tuple[tuple[str, str], ...]:
    """Give the feeds that an inspection is in beside that of all: whose, and the path. A draft is in none."""
    heading = rated.inspection.heading
    if heading.provenance == "draft":
        return ()
    own = (heading.organisation.name, f"{FOLDER}feeds/organisations/{key_of(organisation_key(heading.organisation))}.atom")
    return (own, (heading.area, f"{FOLDER}feeds/areas/{key_of(heading.area)}.atom")) if heading.area else (own,)


def data_page(index: Mapping[str, Any], files: Mapping[str, tuple[int, str]], collection: Collection, base: str, drafts: int) -> Page:
    """
    Give the page of open data.

    Args:
        index: The index of the export, read again.
        files: Size and SHA-256 of the files of the export by their path in it.
        collection: What the site shows.
        base: The address the site will stand at, empty when it is not known yet.
        drafts: How many inspections are drafts, and so not in the data.
    """
    table = index["tables"][0]
    provenances = sorted({each.provenance for each in collection.summaries})
    areas = sorted({(each["area"], key_of(each["area"])) for each in index["inspections"] if each["area"]})
    published = [each.rated_by for each in collection.summaries if each.rated_by and each.provenance == "published"]
    values: dict[str, Any] = {
        "files": [(name, about, *files[name]) for name, about in _FILES if name in files],
        "table": table,
        "count": index["count"],
        "made_up": sum(each.provenance == "synthetic" for each in collection.summaries),
        "drafts": drafts,
        "columns": COLUMNS,
        "blanks": BLANKS,
        "licence": (LICENCE_TITLE, LICENCE_ADDRESS),
        "statement": f"{STATEMENT} {attribution(provenances, published)}".strip(),
        "citation": _citation(index, table, base),
        "python": PYTHON,
        "r": R,
        "areas": areas if len(areas) <= MOST_FEEDS else areas[:0],
        "number_of_areas": len(areas),
        "unpublished": not base,
        "base": index["base"],
    }
    about = f"{table['rows']:,} rows on {counted(index['count'], 'inspection')}: CSV with metadata, JSON, Atom feeds."
    return Page(SECTION, "data.html", "Open data", values, about, SECTION)


def with_record(page: Page, record: bytes) -> Page:
    """Give the page with the data set's JSON-LD record in it, written so that nothing in it can end the element it stands in."""
    text = json.dumps(json.loads(record), ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return page._replace(values={**page.values, "record": markup(text)})


def address_of(base: str) -> str:
    """Give the address of the data folder; an address that is nobody's while the site has none."""
    return (base or UNPUBLISHED) + FOLDER


class Hashes:
    """Size and SHA-256 of files that come in parts."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, Any]] = {}

    def add(self, path: str, content: bytes) -> None:
        """Take in a part of a file."""
        size, digest = self._found.get(path, (0, None))
        digest = digest or hashlib.sha256()
        digest.update(content)
        self._found[path] = (size + len(content), digest)

    def found(self, paths: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Give size and SHA-256 of the files named."""
        return {path: (self._found[path][0], self._found[path][1].hexdigest()) for path in paths if path in self._found}


def shown_files() -> Sequence[str]:
    """Give the paths of the files that the page lists."""
    return [name for name, _ in _FILES]


def _citation(index: Mapping[str, Any], table: Mapping[str, Any], base: str) -> str:
    when = f" ({index['modified'][:4]})" if index["modified"] else ""
    where = f"{base}{FOLDER}{TABLE}" if base else "(put the address of this page here)"
    version = f"version {index['engine']}, SHA-256 {table['sha256'][:16]}…"
    return f"{index['title']}{when}. {index['publisher']}, {version}. {where}. {LICENCE_TITLE}."
