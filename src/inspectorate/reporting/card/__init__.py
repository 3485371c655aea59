"""
The report card: one model of what a reader sees at a glance, and its pictures.

`build_card` turns a rated inspection into a `Card`; `card_words` gives its texts in reading order; every format prints exactly these.
What a rating rests on is computed elsewhere; nothing here decides one.
"""

from inspectorate.reporting.card.build import build_card
from inspectorate.reporting.card.html import card_fragment, card_html, card_style
from inspectorate.reporting.card.model import Card, card_words
from inspectorate.reporting.card.render import CARD_FORMATS, CardFormat, card_pdf, card_png, render_card
from inspectorate.reporting.card.svg import card_svg
from inspectorate.reporting.card.terminal import card_text

__all__ = [
    "CARD_FORMATS",
    "Card",
    "CardFormat",
    "build_card",
    "card_fragment",
    "card_html",
    "card_pdf",
    "card_png",
    "card_style",
    "card_svg",
    "card_text",
    "card_words",
    "render_card",
]
