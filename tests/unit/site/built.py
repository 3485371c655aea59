"""The site of all examples, built once for the tests of its pages; and small sites of a folder that a test writes."""

import re
import tempfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from inspectorate.site import Options, build_site

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = (ROOT / "examples" / "demonstration", ROOT / "examples" / "published", ROOT / "examples" / "rebase")


@cache
def whole_site():
    """The folder of the site of all examples, in English and Welsh; nothing may write into it."""
    kept = tempfile.TemporaryDirectory(prefix="inspectorate-site-")
    out = Path(kept.name) / "site"
    build_site(EXAMPLES, out, Options())
    _KEPT.append(kept)
    return out


_KEPT = []


def build(folder, out):
    """Build the site of one folder, in English only."""
    build_site([folder], out, Options(languages=("en",)))
    return out


def words(path, folder=None):
    """All that a reader reads of the main part of a page, as one line."""
    reader = _Words()
    reader.feed(((folder or whole_site()) / path).read_text(encoding="utf-8"))
    return re.sub(r"\s+([.,:;)])", r"\1", " ".join("".join(reader.said).split()))


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.inside = False
        self.said = []

    def handle_starttag(self, tag, attrs):
        self.inside |= tag == "main"
        if tag not in ("b", "i", "a", "small", "span", "code"):
            self.said.append(" ")

    def handle_endtag(self, tag):
        self.inside &= tag != "main"

    def handle_data(self, data):
        if self.inside:
            self.said.append(data)


class Links(HTMLParser):
    """The ids of a page and the addresses it names."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.addresses = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src") and value is not None:
                self.addresses.append(value)
