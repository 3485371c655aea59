"""
Measure the site: its speed beside a bare template engine, and its memory as inspections are added.

Speed: all inspections of the examples, read, rated and written, against jinja2 rendering the same templates with values that are ready,
and writing the same bytes, in the same minute; at most five times that. Memory: the resident peak of a build of many synthetic
inspections against one of half as many; at most a tenth more for twice the number. With `--many` the larger one has 5,000, which takes
some minutes; the number of inspections done is shown.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from inspectorate.site import Options, build, build_site, render

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [ROOT / "examples" / name for name in ("demonstration", "published", "rebase")]
NORTHBANK = ROOT / "examples" / "demonstration" / "northbank.yaml"
SPEED_LIMIT, GROWTH_LIMIT = 5.0, 1.1
FEW, MANY = 800, 5000


def main(arguments: list[str]) -> int:
    """Measure both, or build so many synthetic inspections and print the peak of memory; give 1 when anything is beyond its limit."""
    if arguments[:1] == ["--build"]:
        print(memory_of(int(arguments[1])))
        return 0
    results = [speed(), growth(MANY if "--many" in arguments else FEW)]
    return 0 if all(results) else 1


def speed() -> bool:
    """Compare a build with rendering and writing alone."""
    with tempfile.TemporaryDirectory() as folder:
        pages, files = recorded(Path(folder) / "warm")
        begin = time.perf_counter()
        build_site(FOLDERS, Path(folder) / "ours", Options())
        ours = time.perf_counter() - begin
        begin = time.perf_counter()
        written = bare(Path(folder) / "bare", pages, files)
        theirs = time.perf_counter() - begin
    ratio = ours / theirs
    print(f"Site: {len(pages)} pages and {len(files)} other files, {written / 1e6:.0f} MB, in {ours:.1f} s;", end=" ")
    print(f"the same templates with ready values, rendered and written, {theirs:.1f} s: {ratio:.1f} times (limit {SPEED_LIMIT:g})")
    return ratio <= SPEED_LIMIT


def recorded(folder: Path) -> tuple[list[tuple[Any, ...]], list[tuple[str, bytes]]]:
    """Build once and keep what each page is rendered from, and every other file."""
    pages: list[tuple[Any, ...]] = []
    original = build.render

    def noted(page: Any, setting: Any, language: str) -> str:  # noqa: ANN401 – handed on as it comes
        pages.append((page, setting, language))
        return original(page, setting, language)

    build.render = noted  # type: ignore[attr-defined]
    try:
        build_site(FOLDERS, folder, Options())
    finally:
        build.render = original  # type: ignore[attr-defined]
    made = {("cy/" if language == "cy" else "") + page.path for page, _, language in pages}
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    files = [(name, path.read_bytes()) for path in found if (name := path.relative_to(folder).as_posix()) not in made]
    return pages, files


def bare(folder: Path, pages: list[tuple[Any, ...]], files: list[tuple[str, bytes]]) -> int:
    """Render and write, and nothing else: no reading, no rating, no marking of languages."""
    marked, written = render.mark_welsh, 0
    render.mark_welsh = str  # type: ignore[attr-defined]
    try:
        for page, setting, language in pages:
            written += put(folder / ("cy" if language == "cy" else "") / page.path, render.render(page, setting, language).encode())
    finally:
        render.mark_welsh = marked  # type: ignore[attr-defined]
    return written + sum(put(folder / name, content) for name, content in files)


def put(path: Path, content: bytes) -> int:
    """Write one file and give its size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(content)


def growth(number: int) -> bool:
    """Compare the peak of memory of a build with that of half as many inspections, each in a process of its own."""
    peaks = []
    for many in (number // 2, number):
        program = [sys.executable, __file__, "--build", str(many)]
        peaks.append(int(subprocess.run(program, stdout=subprocess.PIPE, text=True, check=True).stdout))
    ratio = peaks[1] / peaks[0]
    print(f"Memory: {number // 2} inspections {peaks[0] / 1024:.0f} MB, {number} {peaks[1] / 1024:.0f} MB:", end=" ")
    print(f"{ratio:.2f} times (limit {GROWTH_LIMIT:g})")
    return ratio <= GROWTH_LIMIT


def memory_of(number: int) -> int:
    """Build so many synthetic inspections and give the resident peak in kilobytes; progress goes to the error stream."""
    text = NORTHBANK.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        for at in range(number):
            copy = text.replace("northbank-crc-2018", f"made-{at:05}").replace("Northbank CRC", f"{chr(65 + at % 26)}bank {at:05}")
            (source / f"made-{at:05}.yaml").write_text(copy, encoding="utf-8")
        build_site([source], Path(folder) / "out", Options(), lambda said: print(f"\r  {said:44}", end="", file=sys.stderr, flush=True))
    print(file=sys.stderr)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
