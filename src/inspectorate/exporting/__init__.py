"""
Open data of rated inspections: one tidy table with its metadata, JSON of each result, an index and Atom feeds.

All of it is read from the one result; nothing is rated or worked out here, nothing comes from a clock, and the same inspections give
the same bytes. What a page or a report looks like is in `inspectorate.reporting`.
"""

from inspectorate.exporting.atom import Feed, atom_feed
from inspectorate.exporting.described import csvw, datapackage, dataset_jsonld
from inspectorate.exporting.files import export_files, inspection_data, write_files
from inspectorate.exporting.identity import UNPUBLISHED, Base, base_of, key_of, organisation_key
from inspectorate.exporting.licence import LICENCE_ADDRESS, LICENCE_TITLE, STATEMENT, attribution
from inspectorate.exporting.rebuild import OverallRating, overall_ratings
from inspectorate.exporting.row import Row
from inspectorate.exporting.rows import Comparability, inspection_rows, table_rows
from inspectorate.exporting.schema import BLANKS, COLUMNS, Column
from inspectorate.exporting.summary import Collection, Entry, FileFacts, entry_of, full_moment, newest_first
from inspectorate.exporting.table import csv_parts, neutral, read_table, restored

__all__ = [
    "BLANKS",
    "COLUMNS",
    "LICENCE_ADDRESS",
    "LICENCE_TITLE",
    "STATEMENT",
    "UNPUBLISHED",
    "Base",
    "Collection",
    "Column",
    "Comparability",
    "Entry",
    "Feed",
    "FileFacts",
    "OverallRating",
    "Row",
    "atom_feed",
    "attribution",
    "base_of",
    "csv_parts",
    "csvw",
    "datapackage",
    "dataset_jsonld",
    "entry_of",
    "export_files",
    "full_moment",
    "inspection_data",
    "inspection_rows",
    "key_of",
    "neutral",
    "newest_first",
    "organisation_key",
    "overall_ratings",
    "read_table",
    "restored",
    "table_rows",
    "write_files",
]
