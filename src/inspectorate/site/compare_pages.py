"""Comparison: what may be set beside what, worked answers, and the way to the pages with figures. Never a bare league table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.frameworks import load_edition, shipped_editions
from inspectorate.register import load_comparability
from inspectorate.reporting.words import capital, date_words, joined
from inspectorate.site.questions import answered, decided_words, questions, rests_words
from inspectorate.site.render import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from inspectorate.model import Edition
    from inspectorate.register import Break, Comparability
    from inspectorate.register.comparability import Entry, Group
    from inspectorate.site.collect import Collection

SECTION = "compare/index.html"
REGISTER = "compare/register.html"
ANSWERS = "compare/answers.html"
REGISTER_FILE = "comparability.yaml"
_RULINGS = {"same": "May be compared", "with_caveat": "With a caveat", "not_comparable": "May not be compared"}


class Ruling(NamedTuple):
    """One line of the register: about what, the ruling and its reason."""

    about: str
    verdict: str
    reason: str


def register_of(folders: Sequence[Path]) -> Comparability:
    """
    Load the comparability register: `comparability.yaml` of the first folder that has one, else the one that comes with Inspectorate.

    Raises:
        DocumentInvalidError: The file has errors.
    """
    own = next((folder / REGISTER_FILE for folder in folders if (folder / REGISTER_FILE).is_file()), None)
    return load_comparability(own)


def comparison_pages(collection: Collection, register: Comparability, charts: Sequence[Page]) -> Iterator[Page]:
    """Give the first page of comparison, the worked answers and the register; *charts* are the pages with figures to lead to."""
    asked = [answered(each, collection, register) for each in questions(collection)]
    values: dict[str, Any] = {"asked": asked, "charts": charts, "register": register}
    yield Page(SECTION, "compare.html", "What may be compared", values, _ABOUT, SECTION)
    yield Page(ANSWERS, "answers.html", "Questions of comparison, answered", {"asked": asked}, _ABOUT, SECTION)
    yield register_page(collection, register)


def register_page(collection: Collection, register: Comparability) -> Page:
    """Give the comparability register as a page: every ruling with its reason, who decided it and when; then the breaks."""
    editions = {**{name: load_edition(name) for name in shipped_editions()}, **collection.editions}
    values = {
        "register": register,
        "entries": [_entry(entry, editions) for entry in register.entries],
        "breaks": [break_words(each) for each in register.breaks],
        "decided": _common_decision([*register.entries, *register.breaks]),
    }
    return Page(REGISTER, "register.html", "Which standards may be set side by side", values, _ABOUT, SECTION)


def break_words(each: Break) -> dict[str, Any]:
    """Give a recorded break in words."""
    return {
        "id": each.id,
        "on": date_words(each.on),
        "title": each.title,
        "reason": each.reason,
        "effect": "Nothing may be compared across it" if each.effect == "refuse" else "A caveat is printed with every comparison across it",
        "rests": rests_words(each.decision),
        "decided": decided_words(each.decision),
    }


def _entry(entry: Entry, editions: Mapping[str, Edition]) -> dict[str, Any]:
    rulings = [Ruling("Overall rating", _RULINGS[entry.overall.verdict], entry.overall.reason)]
    rulings += [Ruling(_refs(group), _RULINGS[group.verdict], group.reason) for group in entry.standards]
    one, two = ([_edition(name, editions) for name in side] for side in (entry.between, entry.also))
    rulings.append(Ruling("Every other standard" if entry.standards else "Every standard", _RULINGS["not_comparable"], entry.others))
    return {
        "id": entry.id,
        "one": one,
        "two": two,
        "title": _title(entry, editions),
        "rulings": rulings,
        "rests": rests_words(entry.decision),
        "decided": decided_words(entry.decision),
    }


def _edition(name: str, editions: Mapping[str, Edition]) -> tuple[str, str]:
    """Give an edition's id, empty where it has no page, and its title."""
    edition = editions.get(name)
    return (name, f"{edition.title}, {edition.edition}") if edition is not None else ("", name)


def _title(entry: Entry, editions: Mapping[str, Edition]) -> str:
    """Name an entry shortly: what the editions inspect, with their years."""
    one, two = _families(entry.between, editions), _families(entry.also, editions)
    if entry.between == entry.also:
        return capital(joined(_named(one)))
    if list(one) == list(two) and len(one) == 1:
        title = next(iter(one))
        return capital(f"{title}: {joined([*one[title], *two[title]])}")
    return capital(f"{joined(_named(one))} with {joined(_named(two))}")


def _families(names: Iterable[str], editions: Mapping[str, Edition]) -> dict[str, list[str]]:
    """Give what editions inspect, and the years of the editions of each."""
    years: dict[str, list[str]] = {}
    for name in names:
        edition = editions.get(name)
        short = name if edition is None else edition.title.removeprefix("Inspection of ").removeprefix("Assessment of ")
        years.setdefault(short, []).extend([edition.in_force_from[:4]] if edition is not None and edition.in_force_from else [])
    return years


def _named(families: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{title} ({', '.join(sorted(years))})" if years else title for title, years in families.items()]


def _refs(group: Group) -> str:
    return ", ".join(one if one == two else f"{one} with {two}" for one, two in group.pairs)


def _common_decision(entries: Sequence[Entry | Break]) -> str:
    """Give the decision that most entries have, to be said once."""
    said = [decided_words(entry.decision) for entry in entries]
    return max(said, key=said.count, default="")


_ABOUT = "Every comparison is answered allowed, allowed with the caveat printed, or refused with the reason."
