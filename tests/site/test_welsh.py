"""Welsh: no interface word without it, dates and scales in it, every page in both languages, every fragment marked."""

import re
from pathlib import Path

import pytest
from tests.site.conftest import KINDS, ROOT

from inspectorate.frameworks import load_edition, shipped_editions
from inspectorate.site import Options, build_site, render, welsh
from inspectorate.site.collect import Shown, slug
from inspectorate.site.lists import WAYS
from inspectorate.site.words import welsh as catalogue

SITE = Path(render.__file__).parent
KEY = re.compile(r"""\bt\(("(?:[^"\\]|\\.)*"|'[^'\\]*')""")


def keys():
    """Give every interface word that a template asks for by name, and those that modules hand to templates."""
    found = {}
    for path in SITE.glob("templates/*.html"):
        text = path.read_text(encoding="utf-8")
        for expression in re.findall(r"\{[{%](.*?)[%}]\}", text, re.DOTALL):
            for match in KEY.finditer(expression):
                found.setdefault(match[1][1:-1], path.name)
    return found


def test_no_interface_word_lacks_welsh():
    known = catalogue()
    wanted = keys() | {name: "navigation" for _, name in (*render.NAVIGATION, *WAYS)}

    assert len(wanted) > 200
    assert {key: where for key, where in wanted.items() if key not in known} == {}


def test_titles_that_pages_hand_over_have_welsh(site):
    """A heading of an interface page is never left in English."""
    english = {
        "home",
        "about",
        "names",
        "by_area",
        "unverified",
        "frameworks",
        "areas",
        "compare",
        "answers",
        "register",
        "ratings",
        "next",
        "data",
    }
    for kind in english:
        heading = site.read(f"cy/{KINDS[kind]}").find(".//h1")
        inside = heading.get("lang") or next((each.get("lang") for each in heading.iterchildren()), None)
        assert inside == "cy", (kind, heading.text_content())


def test_the_catalogue_has_no_word_that_nobody_asks_for():
    used = " ".join(path.read_text(encoding="utf-8") for path in [*SITE.glob("templates/*.html"), *SITE.glob("*.py")])
    library = " ".join(path.read_text(encoding="utf-8") for path in (SITE.parent / "reporting").glob("*.py"))
    unused = [key for key in catalogue() if key not in used and key[:1].lower() + key[1:] not in library]

    assert unused == []


def test_the_catalogue_is_marked_as_a_draft_and_so_is_every_welsh_page(site):
    assert "A draft" in (SITE / "cy.po").read_text(encoding="utf-8").partition("msgid")[0]
    for name in KINDS.values():
        drafts = site.read(f"cy/{name}").xpath("//p[@class='draft']")
        assert len(drafts) == 1
        assert "Drafft" in drafts[0].text_content()
        assert site.read(name).xpath("//p[@class='draft']") == []


