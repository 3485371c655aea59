"""How well something in an edition is known, and the settings that nobody has been able to check."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

Status = Literal["published", "recollected", "inferred", "open"]
Confidence = Literal["high", "medium", "low"]
SettingValue = str | int | Decimal | None


class Known(NamedTuple):
    """Where a rule or a text comes from, and whether it was read in a published document."""

    status: Status
    source: str | None = None
    confidence: Confidence | None = None
    printed_in: str | None = None

    def in_words(self) -> str:
        """Say the status as a reader needs it."""
        if self.status == "published":
            return "published"
        if self.status == "recollected":
            sure = f" ({self.confidence} confidence)" if self.confidence else ""
            return f"recollected, not read in a published document{sure}"
        return "inferred, not read in a published document" if self.status == "inferred" else "not known; our default is shown"


class Setting(NamedTuple):
    """One value inside a rule that has a status of its own, with the values it might have instead."""

    id: str
    title: str
    value: SettingValue
    known: Known
    alternatives: tuple[SettingValue, ...] = ()
