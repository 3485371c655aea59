"""Areas that change: what each new area came from, why it has no one rating, and the re-based estimates where counts allow them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.analysis import rebase
from inspectorate.reporting.words import capital, counted, date_words, joined, number_word
from inspectorate.site.directory import share_words, status_words
from inspectorate.site.flow import Flow, flow
from inspectorate.site.render import Page
from inspectorate.site.told import Told, method_words, told, told_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.analysis import PredecessorRecord, RebasedArea, RebasedEstimate, SharedCovariance
    from inspectorate.register import Lineage
    from inspectorate.site.directory import Directory, Entry

_INDEX = "areas/index.html"


class Predecessor(NamedTuple):
    """One organisation that a new area came from: how much of it passes, its ratings, and how the link is known."""

    entry: Entry
    share: str
    told: tuple[Told, ...]
    source: str
    confidence: str
    caseload: str


class Estimate(NamedTuple):
    """A re-based percentage as a table and a line of 200 units show it."""

    ref: str
    title: str
    percent: str
    interval: str
    sampled: str
    lower: float
    middle: float
    upper: float


class Area(NamedTuple):
    """One new area as a page shows it."""

    entry: Entry
    status: str
    proposed: bool
    predecessors: tuple[Predecessor, ...]
    flow: Flow
    refusal: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    level: str
    basis: str
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    own: tuple[Told, ...]


class Shared(NamedTuple):
    """How the estimates of two areas vary together."""

    one: str
    other: str
    shared: str
    rows: tuple[tuple[str, str, str], ...]
    strongest: str


class Change(NamedTuple):
    """All new areas of one lineage that came, or were to come, together."""

    id: str
    title: str
    status: str
    synthetic: bool
    sources: tuple[str, ...]
    origins: str
    absent: tuple[str, ...]
    areas: tuple[Area, ...]
    shared: tuple[Shared, ...]
    raters: str
    one_rater: bool
    methods: str

    @property
    def path(self) -> str:
        """The page of the change."""
        return f"areas/{self.id}.html"

    @property
    def estimated(self) -> bool:
        """Whether counts allow an estimate for any of its areas."""
        return any(area.estimates for area in self.areas)


class Story(NamedTuple):
    """One lineage from its first organisations to its newest areas."""

    synthetic: bool
    origins: tuple[tuple[int, str], ...]
    changes: tuple[Change, ...]


def stories(directory: Directory) -> tuple[Story, ...]:
    """Give every lineage with its changes, proposals first, then by date."""
    used: Counter[str] = Counter()
    return tuple(_story(lineage, directory, used) for lineage in directory.registers.lineages)


def area_pages(found: Sequence[Story]) -> Iterator[Page]:
    """Give the page of all changes, and a page for each."""
    if not found:
        return
    reasons = ["A rating belongs to the organisation that was inspected, as it was on the day."]
    reasons += [
        "A rating is a word on a scale for one organisation; the ratings of several are not averaged into one.",
        "Where only part of an organisation passes on, a rating of the whole says nothing about the part.",
    ]
    example = next((change for story in found for change in story.changes if change.estimated), None)
    values: dict[str, Any] = {"stories": found, "reasons": reasons, "example": example}
    about = "What areas that were redrawn came from, and why ratings do not move with boundaries."
    yield Page(_INDEX, "areas.html", "Areas that change", values, about, _INDEX)
    for story in found:
        for change in story.changes:
            yield Page(change.path, "area_change.html", change.title, {"change": change}, "", _INDEX)


def kind(entry: Entry) -> str:
    """Say what kind of organisation an entry is, in one word or a few."""
    return entry.registered.type if entry.registered is not None and entry.registered.type else "organisation"


def kinds(entries: Sequence[Entry]) -> tuple[tuple[int, str], ...]:
    """Count organisations by kind, each with its word in the right number."""
    numbers = Counter(kind(entry) for entry in entries)
    return tuple((number, word if number == 1 else _many(word)) for word, number in numbers.items())


def _many(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"


def _story(lineage: Lineage, directory: Directory, used: Counter[str]) -> Story:
    rated = directory.load(summary for name in lineage.organisations for summary in directory.entry(name).inspections)
    rebasing = rebase(lineage, rated, organisations=directory.registers.organisations)
    areas = list(rebasing.areas)
    for name in rebasing.left_out:
        known = {(area.organisation, area.status) for area in areas}
        more = rebase(lineage, rated, name, organisations=directory.registers.organisations).areas
        areas += [area for area in more if (area.organisation, area.status) not in known]
    origins = [directory.entry(name) for name in lineage.organisations if name not in lineage.areas]
    groups: dict[tuple[bool, str, str], list[RebasedArea]] = {}
    for area in areas:
        groups.setdefault((area.status == "enacted", area.since or "", area.status), []).append(area)
    changes = [_change(groups[key], rebasing.covariances, origins, directory, used) for key in sorted(groups)]
    return Story(all(change.synthetic for change in changes), kinds(origins), tuple(changes))


def _change(
    areas: list[RebasedArea], covariances: Sequence[SharedCovariance], origins: list[Entry], directory: Directory, used: Counter[str]
) -> Change:
    status, since = areas[0].status, areas[0].since
    entries = [directory.entry(area.organisation) for area in areas]
    synthetic = all(directory.synthetic(entry) for entry in entries)
    count = joined([f"{number_word(number)} {word}" for number, word in kinds(entries)])
    when = f"since {date_words(since)}" if status == "enacted" and since else status
    count = capital(count)
    title = count if count.partition(" ")[2].startswith("proposed") else f"{count}, {when}"
    into = {directory.slug(record.link.predecessor) for area in areas for record in area.predecessors}
    touched = [entry for entry in origins if entry.slug in into]
    made = "-".join(word for word in ("fictional" if synthetic else "", status, since if status == "enacted" else "") if word)
    used[made] += 1
    names = {area.organisation for area in areas}
    inspections = [summary for entry in touched for summary in entry.inspections]
    raters = dict.fromkeys(summary.rated_by or "a rater who is not known" for summary in inspections)
    return Change(
        made if used[made] == 1 else f"{made}-{used[made]}",
        title,
        status,
        synthetic,
        tuple(dict.fromkeys(record.link.source for area in areas for record in area.predecessors)),
        joined([f"{number_word(number)} {word}" for number, word in kinds(touched)]),
        tuple(entry.name for entry in origins if entry.slug not in into and kind(entry) in {kind(each) for each in touched}),
        tuple(area_shown(area, directory) for area in areas),
        tuple(_shared(covariances, names)),
        joined(list(raters)),
        len(raters) == 1,
        method_words(inspections),
    )


def area_shown(area: RebasedArea, directory: Directory) -> Area:
    """Give one new area as pages show it."""
    entry = directory.entry(area.organisation)
    predecessors = tuple(_predecessor(record, directory) for record in area.predecessors)
    by_id = {summary.id: summary for summary in entry.inspections}
    own = tuple(told(basis, by_id[basis.subject.inspection]) for basis in area.own if basis.subject.inspection in by_id)
    return Area(
        entry,
        status_words(area.predecessors[0].link),
        area.status == "proposed",
        predecessors,
        flow(entry.name, [(record.link, each) for record, each in zip(area.predecessors, predecessors, strict=True)], directory),
        area.refusal,
        tuple(_estimate(each) for each in area.estimates),
        f"{100 * area.estimates[0].level:g}%" if area.estimates else "",
        _basis(area.estimates),
        area.missing,
        area.notes,
        own,
    )


def _predecessor(record: PredecessorRecord, directory: Directory) -> Predecessor:
    entry = directory.entry(record.link.predecessor)
    caseload = ""
    if record.caseload is not None and record.caseload_before:
        caseload = f"{record.caseload:,} of {record.caseload_before:,} cases"
    return Predecessor(
        entry,
        share_words(record.link),
        told_of(directory, entry.inspections),
        record.link.source,
        record.link.confidence or "",
        caseload,
    )


def _estimate(each: RebasedEstimate) -> Estimate:
    return Estimate(
        each.ref,
        each.title,
        f"{100 * each.proportion:.0f}%",
        f"{100 * each.lower:.0f}% to {100 * each.upper:.0f}%",
        f"{each.yes} of {each.cases}" if each.cases is not None else "–",
        round(200 * each.lower, 1),
        round(200 * each.proportion, 1),
        round(200 * each.upper, 1),
    )


def _basis(estimates: Sequence[RebasedEstimate]) -> str:
    """Say how the estimates were made and what is assumed."""
    if not estimates:
        return ""
    methods = joined(list(dict.fromkeys(each.method for each in estimates)))
    weighted = "Cases keep the weight with which they were drawn, so an estimate need not be the per cent of the sampled cases. "
    assumed = " ".join(dict.fromkeys(text for each in estimates for text in each.assumptions))
    return f"{weighted if estimates[0].cases is not None else ''}Method of the intervals: {methods}. {assumed}"


def _shared(covariances: Sequence[SharedCovariance], names: set[str]) -> Iterator[Shared]:
    pairs: dict[tuple[str, str, tuple[str, ...]], list[SharedCovariance]] = {}
    for each in covariances:
        if each.one in names and each.other in names:
            pairs.setdefault((each.one, each.other, each.shared), []).append(each)
    for (one, other, shared), found in pairs.items():
        rows = tuple(
            (each.ref, f"{10_000 * each.covariance:.2f}", "–" if each.correlation is None else f"{each.correlation:.3f}") for each in found
        )
        strongest = max((abs(each.correlation) for each in found if each.correlation is not None), default=None)
        words = (
            "" if strongest is None else f"The strongest correlation among the {counted(len(found), 'key question')} is {strongest:.3f}."
        )
        yield Shared(one, other, joined(list(shared)), rows, capital(words))
