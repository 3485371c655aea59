"""Write the output of every ``console`` block of README and docs/explanations again. Look at the difference before committing it."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

from inspectorate.cli.main import run

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"```console\n(\$ [^\n]*)\n.*?```", re.DOTALL)


def printed(command: str) -> str:
    """Run a documented command and give what it prints."""
    line, _, tail = command.partition(" | tail -n ")
    words: list[str] = []
    for word in shlex.split(line)[1:]:
        words += sorted(str(path) for path in Path().glob(word)) if "*" in word else [word]
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        run(words)
    lines = output.getvalue().splitlines()
    return "\n".join(lines[-int(tail) :] if tail else lines)


def main() -> None:
    """Fill every document."""
    with contextlib.chdir(ROOT):
        for document in [Path("README.md"), *sorted(Path("docs/explanations").glob("*.md"))]:
            before = document.read_text()
            after = BLOCK.sub(lambda block: f"```console\n{block[1]}\n{printed(block[1].removeprefix('$ '))}\n```", before)
            document.write_text(after)


if __name__ == "__main__":
    main()
