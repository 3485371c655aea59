"""docs/verify-the-method.md: everything in the editions that has not been read in a published document, each with a box to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.frameworks import load_edition, settings_of, shipped_editions
from inspectorate.reporting.method import known_mark, rated_scale, sample_words, text_words, totals_words
from inspectorate.reporting.rules import alternatives_words, discretion_words, limit_words, rule_words, setting_words, status_words
from inspectorate.reporting.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.model import Edition, Known

HEAD = """\
# Verify the method

An edition says what an inspectorate published, as far as we could read it. What is on this page we could not read in a published
document: it is *recollected* from familiarity with the documents, *inferred* from something else, or *open*: nobody has seen it, and
our default stands. Every rating that rests on one of the settings says so by itself.

Whoever holds the document can settle it: compare, tick the box, and propose the change with the page number as the source. What an
edition takes over from another is listed once, under the first that has it. Published things are not listed.
"""


TEXTS = "Standards and key questions"


class Item(NamedTuple):
    """One thing to verify."""

    section: str
    name: str
    value: str
    alternatives: str | None
    known: Known


def page() -> str:
    """Write the page."""
    editions = _parents_first([load_edition(name) for name in shipped_editions()])
    first: dict[Item, str] = {}
    also: dict[Item, list[str]] = {}
    for edition in editions:
        for item in _items(edition):
            if item in first:
                also.setdefault(item, []).append(edition.id)
            else:
                first[item] = edition.id
    lines = [HEAD, f"There are {counted(len(first), 'thing')} to verify.", ""]
    for edition in editions:
        lines += _edition_lines(edition, [item for item, where in first.items() if where == edition.id], also)
    return "\n".join(lines).rstrip() + "\n"


def _edition_lines(edition: Edition, items: list[Item], also: dict[Item, list[str]]) -> Iterator[str]:
    yield f"## {edition.id}"
    yield ""
    yield f"{edition.title} ({edition.edition}), {edition.publisher}."
    shared = sum(edition.id in others for others in also.values())
    if shared:
        yield f"It shares {counted(shared, 'thing')} to verify with editions above; {'it stands' if shared == 1 else 'they stand'} there."
    if not items:
        yield "" if shared else "Everything in it is published."
    section = ""
    for item in items:
        if item.section != section:
            section = item.section
            yield from ("", f"### {section}", "")
        yield from _item_lines(item, also.get(item, []))
    yield ""


def _item_lines(item: Item, others: list[str]) -> Iterator[str]:
    known = item.known
    if item.section == TEXTS:
        said = [known_mark(known), known.printed_in and f"printed in: {known.printed_in}", known.source and f"ours is from: {known.source}"]
        said.append(f"also in {joined(others)}" if others else None)
        yield f"- [ ] **{item.name}** {item.value} ({'; '.join(part for part in said if part)})"
        return
    yield f"- [ ] **{item.name}** ({known_mark(known)})"
    yield f"  - Ours: {item.value}"
    more = [("It might be", item.alternatives), ("Printed in", known.printed_in), ("Ours is from", known.source)]
    yield from (f"  - {word}: {text}" for word, text in more if text)
    if others:
        yield f"  - Also in {joined(others)}"


def _items(edition: Edition) -> Iterator[Item]:
    """Go through everything in an edition that is not published."""
    yield from (item for item in _all(edition) if item.known.status != "published")


def _all(edition: Edition) -> Iterator[Item]:
    for rule in edition.rules.values():
        said = rule_words(rule, rated_scale(rule, edition), "standard" if rule is edition.overall else "key question")
        totals = totals_words(edition) if rule is edition.overall else None
        words = " ".join([*said, *([totals] if totals else [])])
        yield Item("Rules", f"{rule.title} (`{rule.id}`)", words, None, rule.known)
    for limit in edition.limits:
        yield Item("Limits", f"{limit.title} (`{limit.id}`)", " ".join(limit_words(limit, edition)), None, limit.known)
    for status in edition.statuses:
        yield Item("Statuses", f"{status.title} (`{status.id}`)", " ".join(status_words(status, edition)), None, status.known)
    if edition.discretion is not None:
        yield Item("Discretion", "When discretion is open", " ".join(discretion_words(edition.discretion)), None, edition.discretion.known)
    for setting in settings_of(edition):
        value = setting_words(setting, setting.value)
        yield Item("Settings", f"{setting.title} (`{setting.id}`)", value, alternatives_words(setting), setting.known)
    yield from _texts(edition)
    yield from _samples(edition)


def _texts(edition: Edition) -> Iterator[Item]:
    for standard in edition.standards:
        words = standard.title + (f". {standard.statement}" if standard.statement else "")
        yield Item(TEXTS, f"Standard {standard.ref}", words, None, standard.known)
        for question in standard.key_questions:
            yield Item(TEXTS, f"Key question {question.ref}", text_words(question.text), None, question.known)


def _samples(edition: Edition) -> Iterator[Item]:
    for sample in edition.samples:
        yield Item(
            "Samples and routes", f"Sample: {sample.title} (`{sample.id}`)", " ".join(sample_words(sample, edition)), None, sample.known
        )
    for route in edition.routes:
        yield Item(
            "Samples and routes", f"Route: {route.title} (`{route.id}`)", f"{route.field}: {joined(route.values, 'or')}", None, route.known
        )


def _parents_first(editions: list[Edition]) -> list[Edition]:
    """Put each edition after the one that it builds on, otherwise in the order of the alphabet."""
    ordered: list[Edition] = []
    while len(ordered) < len(editions):
        done = {edition.id for edition in ordered}
        ordered.append(next(edition for edition in editions if edition.id not in done and edition.extends in (None, *done)))
    return ordered
