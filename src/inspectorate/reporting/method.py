"""Facts of an edition in words: when it holds, what rates what, which totals give which rating, what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.model import NoRating
from inspectorate.rating import TotalBand, total_bands
from inspectorate.reporting.rules import NOT_PUBLIC, item_words
from inspectorate.reporting.words import counted, date_words, joined, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.model import Edition, Known, Rule, Sample, Scale


def in_force_words(edition: Edition) -> str:
    """Say from when to when an edition is in force, as exactly as that is known."""
    begin, end = edition.in_force_from, edition.in_force_to
    if begin and end:
        return f"{date_words(begin)} to {date_words(end)}"
    if begin:
        return f"from {date_words(begin)}"
    return f"until {date_words(end)}" if end else "dates not known"


def has_overall(edition: Edition) -> bool:
    """Tell whether an edition gives an overall rating."""
    return not isinstance(edition.overall, NoRating)


def highest_score(edition: Edition) -> int | None:
    """Give the most that the scores can add up to; None where nothing is summed, or where a low total is good."""
    bands = _totals(edition)
    return max(band.highest for band in bands) if bands and not getattr(edition.overall, "total_at_most", ()) else None


def text_words(text: str | None) -> str:
    """Give a published text, or say that its wording is not public."""
    return text if text is not None else NOT_PUBLIC


def using_words(rule: Rule, edition: Edition) -> str:
    """Say what a rule is used for."""
    users = ["the overall rating"] if rule is edition.overall else []
    rated = [standard.ref for standard in edition.standards if standard.rule is rule]
    below = [standard.ref for standard in edition.standards if standard.key_question_rule is rule]
    users += [f"standard{'s' if len(rated) > 1 else ''} {joined(rated)}"] if rated else []
    users += [f"the key questions of {joined(below)}"] if below else []
    return f"Used for {joined(users)}." if users else "Used for nothing here."


def rated_scale(rule: Rule, edition: Edition) -> Scale:
    """Give the scale on which a rule rates."""
    for standard in edition.standards:
        if standard.rule is rule:
            return standard.scale
        if standard.key_question_rule is rule and standard.key_question_scale is not None:
            return standard.key_question_scale
    return edition.scale


def totals_words(edition: Edition) -> str | None:
    """Say which totals give which overall rating when every counted standard is rated; None where nothing is summed."""
    bands = _totals(edition)
    if not bands:
        return None
    labels = {point.id: point.label for point in edition.scale.points}
    number = sum(standard.counted for standard in edition.standards)
    said = [f"{band.lowest} to {band.highest} {labels[band.rating]}" for band in sorted(bands, key=lambda band: band.lowest)]
    return f"With {counted(number, 'standard')}: {', '.join(said)}."


def known_mark(known: Known) -> str:
    """Say in a word or two how well something is known."""
    return f"{known.status}, {known.confidence} confidence" if known.confidence else known.status


def sample_words(sample: Sample, edition: Edition) -> Iterator[str]:
    """Say what is drawn for which standards, one sentence an item."""
    yield f"For {joined([item_words(ref, edition) for ref in sample.standards])}."
    if sample.window:
        yield f"Window: {sample.window}."
    if sample.cases:
        yield f"Cases: {sample.cases}."
    if sample.confidence_level is not None and sample.margin is not None:
        level, margin = plain_number(100 * sample.confidence_level), plain_number(100 * sample.margin)
        yield f"Size: {level}% confidence, {margin} percentage points either side."
    if sample.buffer is not None:
        yield f"Reserve: {plain_number(100 * sample.buffer)}% more."
    if sample.per_officer is not None:
        yield f"At most {counted(sample.per_officer, 'case')} an officer."
    if sample.clusters:
        yield f"Clusters: {joined([name.replace('_', ' ') for name in sample.clusters])}."
    if sample.strata:
        yield f"Strata: {'; '.join(stratum.title for stratum in sample.strata)}."
    if sample.exclusions:
        yield f"Left out: {joined(sample.exclusions)}."


def _totals(edition: Edition) -> Sequence[TotalBand]:
    return total_bands(edition, tuple(standard.scale for standard in edition.standards if standard.counted))


def edition_summary(edition: Edition) -> dict[str, object]:
    """Give what the list of editions says of one, as plain data."""
    return {
        "id": edition.id,
        "ref": edition.ref,
        "title": edition.title,
        "edition": edition.edition,
        "publisher": edition.publisher,
        "in_force_from": edition.in_force_from,
        "in_force_to": edition.in_force_to,
        "extends": edition.extends,
        "standards": len(edition.standards),
        "counted": sum(standard.counted for standard in edition.standards),
        "overall": has_overall(edition),
        "max": highest_score(edition),
        "hash": edition.hash,
    }
