"""Home and the lists: inspections by name, area, type, rating, and by how much is known of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.reporting.card import build_card, card_fragment
from inspectorate.reporting.explain import overall_sentences, standard_sentences
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
)
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


def home_page(collection: Collection) -> Page:
    """Give the first page: one card with its question of the day, then the real inspections by how much is known of them."""
    first = next((each for each in collection.summaries if each.provenance == "synthetic" and each.depth == "standards"), None)
    first = first or next((each for each in collection.summaries if each.depth == "standards"), None)
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


def list_pages(collection: Collection) -> Iterator[Page]:
    """Give the lists of all inspections, each in its own order."""
    rows = collection.summaries
    by_letter = _grouped(rows, lambda each: each.organisation[:1].upper())
    yield _list("inspections/index.html", "Inspections by name", "Every inspection in this collection.", by_letter, searchable=True)
    by_area = _grouped(rows, lambda each: each.area or "Area not named in these sources")
    yield _list("inspections/by-area.html", "Inspections by area", "Areas as the inspections name them.", by_area)
    by_type = _grouped(rows, lambda each: each.edition_title)
    yield _list("inspections/by-type.html", "Inspections by type", "Grouped by the method, and so by the kind of organisation.", by_type)
    yield _list("inspections/by-rating.html", "Inspections by rating", _CAUTION, _by_rating(rows))
    known = "Grouped by how much of each inspection is in these sources."
    yield _list("inspections/by-known.html", "Inspections by what is known", known, _by_depth(rows, cards=False))


def markup(html: str) -> Markup:
    """Mark HTML made by our own renderers as safe to place."""
    from markupsafe import Markup

    return Markup(html)  # noqa: S704 – made by card_fragment and steps_fragment, which escape what they are given


def _list(path: str, title: str, about: str, groups: tuple[Group, ...], *, searchable: bool = False) -> Page:
    values = {"groups": groups, "about": about, "ways": WAYS, "searchable": searchable}
    return Page(path, "browse.html", title, values, about, "inspections/index.html")


def _grouped(rows: Iterable[Summary], key: Callable[[Summary], str]) -> tuple[Group, ...]:
    ordered = sorted(rows, key=lambda each: (key(each), each.organisation.lower(), each.dated, each.id))
    return tuple(Group(f"g{at}", title, tuple(found)) for at, (title, found) in enumerate(groupby(ordered, key), start=1))


def _by_rating(rows: Iterable[Summary]) -> tuple[Group, ...]:
    """Group by the word within each scale, best first; ratings of different scales never stand in one group."""

    def key(row: Summary) -> tuple[str, int, str]:
        shown = row.published or row.overall
        return row.edition_title, -shown.place, shown.word or "No overall rating, or not known"

    ordered = sorted(rows, key=lambda each: (key(each), each.organisation.lower(), each.dated))
    return tuple(
        Group(f"g{at}", f"{method}: {word}", tuple(found)) for at, ((method, _, word), found) in enumerate(groupby(ordered, key), start=1)
    )


def _by_depth(rows: Iterable[Summary], *, cards: bool) -> tuple[Group, ...]:
    rows = tuple(rows)
    groups = []
    for depth, title, about in _DEPTHS:
        found = tuple(each for each in rows if each.depth == depth)
        if found:
            groups.append(Group(depth, title, found, about, cards=cards and depth in ("standards", "some")))
    return tuple(groups)


_ABOUT_HOME = "Inspections of public services: report cards, what they rest on, and what can be recomputed from what was published."
_CAUTION = "Ratings are grouped within one method. This is no league table: dates, areas and methods differ, and each row says them."
