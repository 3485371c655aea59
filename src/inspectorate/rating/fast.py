"""
The fast path: counts and judgements to ratings, with nothing recorded.

Simulation and search rate thousands of times; the traced path rests on the same functions, and a property test says they agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.frameworks import settings_of
from inspectorate.model import Judged, LowestOf, NoRating, PercentBands, PercentOfMax, SumBands
from inspectorate.rating.bands import count_position, edges
from inspectorate.rating.combine import Combination, Item, decide, possible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.model import Edition, Rule, Standard
    from inspectorate.rating.combine import Settings


class Ratings(NamedTuple):
    """Ratings by ref as ids, the overall rating (None where there is none or it is open), and the score where scores are summed."""

    standards: Mapping[str, str]
    overall: str | None
    score: int | None


def declared_settings(edition: Edition) -> Settings:
    """
    Give every setting of the edition at its declared value.

    Source: the edition.
    """
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
    fewest = fewest_cases(bands, settings)
    return min((count_position(yes, cases, rounding, band_edges) for yes, cases in counts.values() if cases >= fewest), default=None)


def fewest_cases(bands: Rule | None, settings: Settings) -> int:
    """Give the fewest cases with which a key question takes part; one, unless the edition says more. Source: HMIP method 2.8."""
    few = bands.minimum_cases if isinstance(bands, PercentBands) else None
    declared = settings[few.id] if few is not None else None
    return max(1, int(declared)) if declared is not None else 1


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
        if place is None or isinstance(standard.rule, NoRating):
            continue
        places = _limited(edition, standard, place, facts or {}, in_force)
        if len(places) == 1:
            rated[standard.ref] = standard.scale.points[places[0]].id
        items.append(Item(standard.ref, standard.scale, places, standard.counted))
    overall, score = rate_overall(edition, tuple(items), facts or {}, in_force)
    return Ratings(rated, overall, score)


def _limited(edition: Edition, standard: Standard, place: int, facts: Mapping[str, str], settings: Settings) -> tuple[int, ...]:
    """Apply the limits on a standard: more than one position where it turns on a fact that nobody gave. Source: other-methods, shape 9."""
    limits = tuple(limit for limit in edition.limits if limit.applies_to in (standard.ref, "each_standard"))
    if not limits:
        return (place,)
    judged = Judged(standard.rule.id, standard.rule.title, standard.rule.known)
    return possible(Combination(judged, standard.scale, (), limits, facts, place), settings)


def rate_overall(edition: Edition, items: tuple[Item, ...], facts: Mapping[str, str], settings: Settings) -> tuple[str | None, int | None]:
    """Give the overall rating of standards and their summed score; None where a fact that nobody gave decides. Source: HMIP method 2.7."""
    limits = tuple(limit for limit in edition.limits if limit.applies_to == "overall")
    known = all(len(item.options) == 1 for item in items)
    counted = [(item, item.options[0]) for item in items if item.counted]
    summed = isinstance(edition.overall, SumBands | PercentOfMax)
    score = sum(item.scale.points[place].score for item, place in counted) if counted and summed and known else None
    if not limits and known:
        place = decide(edition.overall, counted, edition.scale, settings)
        return (edition.scale.points[place].id if place is not None else None), score
    places = possible(Combination(edition.overall, edition.scale, items, limits, facts), settings) if counted else ()
    return (edition.scale.points[places[0]].id if len(places) == 1 else None), score
