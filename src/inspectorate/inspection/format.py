"""The format of an inspection file (contract 4.1), said once: it reads the files and is published as their JSON Schema."""

from __future__ import annotations

from typing import Any, NamedTuple

from inspectorate.documents import As, ByKind, Choice, Exact, Field, ListOf, MapOf, PartDate, Record, Shape, Text, Whole
from inspectorate.inspection.units import UNITS
from inspectorate.model import NotRated

NOT_RATED_CODES = (
    "not_applicable",
    "not_inspected",
    "insufficient_evidence",
    "no_cases",
    "too_few_cases",
    "not_graded_by_design",
    "no_headline",
    "not_recorded",
    "seeded",
    "carried_forward",
    "history_only",
    "suspended",
    "pre_dates_item",
    "outcome_text",
    "other",
)
"""Codes of other-methods section 12, and `other`."""


class Organisation(NamedTuple):
    """Who was inspected."""

    name: str
    name_cy: str | None = None
    id: str | None = None


class Heading(NamedTuple):
    """What the inspection was: who, when, under which edition, by whom."""

    id: str
    organisation: Organisation
    framework: str
    provenance: str
    kind: str
    joint_with: tuple[str, ...]
    area: str | None
    previous: str | None
    rated_by: str | None
    fieldwork_from: str | None
    fieldwork_to: str | None
    published_on: str | None
    cases_inspected: int | None
    sources: tuple[str, ...]
    notes: str | None
    language: str


def _need(shape: Shape, doc: str = "") -> Field:
    return Field(shape, required=True, doc=doc)


def _may(shape: Shape, default: object = None, doc: str = "") -> Field:
    return Field(shape, default=default, doc=doc)


def _heading(**fields: Any) -> Heading:  # noqa: ANN401 – the fields are typed by the record that reads them
    return Heading(joint_with=fields.pop("with"), **fields)


