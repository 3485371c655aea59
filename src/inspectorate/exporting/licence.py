"""Under which licence the data stands, and what has to be said with it. Logos, crests and brand typefaces are never part of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LICENCE_NAME = "OGL-UK-3.0"
LICENCE_TITLE = "Open Government Licence v3.0"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
STATEMENT = (
    "All content is available under the Open Government Licence v3.0, except where otherwise stated. Logos, crests and third-party "
    "words quoted as a source are not covered."
)
PUBLISHED_ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
SYNTHETIC_NOTICE = "Contains synthetic inspections, made up for demonstration: they are about no real organisation and no real person."


def attribution(provenances: Iterable[str], raters: Iterable[str] = ()) -> str:
    """Say what has to be said with data of these provenances: whose information it is, and that what was made up was made up."""
    kinds = set(provenances)
    parts = []
    if "published" in kinds:
        names = sorted(set(raters))
        parts.append(PUBLISHED_ATTRIBUTION + (f" Ratings by {'; '.join(names)}." if names else ""))
    if "synthetic" in kinds:
        parts.append(SYNTHETIC_NOTICE)
    return " ".join(parts)
