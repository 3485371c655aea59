"""Organisations: ratings over time and never as one series, what stood before and after, and why some things are not said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.analysis import timeline
from inspectorate.reporting.words import counted, date_words, joined, number_word
from inspectorate.site.directory import Entry, share_words, status_words, what_it_is
from inspectorate.site.render import Page
from inspectorate.site.told import Told, method_words, told, told_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inspectorate.analysis import Answer, Timeline
    from inspectorate.inspection import RatedInspection
    from inspectorate.register import Break, Link
    from inspectorate.site.area_pages import Area, Story
    from inspectorate.site.collect import Summary
    from inspectorate.site.directory import Directory
    from inspectorate.site.next_page import Recommended

_TIMES = ("", "once", "twice")
_BECAME = {
    "renamed": "It was renamed",
    "merged": "It was merged with others into",
    "split": "It was split between",
    "succeeded": "It was succeeded by",
    "boundary_changed": "Its boundaries changed; after it came",
    "ended": "It ended",
}


class Row(NamedTuple):
    """One inspection in time, after what may be said of it and the one before."""

    told: Told
    verdict: str
    reasons: tuple[str, ...]


class Neighbour(NamedTuple):
    """An organisation before or after: how much passes, since when, its ratings, and how that is known."""

    entry: Entry
    share: str
    status: str
    proposed: bool
    told: tuple[Told, ...]
    source: str
    confidence: str


class Became(NamedTuple):
    """What became of an organisation, in words around the names that have pages."""

    words: str
    entries: tuple[Entry, ...]
    when: str
    text: str


class Silence(NamedTuple):
    """Why something is not said about standards."""

    title: str
    sentences: tuple[str, ...]
    sources: tuple[str, ...]


def organisation_pages(directory: Directory, found: Sequence[Story], held: Mapping[str, Sequence[Recommended]]) -> Iterator[Page]:
    """Give one page for each organisation, inspected or not; *held* are the recommendations passed on to each, by its address."""
    areas = {area.entry.slug: (change, area) for story in found for change in story.changes for area in change.areas}
    for at, entry in sorted(directory.entries.items()):
        change, area = areas.get(at, (None, None))
        history = _timeline(directory, entry)
        values: dict[str, Any] = {
            "entry": entry,
            "synthetic": directory.synthetic(entry),
            "what": what_it_is(entry),
            "became": _became(directory, entry),
            "short": short_history(entry),
            "stood_before": _stood_before(area, directory.before(entry)),
            "rows": _rows(entry, history),
            "breaks": _breaks(entry, history),
            "joins": _joins(history),
            "decided": _decided(history),
            "silence": silence(directory, entry),
            "change": change,
            "area": area,
            "before": [_neighbour(directory, link, link.predecessor) for link in directory.before(entry)],
            "after": [_neighbour(directory, link, link.organisation) for link in directory.after(entry)],
            "note": entry.registered.note if entry.registered is not None else None,
            "known": _known(entry),
            "held": held.get(at, ()),
            "recommendations": [summary for summary in entry.inspections if summary.recommendations],
        }
        section = "inspections/index.html" if entry.inspections else "areas/index.html"
        yield Page(f"organisations/{at}.html", "organisation.html", entry.name, values, short_history(entry), section)


def short_history(entry: Entry) -> str:
    """Say in one sentence how often it was inspected and how it was rated, with dates, rater and method."""
    rows = entry.inspections
    if not rows:
        return ""
    who = rows[0].rated_by if len({row.rated_by for row in rows}) == 1 else None
    times = _TIMES[len(rows)] if len(rows) < len(_TIMES) else f"{number_word(len(rows))} times"
    text = f"{who} inspected it {times}" if who else f"It was inspected {times}"
    words = [(row.published or row.overall).word for row in rows]
    methods = method_words(rows)
    if len(set(words)) == 1 and words[0]:
        every = "" if len(rows) == 1 else " both times" if len(rows) == 2 else " every time"
        rated = f"and rated it {words[0]}" if who else f"and rated {words[0]}"
        return f"{text} ({_all_dated(rows)}) {rated} overall{every}. {methods}"
    each = joined([f"{word or _no_word(row)} ({_dated(row)})" for word, row in zip(words, rows, strict=True)])
    return f"{text}. Overall, in order of time: {each}. {methods}"


def _no_word(row: Summary) -> str:
    return "overall rating not in these sources" if row.counted else "no overall rating, by design"


def _all_dated(rows: Sequence[Summary]) -> str:
    """Date inspections together: "published September 2018 and June 2020"."""
    if all(row.published_on for row in rows):
        return f"published {joined([date_words(row.published_on or '') for row in rows])}"
    return joined([_dated(row) for row in rows])


def silence(directory: Directory, entry: Entry) -> Silence | None:
    """Say what is not known of the standards, why, and that it means no more than that; None where all is known."""
    rows = [row for row in entry.inspections if row.known < row.counted]
    if not rows:
        return None
    sources = dict.fromkeys(source for rated in directory.load(rows) for source in _sources(rated))
    nothing = all(row.known == 0 for row in rows)
    numbers = {row.counted for row in rows}
    number = f"{number_word(rows[0].counted)} standards" if len(numbers) == 1 else "standards"
    title = f"Why nothing is said about its {number}" if nothing else "What is known of its standards"
    sentences = list(_unsaid(rows, number) if nothing else _partly_said(rows))
    sentences.append("A standard that is missing here is not taken as unrated and not counted as zero: its rating is not in these sources.")
    return Silence(title, tuple(sentences), tuple(sources))


def _sources(rated: RatedInspection) -> tuple[str, ...]:
    """Give the sources of an inspection: those it names, else the one of what was published."""
    published = rated.inspection.evidence.published
    one = (published.source,) if published is not None and published.source else ()
    return tuple(rated.inspection.heading.sources) or one


def _unsaid(rows: Sequence[Summary], number: str) -> Iterator[str]:
    which = "the inspection" if len(rows) == 1 else "both inspections" if len(rows) == 2 else f"all {number_word(len(rows))} inspections"
    with_overall = [row for row in rows if row.published is not None]
    if len(with_overall) == len(rows):
        yield f"The method of {which} rates {number}. These sources give the overall rating alone, and not the rating of any standard."
    else:
        yield f"The method of {which} rates {number}. These sources give the rating of none of them."
        for row in rows:
            if row.published is None:
                yield f"Of the inspection {_dated(row)} they do not give the overall rating either."
    for row in rows:
        if row.depth == "total" and row.score is not None and row.max is not None:
            yield (
                f"For the inspection {_dated(row)} they also give the total, {row.score} of {row.max}: what the standards made together, "
                "and not which of them had which rating."
            )


def _partly_said(rows: Sequence[Summary]) -> Iterator[str]:
    for row in rows:
        yield f"Of the inspection {_dated(row)}, these sources give {number_word(row.known)} of {counted(row.counted, 'standard')}."


def _dated(row: Summary) -> str:
    if row.published_on:
        return f"published {date_words(row.published_on)}"
    return f"fieldwork {date_words(row.fieldwork_from)}" if row.fieldwork_from else "date not known"


def _timeline(directory: Directory, entry: Entry) -> Timeline | None:
    summaries = (*entry.inspections, *directory.related(entry))
    if not summaries:
        return None
    registers = directory.registers
    name = entry.registered.id if entry.registered is not None else entry.inspections[-1].organisation if entry.inspections else entry.name
    return timeline(directory.load(summaries), name, lineage=registers.lineage, organisations=registers.organisations)


def _rows(entry: Entry, history: Timeline | None) -> tuple[Row, ...]:
    by_id = {summary.id: summary for summary in entry.inspections}
    rows = []
    for row in history.rows if history is not None else ():
        if row.own:
            verdict = "" if row.step is None or not row.step.reasons else row.step.verdict
            reasons = tuple(reason.text for reason in row.step.reasons) if row.step is not None else ()
            rows.append(Row(told(row.basis, by_id[row.basis.subject.inspection]), verdict, reasons))
    return tuple(rows)


def _breaks(entry: Entry, history: Timeline | None) -> tuple[Break, ...]:
    """Give the recorded breaks that touch its own inspections; those of its predecessors are on their pages."""
    own = {summary.edition_id for summary in entry.inspections}
    return tuple(each for each in history.breaks if own & set(each.editions)) if history is not None else ()


def _joins(history: Timeline | None) -> tuple[str, ...]:
    """Say why the first own rating is not set beside the last ones of the predecessors, each reason once."""
    joins = history.joins if history is not None else ()
    return tuple(dict.fromkeys(reason.text for join in joins if join.verdict == "refused" for reason in join.reasons))


def _decided(history: Timeline | None) -> tuple[str, ...]:
    """Say who decided what may be set side by side."""
    if history is None:
        return ()
    answers: list[Answer] = [*history.joins, *(row.step for row in history.rows if row.step is not None)]
    decisions = [reason.decision for answer in answers for reason in answer.reasons] + [each.decision for each in history.breaks]
    return tuple(dict.fromkeys(f"{decision.by}, {date_words(decision.on)}" for decision in decisions if decision is not None))


def _stood_before(area: Area | None, links: Sequence[Link]) -> str:
    """Say in one sentence what stood before a new area, or would have."""
    if area is None or not links:
        return ""
    names = joined([f"{each.entry.name} ({each.share})" for each in area.predecessors])
    if links[0].status == "proposed":
        return f"It was to take over {names}. It was proposed, and nothing passed to it."
    return f"Before it stood {names}."


def _became(directory: Directory, entry: Entry) -> Became | None:
    became = entry.registered.became if entry.registered is not None else None
    if became is not None:
        entries = tuple(directory.entries[to] for to in became.to if to in directory.entries)
        when = f"on {date_words(became.on)}" if became.on and len(became.on) == 10 else f"in {date_words(became.on)}" if became.on else ""
        return Became(_BECAME[became.how], entries, when, became.text or "")
    links = [link for link in directory.after(entry) if link.status == "enacted"]
    if not links:
        return None
    when = f"from {date_words(links[0].since)}" if links[0].since else ""
    return Became("Its work passed to", tuple(directory.entry(link.organisation) for link in links), when, "")


def _neighbour(directory: Directory, link: Link, name: str) -> Neighbour:
    entry = directory.entry(name)
    return Neighbour(
        entry,
        share_words(link),
        status_words(link),
        link.status == "proposed",
        told_of(directory, entry.inspections),
        link.source,
        link.confidence or "",
    )


def _known(entry: Entry) -> str:
    """Say how surely the register knows what it says of an organisation."""
    registered = entry.registered
    if registered is None:
        return ""
    became = registered.became.source if registered.became is not None else None
    return "; ".join(text for text in (registered.source or became, registered.confidence) if text)
