"""No text of a card overlaps another or leaves its place, measured in a browser with and without the house typeface."""

from itertools import combinations

import pytest
from tests.unit.reporting.cards import DRAWN, card, named

from inspectorate.reporting.card import card_html, card_style, card_svg
from inspectorate.reporting.card.html import _font_faces

pytestmark = pytest.mark.slow
EVERY = pytest.mark.parametrize("case", DRAWN, ids=named)

SVG_LINES = """() => {
  const boxes = [];
  for (const line of document.querySelectorAll('svg tspan')) {
    const group = line.closest('[data-box]');
    const size = parseFloat(line.parentNode.getAttribute('font-size'));
    const box = line.getBBox ? line.getBBox() : line.parentNode.getBBox();
    const y = parseFloat(line.getAttribute('y'));
    const length = line.getComputedTextLength();
    const anchor = line.parentNode.getAttribute('text-anchor') || 'start';
    const x = parseFloat(line.getAttribute('x')) - {start: 0, middle: length / 2, end: length}[anchor];
    boxes.push({text: line.textContent, x, y: y - 0.72 * size, width: length, height: 0.92 * size, size,
                parent: group ? group.dataset.box.split(' ').map(Number) : null});
  }
  return boxes;
}"""

HTML_LINES = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, element = node.parentElement;
    if (!node.textContent.trim() || element.closest('thead') && innerWidth < 928) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(getComputedStyle(element).fontSize);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      const middle = box.y + box.height / 2;
      found.push({text: node.textContent.trim(), x: box.x, y: middle - size * 0.42, width: box.width, height: size * 0.84, size});
    }
  }
  return found;
}"""


def overlapping(boxes):
    found = []
    ordered = sorted(boxes, key=lambda box: box["y"])
    for one, other in combinations(ordered, 2):
        across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
        down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
        if across > 0.5 and down > 0.5:
            found.append((one["text"], other["text"], round(across, 1), round(down, 1)))
    return found


def outside(box, place):
    x, y, width, height = place
    return not (
        x - 1 <= box["x"]
        and box["x"] + box["width"] <= x + width + 1
        and y - 1.5 <= box["y"]
        and box["y"] + box["height"] <= y + height + 1.5
    )


@EVERY
def test_svg_lines_keep_their_place(case, page):
    for faces in ("", _font_faces()):
        page.set_content(f"<style>{faces}</style>{card_svg(card(*case))}")
        page.evaluate("document.fonts.ready")
        boxes = page.evaluate(SVG_LINES)

        assert len(boxes) > 20
        assert overlapping(boxes) == []
        assert [box["text"] for box in boxes if box["parent"] and outside(box, box["parent"])] == []
        assert [box["text"] for box in boxes if outside(box, (31, 20, 595.28 - 62, 10_000))] == []
        assert min(box["size"] for box in boxes) >= 9


@EVERY
def test_svg_is_one_a4_page(case):
    height = float(card_svg(card(*case)).split('viewBox="0 0 595.28 ')[1].split('"')[0])

    assert height == 841.89 or case[0] == "marks"


@EVERY
def test_html_lines_keep_their_place(case, page):
    page.set_content(card_html(card(*case)))
    page.evaluate("document.fonts.ready")
    for width in (320, 360, 768, 940, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = page.evaluate(HTML_LINES)

        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert overlapping(boxes) == []
        assert [box["text"] for box in boxes if box["x"] < 0 or box["x"] + box["width"] > width + 0.5] == []
        assert min(box["size"] for box in boxes) >= 12


@EVERY
def test_html_asks_for_nothing(case, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(card_html(card(*case)))

    assert [url for url in asked if not url.startswith("data:")] == []
    assert page.locator("script, link, iframe, [src], [style]").count() == 0


def test_html_is_a_table_with_caption_and_scoped_headers(page):
    page.set_content(card_html(card("northbank")))

    assert page.locator("table > caption").inner_text() == "Ratings by standard"
    assert page.locator("th:not([scope])").count() == 0
    assert page.locator("tbody").count() == 3
    assert page.locator("html").get_attribute("lang") == "en"


def test_html_marks_the_language_of_the_framework(page):
    page.set_content(card_html(card("welsh")))

    assert page.locator('[lang="cy"]').count() > 30
    assert page.locator('h1, .card__standard:not([lang="cy"])').count() == 1


def test_html_passes_the_automatic_accessibility_checks(page):
    from axe_playwright_python.sync_playwright import Axe

    for name in ("northbank", "marks", "welsh", "report-card"):
        page.set_content(card_html(card(name)))
        found = Axe().run(page)
        assert [violation["id"] for violation in found.response["violations"]] == []


def test_forced_colours_keep_shapes_and_edges(page):
    page.emulate_media(forced_colors="active")
    page.set_content(card_html(card("northbank")))
    drawn = page.evaluate(
        """() => ['.card__stairs .reached', '.card__stairs .beyond', '.card__track .lowest', '.card__track .dot'].map(
             name => { const style = getComputedStyle(document.querySelector(name)); return [style.fill, style.stroke]; })"""
    )
    reached, beyond, lowest, dot = drawn

    assert reached[0] == reached[1] != beyond[0]
    assert beyond[0] == "none"
    assert lowest[0] == reached[0]
    assert dot[1] == reached[0] != dot[0]


def test_fragment_needs_the_style_alone(page):
    from inspectorate.reporting.card import card_fragment

    fragment = card_fragment(card("hampshire"), heading=2)
    page.set_content(f"<style>{card_style()}</style><h1>Page</h1>{fragment}")

    assert page.locator("h1").count() == 1
    assert page.locator("article h2").inner_text() == "Hampshire and Isle of Wight CRC"
    assert page.locator("article h3").count() >= 3
