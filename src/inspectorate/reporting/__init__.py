"""
Reporting: the one result in words, tables, pictures and pages. Renders, and computes no rating.

The card is loaded when it is asked for, so that a table in the terminal does not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectorate.reporting.card import (
        Card,
        build_card,
        card_fragment,
        card_html,
        card_style,
        card_svg,
        card_text,
        card_words,
        render_card,
    )

__all__ = ["Card", "build_card", "card_fragment", "card_html", "card_style", "card_svg", "card_text", "card_words", "render_card"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from inspectorate.reporting import card

    return getattr(card, name)
