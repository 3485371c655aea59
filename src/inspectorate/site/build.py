"""
Build the folder: whole or not at all.

Everything is read and checked first; pages are written into a folder beside the place they go to, which is then moved into place. The
same input gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import DocumentInvalidError, MissingExtraError, Place, Problem
from inspectorate.exporting import export_files, inspection_data
from inspectorate.reporting.card import build_card, card_html, card_text, render_card
from inspectorate.site.chart_pages import chart_pages
from inspectorate.site.collect import Collection, collect
from inspectorate.site.compare_pages import comparison_pages, register_of
from inspectorate.site.data_page import FEED, FOLDER, Hashes, address_of, data_page, flag_of, results_csv, shown_files, with_record
from inspectorate.site.gather import Gathered
from inspectorate.site.inspection_page import inspection_page, why_page
from inspectorate.site.lists import home_page, list_pages, search_data
from inspectorate.site.other_pages import about_page, framework_pages
from inspectorate.site.preview import preview_png, preview_svg
from inspectorate.site.register_pages import register_pages, register_sections
from inspectorate.site.render import Page, Setting, render, style_sheet
from inspectorate.site.search import SCRIPT
from inspectorate.site.unverified import unverified_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from inspectorate.exporting import Comparability
    from inspectorate.inspection import RatedInspection
    from inspectorate.site.collect import Summary

MARKER = ".inspectorate-site"
LANGUAGES = ("en", "cy")
_FONTS = Path(__file__).parents[1] / "reporting" / "fonts"


class Built(NamedTuple):
    """What was built."""

    folder: Path
    inspections: int
    pages: int
    files: int


class Options(NamedTuple):
    """How a site is built: the address it will stand at, the date ages are counted to, the languages, and whether with pictures."""

    base: str = ""
    as_of: str | None = None
    languages: tuple[str, ...] = LANGUAGES
    pictures: bool = False


def build_site(folders: Sequence[Path], out: Path, options: Options, progress: Callable[[str], None] | None = None) -> Built:
    """
    Build the site of the inspections in *folders* as the folder *out*.

    Args:
        folders: Folders of inspection files, with `register.yaml` and `lineage.csv` where there are any.
        out: The folder to make; replaced when an earlier build made it, refused when anything else is there.
        options: Address, date and languages.
        progress: Told what is being done, in words.

    Returns:
        How much was built.

    Raises:
        DocumentInvalidError: Anything is wrong anywhere: nothing is built, and every problem is carried.
        MissingExtraError: Pictures are asked for and the typesetter is not installed.
    """
    _refuse_foreign(out)
    if options.pictures and find_spec("typst") is None:
        raise MissingExtraError("The pictures of a site", "report")
    told = progress or _silent
    collection = collect(folders, lambda done: told(f"{done} inspections read"))
    options = options._replace(as_of=options.as_of or newest_date(collection))
    draft = out.parent / f".{out.name}.new"
    if draft.exists():
        shutil.rmtree(draft)
    try:
        counts = _write(collection, draft, options, told)
        _into_place(draft, out)
    finally:
        if draft.exists():
            shutil.rmtree(draft)
    return Built(out, len(collection.summaries), *counts)


def _silent(text: str) -> None:
    """Tell nobody."""
    del text


def newest_date(collection: Collection) -> str | None:
    """Give the newest date among the inspections: ages are counted to it, so that the same input gives the same pages."""
    dates = [each.dated for each in collection.summaries if each.dated and each.provenance == "published"]
    return max(dates or [each.dated for each in collection.summaries if each.dated], default=None)


def _write(collection: Collection, folder: Path, options: Options, progress: Callable[[str], None]) -> tuple[int, int]:
    writer = _Writer(folder)
    sections = frozenset({"inspections", "frameworks", "compare", "data"}) | register_sections(collection)
    setting = Setting(options.as_of, sections, FEED, options.languages)
    register = register_of(collection.folders)
    for path, content in _assets():
        writer.file(path, content)
    writer.file("inspections/search.js", search_data(collection).encode())
    for page in _general_pages(collection):
        writer.page(page, setting, options.languages)
    gathered = Gathered()
    passing = _Passing(collection, writer, setting, options, flag_of(collection, register))
    writer.page(_data(passing, gathered, progress), setting, options.languages)
    charts = list(chart_pages(gathered, collection.editions, register))
    for page in (*charts, *comparison_pages(collection, register, charts)):
        writer.page(page, setting, options.languages)
    writer.file(MARKER, b"Made by inspectorate site. This folder is replaced as a whole by the next build.\n")
    return writer.pages, writer.files


class _Passing(NamedTuple):
    """What is needed while inspections go by one at a time."""

    collection: Collection
    writer: _Writer
    setting: Setting
    options: Options
    flag: Comparability


def _inspections(passing: _Passing, gathered: Gathered, progress: Callable[[str], None]) -> Iterator[RatedInspection]:
    """Write the pages and files of one inspection after the other, and hand each on for the data; a draft is no open data."""
    collection, writer, setting, options, flag = passing
    histories = _histories(collection)
    for done, summary in enumerate(collection.summaries, start=1):
        rated = collection.load(summary)
        gathered.add(rated)
        for page in (inspection_page(summary, rated, histories[summary.organisation_slug], options), why_page(summary, rated)):
            writer.page(page, setting, options.languages)
        for name, content in inspection_files(summary, rated, pictures=options.pictures):
            writer.file(f"inspections/{summary.id}/{name}", content)
        if summary.provenance != "draft":
            writer.file(f"inspections/{summary.id}/results.csv", results_csv(rated, flag))
            yield rated
        if done % 50 == 0:
            progress(f"{done} of {len(collection.summaries)} inspections written")


def _data(passing: _Passing, gathered: Gathered, progress: Callable[[str], None]) -> Page:
    """Write every inspection and the export of them all, and give the page about the data."""
    base = passing.options.base
    hashes = Hashes()
    kept = {}
    rated = _inspections(passing, gathered, progress)
    for path, content in export_files(rated, base=address_of(base), page="../inspections/{}.html".format, comparability=passing.flag):
        passing.writer.part(FOLDER + path, content)
        hashes.add(path, content)
        if path.startswith("inspections/"):
            passing.writer.file(path.removesuffix(".json") + "/result.json", content)
        if path in ("index.json", "dataset.jsonld"):
            kept[path] = content
    page = data_page(json.loads(kept["index.json"]), hashes.found(shown_files()), passing.collection, base, gathered.drafts)
    return with_record(page, kept["dataset.jsonld"])


def _general_pages(collection: Collection) -> Iterator[Page]:
    yield home_page(collection)
    yield from list_pages(collection)
    yield unverified_page(collection)
    yield from register_pages(collection)
    yield from framework_pages(collection)
    yield about_page()


def inspection_files(summary: Summary, rated: RatedInspection, *, pictures: bool = False) -> Iterator[tuple[str, bytes]]:
    """
    Give the files that stand beside an inspection's page; with *pictures* those that need the typesetter too.

    The result comes with the export, which has written it already; a draft's, which is not exported, is given here.
    """
    card = build_card(rated)
    yield "card.svg", render_card(rated, "svg")
    yield "card.html", card_html(card).encode()
    yield "card.txt", (card_text(card) + "\n").encode()
    if summary.provenance == "draft":
        yield "result.json", (json.dumps(inspection_data(rated), ensure_ascii=False, indent=1) + "\n").encode()
    yield "inspection.yaml", summary.path.read_bytes()
    if pictures:
        yield "card.png", render_card(rated, "png")
        yield "card.pdf", render_card(rated, "pdf")
        yield "preview.png", preview_png(preview_svg(summary))


def _histories(collection: Collection) -> dict[str, list[Summary]]:
    histories: dict[str, list[Summary]] = {}
    for summary in sorted(collection.summaries, key=lambda each: (each.dated, each.id)):
        histories.setdefault(summary.organisation_slug, []).append(summary)
    return histories


def _assets() -> Iterator[tuple[str, bytes]]:
    yield "style.css", style_sheet().encode()
    yield "search.js", SCRIPT.encode()
    yield "icon.svg", _ICON.encode()
    for face in ("Regular", "Bold"):
        name = f"AtkinsonHyperlegibleNext-{face}.woff2"
        yield f"fonts/{name}", (_FONTS / name).read_bytes()
    yield "fonts/OFL.txt", (_FONTS / "OFL.txt").read_bytes()


class _Writer:
    """Writes pages and files under one folder and counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = 0
        self.files = 0
        self._begun: set[str] = set()

    def page(self, page: Page, setting: Setting, languages: tuple[str, ...]) -> None:
        """Write one page in every language."""
        for language in languages:
            prefix = "cy/" if language == "cy" else ""
            self.file(prefix + page.path, render(page, setting, language).encode())
            self.pages += 1

    def file(self, path: str, content: bytes) -> None:
        """Write one file."""
        self.part(path, content)

    def part(self, path: str, content: bytes) -> None:
        """Write one file, or the next part of one."""
        target = self.folder / path
        begun = path in self._begun
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("ab" if begun else "wb") as file:
            file.write(content)
        if not begun:
            self._begun.add(path)
            self.files += 1


def _refuse_foreign(out: Path) -> None:
    """Refuse to replace anything that an earlier build did not make."""
    if out.is_dir() and (not any(out.iterdir()) or (out / MARKER).is_file()):
        return
    if out.exists():
        place = Place(str(out))
        message = "Something else is here, and it will not be replaced."
        raise DocumentInvalidError([Problem("SIT004", "error", message, place, None, "an empty place, or a folder an earlier build made")])
    if not out.parent.is_dir():
        raise DocumentInvalidError([Problem("SIT005", "error", "The folder to build in does not exist.", Place(str(out.parent)))])


def _into_place(draft: Path, out: Path) -> None:
    old = out.parent / f".{out.name}.old"
    if old.exists():
        shutil.rmtree(old)
    if out.exists():
        out.rename(old)
    draft.rename(out)
    if old.exists():
        shutil.rmtree(old)


_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M3 20h5v8H3zM10 15h5v13h-5z" fill="#0d3b6e"/>'
    '<path d="M17.5 10h4v17.5h-4zM24.5 4.500h4v23h-4z" fill="none" stroke="#0d3b6e"/></svg>\n'
)
