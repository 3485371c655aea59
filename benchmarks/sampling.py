"""
Measure what a draw from a large caseload costs: 250,000 rows, against what `csv.reader` alone takes over the same file.

Prints the ratio and the memory beside their limits and exits with 1 beyond one. Both are processor time of one process.
"""

from __future__ import annotations

import csv
import hashlib
import resource
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from inspectorate.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 250_000
TIMES, MEGABYTES = 15.0, 400
HEADING = (
    "case_id,first_name,last_name,birth_date,gender,ethnicity,crn,pnc,sentence_type,rosh,start_date,cluster,local_delivery_unit,"
    "responsible_officer,restricted"
)


def main() -> int:
    """Measure; give 1 when anything is beyond its limit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "caseload.csv"
        make_caseload(path)
        alone = min(_seconds(lambda: _only_read(path)) for _ in range(3))
        ours = min(_seconds(lambda: _draw(path)) for _ in range(2))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    good = ours <= TIMES * alone and memory <= MEGABYTES
    print(
        f"{'ok  ' if good else 'SLOW'}  draw from a caseload of {ROWS:,} rows: {ours / alone:.1f} times csv.reader (limit {TIMES:g}), "
        f"{ours:.1f} s against {alone:.2f} s; {memory:.0f} MB (limit {MEGABYTES})"
    )
    return 0 if good else 1


def make_caseload(path: Path, rows: int = ROWS) -> None:
    """Write a synthetic caseload: 3,000 officers, a restricted record in fifty, nobody real."""
    settings, levels = ("Community order", "Licence", "Suspended sentence order"), ("Low", "Medium", "High", "Very high")
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADING.split(","))
        for row in range(rows):
            chance = int.from_bytes(hashlib.sha256(str(row).encode()).digest()[:8])
            gender = "F" if chance % 11 == 0 else "M"
            born = f"{1 + chance % 28:02d}/{1 + chance // 28 % 12:02d}/{1950 + chance // 336 % 50}"
            began = f"{1 + chance // 7 % 28:02d}/{1 + chance // 11 % 12:02d}/2018"
            names = (f"F{chance % 5003}", f"L{chance // 5 % 50021}", born, gender, f"W{chance % 5}")
            held = (f"C{row % 4}", f"L{row % 24}", f"O{row % 3000}", "Y" if chance % 50 == 0 else "N")
            ids = (f"X{row + 1:06d}", f"2001/{row + 1:07d}A")
            writer.writerow([f"N-{row:06d}", *names, *ids, settings[chance % 3], levels[chance // 3 % 4], began, *held])


def _only_read(path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as stream:
        for _ in csv.reader(stream):
            pass


def _draw(path: Path) -> None:
    given = ["--framework", "hmip-crc-2018", "--size", "130", "--seed", "bench", "--as-of", "2019-01-01", "-o", str(path.parent / "drawn")]
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        code = run(["sample", str(path), *given])
    if code != 0:
        raise SystemExit("the sample could not be drawn")


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
