"""The site of all examples, built once for all tests of a run."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from inspectorate.site import Options, build_site

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = [ROOT / "examples" / name for name in ("demonstration", "published", "rebase")]

# One page of every kind, by its path in the English part.
KINDS = {
    "home": "index.html",
    "about": "about.html",
    "names": "inspections/index.html",
    "list": "inspections/by-name/n.html",
    "by_area": "inspections/by-area.html",
    "by_rating": "inspections/by-rating/inspection-of-youth-justice-services.html",
    "unverified": "inspections/by-unverified.html",
    "demonstration": "inspections/northbank-crc-2018.html",
    "every_standard": "inspections/yot-east-sussex-2024.html",
    "overall_only": "inspections/crc-merseyside-2018.html",
    "no_rating": "inspections/dipp-kss-2025.html",
    "other_system": "inspections/cqc-hertfordshire-2024.html",
    "why": "inspections/northbank-crc-2018/why.html",
    "organisation": "organisations/merseyside-crc.html",
    "region": "organisations/north-west-probation-region.html",
    "frameworks": "frameworks/index.html",
    "framework": "frameworks/hmip-crc-2019.html",
    "areas": "areas/index.html",
    "area": "areas/enacted-2021-06-26.html",
    "estimates": "areas/fictional-enacted-2021-06-26.html",
    "compare": "compare/index.html",
    "answers": "compare/answers.html",
    "register": "compare/register.html",
    "ratings": "compare/ratings.html",
    "next": "next/index.html",
    "data": "data/index.html",
}


class Site:
    """A built site: its folder, its pages, and each page read."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.pages = sorted(name for name in self.files if name.endswith(".html") and not name.endswith("/card.html"))
        self.read = cache(self._read)

    def text(self, name):
        """Give a page as it was written."""
        return (self.folder / name).read_text(encoding="utf-8")

    def _read(self, name):
        return html.document_fromstring(self.text(name).encode(), parser=html.HTMLParser(encoding="utf-8"))

    def words(self, name):
        """Give what the main part of a page says, in one line."""
        main = self.read(name).find(".//main")
        return re.sub(r"\s+", " ", main.text_content()).strip()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site of all examples."""
    out = tmp_path_factory.mktemp("site") / "pages"
    build_site(EXAMPLES, out, Options())
    return Site(out)


@pytest.fixture(scope="session")
def served(site):
    """The address of the site on this machine."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()
