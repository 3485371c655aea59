"""The pages with figures: ratings by programme and year, percentages beside each other, percentages against their base."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.register import first_day
from inspectorate.reporting.charts import (
    CAVEAT,
    Count,
    CountRow,
    Dot,
    Point,
    count_rows,
    dot_plot,
    funnel_plot,
    funnel_title,
    interval_words,
    place_points,
)
from inspectorate.reporting.words import capital, counted, date_words, joined, number_word, plain_number
from inspectorate.site.collect import slug
from inspectorate.site.compare_pages import SECTION, break_words
from inspectorate.site.lists import markup
from inspectorate.site.render import Page
from inspectorate.statistics import score_interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inspectorate.analysis import ProgrammeYear
    from inspectorate.model import Edition
    from inspectorate.register import Break, Comparability
    from inspectorate.reporting.charts import Funnel, Picture, Placed
    from inspectorate.site.gather import Figures, Gathered, Known, Measure

LEVEL = 0.95
MOST_ROWS = 40
"""Up to so many rows are drawn one by one on a page; of more, how many lie in each ten per cent."""
FEWEST_DRAWN = 5
"""Counts of fewer inspections are a table alone."""
FEWEST_POINTS = 8
"""A funnel needs so many bases; below, only a made-up one shows how it is read."""
MARKS = {"synthetic": "made up", "draft": "draft"}
_EXAMPLE = Path(__file__).parent / "funnel-example.csv"


def chart_pages(gathered: Gathered, editions: Mapping[str, Edition], register: Comparability) -> Iterator[Page]:
    """Give the pages with figures that the data are enough for."""
    yield ratings_page(gathered.programmes.rows(), register)
    yield from percentage_pages(gathered, editions, register)
    yield from funnel_pages(gathered, editions, register)


# ------------------------------------------------------------------------------------------------------ ratings by programme and year


def ratings_page(rows: Sequence[ProgrammeYear], register: Comparability) -> Page:
    """Give the page of ratings by programme and year: counts, a table and a drawing a programme, with the recorded breaks."""
    programmes: dict[tuple[str, str], list[ProgrammeYear]] = {}
    for row in rows:
        programmes.setdefault((row.edition, row.provenance), []).append(row)
    ordered = sorted(programmes.values(), key=lambda found: found[0].provenance != "published")
    sections = [_programme(found, register) for found in ordered]
    concerned = {row.edition for row in rows}
    breaks = [break_words(each) for each in register.breaks if concerned & set(each.editions)]
    values = {"sections": sections, "breaks": breaks}
    about = "How many inspections had which overall rating, by programme and year. Counted, never averaged."
    return Page("compare/ratings.html", "ratings.html", "Ratings by programme and year", values, about, SECTION)


def _programme(rows: Sequence[ProgrammeYear], register: Comparability) -> dict[str, Any]:
    first = rows[0]
    lines = tuple(_with_breaks(rows, [each for each in register.breaks if first.edition in each.editions]))
    title = _ratings_title(rows)
    total = sum(row.inspections for row in rows)
    return {
        "id": slug(f"{first.edition}-{first.provenance}" if first.provenance != "published" else first.edition),
        "edition": first.edition,
        "programme": first.programme,
        "provenance": first.provenance,
        "rated_by": joined(sorted({rater for row in rows for rater in row.rated_by})),
        "title": title,
        "by_design": not first.counts,
        "picture": drawn(count_rows(title, lines)) if first.counts and total >= FEWEST_DRAWN else None,
        "labels": [count.label for count in _counts(first)],
        "rows": [{"label": row.label, "text": row.text, "counts": row.counts, "total": sum(c.number for c in row.counts)} for row in lines],
        "total": total,
    }


def _with_breaks(rows: Sequence[ProgrammeYear], breaks: Sequence[Break]) -> Iterator[CountRow]:
    """Give the years in order with the breaks between them, and before them the break before which nothing was rated."""
    years = [row.year for row in rows if row.year is not None]
    waiting = sorted((_after(each), each.on, each.title) for each in breaks)
    between = [found for found in waiting if years and years[0] <= found[0] < years[-1]]
    before = [each for each in breaks if each.unrated_before and years and each.on[:4] >= years[0]]
    for each in before:
        yield CountRow(date_words(each.on), text=each.title)
    for row in rows:
        while between and (row.year is None or between[0][0] < row.year):
            _, on, title = between.pop(0)
            yield CountRow(date_words(on), text=title)
        yield CountRow(row.year or "No date", _counts(row))


def _after(each: Break) -> str:
    """Give the last year that mostly lies before a break: its own when it falls in the second half of it, else the one before."""
    second_half = len(each.on) > 4 and int(each.on[5:7]) > 6
    return each.on[:4] if second_half else str(int(each.on[:4]) - 1)


def _counts(row: ProgrammeYear) -> tuple[Count, ...]:
    points = len(row.counts)
    rated = [Count(label, number, place, points) for place, (_, label, number) in enumerate(row.counts, start=1)]
    return (*rated, Count("Not known here", row.unsettled, 0, points), Count("No overall rating", row.without, 0, points))


def _ratings_title(rows: Sequence[ProgrammeYear]) -> str:
    """Say the most frequent rating with its number, or that there is none."""
    total = sum(row.inspections for row in rows)
    sums: dict[str, int] = {}
    for row in rows:
        for _, label, number in row.counts:
            sums[label] = sums.get(label, 0) + number
    most = max(sums.values(), default=0)
    here = "the inspection here" if total == 1 else f"the {number_word(total)} inspections here"
    if not most:
        return f"No overall rating for {here}"
    labels = [label for label, number in sums.items() if number == most]
    if total == 1:
        return f"{capital(here)} was rated {labels[0]}"
    verb = "was" if most == 1 else "were"
    if len(labels) > 1:
        return f"{capital(joined(labels))} {'once each' if most == 1 else f'{number_word(most)} times each'} among {here}"
    return f"{capital(number_word(most))} of {here} {verb} rated {labels[0]}"


# ----------------------------------------------------------------------------------------------------- percentages beside each other


class Panel(NamedTuple):
    """One measure on a page: its drawing, and the table with the same numbers."""

    id: str
    measure: Measure
    heading: str
    title: str
    picture: Any
    rows: list[dict[str, Any]]
    tens: list[tuple[str, int]]
    number: int
    notes: list[str]


def percentage_pages(gathered: Gathered, editions: Mapping[str, Edition], register: Comparability) -> Iterator[Page]:
    """Give a page for each edition and theme of which percentages of at least two inspections are known."""
    groups: dict[tuple[str, str, str], list[Measure]] = {}
    for measure in sorted(gathered.measures, key=lambda each: (each.edition, each.provenance, each.ref is None, each.ref or each.title)):
        groups.setdefault((measure.edition, measure.provenance, _theme(measure, gathered)), []).append(measure)
    newest_first = sorted(groups.items(), key=lambda group: editions[group[0][0]].in_force_from or "", reverse=True)
    for (edition_id, provenance, theme), measures in sorted(newest_first, key=lambda group: group[0][1] != "published"):
        inspections = {known.inspection for measure in measures for known in gathered.measures[measure].kept}
        if len(inspections) < 2:
            continue
        yield from _theme_pages((editions[edition_id], provenance, theme), measures, gathered, register)


def _theme(measure: Measure, gathered: Gathered) -> str:
    """Name the theme of a measure: the question's own short text where several standards ask it, else the standard."""
    if measure.ref is None:
        return "Figures below the key questions"
    alike = sum(
        other.title == measure.title
        and (other.edition, other.provenance) == (measure.edition, measure.provenance)
        and other.ref is not None
        for other in gathered.measures
    )
    return measure.title if alike > 1 else measure.standard


