"""Every address within the site leads to a file, and every fragment to a place in it; nothing is loaded from outside."""

import re
from collections import Counter
from urllib.parse import unquote

import pytest
from tests.unit.site.built import Links, whole_site

OUTSIDE = ("http://", "https://", "mailto:", "data:")


@pytest.fixture(scope="module")
def pages():
    folder = whole_site()
    return {path.relative_to(folder).as_posix(): Links(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def leads_to(page, address):
    """Return the path that an address on a page leads to, and the fragment."""
    path, _, fragment = unquote(address).partition("#")
    if not path:
        return page, fragment
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return "/".join(parts), fragment


@pytest.mark.slow
def test_every_link_leads_to_a_file(pages):
    folder = whole_site()
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    wanted = {(page, address) for page, links in pages.items() for address in links.addresses if not address.startswith(OUTSIDE)}

    assert len(wanted) > 1000
    assert sorted((page, address) for page, address in wanted if leads_to(page, address)[0] not in there) == []


@pytest.mark.slow
def test_every_fragment_has_its_place(pages):
    ids = {page: set(links.ids) for page, links in pages.items()}
    missing = []
    for page, links in pages.items():
        for address in links.addresses:
            if "#" in address and not address.startswith(OUTSIDE):
                path, fragment = leads_to(page, address)
                if path.endswith(".html") and fragment not in ids.get(path, ()):
                    missing.append((page, address))

    assert missing == []


@pytest.mark.slow
def test_every_id_stands_once_on_its_page(pages):
    twice = {page: [name for name, number in Counter(links.ids).items() if number > 1] for page, links in pages.items()}

    assert {page: names for page, names in twice.items() if names} == {}


@pytest.mark.slow
def test_no_page_loads_anything_from_outside():
    for path in whole_site().rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|data|action)\s*=\s*["']?(?:https?:)?//""", html), path
        assert not re.search(r"""<link[^>]+rel="(?:stylesheet|icon|preload)"[^>]+href="(?:https?:)?//""", html), path
