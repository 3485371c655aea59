"""A card as plain data, for a template that draws it: the model as it is, with the colours its ratings have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectorate.reporting import palette
from inspectorate.reporting.card.model import Rating

if TYPE_CHECKING:
    from inspectorate.reporting.card.model import Card

_COLORS = ("INK", "QUIET", "PAPER", "TINT", "EDGE", "AXIS", "RULE", "MARK")


def card_data(card: Card) -> dict[str, Any]:
    """Give a card as plain data, ready for JSON."""
    colors = {name.lower(): getattr(palette, name) for name in _COLORS}
    shown = {"name": card.name, "evidence": card.has_evidence, "spread": card.has_spread, "shown_columns": list(card.shown_columns)}
    return {**_plain(card), **shown, "lang": card.lang or card.language, "colors": colors}


def _plain(value: Any) -> Any:  # noqa: ANN401 – any value of the model becomes plain data
    if isinstance(value, Rating):
        color = palette.rating_color(value.reached, len(value.steps))
        return {"word": value.word, "steps": list(value.steps), "settled": value.reached > 0, "color": color}
    if hasattr(value, "_asdict"):
        return {key: _plain(part) for key, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
