"""The ratings table described for machines: CSV on the Web, a Frictionless data package, and DCAT with schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectorate import __version__
from inspectorate.exporting.licence import LICENCE_ADDRESS, LICENCE_NAME, LICENCE_TITLE, STATEMENT, attribution
from inspectorate.exporting.schema import COLUMNS, PART_DATE, PRIMARY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from inspectorate.exporting.identity import Base
    from inspectorate.exporting.schema import Column
    from inspectorate.exporting.summary import Collection
    from inspectorate.model import Scale

DESCRIPTION = (
    "Ratings and figures of inspections, one row an inspection × standard × measure. Every row names the framework edition, the dates and "
    "the rater. Texts that begin like a formula have an apostrophe in front; take it away to have them as they were."
)
EMPTY = "Empty: where a rating or its figure is missing, the column blank says why; else the column has nothing to say of this row."
_SPDX = "http://spdx.org/rdf/terms#"
_DCAT_CONTEXT = {"dcat": "http://www.w3.org/ns/dcat#", "dcterms": "http://purl.org/dc/terms/", "spdx": _SPDX}


def csvw(collection: Collection) -> dict[str, Any]:
    """Describe the table as CSV on the Web (W3C, 2015). `dc:extent` and `schema:sha256` prove that the file is whole."""
    table = collection.table
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": table.path,
        "dc:title": collection.title,
        "dc:description": DESCRIPTION,
        "dc:publisher": collection.publisher,
        "dc:license": {"@id": LICENCE_ADDRESS},
        "dc:rights": rights(collection),
        "dc:extent": f"{table.rows} rows",
        "schema:sha256": table.sha256,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [_csvw_column(column) for column in COLUMNS], "primaryKey": list(PRIMARY_KEY)},
    }


def datapackage(collection: Collection) -> dict[str, Any]:
    """
    Describe the table as a Frictionless data package, version 2.

    Ratings are categories. They are ordered, worst first, where one scale holds them all; where the scales differ there is no one order,
    and `scales` and the column rating_position have each.
    """
    table = collection.table
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "inspection-ratings",
        "title": collection.title,
        "description": f"{DESCRIPTION} {rights(collection)}",
        "licenses": [{"name": LICENCE_NAME, "title": LICENCE_TITLE, "path": LICENCE_ADDRESS}],
        "contributors": [{"title": collection.publisher, "roles": ["publisher"]}],
        "scales": [
            {
                "id": scale.id,
                "points": [
                    {"value": point.id, "label": point.label, "position": position} for position, point in enumerate(scale.points, start=1)
                ],
            }
            for scale in collection.scales
        ],
        "resources": [
            {
                "name": "ratings",
                "type": "table",
                "path": table.path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": table.size,
                "hash": f"sha256:{table.sha256}",
                "rows": table.rows,
                "dialect": {"$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "header": True, "lineTerminator": "\r\n"},
                "schema": {
                    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                    "fields": [_field(column, collection) for column in COLUMNS],
                    "primaryKey": list(PRIMARY_KEY),
                    "missingValues": [{"value": "", "label": EMPTY}],
                },
            }
        ],
    }


def dataset_jsonld(collection: Collection, base: Base, files: Sequence[tuple[str, str, str]] = ()) -> dict[str, Any]:
    """
    Describe the export as a schema.org Dataset that is a DCAT dataset too, for a page or a catalogue.

    Args:
        collection: What the export holds.
        base: The address it is published under.
        files: Further distributions: path, media type, title.
    """
    table = collection.table
    return {
        "@context": ["https://schema.org/", _DCAT_CONTEXT],
        "@type": ["Dataset", "dcat:Dataset"],
        "@id": base.tag("datasets", "ratings"),
        "name": collection.title,
        "dcterms:title": collection.title,
        "description": DESCRIPTION,
        "url": base.iri,
        "license": LICENCE_ADDRESS,
        "dcterms:license": {"@id": LICENCE_ADDRESS},
        "creditText": rights(collection),
        "publisher": {"@type": "Organization", "name": collection.publisher},
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "version": __version__,
        **({"dateModified": collection.modified} if collection.modified else {}),
        **({"temporalCoverage": covered} if (covered := _covered(collection)) else {}),
        "size": f"{len(collection.entries)} inspections, {table.rows} rows",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": column.name, "description": column.description}
            for column in COLUMNS
            if column.name in ("rating", "percent", "numerator", "denominator", "score", "published_rating")
        ],
        "distribution": [
            {
                **_download(base, table.path, "text/csv", "All ratings and figures"),
                "contentSize": f"{table.size} B",
                "sha256": table.sha256,
                "dcat:byteSize": table.size,
                "spdx:checksum": {"spdx:algorithm": {"@id": f"{_SPDX}checksumAlgorithm_sha256"}, "spdx:checksumValue": table.sha256},
            },
            *(_download(base, path, media_type, title) for path, media_type, title in files),
        ],
    }


def rights(collection: Collection) -> str:
    """Say the licence of an export and what has to be said with it."""
    return f"{STATEMENT} {attribution(collection.provenances, collection.raters)}".strip()


def _csvw_column(column: Column) -> dict[str, Any]:
    datatype: dict[str, Any]
    match column.datatype:
        case "date":
            datatype = {"base": "string", "format": f"^{PART_DATE}$"}
        case "boolean":
            datatype = {"base": "boolean", "format": "true|false"}
        case "integer" | "decimal":
            datatype = {"base": column.datatype} | _bounds(column)
        case "text":
            datatype = {"base": "string"}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title,
        "dc:description": column.description,
        "datatype": datatype,
        "null": "",
        "required": column.required,
    }


def _field(column: Column, collection: Collection) -> dict[str, Any]:
    types = {"text": "string", "date": "string", "integer": "integer", "decimal": "number", "boolean": "boolean"}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    constraints |= {"pattern": PART_DATE} if column.datatype == "date" else _bounds(column)
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "type": types[column.datatype],
        "description": column.description,
    }
    if column.datatype == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.options:
        field |= {"categories": [{"value": value, "label": label} for value, label in column.options], "categoriesOrdered": False}
    scales = {"rating": collection.scales, "published_rating": collection.overall_scales}.get(column.name)
    if scales:
        field |= rating_categories(scales)
    return field | ({"constraints": constraints} if constraints else {})


def rating_categories(scales: Iterable[Scale]) -> dict[str, Any]:
    """Give the ratings as categories: ordered, worst first, where one scale holds all others in their order; else as met, unordered."""
    every = sorted(scales, key=lambda scale: -len(scale.points))
    longest = every[0].ids
    ordered = all(scale.ids == tuple(point for point in longest if point in scale.ids) for scale in every)
    labels: dict[str, str] = {}
    for scale in every:
        for point in scale.points:
            labels.setdefault(point.id, point.label)
    return {"categories": [{"value": value, "label": label} for value, label in labels.items()], "categoriesOrdered": ordered}


def _bounds(column: Column) -> dict[str, int]:
    bounds = {"minimum": column.least, "maximum": column.most}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _covered(collection: Collection) -> str | None:
    """Give the years that fieldwork and publication span, as an ISO 8601 interval."""
    dates = [date[:4] for entry in collection.entries for date in (entry.fieldwork_from, entry.fieldwork_to, entry.published_on) if date]
    return f"{min(dates)}/{max(dates)}" if dates else None


def _download(base: Base, path: str, media_type: str, title: str) -> dict[str, Any]:
    address = base.address(path)
    return {
        "@type": ["DataDownload", "dcat:Distribution"],
        "name": title,
        "encodingFormat": media_type,
        "dcat:mediaType": media_type,
        "contentUrl": address,
        "dcat:downloadURL": {"@id": address},
    }