def test_the_letters_of_welsh_survive(site, tmp_path):
    """Not only in the catalogue: a name with every marked letter reaches pages, pictures, data and search as it was written."""
    name = "Gŵyr a Dŷ Môn Tâf Sêl Tîr Bûr Aï"
    text = (ROOT / "examples" / "demonstration" / "northbank.yaml").read_text(encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.yaml").write_text(text.replace("Northbank CRC", name), encoding="utf-8")
    build_site([tmp_path / "in"], tmp_path / "out", Options())
    folder = tmp_path / "out"
    beside = folder / "inspections" / "northbank-crc-2018"
    shown = ("index.html", "cy/index.html", "inspections/index.html", "inspections/search.js", "data/ratings.csv", "data/index.json")

    assert [each for each in shown if name not in (folder / each).read_text(encoding="utf-8")] == []
    assert [
        each.name for each in beside.iterdir() if each.suffix in (".html", ".txt", ".json") and name not in each.read_text(encoding="utf-8")
    ] == []
    assert slug(name) == "gwyr-a-dy-mon-taf-sel-tir-bur-ai"
    assert [each for each in KINDS.values() if "Ã" in site.text(f"cy/{each}") or "Å" in site.text(f"cy/{each}")] == []


def test_every_word_of_the_shipped_scales_has_welsh():
    words = set()
    for name in shipped_editions():
        edition = load_edition(name)
        for scale in (edition.scale, *(standard.scale for standard in edition.standards)):
            words |= {point.label for point in scale.points if not point.label.isdigit()}

    assert sorted(words - set(welsh.RATINGS)) == []


@pytest.mark.parametrize(
    ("months", "exact", "said"),
    [
        (0, True, "llai na mis yn ôl"),
        (1, True, "1 mis yn ôl"),
        (2, True, "2 fis yn ôl"),
        (11, True, "11 mis yn ôl"),
        (5, False, "llai na blwyddyn yn ôl"),
        (12, True, "1 flwyddyn yn ôl"),
        (24, True, "2 flynedd yn ôl"),
        (36, True, "3 blynedd yn ôl"),
        (48, True, "4 blynedd yn ôl"),
        (60, True, "5 mlynedd yn ôl"),
        (72, True, "6 blynedd yn ôl"),
        (84, True, "7 mlynedd yn ôl"),
        (96, True, "8 mlynedd yn ôl"),
        (108, True, "9 mlynedd yn ôl"),
        (120, True, "10 mlynedd yn ôl"),
        (132, True, "11 mlynedd yn ôl"),
    ],
)
def test_ages(months, exact, said):
    assert welsh.age_in_welsh(months, exact=exact) == said


def test_dates_and_periods():
    assert welsh.date_in_welsh("2026-11-22") == "22 Tachwedd 2026"
    assert welsh.date_in_welsh("2026-07") == "Gorffennaf 2026"
    assert welsh.date_in_welsh("2026") == "2026"
    assert welsh.period_in_welsh("2018-06-11", "2018-06-22") == "11 i 22 Mehefin 2018"
    assert welsh.period_in_welsh("2018-12-11", "2019-01-08") == "11 Rhagfyr 2018 i 8 Ionawr 2019"
    assert welsh.period_in_welsh(None, "2019-01") == "Ionawr 2019"
    assert welsh.period_in_welsh(None, None) is None


def test_fragments_are_marked_where_they_stand():
    sign = welsh.signed
    page = f'<p>{sign("a")}</p><main id="c"><h1>{sign("Pam")}</h1><p class="x">{sign("Da")} Good</p><nav aria-label="{sign("Ble")}">n</nav></main>{sign("z")}'

    assert welsh.mark_welsh(page) == (
        '<p>a</p><main id="c"><h1 lang="cy">Pam</h1><p class="x"><span lang="cy">Da</span> Good</p><nav aria-label="Ble">n</nav></main>z'
    )


def test_a_rating_in_welsh_keeps_the_word_that_was_published():
    template = '{% import "parts.html" as parts %}{{ parts.rating(shown, mark) }}'
    shown = Shown("Requires improvement", 2, 4)
    html = render.environment("cy").from_string(template).render(shown=shown, mark=render.Marks().mark)

    assert "<b>Requires improvement</b> <i>\ue000Angen gwella\ue001</i> <small>\ue0002 o 4\ue001</small>" in html


def languages(root):
    """Give every text of the main part with the language it is marked with."""
    for element in root.find(".//main").iter():
        if not isinstance(element.tag, str):
            continue
        for text, marked in ((element.text, element), (element.tail, element.getparent())):
            if text and text.strip() and (element.tag != "main" or text is element.text):
                yield text.strip(), next((each.get("lang") for each in (marked, *marked.iterancestors()) if each.get("lang")), None)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_mixed_fragments_are_marked(site, name):
    """Welsh words are marked as Welsh, and nothing else is; no sign of the marking is left."""
    words = set(catalogue().values())
    root = site.read(f"cy/{name}")
    assert "\ue000" not in site.text(f"cy/{name}")
    for text, language in languages(root):
        whole = re.sub(r"\s+", " ", text)
        if len(whole) > 3 and whole in words and whole not in catalogue():
            assert language == "cy", whole
        if language == "cy":
            assert left_of(whole, words) == "", whole


def left_of(text, words):
    """Give what is left of a text when every Welsh word that we have is taken out of it."""
    text = re.sub(r"(llai na )?(\d+ )?(mis|fis|blwyddyn|flwyddyn|flynedd|blynedd|mlynedd) yn ôl", "", text)
    for word in sorted({*words, *welsh.RATINGS.values(), *welsh._MONTHS}, key=len, reverse=True):
        text = text.replace(word, "")
    return re.sub(r"\bo\b|\bi\b|[\d\W]", "", text)


@pytest.mark.slow
def test_languages_and_the_way_between_them(site):
    from posixpath import dirname, join, normpath

    for name in site.pages:
        root = site.read(name)
        here, there = ("cy", "en") if name.startswith("cy/") else ("en", "cy")
        assert root.get("lang") == here, name
        way = root.xpath("//p[@class='language']/a")[0]
        assert (way.get("lang"), way.get("hreflang")) == (there, there), name
        wanted = name.removeprefix("cy/") if here == "cy" else f"cy/{name}"
        assert normpath(join(dirname(name), way.get("href"))) == wanted
        other = root.xpath("//link[@rel='alternate' and @hreflang]")
        assert [(each.get("hreflang"), each.get("href")) for each in other] == [(there, way.get("href"))], name


def test_content_in_its_own_language(site):
    card = site.read("cy/inspections/northbank-crc-2018.html").xpath("//article[contains(@class, 'card')]")[0]

    assert card.get("lang") == "en"
