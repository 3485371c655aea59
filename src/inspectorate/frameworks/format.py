"""The format of an edition file, said once: it reads the files and is published as their JSON Schema."""

from __future__ import annotations

from typing import Any

from inspectorate.documents import Choice, Exact, Field, ListOf, MapOf, Node, PartDate, Reading, Record, Shape, Tagged, Text, Whole, YesNo

ID = Text(r"[a-z0-9][a-z0-9._-]*", "an id: small letters, digits and hyphens")
POINT = Text(r"[a-z0-9][a-z0-9_]*", "an id of a scale point: small letters, digits and underscores")
REF = Text(r"[A-Za-z0-9][A-Za-z0-9._]*", "a ref such as 2.1, or a word in snake case")
ROUNDING = Choice(("none", "half_up"))

_KNOWN: dict[str, Field] = {
    "status": Field(Choice(("published", "recollected", "inferred", "open")), doc="how well this is known"),
    "confidence": Field(Choice(("high", "medium", "low")), doc="how sure, when recollected"),
    "source": Field(Text(), doc="where it was read, or from what it was inferred"),
    "printed_in": Field(Text(), doc="where the publisher prints it, to verify it"),
}


def _record(what: str, **fields: Field) -> Record:
    return Record(dict, {**fields, **_KNOWN}, what)


def _need(shape: Shape, doc: str = "") -> Field:
    return Field(shape, required=True, doc=doc)


def _may(shape: Shape, default: object = None, doc: str = "") -> Field:
    return Field(shape, default=default, doc=doc)


def _setting(shape: Shape, doc: str) -> Shape:
    return _record(
        "a setting: value, status, source and alternatives",
        value=_may(shape, doc=doc),
        title=_may(Text()),
        alternatives=_may(ListOf(shape), (), "what it might be instead, when not published"),
    )


BOUNDS = MapOf(Exact(), POINT)
POINTS = ListOf(
    Record(
        dict,
        {
            "id": _need(POINT),
            "label": _need(Text()),
            "score": _need(Whole(), "what is summed"),
            "aliases": _may(ListOf(Text()), ()),
            "meaning": _may(Text(), doc="what the word means, in a few words"),
        },
        "a point of the scale",
    ),
    least=1,
)

_condition_fields: dict[str, Field] = {}
CONDITION = Record(dict, _condition_fields, "a condition with one head")


class _Again:
    """The condition inside a condition."""

    def read(self, node: Node, path: str, reading: Reading) -> Any:  # noqa: ANN401 – a shape decides what a node becomes
        return CONDITION.read(node, path, reading)

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/condition"}


_condition_fields.update(
    {
        "all": _may(ListOf(_Again()), (), "every one holds"),
        "any": _may(ListOf(_Again()), (), "at least one holds"),
        "fact": _may(POINT, doc="an outside fact"),
        "item": _may(REF, doc="one standard or key question"),
        "any_item": _may(POINT, doc="any item at or below this point"),
        "among": _may(ListOf(REF), (), "which items any_item looks at; all when absent"),
        "computed": _may(POINT, doc="what the rule gave before limits"),
        "status": _may(POINT, doc="another status"),
        "equals": _may(Text(), doc="the value of the fact or item"),
    }
)

LIMIT = _record(
    "a limiting rule",
    id=_need(POINT),
    title=_need(Text()),
    applies_to=_may(REF, "overall", "overall, each_standard, or the ref of a standard"),
    when=_need(CONDITION),
    at_best=_need(POINT, "the best rating possible when the condition holds"),
    normally=_may(YesNo(), False, "true when a recorded departure is allowed"),
)

_CLAUSE = Record(
    dict,
    {
        "to": _need(POINT, "the rating this row gives"),
        "counted": _may(POINT, doc="the rating that is counted"),
        "at_least": _may(Text(r"X|\d{1,3}", "a number or X"), doc="how many; X looks the number up by how many were rated"),
        "others": _may(POINT, doc="every other item is at least this"),
        "at_most": _may(MapOf(Whole(0), POINT), {}, "how many there may be of each rating"),
    },
    "a row of the count table",
)

