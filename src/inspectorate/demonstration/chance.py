"""Chance that follows from a seed: keys by SHA-256, as in the draw of samples."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_SEPARATOR = "␟"
MILLION = 1_000_000
Item = TypeVar("Item")


class Chance:
    """Everything that is left to chance, drawn from one seed by name: the same name gives the same number, in any order."""

    def __init__(self, seed: str) -> None:
        self.seed = seed

    def number(self, *names: object) -> int:
        """Give a whole number from 0 to 999,999 for this name."""
        text = _SEPARATOR.join((self.seed, *map(str, names)))
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % MILLION

    def happens(self, per_cent: int, *names: object) -> bool:
        """Tell whether something happens that happens so often."""
        return self.number(*names) < per_cent * (MILLION // 100)

    def pick(self, options: Sequence[Item], *names: object) -> Item:
        """Pick one of some options."""
        return options[self.number(*names) * len(options) // MILLION]

    def shuffled(self, items: Iterable[str], *names: object) -> list[str]:
        """Put items in an order of chance."""
        return sorted(items, key=lambda item: (self.number(*names, item), item))


def highest(items: Iterable[str], most: int, score: Callable[[str], int]) -> frozenset[str]:
    """Give so many items with the highest scores."""
    ranked = sorted(items, key=lambda item: (-score(item), item))
    if len(ranked) < most:
        raise ValueError(f"{most} asked for, {len(ranked)} there")
    return frozenset(ranked[:most])
