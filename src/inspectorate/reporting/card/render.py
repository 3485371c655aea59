"""A card in a format by name, as the bytes of a file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from inspectorate.reporting.card.build import build_card
from inspectorate.reporting.card.data import card_data
from inspectorate.reporting.card.html import card_html
from inspectorate.reporting.card.svg import card_svg
from inspectorate.reporting.card.terminal import card_text
from inspectorate.reporting.typesetting import typeset

if TYPE_CHECKING:
    from inspectorate.inspection import RatedInspection
    from inspectorate.reporting.card.model import Card

CardFormat = Literal["txt", "svg", "html", "pdf", "png"]
CARD_FORMATS: tuple[CardFormat, ...] = ("txt", "svg", "html", "pdf", "png")
PPI = 120


def render_card(rated: RatedInspection, format: CardFormat, *, level: float | None = None) -> bytes:
    """
    Draw the card of a rated inspection as a file.

    The same inspection gives the same bytes on every run. PDF and PNG need the extra `report`.

    Raises:
        MissingExtraError: The typesetter is not installed (PDF and PNG).
    """
    card = build_card(rated, level=level)
    if format == "pdf":
        return card_pdf(card)
    if format == "png":
        return card_png(card)
    text = {"txt": card_text, "svg": card_svg, "html": card_html}[format](card)
    return (text if text.endswith("\n") else text + "\n").encode()


def card_pdf(card: Card) -> bytes:
    """Set a card as a tagged PDF (PDF/UA-1 and PDF/A-2a) of one page, dated as the card is."""
    job = {"kind": "pdf", "template": "card/card.typ", "data": card_data(card), "timestamp": _timestamp(card.dated)}
    return typeset(job, "The PDF card")


def card_png(card: Card, ppi: int = PPI) -> bytes:
    """Draw a card as a picture of its A4 page."""
    return typeset({"kind": "png", "svg": card_svg(card), "ppi": ppi}, "The PNG card")


def _timestamp(date: str | None) -> int:
    """Give the start of the day, month or year that a card is dated with; the start of 1970 without a date."""
    year, month, day = (*(int(part) for part in (date or "1970").split("-")), 1, 1)[:3]
    return int(datetime(year, month, day, tzinfo=UTC).timestamp())
