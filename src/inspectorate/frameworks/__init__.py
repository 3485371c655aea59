"""
Frameworks: published standards and rules as data, one file an edition.

Loads, resolves, checks and compares editions. An edition's hash is taken of its resolved content. How ratings are computed from it is
not known here.
"""

from typing import TYPE_CHECKING

from inspectorate.frameworks.check import settings_of
from inspectorate.frameworks.format import edition_schema
from inspectorate.frameworks.load import (
    CheckedEdition,
    check_edition_file,
    edition_document,
    load_edition,
    load_edition_file,
    shipped_editions,
)

if TYPE_CHECKING:
    from inspectorate.frameworks.differ import Difference, compare_editions

__all__ = [
    "CheckedEdition",
    "Difference",
    "check_edition_file",
    "compare_editions",
    "edition_document",
    "edition_schema",
    "load_edition",
    "load_edition_file",
    "settings_of",
    "shipped_editions",
]


def __getattr__(name: str) -> object:
    """Load the comparison of editions when somebody compares: a rating starts without it."""
    if name in ("Difference", "compare_editions"):
        from inspectorate.frameworks import differ  # noqa: PLC0415 – loading it late is the point

        return getattr(differ, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
