"""What goes into a site: every inspection of the folders given, or every problem, and never half of them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from inspectorate.errors import DocumentInvalidError, Place, Problem, has_errors
from inspectorate.inspection import RatedInspection, load_rated, rate_file
from inspectorate.register import Organisations
from inspectorate.site.registers import Registers, check_follow_up, read_registers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from inspectorate.model import Edition

Depth = Literal["standards", "some", "total", "overall", "none"]
KEPT_IN_MEMORY = 300
"""Up to so many rated inspections are kept; of more, each is rated again when its page is written, so that memory stays flat."""
_INSPECTION = re.compile(rb"^(\xef\xbb\xbf)?inspection\s*:", re.MULTILINE)
_EDITION = re.compile(rb"^domains\s*:|^extends\s*:", re.MULTILINE)
_BESIDE = frozenset({"register.yaml", "comparability.yaml"})


class Shown(NamedTuple):
    """A rating as a page shows it: its word, its place on its scale (1 is worst, 0 where there is none) and the size of the scale."""

    word: str
    place: int
    points: int


class Summary(NamedTuple):
    """One inspection as lists need it."""

    id: str
    path: Path
    organisation: str
    organisation_slug: str
    area: str | None
    listed_area: str | None
    edition_id: str
    edition_title: str
    edition_label: str
    rated_by: str | None
    provenance: str
    language: str
    fieldwork_from: str | None
    fieldwork_to: str | None
    published_on: str | None
    overall: Shown
    published: Shown | None
    score: int | None
    max: int | None
    agrees: bool | None
    basis: str | None
    known: int
    counted: int
    depth: Depth
    sensitive: bool
    previous: str | None
    recommendations: int

    @property
    def dated(self) -> str:
        """The date a list sorts by: publication, else fieldwork; empty when neither is known."""
        return self.published_on or self.fieldwork_to or self.fieldwork_from or ""


class Collection(NamedTuple):
    """All inspections of a site in order, the folders they came from, and the registers of those folders."""

    folders: tuple[Path, ...]
    summaries: tuple[Summary, ...]
    editions: dict[str, Edition]
    rated: dict[str, RatedInspection]
    registers: Registers = Registers()

    def load(self, summary: Summary) -> RatedInspection:
        """Give the rated inspection behind a summary."""
        return self.rated.get(summary.id) or load_rated(summary.path, references=False)


def collect(folders: Sequence[Path], progress: Callable[[int], None] | None = None) -> Collection:
    """
    Read and rate every inspection file of the folders, and read the registers beside them.

    Raises:
        DocumentInvalidError: Anything is wrong anywhere; carries every problem of every file.
    """
    problems: list[Problem] = []
    summaries: list[Summary] = []
    rated: dict[str, RatedInspection] = {}
    editions: dict[str, Edition] = {}
    seen: dict[str, Path] = {}
    recommendations: dict[str, list[str]] = {}
    registers = read_registers(folders, problems)
    for done, path in enumerate(_inspection_files(folders, problems), start=1):
        checked = rate_file(path, references=False)
        problems += checked.problems
        if progress is not None and done % 50 == 0:
            progress(done)
        if checked.rated is None:
            continue
        summary = summarise(checked.rated, path, registers.organisations)
        if summary.id in seen:
            place = Place(str(path), path="$.inspection.id")
            problems.append(
                Problem("SIT001", "error", "Two files have the same inspection id.", place, summary.id, f"not also in {seen[summary.id]}")
            )
            continue
        seen[summary.id] = path
        summaries.append(summary)
        recommendations[summary.id] = [each["id"] for each in checked.rated.inspection.written["recommendations"]]
        editions[summary.edition_id] = checked.rated.inspection.edition
        if len(rated) < KEPT_IN_MEMORY:
            rated[summary.id] = checked.rated
    if not has_errors(problems):
        problems += check_follow_up(registers, recommendations)
    if not summaries and not has_errors(problems):
        problems.append(
            Problem("SIT002", "error", "There is no inspection file here.", Place(str(folders[0])), None, "*.yaml with the key inspection")
        )
    if has_errors(problems):
        raise DocumentInvalidError(problems)
    if len(summaries) > KEPT_IN_MEMORY:
        rated.clear()
    ordered = sorted(summaries, key=lambda each: (each.organisation.lower(), each.dated, each.id))
    return Collection(tuple(folders), tuple(ordered), dict(sorted(editions.items())), rated, registers)


def summarise(rated: RatedInspection, path: Path, organisations: Organisations | None = None) -> Summary:
    """Give what lists need of one rated inspection; the register knows an organisation under all its names."""
    inspection, result = rated.inspection, rated.result
    heading, edition = inspection.heading, inspection.edition
    scale = edition.scale
    counted = [each for each in result.standards if each.counted and each.state in ("rated", "unknown")]
    known = sum(each.state == "rated" for each in counted)
    check = result.published
    published = None
    if check is not None and check.overall is not None:
        published = Shown(scale.points[scale.position(check.overall)].label, scale.position(check.overall) + 1, len(scale.points))
    listed = (organisations or Organisations()).find(heading.organisation.name, heading.organisation.id)
    overall = Shown(result.overall.label or "", 0, len(scale.points))
    if result.overall.rating is not None:
        overall = overall._replace(place=scale.position(result.overall.rating) + 1)
    return Summary(
        id=heading.id,
        path=path,
        organisation=heading.organisation.name,
        organisation_slug=listed.id if listed is not None else slug(heading.organisation.id or heading.organisation.name),
        area=heading.area,
        listed_area=heading.area or (listed.area if listed is not None else None),
        edition_id=edition.id,
        edition_title=edition.title,
        edition_label=edition.edition,
        rated_by=inspection.rated_by,
        provenance=heading.provenance,
        language=heading.language,
        fieldwork_from=heading.fieldwork_from,
        fieldwork_to=heading.fieldwork_to,
        published_on=heading.published_on,
        overall=overall,
        published=published,
        score=result.overall.score if result.overall.score is not None else (check.score if check else None),
        max=result.overall.max,
        agrees=check.agrees if check else None,
        basis=check.basis if check else None,
        known=known,
        counted=len(counted),
        depth=_depth(known, len(counted), rated),
        sensitive=bool(result.overall.sensitive_to) or any(each.sensitive_to for each in result.standards),
        previous=heading.previous,
        recommendations=len(inspection.written["recommendations"]),
    )


def slug(name: str) -> str:
    """Give a name as part of an address: small letters without marks, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "organisation"


def _depth(known: int, counted: int, rated: RatedInspection) -> Depth:
    published = rated.inspection.evidence.published
    if known and known == counted:
        return "standards"
    if known:
        return "some"
    if published is not None and (published.score is not None or published.counts):
        return "total"
    return "overall" if published is not None and published.overall is not None else "none"


def _inspection_files(folders: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            problems.append(Problem("SIT003", "error", "This is not a folder.", Place(str(folder)), None, "a folder of inspection files"))
            continue
        for path in sorted(folder.glob("*.yaml")):
            if path.name in _BESIDE:
                continue
            text = path.read_bytes()[:2_000_000]
            if _INSPECTION.search(text):
                yield path
            elif not _EDITION.search(text):
                # not an edition either: read it as an inspection, so that its problems are said
                yield path
