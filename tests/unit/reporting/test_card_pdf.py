"""The PDF card: tagged, one page, the same bytes again."""

from io import BytesIO

import pikepdf
import pytest
from tests.unit.reporting.cards import SOURCES, card, pdf, rated

from inspectorate.errors import InternalError, MissingExtraError
from inspectorate.reporting import typesetting
from inspectorate.reporting.card import card_pdf, card_png, render_card

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["northbank", "welsh", "full", "words"])
def drawn(request):
    with pikepdf.open(BytesIO(pdf(request.param))) as opened:
        yield card(request.param), opened


def elements(node):
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        children = node.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from elements(child)


def test_is_one_page(drawn):
    _, opened = drawn

    assert len(opened.pages) == 1
    assert [round(float(side)) for side in opened.pages[0].MediaBox] == [0, 0, 595, 842]


def test_says_its_language_title_and_that_it_is_tagged(drawn):
    shown, opened = drawn

    assert str(opened.Root.Lang) == "en-GB"
    assert bool(opened.Root.MarkInfo.Marked) is True
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle) is True
    with opened.open_metadata() as metadata:
        assert metadata["dc:title"] == shown.name
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert shown.edition_hash in metadata["pdf:Keywords"]


def test_has_headings_and_a_table_and_no_figure_without_words(drawn):
    _, opened = drawn
    kinds = [str(element.S) for element in elements(opened.Root.StructTreeRoot)]
    figures = [element for element in elements(opened.Root.StructTreeRoot) if element.S == "/Figure"]

    assert "/Table" in kinds
    assert kinds.count("/TH") >= 2
    assert kinds.count("/H1") >= 2
    assert [figure for figure in figures if "/Alt" not in figure] == []


def test_marks_the_language_of_the_framework():
    with pikepdf.open(BytesIO(pdf("welsh"))) as opened:
        languages = {str(element.Lang) for element in elements(opened.Root.StructTreeRoot) if "/Lang" in element}

    assert any(language.startswith("cy") for language in languages)


@pytest.mark.parametrize("format", ["pdf", "png", "svg", "html", "txt"])
def test_same_bytes_again(format):
    assert render_card(rated("northbank"), format) == render_card(rated("northbank"), format)


@pytest.mark.parametrize("name", SOURCES)
def test_every_card_is_set_on_one_page(name):
    with pikepdf.open(BytesIO(pdf(name))) as opened:
        assert len(opened.pages) == 1


def test_without_the_typesetter_says_what_to_install(monkeypatch):
    monkeypatch.setattr(typesetting, "find_spec", lambda name: None)

    with pytest.raises(MissingExtraError, match="The PDF card needs an optional part") as missing:
        card_pdf(card("northbank"))
    assert missing.value.extra == "report"
    with pytest.raises(MissingExtraError, match="The PNG card"):
        card_png(card("northbank"))


def test_a_failing_typesetter_is_our_fault():
    with pytest.raises(InternalError, match="The PDF card could not be set"):
        typesetting.typeset({"kind": "pdf", "template": "card/card.typ", "data": {}, "timestamp": 0}, "The PDF card")
