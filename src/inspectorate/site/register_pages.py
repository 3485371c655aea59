"""The pages that rest on the registers: organisations, areas that change, what happened next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.site.area_pages import area_pages, stories
from inspectorate.site.directory import Directory
from inspectorate.site.next_page import followed_up, held_by, next_pages
from inspectorate.site.organisation_pages import organisation_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.site.collect import Collection
    from inspectorate.site.render import Page


def register_pages(collection: Collection) -> Iterator[Page]:
    """Give every page that rests on the registers."""
    directory = Directory(collection)
    told = stories(directory)
    followed = followed_up(directory)
    yield from organisation_pages(directory, told, held_by(followed))
    yield from area_pages(told)
    yield from next_pages(directory, followed)


def register_sections(collection: Collection) -> frozenset[str]:
    """Give the parts of the menu that there are pages for."""
    areas = {"areas"} if collection.registers.lineages else set()
    return frozenset(areas | ({"next"} if any(each.recommendations for each in collection.summaries) else set()))
