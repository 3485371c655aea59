"""Small inspections written and rated for the tests of the export, and the export as a dictionary."""

import textwrap
from collections import defaultdict
from pathlib import Path

from inspectorate.exporting import export_files
from inspectorate.inspection import load_rated

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = sorted((ROOT / "examples" / "published").glob("*-*.yaml"))
NORTHBANK = ROOT / "examples" / "demonstration" / "northbank.yaml"
BASE = "https://data.example.org/ratings"

HEADING = """
    inspection:
      id: {id}
      organisation: Example CRC
      framework: hmip-crc-2018
      provenance: synthetic
      published_on: 2019-05
"""


def rated(folder, text, name="one"):
    path = folder / f"{name}.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return load_rated(path)


def small(folder, more="", id="one"):
    return rated(folder, textwrap.dedent(HEADING.format(id=id)) + textwrap.dedent(more), id)


def whole(inspections, **options):
    """Return path -> bytes; the parts of the table joined."""
    found = defaultdict(bytes)
    for path, content in export_files(inspections, **{"base": BASE} | options):
        assert path == "ratings.csv" or path not in found, path
        found[path] += content
    return dict(found)
