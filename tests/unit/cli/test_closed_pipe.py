"""Somebody who reads only the first lines gets them, and an end that is no failure."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_a_closed_pipe_is_no_failure():
    files = sorted(str(path) for path in (ROOT / "examples" / "published").glob("crc-*.yaml"))
    program = [sys.executable, "-m", "inspectorate", "rate", "--json", *files]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout.read(10) == b'{"inspecti'
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (0, b"")
