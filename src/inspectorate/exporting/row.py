"""A row of the ratings table: the fields are the columns of the schema, in their order."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

Value = str | int | Decimal | bool | None


class Row(NamedTuple):
    """One inspection × standard (or key question, or figure) × measure. Nothing empty is anything but None."""

    inspection_id: str
    organisation_id: str
    organisation_name: str
    area: str | None
    kind: str
    provenance: str
    framework: str
    edition_hash: str
    rater: str | None
    fieldwork_from: str | None
    fieldwork_to: str | None
    published_on: str | None
    level: str = ""
    ref: str = ""
    title: str | None = None
    measure: str = ""
    numerator: int | None = None
    denominator: int | None = None
    unanswered: int | None = None
    percent: Decimal | None = None
    rating: str | None = None
    rating_label: str | None = None
    rating_position: int | None = None
    scale_points: int | None = None
    score: int | None = None
    max: int | None = None
    how: str | None = None
    carried_from: str | None = None
    state: str = ""
    blank: str | None = None
    possible: str | None = None
    published_rating: str | None = None
    published_score: int | None = None
    published_max: int | None = None
    agrees: bool | None = None
    basis: str | None = None
    counted: bool | None = None
    discretion_used: bool | None = None
    sensitive: bool | None = None
    comparability: str | None = None
    source: str | None = None
    previous_inspection: str | None = None
