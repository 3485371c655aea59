"""What holds for every page: valid HTML, links that resolve, light, and no rating without its date, method and rater."""

import itertools
import re
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from tests.site.conftest import KINDS

from inspectorate.frameworks import load_edition, shipped_editions

pytestmark = pytest.mark.slow

LIMIT = 60_000
# what HTML5 allows and the parser of 2020 does not know
FORGIVEN = set()


def one_in(site, number):
    """Every page that is no inspection, and one inspection in so many: their pages are made by one template."""
    plain = [name for name in site.pages if not re.match(r"(cy/)?inspections/[^/]+(/why)?\.html$", name)]
    rest = [name for name in site.pages if name not in set(plain)]
    return sorted({*plain[::2], *rest[::number], *KINDS.values(), *(f"cy/{name}" for name in KINDS.values())})


def test_there_is_a_page_of_every_kind_in_both_languages(site):
    assert [name for name in KINDS.values() if name not in site.files] == []
    english = {name for name in site.pages if not name.startswith("cy/")}
    assert {name.removeprefix("cy/") for name in site.pages if name.startswith("cy/")} == english
    assert len(english) > 500


def test_pages_are_valid_html(site):
    problems = {}
    for name in one_in(site, 12):
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        parser.parse(site.text(name))
        found = sorted({(code, line) for (line, _), code, _ in parser.errors if code not in FORGIVEN})
        if found:
            problems[name] = found[:5]

    assert problems == {}


def test_ids_are_unique_and_references_point_at_something(site):
    problems = []
    for name in site.pages:
        root = site.read(name)
        ids = root.xpath("//@id")
        problems += [f"{name}: id {each!r} twice" for each in set(ids) if ids.count(each) > 1] if len(ids) != len(set(ids)) else []
        wanted = {word for value in root.xpath("//@aria-labelledby | //@aria-describedby | //label/@for") for word in value.split()}
        wanted |= {value[1:] for value in root.xpath("//*[local-name()='use']/@href")}
        problems += [f"{name}: nothing has the id {each!r}" for each in sorted(wanted - set(ids))]

    assert problems == []


