"""
The fast path: counts and judgements to ratings, with nothing recorded.

Simulation and search rate thousands of times; the traced path rests on the same functions, and a property test says they agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.frameworks import settings_of
from inspectorate.model import LowestOf, PercentBands
from inspectorate.rating.bands import count_position, edges
from inspectorate.rating.combine import Combination, Item, decide, possible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.model import Edition, Standard
    from inspectorate.rating.combine import Settings


class Ratings(NamedTuple):
    """Ratings by ref as ids, the overall rating (None where there is none or it is open), and the score where scores are summed."""

    standards: Mapping[str, str]
    overall: str | None
    score: int | None


def declared_settings(edition: Edition) -> Settings:
    """Give every setting of the edition at its declared value. Source: the edition."""
    return {setting.id: setting.value for setting in settings_of(edition)}


def lowest_position(standard: Standard, counts: Mapping[str, tuple[int, int]], settings: Settings) -> int | None:
    """
    Give the band of the lowest key question of a case standard from counts; None when no key question had a case.

    Args:
        standard: Rated by the lowest of its key questions.
        counts: Key question ref -> (yes, cases); every key question with at least one case.
        settings: As `declared_settings`.

    Source: HMIP method 2.3 and 2.4.
    """
    bands = standard.key_question_rule
    if not isinstance(bands, PercentBands):
        return None
    rounding, band_edges = str(settings[bands.rounding.id]), edges(bands.at_least)
    return min((count_position(yes, cases, rounding, band_edges) for yes, cases in counts.values() if cases), default=None)


def rate_counts(
    edition: Edition,
    counts: Mapping[str, Mapping[str, tuple[int, int]]],
    judgements: Mapping[str, str],
    *,
    settings: Settings | None = None,
    facts: Mapping[str, str] | None = None,
) -> Ratings:
    """
    Rate an inspection that is known in full, and record nothing.

    Args:
        edition: The edition in force.
        counts: Standard ref -> key question ref -> (yes, cases), for standards rated by the lowest key question.
        judgements: Standard ref -> rating id, for the others. A standard in neither is left out, as one not rated is.
        settings: Another value of a setting than declared; see `declared_settings`.
        facts: Outside facts that limiting rules read.

    Source: HMIP method 2.2 to 2.7.
    """
    in_force = settings if settings is not None else declared_settings(edition)
    rated: dict[str, str] = {}
    items = []
    for standard in edition.standards:
        place: int | None = None
        if standard.ref in counts and isinstance(standard.rule, LowestOf):
            place = lowest_position(standard, counts[standard.ref], in_force)
        elif standard.ref in judgements:
            place = standard.scale.position(judgements[standard.ref])
        if place is None:
            continue
        rated[standard.ref] = standard.scale.points[place].id
        items.append(Item(standard.ref, standard.scale, (place,), standard.counted))
    overall, score = rate_overall(edition, tuple(items), facts or {}, in_force)
    return Ratings(rated, overall, score)


def rate_overall(edition: Edition, items: tuple[Item, ...], facts: Mapping[str, str], settings: Settings) -> tuple[str | None, int | None]:
    """Give the overall rating of standards that are all placed, and their summed score. Source: HMIP method 2.7."""
    limits = tuple(limit for limit in edition.limits if limit.applies_to == "overall")
    counted = [(item, item.options[0]) for item in items if item.counted]
    score = sum(item.scale.points[place].score for item, place in counted) if counted else None
    if not limits:
        place = decide(edition.overall, counted, edition.scale, settings)
        return (edition.scale.points[place].id if place is not None else None), score
    places = possible(Combination(edition.overall, edition.scale, items, limits, facts), settings) if counted else ()
    return (edition.scale.points[places[0]].id if len(places) == 1 else None), score
