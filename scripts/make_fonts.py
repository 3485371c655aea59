"""
Put the typeface of the cards, pages and reports into the package, from an unpacked copy of its npm package.

    npm pack @expo-google-fonts/atkinson-hyperlegible-next@0.4.1 && tar -xzf expo-google-fonts-*.tgz
    .venv/bin/python scripts/make_fonts.py package

That package carries the designers' whole files (362 characters, among them ŵ, ŷ, ≤ and ≥, kerning intact), where the packages made
for web pages carry cut-down subsets. The TrueType files are copied unchanged; the WOFF2 files are the same fonts, compressed.
`metrics.json` holds the advance width of every character, so that a line of text can be measured without a font library.
"""

import json
import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "src/inspectorate/reporting/fonts"
FACES = {
    "regular": ("400Regular/AtkinsonHyperlegibleNext_400Regular.ttf", "AtkinsonHyperlegibleNext-Regular"),
    "bold": ("700Bold/AtkinsonHyperlegibleNext_700Bold.ttf", "AtkinsonHyperlegibleNext-Bold"),
}


def advances(font: TTFont) -> dict[str, int]:
    """Return the advance width of every mapped character, in font units, in the order of the code points."""
    widths = font["hmtx"].metrics
    return {chr(code): widths[glyph][0] for code, glyph in sorted(font.getBestCmap().items())}


def main(package: Path) -> None:
    """Write the fonts, their licence and their metrics."""
    FONTS.mkdir(parents=True, exist_ok=True)
    metrics: dict[str, object] = {}
    for face, (source, name) in FACES.items():
        shutil.copyfile(package / source, FONTS / f"{name}.ttf")
        font = TTFont(FONTS / f"{name}.ttf", recalcTimestamp=False)
        if not metrics:
            metrics = {"units_per_em": font["head"].unitsPerEm, "ascent": font["hhea"].ascent, "descent": font["hhea"].descent}
        metrics[face] = advances(font)
        font.flavor = "woff2"
        font.save(FONTS / f"{name}.woff2")
    shutil.copyfile(package / "LICENSE_FONT", FONTS / "OFL.txt")
    text = json.dumps(metrics, ensure_ascii=False, separators=(",", ":"))
    (FONTS / "metrics.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "LICENSE_FONT").is_file():
        sys.exit("usage: scripts/make_fonts.py FOLDER    (the unpacked npm package; see the top of this file)")
    main(Path(sys.argv[1]))
