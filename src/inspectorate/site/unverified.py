"""Which ratings rest on a rule that nobody has been able to check: those that another reading would change, then all such rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.reporting.explain import unverified_sentences
from inspectorate.reporting.words import capital, counted, number_word
from inspectorate.site.lists import WAYS
from inspectorate.site.render import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.model import Edition
    from inspectorate.site.collect import Collection, Summary

PATH = "inspections/by-unverified.html"


class Resting(NamedTuple):
    """One inspection with a rating that another reading of a rule would change."""

    row: Summary
    rules: tuple[str, ...]
    said: tuple[str, ...]


class Unchecked(NamedTuple):
    """One rule that was not read in a published document, the methods it is part of, and how many inspections were made under them."""

    title: str
    status: str
    editions: tuple[Edition, ...]
    inspections: int


def unverified_page(collection: Collection) -> Page:
    """Give the page of ratings that rest on an unverified rule."""
    resting = [_resting(collection, row) for row in collection.summaries if row.sensitive]
    under = {
        name for name, edition in collection.editions.items() if any(rule.known.status != "published" for rule in edition.rules.values())
    }
    short = [_NONE]
    if resting:
        verb = "has" if len(resting) == 1 else "have"
        short = [
            f"{capital(counted(len(resting), 'inspection'))} here {verb} a rating that another reading of an unverified rule would change."
        ]
    if under:
        number = capital(number_word(sum(row.edition_id in under for row in collection.summaries)))
        short.append(f"{number} of {len(collection.summaries)} {_MADE}")
    values = {"ways": WAYS, "resting": resting, "rules": list(_unchecked(collection)), "short": short}
    return Page(PATH, "unverified.html", "Ratings that rest on an unverified rule", values, short[0], "inspections/index.html")


def _resting(collection: Collection, row: Summary) -> Resting:
    rated = collection.load(row)
    edition = rated.inspection.edition
    found = list(rated.result.overall.sensitive_to)
    said = [f"Overall: {text}" for text in unverified_sentences(found, edition.scale)]
    for result in rated.result.standards:
        standard = edition.standard(result.ref)
        if standard is not None and result.sensitive_to:
            found += result.sensitive_to
            said += [f"{result.title}: {text}" for text in unverified_sentences(result.sensitive_to, standard.scale)]
    return Resting(row, tuple(dict.fromkeys(each.title for each in found)), tuple(said))


def _unchecked(collection: Collection) -> Iterator[Unchecked]:
    found: dict[tuple[str, str], list[Edition]] = {}
    for edition in collection.editions.values():
        for rule in edition.rules.values():
            if rule.known.status != "published":
                found.setdefault((rule.title, capital(rule.known.in_words())), []).append(edition)
    for (title, status), editions in found.items():
        names = {edition.id for edition in editions}
        yield Unchecked(title, status, tuple(editions), sum(row.edition_id in names for row in collection.summaries))


_NONE = "No rating here would change under another reading of an unverified rule, as far as other readings are recorded."
_MADE = (
    "inspections were made under a method with rules that nobody has read in a published document. "
    "Those that are not listed here keep their ratings under every other reading that is recorded."
)
