"""
Write the generated part of the documentation: `make docs`.

With --check nothing is written: each page that is not as the product says is named, and the exit code is 1.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inspectorate.frameworks import edition_schema
from inspectorate.inspection import inspection_schema
from inspectorate.register import comparability_schema, register_schema
from pages import cli, columns, editions, problems, verify

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
NOTE = "<!-- Written by `make docs`: change what it is made from, not this file. -->\n\n"


def _json(schema: dict[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "docs/verify-the-method.md": lambda: NOTE + verify.page(),
    "docs/reference/cli.md": lambda: NOTE + cli.page(),
    "docs/reference/columns.md": lambda: NOTE + columns.page(),
    "docs/reference/editions.md": lambda: NOTE + editions.page(),
    "docs/reference/problems.md": lambda: NOTE + problems.page(ROOT / "src" / "inspectorate"),
    "docs/reference/schemas/edition.schema.json": lambda: _json(edition_schema()),
    "docs/reference/schemas/inspection.schema.json": lambda: _json(inspection_schema()),
    "docs/reference/schemas/register.schema.json": lambda: _json(register_schema()),
    "docs/reference/schemas/comparability.schema.json": lambda: _json(comparability_schema()),
}


def main(arguments: list[str]) -> int:
    """Write every page, or say which are stale."""
    stale = []
    for name, write in PAGES.items():
        path, text = ROOT / name, write()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'stale, run make docs' if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
