"""The cards that the tests draw: real inspections and made-up ones with everything a card may have to show."""

from functools import lru_cache
from pathlib import Path

from inspectorate.inspection import load_rated
from inspectorate.reporting.card import build_card, card_pdf

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "tests" / "fixtures" / "cards"
SOURCES = {
    "northbank": ROOT / "examples/demonstration/northbank.yaml",
    "east-sussex": ROOT / "examples/published/yot-east-sussex-2024.yaml",
    "west-kent": ROOT / "examples/published/pdu-west-kent-2022.yaml",
    "hertfordshire": ROOT / "examples/published/cqc-hertfordshire-2024.yaml",
    "hampshire": ROOT / "examples/published/crc-hiow-2019.yaml",
    **{name: FIXTURES / f"{name}.yaml" for name in ("welsh", "full", "marks", "report-card", "hygiene", "care", "words")},
}
DRAWN = [(name, None) for name in SOURCES] + [("northbank", 0.95), ("marks", 0.95)]
"""Every card, and two with intervals."""


def named(case):
    """Give a case of DRAWN a name that can be read in a test's id."""
    return f"{case[0]}-{case[1]}" if case[1] else case[0]


@lru_cache(maxsize=32)
def rated(name):
    """Give one of the inspections, rated."""
    return load_rated(SOURCES[name])


@lru_cache(maxsize=64)
def card(name, level=None):
    """Give the card of one of the inspections."""
    return build_card(rated(name), level=level)


@lru_cache(maxsize=64)
def pdf(name, level=None):
    """Give the PDF of one of the inspections' cards, set once for all tests."""
    return card_pdf(card(name, level))


def plain(text):
    """Give a text with every run of white space as one space."""
    return " ".join(text.split())
