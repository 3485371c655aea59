"""Methods, and what these pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectorate.frameworks import compare_editions, load_edition, shipped_editions
from inspectorate.reporting.differences import difference_text
from inspectorate.reporting.rules import rule_words
from inspectorate.reporting.words import date_words
from inspectorate.site.render import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.model import Edition
    from inspectorate.site.collect import Collection


def framework_pages(collection: Collection) -> Iterator[Page]:
    """Give the list of methods and one page for each: its rules with source and status, its standards, its inspections."""
    editions = {**{name: load_edition(name) for name in shipped_editions()}, **collection.editions}
    rows = [
        {"edition": edition, "in_force": in_force(edition), "inspections": sum(each.edition_id == name for each in collection.summaries)}
        for name, edition in sorted(editions.items())
    ]
    yield Page("frameworks/index.html", "frameworks.html", "Methods", {"rows": rows}, "", "frameworks/index.html")
    for name, edition in sorted(editions.items()):
        before = edition_before(edition, editions)
        values = {
            "edition": edition,
            "in_force": in_force(edition),
            "rules": list(_rules(edition)),
            "before": before,
            "changes": difference_text(before, edition, compare_editions(before, edition)) if before is not None else "",
            "rows": [each for each in collection.summaries if each.edition_id == name],
        }
        title = f"{edition.title}, {edition.edition}"
        yield Page(f"frameworks/{name}.html", "framework.html", title, values, "", "frameworks/index.html")


def about_page() -> Page:
    """Give the page that says what these pages are."""
    return Page("about.html", "about.html", "About these pages", {})


def in_force(edition: Edition) -> str:
    """Say from when to when an edition is in force."""
    begin = f"from {date_words(edition.in_force_from)}" if edition.in_force_from else "start not known"
    return f"{begin} to {date_words(edition.in_force_to)}" if edition.in_force_to else begin


def edition_before(edition: Edition, editions: dict[str, Edition]) -> Edition | None:
    """Give the edition of the same family in force before this one: the newest that began earlier."""
    family = edition.id.rpartition("-")[0]
    earlier = [
        other
        for name, other in editions.items()
        if name.rpartition("-")[0] == family and (other.in_force_from or "") < (edition.in_force_from or "")
    ]
    return max(earlier, key=lambda other: other.in_force_from or "", default=None)


def _rules(edition: Edition) -> Iterator[dict[str, Any]]:
    for rule in edition.rules.values():
        scale = next(
            (standard.scale for standard in edition.standards if rule in (standard.rule, standard.key_question_rule)), edition.scale
        )
        yield {"title": rule.title, "lines": rule_words(rule, scale), "status": rule.known.in_words(), "source": rule.known.source}
