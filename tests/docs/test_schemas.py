"""The published JSON Schemas: true of every edition and example that comes with the product, false of what the reader refuses."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from inspectorate.documents import Listing, Scalar, read_nodes
from inspectorate.frameworks import edition_document, shipped_editions
from inspectorate.frameworks.resolve import EDITIONS, Resolver

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "reference" / "schemas"
EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*.yaml") if "inspection:" in path.read_text(encoding="utf-8"))
FIXTURES = sorted((ROOT / "tests" / "fixtures" / "editions").glob("*.yaml"))


def typed(node):
    """Give a document as an editor sees it: unquoted scalars typed by YAML's core schema."""
    if isinstance(node, Listing):
        return [typed(item) for item in node.items]
    if not isinstance(node, Scalar):
        return {key: typed(value) for key, value in node.entries.items()}
    if not node.plain:
        return node.text
    if node.is_null:
        return None
    if node.text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return node.text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    return float(node.text) if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text) else node.text


@cache
def validator(name):
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def complaints(name, document):
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(document)]


def edition(path):
    return typed(Resolver().resolve_file(path))


def inspection(path):
    node, problems = read_nodes(path)
    assert problems == []
    return typed(node)


@pytest.mark.parametrize("path", [*(EDITIONS / f"{name}.yaml" for name in shipped_editions()), *FIXTURES], ids=lambda path: path.stem)
def test_every_edition_is_as_the_schema_says(path):
    assert complaints("edition", edition(path)) == []


@pytest.mark.parametrize("edition_id", shipped_editions())
def test_the_document_that_is_hashed_is_as_the_schema_says(edition_id):
    assert complaints("edition", edition_document(edition_id)) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_as_the_schema_says(path):
    assert complaints("inspection", inspection(path)) == []


def _set(*path, value):
    def change(document):
        *way, last = path
        for key in way:
            document = document[key]
        document[last] = value

    return change


def _without(*path):
    def change(document):
        *way, last = path
        for key in way:
            document = document[key]
        del document[last]

    return change


BAD_EDITIONS = {
    "no id": _without("id"),
    "an unknown key": _set("shoe_size", value=42),
    "a title of nothing": _set("title", value=None),
    "an empty title": _set("title", value=" "),
    "an id with a space": _set("id", value="hmip crc"),
    "a language nobody speaks here": _set("locale", value="fr-FR"),
    "a thirteenth month": _set("in_force_from", value="2018-13"),
    "a year that is no year": _set("in_force_from", value=18),
    "a score in words": _set("scale", 0, "score", value="many"),
    "a point without a label": _without("scale", 0, "label"),
    "a scale that is a word": _set("scale", value="good"),
    "a rule of an unknown kind": _set("rules", "overall", "kind", value="average"),
    "a rule without a kind": _without("rules", "overall", "kind"),
    "a key of another kind of rule": _set("rules", "case_standard", "at_least", value={"good": 60}),
    "an edge in words": _set("rules", "key_question", "at_least", "good", value="most"),
    "a point that is no id": _set("rules", "key_question", "at_least", value={"Requires improvement": 50}),
    "a rounding nobody declared": _set("rules", "key_question", "rounding", "value", value="up"),
    "a status nobody declared": _set("rules", "overall", "status", value="guessed"),
    "no domains": _set("domains", value=[]),
    "a domain without standards": _set("domains", 0, "standards", value=[]),
    "a standard without a ref": _without("domains", 0, "standards", 0, "ref"),
    "a ref with a space": _set("domains", 0, "standards", 0, "ref", value="1 1"),
    "counted, perhaps": _set("domains", 0, "standards", 0, "counted", value="maybe"),
    "key questions as a text": _set("domains", 0, "standards", 0, "key_questions", value="all of them"),
    "a prompt that is a list": _set("domains", 0, "standards", 0, "key_questions", 0, "prompts", 0, value=["a"]),
    "discretion of two bands": _set("discretion", "max_bands", value=2),
    "a window below nothing": _set("discretion", "window", "value", value=-1),
    "a margin above one": _set("samples", 0, "margin", value=5),
    "still building on another": _set("extends", value="hmip-crc-2018"),
}
BAD_INSPECTIONS = {
    "no heading": _without("inspection"),
    "no framework": _without("inspection", "framework"),
    "an unknown key": _set("verdict", value="good"),
    "an unknown provenance": _set("inspection", "provenance", value="rumour"),
    "a date in words": _set("inspection", "fieldwork_from", value="last June"),
    "an id in capitals": _set("inspection", "id", value="Northbank"),
    "an organisation without a name": _set("inspection", "organisation", value={"id": "x"}),
    "results as a list": _set("results", value=[]),
    "a rating that is a list": _set("results", "1.1", "rating", value=["good"]),
    "fewer than no cases": _set("results", "2.1", "key_questions", "2.1.1", "yes", value=-1),
    "half a case": _set("results", "2.1", "key_questions", "2.1.1", "cases", value=61.5),
    "more than all": _set("results", "2.1", "key_questions", "2.1.1", value={"percent": 101}),
    "a reason nobody knows": _set("results", "1.1", value={"not_rated": {"code": "tired"}}),
    "a finding of no kind": _set("findings", value=[{"text": "x"}]),
    "a recommendation to nobody": _set("recommendations", value=[{"id": "R1", "text": "x"}]),
}


@pytest.mark.parametrize("change", BAD_EDITIONS.values(), ids=BAD_EDITIONS)
def test_the_schema_refuses_a_bad_edition(change):
    document = edition(EDITIONS / "hmip-crc-2018.yaml")
    change(document)

    assert complaints("edition", document) != []


@pytest.mark.parametrize("change", BAD_INSPECTIONS.values(), ids=BAD_INSPECTIONS)
def test_the_schema_refuses_a_bad_inspection(change):
    document = inspection(ROOT / "examples" / "demonstration" / "northbank.yaml")
    change(document)

    assert complaints("inspection", document) != []


@pytest.mark.parametrize(
    "change",
    [
        _set("title", value=2018),
        _set("in_force_from", value=2018),
        _set("scale", 0, "score", value="0"),
        _set("domains", 0, "standards", 0, "counted", value="No"),
        _set("domains", 0, "standards", 0, "ref", value=1.1),
        _set("rules", "key_question", "at_least", "good", value="65.5"),
        _set("notes", value=None),
    ],
)
def test_the_schema_allows_what_the_reader_reads(change):
    document = edition(EDITIONS / "hmip-crc-2018.yaml")
    change(document)

    assert complaints("edition", document) == []
