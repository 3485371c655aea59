"""What a reader meets: axe, narrow screens, no script, search, forced colours, print, grey; nothing is asked of any other place."""

import json
import subprocess
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.site.conftest import KINDS

pytestmark = pytest.mark.slow

NAMES = [
    *KINDS.values(),
    "cy/index.html",
    "cy/inspections/northbank-crc-2018.html",
    "cy/areas/index.html",
    "cy/inspections/by-unverified.html",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(params=["light", "forced"])
def colours(request, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active" if request.param == "forced" else "none")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(colours, served, name):
    colours.goto(served + name)
    found = Axe().run(colours, options=RULES).response["violations"]

    assert [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways_at_320_pixels(page, served, name):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(served + name)
    wide = page.evaluate("""() => [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && !e.closest(".scroll, pre, svg, .hidden, .card__track")).slice(0, 3).map(e => e.outerHTML.slice(0, 120))""")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320, wide


def test_nothing_is_asked_of_any_other_place_and_nothing_fails(browser, served):
    context = browser.new_context()
    asked, failed, said = [], [], []
    context.route("**/*", lambda route: (asked.append(route.request.url), route.continue_())[1])
    page = context.new_page()
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in NAMES:
        page.goto(served + name, wait_until="networkidle")
    context.close()

    assert [url for url in asked if not url.startswith(served)] == []
    assert failed == []
    assert said == []  # the policy of a page complains here when something breaks it


def test_without_script_the_list_is_whole_and_no_box_promises_a_search(browser, served, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "inspections/index.html")
    inspections = {name for name in site.files if name.startswith("inspections/") and name.endswith("/result.json")}

    assert page.locator("#search").is_hidden()
    assert page.locator("#list .names a").count() == len(inspections)
    page.get_by_role("link", name="Merseyside CRC").first.click()
    assert page.locator("h1").inner_text() == "Merseyside CRC"
    context.close()


@pytest.mark.parametrize(("start", "word"), [("", "of"), ("cy/", "o")])
def test_search_filters_by_name_rating_and_method_and_works_by_keyboard(page, served, site, start, word):
    page.goto(served + start + "inspections/index.html")
    box = page.locator("#words")
    box.focus()
    page.keyboard.type("merseyside")
    page.locator("#results li").first.wait_for()
    total = sum(name.endswith("/result.json") for name in site.files if name.startswith("inspections/"))
    assert page.locator("#found").inner_text() == f"2 {word} {total}"
    assert page.locator("#list").is_hidden()
    for row in page.locator("#results li").all():
        said = row.inner_text()
        assert "Requires improvement" in said
        assert "Inspection of community rehabilitation companies" in said
        assert "HM Inspectorate of Probation" in said
        assert "2018" in said or "2020" in said
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inspections/crc-merseyside-*.html")

    page.goto(served + start + "inspections/index.html")
    page.locator("#words").fill("outstanding youth 2018")
    page.locator("#results li").first.wait_for()
    assert page.locator("#results li").count() < 20
    page.locator("#words").press("Escape")
    assert page.locator("#results li").count() == 0
    assert page.locator("#list").is_visible()


def test_search_results_are_read_well(page, served):
    page.goto(served + "inspections/index.html")
    page.locator("#words").fill("northbank")
    page.locator("#results li").first.wait_for()

    assert Axe().run(page, options=RULES).response["violations"] == []
    assert "Synthetic: made up" in page.locator("#results").inner_text()


def test_the_first_thing_a_keyboard_reaches_leads_to_the_content(page, served):
    page.goto(served + "index.html")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


@pytest.mark.parametrize("name", NAMES)
def test_targets_are_large_enough(page, served, name):
    """24 by 24 pixels, unless a link stands in a line of text or has room around it (WCAG 2.5.8)."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(served + name)
    small = page.evaluate("""() => [...document.querySelectorAll("header a, footer a, .ways a, .letters a, .button, input, summary")].filter(e => {
        const box = e.getBoundingClientRect();
        return box.height > 0 && box.height < 24 && !e.closest("p.small, .foot p") && e.className !== "skip";
    }).map(e => e.outerHTML.slice(0, 100))""")

    assert small == []


@pytest.mark.parametrize("kind", ["demonstration", "home", "area", "organisation", "ratings", "names"])
def test_print_leaves_the_menu_out_and_loses_nothing_at_the_edge(page, served, kind, poppler, tmp_path):
    page.goto(served + KINDS[kind])
    page.emulate_media(media="print")
    assert page.locator(".top nav").is_hidden()
    assert page.locator(".language").is_hidden()
    page.emulate_media(media=None)
    (tmp_path / "page.pdf").write_bytes(page.pdf(format="A4"))
    text = subprocess.run([poppler / "pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout

    assert page.locator("h1").first.inner_text().split()[0] in text
    assert "Skip to the content" not in text


def test_grey_keeps_the_ratings_apart(page, served):
    """The mark of every rating differs from every other without any colour: its shape is what is compared."""
    from PIL import Image

    page.goto(served + "inspections/by-rating/inspection-of-youth-justice-services.html")
    shapes = {}
    for rated in page.locator(".rated").all():
        word = rated.locator("b").inner_text()
        if word not in shapes:
            picture = Image.open(BytesIO(rated.locator("svg").screenshot())).convert("L").point(lambda level: 255 * (level > 128))
            shapes[word] = (rated.locator("small").inner_text(), picture.resize((16, 8)).tobytes())

    assert len(shapes) >= 3
    assert len({drawn for _, drawn in shapes.values()}) == len(shapes)
    assert {word: place for word, (place, _) in shapes.items()} == {
        word: {"Outstanding": "4 of 4", "Good": "3 of 4", "Requires improvement": "2 of 4", "Inadequate": "1 of 4"}[word] for word in shapes
    }


def test_linked_data_is_read_as_json(site):
    """What a page hands to machines is whole."""
    for name in ("data/index.json", "data/datapackage.json", "inspections/northbank-crc-2018/result.json"):
        assert json.loads(site.text(name))
