"""Boolean conditions over facts, items and statuses: do they hold, what do they read, and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from inspectorate.model import Condition, Limit, Scale


class Situation(NamedTuple):
    """One complete state of affairs: every item at a position, every fact with a value, and what the rule gave."""

    items: Mapping[str, tuple[Scale, int]]
    facts: Mapping[str, str | None]
    computed: str | None = None
    statuses: Mapping[str, bool] = {}


def holds(condition: Condition, situation: Situation) -> bool:
    """Tell whether a condition holds in a situation. Source: other-methods, shapes 8, 9, 10 and 11."""
    if condition.all:
        return all(holds(part, situation) for part in condition.all)
    if condition.any:
        return any(holds(part, situation) for part in condition.any)
    if condition.fact is not None:
        return situation.facts.get(condition.fact) == condition.equals
    if condition.item is not None:
        found = situation.items.get(condition.item)
        return found is not None and found[0].points[found[1]].id == condition.equals
    if condition.any_item is not None:
        looked_at = condition.among or tuple(situation.items)
        return any(_at_or_below(situation.items[ref], condition.any_item) for ref in looked_at if ref in situation.items)
    if condition.computed is not None:
        return situation.computed == condition.computed
    return situation.statuses.get(condition.status or "", False)


def parts(condition: Condition) -> Iterator[Condition]:
    """Go through a condition and all conditions inside it. Source: the condition itself."""
    yield condition
    for part in (*condition.all, *condition.any):
        yield from parts(part)


def facts_read(conditions: Iterable[Condition]) -> dict[str, tuple[str, ...]]:
    """Give the facts that conditions read, each with the values they compare it with. Source: the conditions themselves."""
    read: dict[str, set[str]] = {}
    for condition in conditions:
        for part in parts(condition):
            if part.fact is not None and part.equals is not None:
                read.setdefault(part.fact, set()).add(part.equals)
    return {fact: tuple(sorted(values)) for fact, values in sorted(read.items())}


def refs_read(conditions: Iterable[Condition]) -> frozenset[str]:
    """Give the items that conditions read by name. Source: the conditions themselves."""
    named: set[str] = set()
    for condition in conditions:
        for part in parts(condition):
            named.update(part.among)
            if part.item is not None:
                named.add(part.item)
    return frozenset(named)


def condition_data(condition: Condition) -> dict[str, Any]:
    """Give a condition as plain data, only what is set. Source: the condition itself."""
    data: dict[str, Any] = {key: value for key, value in condition._asdict().items() if value and key not in ("all", "any", "among")}
    for key in ("all", "any"):
        inner = getattr(condition, key)
        if inner:
            data[key] = [condition_data(part) for part in inner]
    if condition.among:
        data["among"] = list(condition.among)
    return data


def limit_data(limit: Limit) -> dict[str, Any]:
    """Give a limiting rule as plain data. Source: the limit itself."""
    return {"id": limit.id, "when": condition_data(limit.when), "at_best": limit.at_best}


def _at_or_below(item: tuple[Scale, int], point_id: str) -> bool:
    scale, place = item
    return point_id in scale.ids and place <= scale.position(point_id)