ORGANISATION = ByKind(
    scalar=As(Text(), Organisation),
    mapping=Record(Organisation, {"name": _need(Text()), "name_cy": _may(Text()), "id": _may(Text())}, "an organisation"),
)
HEADING = Record(
    _heading,
    {
        "id": _need(Text(r"[a-z0-9][a-z0-9-]*", "an id: small letters, digits and hyphens"), "the id of the inspection"),
        "organisation": _need(ORGANISATION, "who was inspected"),
        "framework": _need(Text(), "the id of an edition, or the path of an edition file beside this one"),
        "provenance": _need(Choice(("published", "synthetic", "draft")), "published, synthetic or draft"),
        "kind": _may(Choice(("single_organisation", "joint", "area", "thematic")), "single_organisation"),
        "with": _may(ListOf(Text()), (), "other inspectorates"),
        "area": _may(Text()),
        "previous": _may(Text(), doc="id of the inspection before"),
        "rated_by": _may(Text(), doc="who rated it; the edition's publisher when published"),
        "fieldwork_from": _may(PartDate()),
        "fieldwork_to": _may(PartDate()),
        "published_on": _may(PartDate()),
        "cases_inspected": _may(Whole(0)),
        "sources": _may(ListOf(Text()), ()),
        "notes": _may(Text()),
        "language": _may(Choice(("en", "cy")), "en", "the language of the texts in this file"),
    },
    "the heading of the inspection",
)
FIGURES = Record(
    dict,
    {
        "yes": _may(Whole(0), doc="cases that were good enough"),
        "cases": _may(Whole(0), doc="cases to which the question applied"),
        "percent": _may(Exact(0, 100), doc="a published per cent"),
        "unanswered": _may(Whole(0), 0, "cases not answered or which nobody could tell; outside the base"),
        "rating": _may(Text(), doc="where key questions are rated directly"),
        "score": _may(Whole(), doc="where key questions are scored"),
        "source": _may(Text()),
    },
    "the figures of a key question",
)
NOT_RATED = ByKind(
    scalar=As(Text(), lambda reason: NotRated("other", reason)),
    mapping=Record(NotRated, {"code": _need(Choice(NOT_RATED_CODES)), "reason": _may(Text())}, "why it was not rated"),
)
STANDARD = Record(
    dict,
    {
        "rating": _may(Text()),
        "score": _may(Whole()),
        "value": _may(Text(), doc="met or not_met, where the standard is of that kind"),
        "text": _may(Text(), doc="findings, where nothing is rated"),
        "reason": _may(Text()),
        "how": _may(Choice(("direct", "inferred", "by_elimination", "derived")), "direct"),
        "source": _may(Text()),
        "carried_from": _may(PartDate(), doc="the date of the earlier rating that stands"),
        "not_rated": _may(NOT_RATED),
        "key_questions": _may(MapOf(FIGURES), {}),
    },
    "what is known of a standard",
)
CONTEXT = Record(
    dict,
    {
        "id": _may(Text()),
        "label": _may(Text()),
        "steps": _may(MapOf(Whole(0)), {}),
        "percent": _may(Exact(0, 100)),
        "yes": _may(Whole(0)),
        "cases": _may(Whole(0)),
        "source": _may(Text()),
    },
    "a figure that is shown and not rated",
)
FINDING = Record(
    dict,
    {
        "ref": _may(Text()),
        "kind": _need(Choice(("gap", "strength", "mixed", "practice_example", "already_addressed"))),
        "text": _need(Text()),
        "title": _may(Text()),
        "figure": _may(Record(dict, {"yes": _may(Whole(0)), "cases": _may(Whole(0)), "percent": _may(Exact(0, 100))}, "a figure")),
        "source": _may(Text()),
    },
    "a finding",
)
RECOMMENDATION = Record(
    dict,
    {
        "id": _need(Text()),
        "to": _need(Text()),
        "refs": _may(ListOf(Text()), ()),
        "text": _need(Text()),
        "due": _may(PartDate()),
        "status": _may(Text()),
        "source": _may(Text()),
    },
    "a recommendation",
)
INSPECTION = Record(
    dict,
    {
        "inspection": _need(HEADING, "the heading"),
        "headline": _may(Text()),
        "results": _may(MapOf(STANDARD), {}, "what is known of each standard, by ref"),
        "overall": _may(
            Record(dict, {"rating": _need(Text()), "reason": _may(Text()), "decided_by": _may(Text())}, "an overall judgement")
        ),
        "departures": _may(ListOf(Record(dict, {"rule": _need(Text()), "to": _need(Text()), "reason": _may(Text())}, "a departure")), ()),
        "facts": _may(MapOf(Text()), {}, "outside facts that limiting rules read"),
        "discretion": _may(
            ListOf(
                Record(
                    dict,
                    {
                        "standard": _need(Text()),
                        "to": _need(Text()),
                        "reason": _may(Text()),
                        "decided_on": _may(PartDate()),
                        "decided_by": _may(Text()),
                    },
                    "a use of discretion",
                )
            ),
            (),
        ),
        "context": _may(ListOf(CONTEXT), ()),
        "findings": _may(ListOf(FINDING), ()),
        "recommendations": _may(ListOf(RECOMMENDATION), ()),
        "statement": _may(Record(dict, {"by": _need(Text()), "role": _may(Text()), "text": _need(Text())}, "a statement")),
        "units": _may(UNITS, (), "counts by unit of the organisation, for areas that are redrawn; never rated"),
        "cases": _may(Text(), doc="case-level file beside this one"),
        "answers": _may(Text(), doc="case-level file beside this one"),
        "population": _may(Text(), doc="the eligible caseload by stratum"),
        "interviews": _may(Text(), doc="staff interviews"),
        "pooled_from": _may(ListOf(Text()), (), "inspection files whose counts a regional standard sums"),
        "published": _may(
            Record(
                dict,
                {
                    "overall": _may(Text()),
                    "score": _may(Whole(0)),
                    "max": _may(Whole(0)),
                    "counts": _may(MapOf(Whole(0)), {}),
                    "source": _may(Text()),
                },
                "what the publisher printed",
            )
        ),
    },
    "an inspection file",
    partial=True,
)


def inspection_schema() -> dict[str, Any]:
    """Describe an inspection file as JSON Schema (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Inspectorate inspection file", **INSPECTION.schema()}
