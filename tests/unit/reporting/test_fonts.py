import json
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

FONTS = files("inspectorate") / "reporting" / "fonts"
FACES = {"regular": "AtkinsonHyperlegibleNext-Regular", "bold": "AtkinsonHyperlegibleNext-Bold"}

WELSH = "abcdefghijlmnoprstuwyABCDEFGHIJLMNOPRSTUWY" + "âêîôûŵŷÂÊÎÔÛŴŶ" + "àèìòùẁỳÀÈÌÒÙẀỲ" + "áéíóúẃýÁÉÍÓÚẂÝ" + "äëïöüẅÿÄËÏÖÜẄŸ"
SIGNS = "0123456789%£§·×±≤≥–—‘’“”…•−½"


def characters(path):
    with path.open("rb") as file:
        return TTFont(file).getBestCmap()


@pytest.fixture(scope="module")
def metrics():
    return json.loads((FONTS / "metrics.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("ending", ["ttf", "woff2"])
@pytest.mark.parametrize("face", FACES)
def test_fonts_have_the_welsh_alphabet_and_the_signs_of_a_card(face, ending):
    mapped = characters(FONTS / f"{FACES[face]}.{ending}")

    assert [sign for sign in WELSH + SIGNS if ord(sign) not in mapped] == []


@pytest.mark.parametrize("face", FACES)
def test_metrics_measure_every_character_of_the_font(face, metrics):
    mapped = characters(FONTS / f"{FACES[face]}.ttf")

    assert list(metrics[face]) == [chr(code) for code in sorted(mapped)]
    assert [sign for sign in WELSH + SIGNS if metrics[face][sign] <= 0] == []


def test_metrics_agree_with_the_font(metrics):
    with (FONTS / f"{FACES['bold']}.ttf").open("rb") as file:
        font = TTFont(file)
        assert metrics["bold"]["ŵ"] == font["hmtx"].metrics[font.getBestCmap()[ord("ŵ")]][0]
        assert (metrics["units_per_em"], metrics["ascent"], metrics["descent"]) == (1000, 984, -316)


def test_licence_of_the_fonts_lies_beside_them():
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Atkinson Hyperlegible Next Project Authors" in licence
