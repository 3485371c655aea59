"""Explanations are for a lay reader: short neutral sentences without identifiers (C-07, design 4.2)."""

import re
from pathlib import Path

import pytest

from inspectorate.inspection import load_rated
from inspectorate.reporting.explain import overall_sentences, question_sentences, standard_sentences

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").rglob("*.yaml") if path.name != "register.yaml")
LOADED = {
    "only",
    "just",
    "merely",
    "fails",
    "failed",
    "failing",
    "poor",
    "worst",
    "bad",
    "shocking",
    "damning",
    "slump",
    "plunge",
    "unfortunately",
    "sadly",
}
"""Words that judge where a figure should speak. Editable: add what an editor would strike out."""


def sentences(rated):
    """All sentences about an inspection: the whole, each standard, each key question with a figure."""
    edition = rated.inspection.edition
    found = overall_sentences(rated)
    for standard in edition.standards:
        found += standard_sentences(rated, standard.ref)
        for question in standard.key_questions:
            found += question_sentences(rated, question.ref)
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_sentences_are_short_neutral_and_without_identifiers(path):
    rated = load_rated(path)
    reasons = {entry["reason"] for entry in rated.inspection.written["results"].values() if entry["reason"]}
    for text in set(sentences(rated)) - reasons:
        assert len(text.split()) <= 30, text
        assert not set(re.findall(r"[a-z]+", text.lower())) & LOADED, text
        assert not re.search(r"\w_\w|\d\.\d\.\d", text), text
        assert text[-1] in ".!?…", text
        assert text[0].isupper() or text[0].isdigit(), text