def _theme_pages(
    named: tuple[Edition, str, str], measures: Sequence[Measure], gathered: Gathered, register: Comparability
) -> Iterator[Page]:
    """Give one page, or one a measure where all rows together would be too many for one."""
    edition, provenance, theme = named
    rows = sum(min(gathered.measures[measure].number, MOST_ROWS) for measure in measures)
    parts = [list(measures)] if rows <= MOST_ROWS else [[measure] for measure in measures]
    for part in parts:
        panels = [_panel(measure, gathered.measures[measure], register) for measure in part]
        own = f" {part[0].ref or part[0].title[:40]}" if len(parts) > 1 else ""
        mark = "" if provenance == "published" else f" {provenance}"
        path = f"compare/percentages/{slug(f'{edition.id} {theme}{own}{mark}')}.html"
        known = [each for measure in part for each in gathered.measures[measure].kept]
        values = {
            "edition": edition,
            "provenance": provenance,
            "panels": panels,
            "bases": _bases_words(sum(bool(each.cases) for each in known), len(known)),
            "rated_by": joined(sorted({each.rated_by or "a rater not named" for each in known})),
            "rated": part[0].ref is not None,
            "edges": _edges_words(part[0]),
        }
        short = edition.title.removeprefix("Inspection of ").removeprefix("Assessment of ")
        title = f"{theme}{f', {part[0].standard}' if own and part[0].standard else ''}: {short}, {edition.edition}"
        about = f"Percentages from {counted(len({each.inspection for each in known}), 'inspection')}"
        if provenance != "published":
            title, about = f"{title} ({MARKS[provenance]})", f"{about}, {MARKS[provenance]}"
        yield Page(path, "percentages.html", title, values, f"{about}.", SECTION)


