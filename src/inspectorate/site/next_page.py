"""What happened next: each recommendation closed with a named reason, passed on to a successor, still open, or without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.analysis import what_happened_next
from inspectorate.reporting.rebasing import STANDINGS
from inspectorate.reporting.words import capital
from inspectorate.site.directory import Entry
from inspectorate.site.render import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.analysis import RecommendationHistory
    from inspectorate.register import FollowUp
    from inspectorate.site.collect import Summary
    from inspectorate.site.directory import Directory

_PATH = "next/index.html"
_ORDER = ("open", "passed", "partly_closed", "orphaned", "unanswered", "closed")


class Step(NamedTuple):
    """One thing that happened, in words, with who has it after that."""

    when: str | None
    what: str
    to: Entry | None
    reason: str
    source: str


class Recommended(NamedTuple):
    """One recommendation and what happened next, as the page tells it."""

    id: str
    anchor: str
    organisation: str
    to: str
    text: str
    due: str | None
    standing: str
    word: str
    steps: tuple[Step, ...]
    holders: tuple[Entry, ...]


class Inspected(NamedTuple):
    """One inspection with its recommendations."""

    summary: Summary
    recommendations: tuple[Recommended, ...]


class Standing(NamedTuple):
    """How many recommendations stand in one way, and which."""

    word: str
    recommendations: tuple[Recommended, ...]


def followed_up(directory: Directory) -> tuple[Inspected, ...]:
    """Give every inspection that has recommendations, with what happened next to each."""
    registers = directory.registers
    found = []
    for summary in directory.collection.summaries:
        if not summary.recommendations:
            continue
        rated = directory.rated(summary)
        histories, _ = what_happened_next([rated], registers.follow_up, lineage=registers.lineage, organisations=registers.organisations)
        found.append(Inspected(summary, tuple(_recommended(history, directory) for history in histories)))
    return tuple(found)


def held_by(found: Sequence[Inspected]) -> dict[str, list[Recommended]]:
    """Give, by the address of each organisation, the recommendations that were passed on to it and that it still has."""
    held: dict[str, list[Recommended]] = {}
    for each in found:
        for history in each.recommendations:
            for holder in history.holders:
                held.setdefault(holder.slug, []).append(history)
    return held


def next_pages(directory: Directory, found: Sequence[Inspected]) -> Iterator[Page]:
    """Give the page of what happened next; none where no inspection has recommendations."""
    if not found:
        return
    everything = [history for each in found for history in each.recommendations]
    standings = [
        Standing(capital(STANDINGS[name]), tuple(each for each in everything if each.standing == name))
        for name in _ORDER
        if any(each.standing == name for each in everything)
    ]
    published = [each for each in directory.collection.summaries if each.provenance == "published"]
    values: dict[str, Any] = {
        "found": found,
        "standings": standings,
        "total": len(everything),
        "published": len(published),
        "published_with": sum(each.recommendations > 0 for each in published),
        "all_synthetic": all(each.summary.provenance == "synthetic" for each in found),
        "holders": [(directory.entries[at], held) for at, held in sorted(held_by(found).items()) if at in directory.entries],
    }
    about = "Recommendations and what became of them: closed with a named reason, passed on to successors, or open."
    yield Page(_PATH, "next.html", "What happened next", values, about, _PATH)


def _recommended(history: RecommendationHistory, directory: Directory) -> Recommended:
    return Recommended(
        history.id,
        f"{history.inspection}-{history.id}".lower(),
        history.organisation,
        history.to,
        history.text,
        history.due,
        history.standing,
        capital(STANDINGS[history.standing]),
        tuple(_step(row, directory) for row in history.steps),
        tuple(directory.entry(name) for name in history.holders),
    )


def _step(row: FollowUp, directory: Directory) -> Step:
    entry = directory.entry(row.to) if row.to else None
    what = {"passed": "Passed on to", "closed": "Closed by" if entry else "Closed", "open": "Still open"}[row.outcome]
    return Step(row.on, what, entry if row.outcome != "open" else None, row.reason or "", row.source)