def test_headings_are_in_order_and_there_is_one_title(site):
    problems = []
    for name in site.pages:
        root = site.read(name)
        levels = [int(each.tag[1]) for each in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        if levels.count(1) != 1:
            problems.append(f"{name}: {levels.count(1)} first headings")
        problems += [f"{name}: h{one} then h{two}" for one, two in itertools.pairwise(levels) if two > one + 1]
        if not (root.findtext("head/title") or "").strip():
            problems.append(f"{name}: no title")
        empty = [each.tag for each in root.xpath("//h1|//h2|//h3|//h4|//a[@href]|//button|//th") if not each.text_content().strip()]
        problems += [f"{name}: an empty {tag}" for tag in empty]

    assert problems == []


def test_tables_have_a_caption_and_scoped_headers_and_pictures_have_words(site):
    problems = []
    for name in site.pages:
        root = site.read(name)
        for table in root.xpath("//table"):
            if table.find("caption") is None and not table.get("aria-labelledby"):
                problems.append(f"{name}: a table without a caption")
            problems += [f"{name}: th without scope: {each.text_content()[:40]}" for each in table.xpath(".//th[not(@scope)]")]
        problems += [f"{name}: img without alt" for _ in root.xpath("//img[not(@alt)]")]
        for svg in root.xpath("//svg[not(ancestor::svg)]"):
            if svg.get("aria-hidden") != "true" and not (svg.get("aria-label") or svg.get("aria-labelledby") or svg.xpath(".//text")):
                problems.append(f"{name}: a drawing without words")

    assert sorted(set(problems)) == []


def test_every_link_and_fragment_resolves(site):
    from posixpath import dirname, join, normpath

    ids = {}
    problems = []
    for name in site.pages:
        root = site.read(name)
        for value in root.xpath("//@href[not(ancestor::*[local-name()='svg'])] | //@src"):
            parts = urlsplit(value)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            path = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
            if path not in site.files:
                problems.append(f"{name}: {value}")
            elif parts.fragment and path.endswith(".html"):
                if path not in ids:
                    ids[path] = set(site.read(path).xpath("//@id"))
                if parts.fragment not in ids[path]:
                    problems.append(f"{name}: no {parts.fragment} in {path}")

    assert sorted(set(problems))[:20] == []


def test_nothing_is_loaded_from_outside(site):
    """Links may lead outside; what a page loads may not."""
    loads = "//script/@src | //img/@src | //iframe/@src | //link[not(@rel='alternate')]/@href | //source/@src | //object/@data"
    problems = []
    for name in site.pages:
        root = site.read(name)
        problems += [f"{name}: {value}" for value in root.xpath(loads) if urlsplit(value).scheme or value.startswith("//")]
        problems += [f"{name}: inline style or script" for _ in root.xpath("//*[@style] | //style | //script[not(@src) and not(@type)]")]
        policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        if len(policy) != 1 or "unsafe" in policy[0] or "default-src 'none'" not in policy[0]:
            problems.append(f"{name}: {policy}")
    style = site.text("style.css")

    assert problems == []
    assert re.findall(r"url\((?!fonts/)[^)]*\)|@import", style) == []


def test_pages_are_light(site):
    """Under 60 KB without images (the drawings inside a page are such); the fonts and the style sheet load once for all."""
    sizes = {name: len(re.sub(r"<svg.*?</svg>", "", site.text(name), flags=re.DOTALL).encode()) for name in site.pages}
    drawn = {name: (site.folder / name).stat().st_size for name in site.pages}

    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}
    assert {name: size for name, size in drawn.items() if size > LIMIT * 4 // 3} == {}


def test_no_rating_without_its_date_method_and_rater(site):
    """
    What stands around a rating, in its row, its item or else its section, names all three or says which is not known.

    Where a page shows one rating after another of the same raters, it names raters and methods in the caption or once before them all.
    """
    titles = {load_edition(name).title for name in shipped_editions()}
    raters = ("HM Inspectorate of Probation", "Care Quality Commission", "Inspectorate demonstration (fictional)", "Rater not known")
    raters = (*raters, "Nid yw'n hysbys pwy a'i graddiodd")
    undated = ("date not known", "Date of publication not known", "dyddiad ddim yn hysbys", "Nid yw'r dyddiad cyhoeddi'n hysbys")
    problems = []
    for name in site.pages:
        for rated in site.read(name).xpath("//main//*[contains(concat(' ', @class, ' '), ' rated ') or contains(@class, 'flow-rated')]"):
            around = next(each for each in rated.iterancestors() if each.tag in ("tr", "li", "section") or each.get("class") == "told")
            text = re.sub(r"\s+", " ", around.text_content())
            once = around.xpath("ancestor::table[1]/caption") + (
                around.xpath("//main/p[contains(., ' by HM ') or contains(., 'gan HM ') or contains(., 'demonstration')]")
                if "areas/" in name
                else []
            )
            text += " ".join(each.text_content() for each in once)
            lacks = []
            if not re.search(r"\b(19|20)\d\d\b", text) and not any(word in text for word in undated):
                lacks.append("date")
            if not any(title in text for title in titles):
                lacks.append("method")
            if not any(rater in text for rater in raters):
                lacks.append("rater")
            if lacks:
                problems.append(f"{name}: {rated.text_content().split()[:3]} lacks {lacks} in {around.tag}: {text[:80]}")

    assert problems[:10] == []


def test_cards_carry_date_method_and_rater(site):
    names = [name for name in site.pages if re.match(r"inspections/[^/]+\.html$", name) and not name.startswith("inspections/by-")]
    for name in names:
        cards = site.read(name).xpath("//article[contains(@class, 'card')]")
        if name == "inspections/index.html":
            continue
        facts = [term.text_content() for term in cards[0].xpath(".//header//dt")]
        assert {"Rated by", "Framework"} <= set(facts), name
        assert {"Published", "Fieldwork", "Date"} & set(facts), name


def test_what_is_absent_is_said_to_be_absent(site):
    words = site.words("inspections/crc-merseyside-2018.html")

    assert "No findings are in these sources." in words
    assert "No recommendations are in these sources." in words
    assert "Ten standards of 10 are not in these sources." in words
    assert "No such inspection took place" in site.words("inspections/northbank-crc-2018.html")