def _panel(measure: Measure, figures: Figures, register: Comparability) -> Panel:
    kept, notes = comparable(measure, figures.kept, register)
    kept = sorted(kept, key=lambda each: (each.organisation.lower(), each.date or "", each.inspection))
    name = f"{measure.standard}: {measure.title[:1].lower()}{measure.title[1:]}" if measure.ref is not None else capital(measure.title)
    heading = f"{measure.ref} {name}" if measure.ref is not None else name
    if not figures.whole or len(kept) > MOST_ROWS:
        tens = [(f"{10 * ten} to {10 * ten + 9 if ten < 9 else 100}%", figures.tens[ten]) for ten in range(10)]
        most = max(tens, key=lambda ten: ten[1])
        title = f"{most[1]:,} of {figures.number:,} percentages are from {most[0]}"
        rows = tuple(CountRow(label, (Count("Inspections", number, 0, 0),)) for label, number in tens)
        return Panel(_anchor(measure), measure, heading, title, drawn(count_rows(title, rows)), [], tens, figures.number, notes)
    title = _percent_title(kept)
    dots = tuple(_dot(each) for each in kept)
    picture = drawn(dot_plot(title, dots, measure.edges))
    rows_shown = [_row(each, dot) for each, dot in zip(kept, dots, strict=True)]
    return Panel(_anchor(measure), measure, heading, title, picture, rows_shown, [], len(kept), notes)


def comparable(measure: Measure, known: Iterable[Known], register: Comparability) -> tuple[list[Known], list[str]]:
    """
    Keep what may be set side by side: one edition's own measure, on one side of every recorded break that refuses.

    Returns:
        What is left, and in words what was left out and which caveats hold.
    """
    rows = list(known)
    ruling = register.ruling(measure.edition, measure.ref or "", measure.edition, measure.ref or "")
    if ruling.verdict == "not_comparable":
        return rows[:1], [f"Only one is shown: {ruling.reason}"]
    notes = [] if ruling.verdict == "same" else [ruling.reason]
    dated = sorted((each for each in rows if each.date), key=lambda each: first_day(each.date or ""))
    if not dated:
        return rows, notes
    newest = dated[-1]
    left_out = []
    for each in register.breaks_between(measure.edition, dated[0].date, measure.edition, newest.date):
        if each.effect == "caveat":
            notes.append(f"[b] {date_words(each.on)}: {each.title}. {each.reason}")
            continue
        before = [row for row in dated if each in register.breaks_between(measure.edition, row.date, measure.edition, newest.date)]
        left_out += before
        notes.append(f"[b] {capital(counted(len(before), 'percentage'))} from before {date_words(each.on)} left out: {each.title}.")
    return [row for row in rows if row not in left_out], notes


def interval_of(known: Known) -> tuple[float, float] | None:
    """Give the score interval of a percentage in per cent; None where the base, or the count, is not known."""
    if known.yes is None or not known.cases:
        return None
    lower, upper = score_interval(known.yes, known.cases, LEVEL)
    return 100 * lower, 100 * upper


def _dot(known: Known) -> Dot:
    return Dot(known.organisation, _when(known), float(known.percent), known.cases or None, interval_of(known), known.deciding)


def _row(known: Known, dot: Dot) -> dict[str, Any]:
    few = bool(known.cases) and (known.cases or 0) < 30
    return {
        "inspection": known.inspection,
        "name": known.organisation,
        "date": known.published_on or known.date,
        "when": dot.when,
        "percent": f"{plain_number(known.percent)}%",
        "base": f"{known.yes} of {known.cases}" if known.yes is not None and known.cases else str(known.cases or "not known"),
        "interval": interval_words(dot.interval) if dot.interval else None,
        "deciding": known.deciding,
        "few": few,
    }


def _when(known: Known) -> str:
    if known.published_on:
        return f"published {date_words(known.published_on)}"
    return f"fieldwork {date_words(known.date)}" if known.date else "date not known"


def _percent_title(kept: Sequence[Known]) -> str:
    percents = sorted(each.percent for each in kept)
    if len(kept) == 1:
        return f"{plain_number(percents[0])}% in the one inspection known"
    if percents[0] == percents[-1]:
        return f"{plain_number(percents[0])}% in all {number_word(len(kept))} inspections known"
    return f"From {plain_number(percents[0])}% to {plain_number(percents[-1])}% in the {number_word(len(kept))} inspections known"


