"""
Measure what has a limit: the start of a command, rating with its trace, and the memory of many cards.

Prints each ratio beside its limit and exits with 1 beyond one. A ratio compares with something measured in the same minute on the same
machine, so that it says the same on a fast one and on a slow one.
"""

from __future__ import annotations

import compileall
import gc
import hashlib
import json
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
NORTHBANK = ROOT / "examples" / "demonstration" / "northbank.yaml"
IN_CASES = ROOT / "examples" / "northbank-cases" / "northbank.yaml"
START_LIMIT, RATE_LIMIT, GROWTH_LIMIT, CERTAINTY_LIMIT = 10.0, 20.0, 1.1, 3.0
HEAVY = ("pydantic", "jsonschema", "numpy", "scipy", "polars", "typst", "django")
INSPECTIONS, CARDS = 1000, 500


def main() -> int:
    """Measure all; give 1 when anything is beyond its limit."""
    results = [start(), imports(), rating(), certainty(), cards()]
    return 0 if all(results) else 1


def start() -> bool:
    """Compare `inspectorate rate` on one file from cold with the bare interpreter, in turns."""
    compileall.compile_dir(ROOT / "src" / "inspectorate", quiet=2)
    bare, ours = [], []
    for _ in range(15):
        bare.append(_seconds([sys.executable, "-c", "pass"]))
        ours.append(_seconds([str(Path(sys.executable).with_name("inspectorate")), "rate", str(NORTHBANK)]))
    ratio = median(ours) / median(bare)
    detail = f"{1000 * median(ours):.0f} ms, the bare interpreter {1000 * median(bare):.0f} ms"
    return _told("start of `inspectorate rate`", ratio, START_LIMIT, detail)


def imports() -> bool:
    """Say which heavy libraries a rating imports; it should be none."""
    program = (
        "import sys; from inspectorate.cli.main import run; "
        f"code = run(['rate', {str(NORTHBANK)!r}]); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    found = done.stderr.strip().splitlines()[-1]
    good = found == "[]"
    print(f"{'ok  ' if good else 'SLOW'}  heavy libraries imported by a rating: {found if not good else 'none'} (of {', '.join(HEAVY)})")
    return good


def rating() -> bool:
    """Compare rating, tracing and serialising with serialising alone."""
    from inspectorate.frameworks import load_edition
    from inspectorate.inspection import Heading, Inspection, Organisation, RatedInspection, result_data
    from inspectorate.model import Evidence, Figures, StandardEvidence
    from inspectorate.rating import rate

    edition = load_edition("hmip-youth-2021")
    empty = dict.fromkeys(Heading._fields)
    heading = Heading(**{**empty, "id": "bench", "organisation": Organisation("Bench"), "framework": edition.id, "provenance": "synthetic"})

    def made(number: int) -> Evidence:
        standards = {}
        for standard in edition.standards:
            if standard.by == "cases":
                bases = {question.ref: 20 + _chance(number, question.ref) % 80 for question in standard.key_questions}
                figures = {ref: Figures(_chance(number, ref + "yes") % (cases + 1), cases) for ref, cases in bases.items()}
                standards[standard.ref] = StandardEvidence(figures=figures)
            else:
                points = standard.scale.ids
                standards[standard.ref] = StandardEvidence(stated=points[_chance(number, standard.ref) % len(points)])
        return Evidence("synthetic", standards)

    evidence = [made(number) for number in range(INSPECTIONS)]
    begun = time.perf_counter()
    data = []
    for each in evidence:
        result = result_data(RatedInspection(Inspection("bench", heading, {}, edition, each, None), rate(edition, each)))
        json.dumps(result)
        data.append(result)
    whole = time.perf_counter() - begun
    begun = time.perf_counter()
    for each in data:
        json.dumps(each)
    alone = time.perf_counter() - begun
    return _told("rating, tracing and serialising", whole / alone, RATE_LIMIT, f"{INSPECTIONS / whole:.0f} inspections a second")


def certainty() -> bool:
    """Compare how sure the ratings of one inspection are, 2,000 re-samples of its cases, with as many untraced ratings."""
    from inspectorate.analysis import RESAMPLES, case_table, known_counts
    from inspectorate.analysis import certainty as certainty_of
    from inspectorate.inspection import load_rated
    from inspectorate.rating.fast import declared_settings, rate_counts

    rated = load_rated(IN_CASES)
    edition, table = rated.inspection.edition, case_table(rated.inspection)
    (counts, fixed), settings = known_counts(rated), declared_settings(edition)
    certainty_of(rated, table)  # loads numpy and scipy
    alone, ours = [], []
    for _ in range(5):
        begun = time.process_time()
        for _ in range(RESAMPLES):
            rate_counts(edition, counts, fixed, settings=settings)
        alone.append(time.process_time() - begun)
        begun = time.process_time()
        certainty_of(rated, table)
        ours.append(time.process_time() - begun)
    detail = f"{1000 * min(ours):.0f} ms, {RESAMPLES:,} untraced ratings {1000 * min(alone):.0f} ms"
    return _told(f"certainty of one inspection, {RESAMPLES:,} re-samples", min(ours) / min(alone), CERTAINTY_LIMIT, detail)


def cards() -> bool:
    """See that the memory of many cards does not grow with their number."""
    from inspectorate import reporting
    from inspectorate.inspection import load_rated

    rated = load_rated(NORTHBANK)
    tracemalloc.start()
    peaks = []
    for number in (CARDS // 10, CARDS):
        tracemalloc.reset_peak()
        for at in range(number):
            reporting.render_card(rated, "svg")
            if at % 10 == 0:
                gc.collect()  # when the collector would come by itself is chance
        peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    few, many = peaks
    return _told(f"memory of {CARDS} cards against {CARDS // 10}", many / few, GROWTH_LIMIT, f"at most {many / 1e6:.1f} MB at once")


def _chance(number: int, name: str) -> int:
    """Give a number that looks like chance and is the same on every run."""
    return int.from_bytes(hashlib.sha256(f"{number} {name}".encode()).digest()[:4])


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    return time.perf_counter() - begun


def _told(what: str, ratio: float, limit: float, detail: str) -> bool:
    good = ratio <= limit
    print(f"{'ok  ' if good else 'SLOW'}  {what}: {ratio:.2f} times (limit {limit:g}); {detail}")
    return good


if __name__ == "__main__":
    sys.exit(main())