RULE = Tagged(
    "kind",
    {
        "percent_bands": _record(
            "bands of a percentage of cases",
            title=_need(Text()),
            at_least=_need(BOUNDS, "lower edge of each band but the lowest"),
            rounding=_need(_setting(ROUNDING, "rounding before banding")),
            minimum_cases=_may(_setting(Whole(1), "fewer cases than this take no part")),
        ),
        "lowest_of": _record("the lowest item", title=_need(Text())),
        "judgement": _record(
            "a person's judgement",
            title=_need(Text()),
            reason_required=_may(YesNo(), False),
            indicative=_may(ListOf(LIMIT), (), "limits that warn and never decide"),
        ),
        "sum_and_bands": _record(
            "scores added and banded",
            title=_need(Text()),
            mean_at_most=_may(BOUNDS, {}, "highest mean of each band but the best"),
            boundary=_may(_setting(Choice(("lower", "upper")), "the side of a mean exactly on an edge")),
            total_at_most=_may(BOUNDS, {}, "highest total of each band but the worst, where a low total is good"),
        ),
        "percent_of_max": _record(
            "scores as a percentage of the most they could be",
            title=_need(Text()),
            max_per_item=_need(Whole(1)),
            at_least=_need(BOUNDS),
            rounding=_need(_setting(ROUNDING, "rounding before banding")),
        ),
        "worst_of": _record(
            "the worst item, with declared exceptions",
            title=_need(Text()),
            among=_may(ListOf(REF), (), "which standards; all when absent"),
            exceptions=_may(
                Record(
                    dict,
                    {"most": _need(Whole(1)), "steps": _need(Whole(1)), "not_items": _may(ListOf(REF), ())},
                    "how many exceptions, how far, and which items cannot be one",
                )
            ),
        ),
        "count_thresholds": _record(
            "a table of counts",
            title=_need(Text()),
            clauses=_need(ListOf(_CLAUSE, least=1)),
            thresholds=_may(
                ListOf(Record(dict, {"rated_to": _may(Whole(1)), "x": _need(Whole(0))}, "X for so many rated")), (), "the value of X"
            ),
            otherwise=_may(POINT, doc="the rating when no row fits; judgement when absent"),
            normally=_may(YesNo(), False, "true when a recorded departure is allowed"),
        ),
        "none": _record("no rating by design", title=_need(Text())),
    },
)

_PROMPT = _record("a prompt", text=_may(Text()), applies_when=_may(POINT, doc="the route that opens it"))
KEY_QUESTION = _record(
    "a key question",
    ref=_need(REF),
    text=_may(Text(), doc="the question; null when its wording is not public"),
    short=_may(Text(), doc="a label of two or three words, our own"),
    plain=_may(Text(), doc="finishes '49% of cases …' for a lay reader, our own words"),
    applies_when=_may(POINT, doc="the route that opens it"),
    prompts=_may(ListOf(_PROMPT), ()),
    optional=_may(YesNo(), False, "true when an inspection may leave it out; it then takes no part"),
    pools=_may(ListOf(REF), (), "key questions of the inspections pooled whose counts are summed"),
)
STANDARD = _record(
    "a standard",
    id=_may(ID),
    ref=_need(REF),
    title=_need(Text()),
    aliases=_may(ListOf(Text()), ()),
    statement=_may(Text()),
    by=_may(Choice(("cases", "judgement", "score", "text"))),
    rule=_may(POINT, doc="the id of the rule that rates it"),
    key_question_rule=_may(POINT, doc="the id of the rule that rates its key questions"),
    scale=_may(POINT, doc="its scale, when not the edition's"),
    key_question_scale=_may(POINT, doc="the scale of its key questions, when scored"),
    counted=_may(YesNo(), True, "false when shown and not summed"),
    optional=_may(YesNo(), False, "true when only some providers have it"),
    key_questions=_may(ListOf(KEY_QUESTION), ()),
    characteristics=_may(MapOf(Text(), POINT), {}, "what each rating looks like"),
    note=_may(Text()),
)
DOMAIN = _record(
    "a domain",
    id=_may(ID),
    ref=_need(REF),
    title=_need(Text()),
    by=_may(Choice(("cases", "judgement", "score", "text")), doc="how its standards are rated, unless they say so"),
    rule=_may(POINT),
    key_question_rule=_may(POINT),
    scale=_may(POINT),
    key_question_scale=_may(POINT),
    standards=_need(ListOf(STANDARD, least=1)),
)
SAMPLE = _record(
    "a sample",
    id=_need(POINT),
    title=_need(Text()),
    standards=_need(ListOf(REF)),
    window=_may(Text(), doc="which cases are eligible by date"),
    confidence_level=_may(Exact(0, 1), doc="of the sample size, as a proportion"),
    margin=_may(Exact(0, 1)),
    cases=_may(Text(), doc="how many, where a number or a range is known"),
    strata=_may(
        ListOf(
            Record(
                dict,
                {"id": _need(POINT), "title": _need(Text()), "where": _need(MapOf(ListOf(Text()), POINT))},
                "a stratum: the values its cases have",
            )
        ),
        (),
    ),
    buffer=_may(Exact(0, 1)),
    per_officer=_may(Whole(1)),
    clusters=_may(ListOf(POINT), ()),
    exclusions=_may(ListOf(Text()), ()),
)