def _bases_words(known: int, number: int) -> str:
    if not known:
        return (
            "On how many cases these percentages rest is not in the sources, so no interval can be drawn: how sure they are is not known."
        )
    more = "" if known == number else f" The other {counted(number - known, 'percentage')} have no known base, and so no interval."
    said = "every percentage" if known == number else f"{number_word(known)} of the {counted(number, 'percentage')}"
    return (
        f"The base is known for {said}: there a 95% interval (Wilson's score) is drawn. How many cases there were to draw from is not "
        f"known, so none is narrowed for a small caseload.{more}"
    )


def _edges_words(measure: Measure) -> str:
    if not measure.edges:
        return ""
    edges = joined([plain_number(edge) for edge in measure.edges])
    return f"Thin lines: where the bands of a rating begin, at {edges}% ({measure.status})."


def _anchor(measure: Measure) -> str:
    return slug(f"m {measure.ref or measure.title[:60]}")


def drawn(picture: Picture) -> dict[str, Any]:
    """Give a picture as a template places it."""
    return {"title": picture.title, "wide": markup(picture.wide), "narrow": markup(picture.narrow)}


# ------------------------------------------------------------------------------------------------------ percentages against their base


def funnel_pages(gathered: Gathered, editions: Mapping[str, Edition], register: Comparability) -> Iterator[Page]:
    """Give a funnel for each measure with enough bases, or, where none has, one of made-up figures that shows how it is read."""
    found = False
    for measure, figures in gathered.measures.items():
        if measure.ref is None or not figures.whole:
            continue
        kept, notes = comparable(measure, figures.kept, register)
        points = tuple(Point(each.organisation, each.yes, each.cases) for each in kept if each.yes is not None and each.cases)
        if len(points) < FEWEST_POINTS:
            continue
        found = found or measure.provenance == "published"
        edition = editions[measure.edition]
        left_out = len(kept) - len(points)
        notes = [*notes, *([f"{capital(counted(left_out, 'inspection'))} without a known base cannot be placed."] if left_out else [])]
        about = f"{edition.title}, {edition.edition}: {measure.ref} {measure.standard}, {measure.title}"
        path = f"compare/funnel/{slug(f'{measure.edition} {measure.ref} {measure.provenance}')}.html"
        yield _funnel_page(path, about, points, notes, synthetic=measure.provenance == "synthetic")
    if not found:
        notes = ["Fewer than eight inspections of one question have a known base in this collection, so there is nothing real to draw."]
        yield _funnel_page("compare/funnel/example.html", "Made-up figures of 24 made-up units", example_points(), notes, synthetic=True)


def example_points() -> tuple[Point, ...]:
    """Give the made-up units of the example."""
    with _EXAMPLE.open(encoding="utf-8", newline="") as lines:
        return tuple(Point(row["unit"], int(row["yes"]), int(row["cases"])) for row in csv.DictReader(lines))


def _funnel_page(path: str, about: str, points: tuple[Point, ...], notes: Sequence[str], *, synthetic: bool) -> Page:
    funnel = place_points(points)
    title = funnel_title(funnel) + (" (made-up figures)" if synthetic else "")
    shown = funnel.placed if len(points) <= MOST_ROWS else funnel.outside
    expected = number_word(max(1, round(len(points) / 20)))
    values = {
        "about": about,
        "synthetic": synthetic,
        "picture": drawn(funnel_plot(title, funnel)),
        "rows": [_funnel_row(each) for each in sorted(shown, key=lambda placed: placed.point.name.lower())],
        "left_out": len(points) - len(shown),
        "share": f"{100 * funnel.share:.1f}%",
        "pooled": _pooled(funnel),
        "expected": f"Of {len(points)} that all work alike, about {expected} would lie outside the 95% limits.",
        "notes": notes,
        "caveat": CAVEAT,
    }
    return Page(path, "funnel.html", "Percentages against their base", values, about, SECTION)


def _pooled(funnel: Funnel) -> str:
    yes = sum(each.point.yes for each in funnel.placed)
    cases = sum(each.point.cases for each in funnel.placed)
    return f"{yes:,} of {cases:,}"


def _funnel_row(placed: Placed) -> dict[str, Any]:
    (low, high), (lower, upper) = placed.limits
    return {
        "name": placed.point.name,
        "base": f"{placed.point.yes} of {placed.point.cases}",
        "percent": f"{placed.point.percent:.1f}%",
        "limits": f"{low:.1f} to {high:.1f}%",
        "outer": f"{lower:.1f} to {upper:.1f}%",
        "words": placed.words,
        "outside": placed.outside is not None,
    }
