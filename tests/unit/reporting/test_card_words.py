"""Every format prints exactly the words of the card, in its order."""

import re
import xml.etree.ElementTree as ET
from io import BytesIO

import pypdf
import pytest
from bs4 import BeautifulSoup
from tests.unit.reporting.cards import DRAWN, card, named, pdf, plain

from inspectorate.reporting.card import card_html, card_pdf, card_svg, card_text, card_words

SHAPES = re.compile("[▁▂▃▄▅▆▇█▒·─┼○◆━]")
SVG = "{http://www.w3.org/2000/svg}"

EVERY = pytest.mark.parametrize("case", DRAWN, ids=named)


def words(case):
    return plain(" ".join(card_words(card(*case))))


@EVERY
def test_terminal(case):
    assert plain(SHAPES.sub(" ", card_text(card(*case)))) == words(case)


@EVERY
def test_svg(case):
    texts = ET.fromstring(card_svg(card(*case))).iter(f"{SVG}text")

    assert plain(" ".join("".join(text.itertext()) for text in texts)) == words(case)


@EVERY
def test_svg_read_aloud(case):
    """A picture with a role hides what is inside it, so its description says everything."""
    root = ET.fromstring(card_svg(card(*case)))

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == card(*case).name
    assert plain(root.findtext(f"{SVG}desc")) == words(case)


@EVERY
def test_html(case):
    page = BeautifulSoup(card_html(card(*case)), "html.parser")

    assert plain(page.main.get_text()) == words(case)


@pytest.mark.slow
@EVERY
def test_pdf(case):
    pages = pypdf.PdfReader(BytesIO(pdf(*case))).pages

    assert plain(" ".join(page.extract_text() for page in pages)) == words(case)


@pytest.mark.slow
def test_names_with_signs_of_markup_stay_text():
    spelled = card("northbank")
    name = "<b>A & B</b> #strong[C] *d* _e_ $f$ \\g @h"
    spelled = spelled._replace(head=spelled.head._replace(organisation=name))

    assert name in card_text(spelled)
    assert name in "".join(ET.fromstring(card_svg(spelled)).itertext())
    assert BeautifulSoup(card_html(spelled), "html.parser").h1.get_text() == name
    assert plain(name) in plain(pypdf.PdfReader(BytesIO(card_pdf(spelled))).pages[0].extract_text())


@pytest.mark.slow
def test_welsh_letters_are_in_every_format():
    welsh = card("welsh")
    pages = pypdf.PdfReader(BytesIO(pdf("welsh"))).pages
    drawn = [card_text(welsh), card_svg(welsh), card_html(welsh), pages[0].extract_text()]

    assert [all(letter in text for letter in "ŵŷ") for text in drawn] == [True] * 4