EDITION = Record(
    dict,
    {
        "id": _need(ID, "the edition's id, the same as its file name"),
        "ref": _need(Text(), "what the publisher calls it"),
        "title": _need(Text()),
        "publisher": _need(Text()),
        "edition": _need(Text(), "which edition, as a reader would name it"),
        "in_force_from": _may(PartDate()),
        "in_force_to": _may(PartDate()),
        "source": _may(Text()),
        "source_url": _may(Text()),
        "retrieved_on": _may(PartDate()),
        "licence": _need(Text()),
        "locale": _need(Choice(("en-GB", "cy-GB"))),
        "notes": _may(Text()),
        "scale": _may(POINTS, (), "the scale of ratings, worst first; absent when nothing is rated"),
        "scales": _may(MapOf(POINTS, POINT), {}, "further scales by id"),
        "rules": _need(MapOf(RULE, POINT)),
        "overall": _need(POINT, "the id of the rule for the overall rating"),
        "overall_scale": _may(POINT, doc="the scale of the overall rating, when not the edition's"),
        "limits": _may(ListOf(LIMIT), ()),
        "statuses": _may(
            ListOf(
                _record(
                    "a status",
                    id=_need(POINT),
                    title=_need(Text()),
                    when=_may(CONDITION),
                    options=_may(ListOf(POINT), (), "set by a person"),
                )
            ),
            (),
        ),
        "discretion": _may(
            _record(
                "discretion",
                window=_need(_setting(Whole(0, 100), "how near an edge, in percentage points")),
                one_answer=_may(YesNo(), True, "also open where one answer would move it"),
                max_bands=_may(Whole(1, 1), 1),
            )
        ),
        "uncertainty_shown_to": _may(Choice(("team", "panel", "provider", "public")), "panel"),
        "case_fields": _may(
            ListOf(_record("a field of a case", id=_need(POINT), title=_need(Text()), options=_need(ListOf(Text(), least=2)))), ()
        ),
        "routes": _may(
            ListOf(
                _record(
                    "a route",
                    id=_need(POINT),
                    title=_need(Text()),
                    field=_need(POINT),
                    values=_need(ListOf(Text(), least=1), "values that open it"),
                )
            ),
            (),
        ),
        "samples": _may(ListOf(SAMPLE), ()),
        "context_questions": _may(
            ListOf(
                _record("a context question", id=_need(Text()), text=_need(Text()), steps=_may(ListOf(POINT), ()), applies_when=_may(POINT))
            ),
            (),
        ),
        "interview_questions": _may(ListOf(_record("an interview question", id=_need(Text()), text=_need(Text()))), ()),
        "domains": _need(ListOf(DOMAIN, least=1)),
    },
    "an edition",
)


def edition_schema() -> dict[str, Any]:
    """
    Describe a resolved edition file as JSON Schema (draft 2020-12).

    A file that `extends` another is checked after it has been resolved.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Inspectorate edition, resolved",
        **EDITION.schema(),
        "$defs": {"condition": CONDITION.schema()},
    }
