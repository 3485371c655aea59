"""Reporting: the one result in words, tables, pictures and pages. Renders, and computes no rating."""

from inspectorate.reporting.card import Card, build_card, card_fragment, card_html, card_style, card_text, card_words

__all__ = ["Card", "build_card", "card_fragment", "card_html", "card_style", "card_text", "card_words"]
