"""
Home and the lists: inspections by name, area, type, rating, and by how much is known of them.

A list is one page while it is short. A long one becomes a page for each of its parts under a first page of names alone, so that no page
grows with the collection and no address goes when one is added.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.reporting.card import build_card, card_fragment
from inspectorate.reporting.explain import overall_sentences, standard_sentences
from inspectorate.site.collect import slug
from inspectorate.site.render import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markupsafe import Markup

    from inspectorate.site.collect import Collection, Summary

WAYS = (
    ("inspections/index.html", "Name"),
    ("inspections/by-area.html", "Area"),
    ("inspections/by-type.html", "Type"),
    ("inspections/by-rating.html", "Rating"),
    ("inspections/by-known.html", "What is known"),
    ("inspections/by-unverified.html", "Unverified rules"),
)
ROWS_IN_ONE_PAGE = 80
"""So many rows, with all that must stand beside a rating, keep a page light."""
NAMES_IN_ONE_PAGE = 350
"""So many names, without ratings, keep a page light; of more, the first page gives the parts alone."""
_DEPTHS = (
    ("standards", "Every standard is known", "The overall rating is recomputed from its standards."),
    ("some", "Some standards are known", "What is known narrows the overall rating, and sometimes settles it."),
    ("total", "A published total or count", "The overall rating is recomputed from the total or the counts that were published."),
    ("overall", "The overall rating and nothing below it", "Nothing here can be recomputed; the rating stands as published."),
    ("none", "No overall rating", "Inspections without an overall rating, by design or because they were cut short."),
)
_SHOWN_ROWS = 12


class Group(NamedTuple):
    """A titled part of a list."""

    id: str
    title: str
    rows: tuple[Summary, ...]
    about: str = ""
    cards: bool = False
    part: str = ""


class Part(NamedTuple):
    """A page of a long list: its address, its title and what stands on it."""

    path: str
    title: str
    groups: tuple[Group, ...]
    continued: str = ""

    @property
    def id(self) -> str:
        """The fragment of the part on the first page: that of its group, or of all its groups together."""
        one = self.groups[0].id if len(self.groups) == 1 and not self.groups[0].part else f"in-{slug(self.title)}"
        return one + slug(self.continued).removeprefix("organisation")

    @property
    def rows(self) -> tuple[Summary, ...]:
        """All rows of the page."""
        return tuple(row for group in self.groups for row in group.rows)


def home_page(collection: Collection) -> Page:
    """Give the first page: one card with its question of the day, then the real inspections by how much is known of them."""
    first = _first(collection)
    rest = [each for each in collection.summaries if each is not first]
    values: dict[str, Any] = {
        "first": first,
        "groups": _by_depth(rest, cards=True),
        "shown_rows": _SHOWN_ROWS,
        "question": "",
        "answer": "",
        "card": "",
    }
    if first is not None:
        rated = collection.load(first)
        card = build_card(rated)
        hardest = min(
            (each for each in rated.result.standards if each.state == "rated" and each.score is not None), key=lambda each: each.score or 0
        )
        label = first.overall.word or (first.published.word if first.published else "")
        answer = [overall_sentences(rated)[0], *standard_sentences(rated, hardest.ref)[:3]]
        values |= {
            "question": f"Why is it {label}? What would change it?",
            "answer": " ".join(answer),
            "card": markup(card_fragment(card, heading=3)),
        }
    return Page("index.html", "home.html", "Ratings that explain themselves", values, _ABOUT_HOME, "index.html")


def _first(collection: Collection) -> Summary | None:
    """Give the inspection whose card stands first: one known in full, made up rather than real, of the folder that was named first."""
    known = [each for each in collection.summaries if each.depth == "standards"]
    folder = collection.folders[0]
    return min(known, key=lambda each: (each.provenance != "synthetic", each.path.parent != folder), default=None)


def list_pages(collection: Collection) -> Iterator[Page]:
    """Give the lists of all inspections, each in its own order."""
    rows = collection.summaries
    yield from _pages("inspections/index.html", "Inspections by name", "Every inspection in this collection.", _grouped(rows, _letter))
    areas = "Areas as the inspections or the register name them."
    yield from _pages("inspections/by-area.html", "Inspections by area", areas, _by_area(rows))
    by_type = _grouped(rows, lambda each: each.edition_title)
    about = "Grouped by the method, and so by the kind of organisation."
    yield from _pages("inspections/by-type.html", "Inspections by type", about, by_type)
    yield from _pages("inspections/by-rating.html", "Inspections by rating", _CAUTION, _by_rating(rows))
    known = "Grouped by how much of each inspection is in these sources."
    yield from _pages("inspections/by-known.html", "Inspections by what is known", known, _by_depth(rows, cards=False))


def search_data(collection: Collection) -> str:
    """Give what the search box reads when it is used: one row an inspection, with all that must stand beside a rating."""
    methods: dict[tuple[str, str], int] = {}
    rows = []
    for row in collection.summaries:
        shown = row.published or row.overall
        method = methods.setdefault((f"{row.edition_title}, {row.edition_label}", row.rated_by or ""), len(methods))
        place = [shown.place, shown.points] if shown.word else [0, 0]
        dates = [row.published_on or "", row.fieldwork_to or row.fieldwork_from or ""]
        rows.append([row.id, row.organisation, row.listed_area or "", shown.word, *place, *dates, method, row.provenance])
    listed = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"window.inspections={{methods:{json.dumps(list(methods), ensure_ascii=False)},rows:[\n{listed}\n]}};\n"


def markup(html: str) -> Markup:
    """Mark HTML made by our own renderers as safe to place."""
    from markupsafe import Markup

    return Markup(html)  # noqa: S704 – made by card_fragment and steps_fragment, which escape what they are given


def _pages(path: str, title: str, about: str, groups: tuple[Group, ...]) -> Iterator[Page]:
    """Give a list as one page, or as a first page of names and a page for each part."""
    values = {"about": about, "ways": WAYS, "searchable": path == "inspections/index.html"}
    rows = sum(len(group.rows) for group in groups)
    if rows <= ROWS_IN_ONE_PAGE:
        yield Page(path, "browse.html", title, {**values, "groups": groups}, about, _SECTION)
        return
    folder = "inspections/by-name/" if values["searchable"] else path.removesuffix(".html") + "/"
    parts = [part for group in _in_parts(groups) for part in _continued(folder, *group)]
    values["up"] = (path, title)
    yield Page(path, "parts_list.html", title, {**values, "parts": parts, "names": rows <= NAMES_IN_ONE_PAGE}, about, _SECTION)
    for part in parts:
        heading = f"{title}: {part.title}{part.continued}"
        yield Page(part.path, "browse.html", heading, {**values, "groups": part.groups, "part": part, "searchable": False}, "", _SECTION)


def _in_parts(groups: Iterable[Group]) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """Put the groups of one part together: those of one method, or each by itself."""
    for title, found in groupby(groups, key=lambda group: group.part or group.title):
        yield title, tuple(found)


def _continued(folder: str, title: str, groups: tuple[Group, ...]) -> Iterator[Part]:
    """Give a part as one page, or as pages that each continue the one before."""
    rows = [(group, row) for group in groups for row in group.rows]
    for at, begin in enumerate(range(0, len(rows), ROWS_IN_ONE_PAGE), start=1):
        here = groupby(rows[begin : begin + ROWS_IN_ONE_PAGE], key=lambda pair: pair[0].id)
        shown = []
        for _, found in here:
            pairs = list(found)
            shown.append(pairs[0][0]._replace(rows=tuple(row for _, row in pairs)))
        name = slug(title) if at == 1 else f"{slug(title)}-{at}"
        yield Part(f"{folder}{name}.html", title, tuple(shown), f" ({at})" if at > 1 else "")


def _letter(row: Summary) -> str:
    """Give the letter a name is listed under: without marks, so that Ŵ stands with W; figures and signs together."""
    first = slug(row.organisation)[:1].upper()
    return first if first.isalpha() else "0–9"


def _grouped(rows: Iterable[Summary], key: Callable[[Summary], str]) -> tuple[Group, ...]:
    ordered = sorted(rows, key=lambda each: (key(each), each.organisation.lower(), each.dated, each.id))
    return tuple(Group(f"in-{slug(title)}", title, tuple(found)) for title, found in groupby(ordered, key))


def _by_area(rows: Iterable[Summary]) -> tuple[Group, ...]:
    """Group by area under the letter it begins with; last, those of which no wider area is named than their own name."""
    rows = tuple(rows)
    named = _grouped((each for each in rows if each.listed_area), lambda each: each.listed_area or "")
    unnamed = tuple(each for each in rows if not each.listed_area)
    groups = [group._replace(part=group.title[:1].upper()) for group in named]
    return (*groups, Group("unnamed", "No wider area is named", unnamed)) if unnamed else tuple(groups)


def _by_rating(rows: Iterable[Summary]) -> tuple[Group, ...]:
    """Group by the word within each scale, best first; ratings of different scales never stand in one group."""

    def key(row: Summary) -> tuple[str, int, str]:
        shown = row.published or row.overall
        return row.edition_title, -shown.place, shown.word or "No overall rating, or not known"

    ordered = sorted(rows, key=lambda each: (key(each), each.organisation.lower(), each.dated))
    return tuple(
        Group(f"in-{slug(method)}-{slug(word)}", f"{method}: {word}", tuple(found), part=method)
        for (method, _, word), found in groupby(ordered, key)
    )


def _by_depth(rows: Iterable[Summary], *, cards: bool) -> tuple[Group, ...]:
    rows = tuple(rows)
    groups = []
    for depth, title, about in _DEPTHS:
        found = tuple(each for each in rows if each.depth == depth)
        if found:
            groups.append(Group(depth, title, found, about, cards=cards and depth in ("standards", "some")))
    return tuple(groups)


_SECTION = "inspections/index.html"
_ABOUT_HOME = "Inspections of public services: report cards, what they rest on, and what can be recomputed from what was published."
_CAUTION = "Ratings are grouped within one method. This is no league table: dates, areas and methods differ, and each row says them."
