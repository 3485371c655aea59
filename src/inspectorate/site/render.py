"""Templates to pages: relative addresses, dates in words, marks of ratings, interface words in two languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.reporting.card import card_style
from inspectorate.reporting.card.shapes import stair_boxes
from inspectorate.reporting.words import capital, counted, date_words, joined, number_word, period_words, plain_number
from inspectorate.site.welsh import age_in_welsh, date_in_welsh, mark_welsh, period_in_welsh, rating_in_welsh, signed
from inspectorate.site.words import welsh

if TYPE_CHECKING:
    from jinja2 import Environment

    from inspectorate.site.collect import Shown

_HERE = Path(__file__).parent
NAVIGATION = (
    ("index.html", "Home"),
    ("inspections/index.html", "Inspections"),
    ("areas/index.html", "Areas that change"),
    ("compare/index.html", "Compare"),
    ("frameworks/index.html", "Methods"),
    ("next/index.html", "What happened next"),
    ("data/index.html", "Open data"),
)


class Page(NamedTuple):
    """One page: where it stands in the folder, the template, what the template reads, its title and what it is about."""

    path: str
    template: str
    title: str
    values: dict[str, Any]
    description: str = ""
    section: str = ""


class Setting(NamedTuple):
    """What all pages of a build share: the date that ages are counted to, the sections in the menu, the feed and the languages."""

    as_of: str | None
    sections: frozenset[str]
    feed: str | None = None
    languages: tuple[str, ...] = ("en", "cy")


class Marks:
    """The marks of ratings one page uses, each drawn once and referred to afterwards."""

    def __init__(self) -> None:
        self.used: dict[tuple[int, int], None] = {}

    def mark(self, shown: Shown) -> str:
        """Give the mark of a rating: its stairs, hidden from what is read aloud, because the word stands beside it."""
        from markupsafe import Markup

        if shown.points == 0:
            return Markup("")
        self.used[(shown.place, shown.points)] = None
        drawing = '<svg class="stairs rated-{0}-{1}" aria-hidden="true"><use href="#s{0}-{1}"/></svg>'
        return Markup(drawing).format(shown.points, shown.place)  # noqa: S704 – two numbers in fixed words

    def sprite(self) -> str:
        """Give the drawings of all marks used, to stand once in the page."""
        from markupsafe import Markup

        symbols = []
        for place, points in self.used:
            boxes = "".join(
                f'<path d="M{x:g} {y:g}h{w:g}v{h:g}h{-w:g}z" fill="{"currentColor" if at < place else "none"}"/>'
                for at, (x, y, w, h) in enumerate(stair_boxes(points, 5, 14, 1.5, 1))
            )
            width = points * 6.5
            symbols.append(f'<symbol id="s{points}-{place}" viewBox="0 0 {width:g} 14"><g stroke="currentColor">{boxes}</g></symbol>')
        drawn = f'<svg class="sprite" aria-hidden="true" focusable="false">{"".join(symbols)}</svg>' if symbols else ""
        return Markup(drawn)  # noqa: S704 – numbers and fixed words only


def render(page: Page, setting: Setting, language: str = "en") -> str:
    """Render one page in one language; Welsh pages stand under `cy/`."""
    prefix = "cy/" if language == "cy" else ""
    depth = (prefix + page.path).count("/")
    up = "../" * depth

    def link(path: str) -> str:
        """Give the address of a page in the same language."""
        return f"{'../' * page.path.count('/')}{path}"

    def asset(path: str) -> str:
        """Give the address of a file that is the same in every language."""
        return f"{up}{path}"

    marks = Marks()
    values = {
        **page.values,
        "page": page,
        "language": language,
        "link": link,
        "asset": asset,
        "other_language": (f"{up}{page.path}" if language == "cy" else f"{up}cy/{page.path}") if len(setting.languages) > 1 else None,
        "mark": marks.mark,
        "sprite": marks.sprite,
        "navigation": [(path, name) for path, name in NAVIGATION if path.partition("/")[0] in setting.sections or path == "index.html"],
        "as_of": setting.as_of,
        "feed": setting.feed,
        "age": lambda date: age_words(date, setting.as_of, language),
    }
    html = environment(language).get_template(page.template).render(values)
    return mark_welsh(html) if language == "cy" else html


@lru_cache(maxsize=2)
def environment(language: str = "en") -> Environment:
    """Give the template engine of a language: everything escaped, a missing value is a fault."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(date=date_words, capital=capital, joined=joined, number=number_word, plain=plain_number, counted=counted)
    made.globals.update(period=period_words, t=_as_it_is, place=_place, in_welsh=_nothing)
    if language == "cy":
        made.filters.update(date=lambda date: signed(date_in_welsh(date)))
        made.globals.update(period=_welsh_period, t=_welsh, place=_welsh_place, in_welsh=_welsh_rating)
    return made


def _as_it_is(text: str) -> str:
    return text


def _welsh(text: str) -> str:
    """Give an interface word in Welsh, signed as Welsh; what the catalogue lacks stays English, and unsigned."""
    found = welsh().get(text)
    return signed(found) if found else text


def _welsh_period(begin: str | None, end: str | None) -> str | None:
    words = period_in_welsh(begin, end)
    return signed(words) if words else None


def _place(shown: Shown) -> str:
    """Say where a rating stands on its scale, so that neither colour nor shape has to."""
    return f"{shown.place} of {shown.points}"


def _welsh_place(shown: Shown) -> str:
    return signed(f"{shown.place} o {shown.points}")


def _welsh_rating(word: str) -> str | None:
    found = rating_in_welsh(word)
    return signed(found) if found else None


def _nothing(word: str) -> None:
    """Say that an English page needs no second word beside a rating."""
    del word


def style_sheet() -> str:
    """Give the one style sheet of the site, the cards' included."""
    return (_HERE / "site.css").read_text(encoding="utf-8") + card_style()


def age_words(date: str | None, as_of: str | None, language: str = "en") -> str | None:
    """Say how old a rating is on the date that ages are counted to; None where either is not known."""
    months, exact = _months(date, as_of)
    if months is None:
        return None
    if language == "cy":
        return signed(age_in_welsh(months, exact=exact))
    if months >= 12:
        return f"{counted(months // 12, 'year')} old"
    if not exact:
        return "under a year old"
    return "under a month old" if months == 0 else f"{counted(months, 'month')} old"


def _months(date: str | None, as_of: str | None) -> tuple[int | None, bool]:
    """Give the whole months from one date to another, and whether the first is known to the month."""
    if not date or not as_of:
        return None, False
    years, months = int(as_of[:4]) - int(date[:4]), 0
    if len(date) >= 7 and len(as_of) >= 7:
        months = int(as_of[5:7]) - int(date[5:7])
        if len(date) == 10 and len(as_of) == 10 and as_of[8:] < date[8:]:
            months -= 1
    total = years * 12 + months
    return (total if total >= 0 else None), len(date) >= 7
