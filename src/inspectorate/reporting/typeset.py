"""
The typesetter's own process: a job as JSON on standard input, the finished file on standard output.

    python -m inspectorate.reporting.typeset < job.json > card.pdf

A job is `{"kind": "pdf", "template": …, "data": …, "timestamp": …}` or `{"kind": "png", "svg": …, "ppi": …}`. It runs apart so that what
the typesetter keeps in memory ends with it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_PICTURE = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def main() -> None:
    """Do one job."""
    sys.stdout.buffer.write(_typeset(json.load(sys.stdin)))


def _typeset(job: dict[str, Any]) -> bytes:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])
    if job["kind"] == "png":
        compiler = typst.Compiler(_PICTURE.encode(), font_paths=fonts, ignore_system_fonts=True)
        drawn = compiler.compile(format="png", ppi=float(job["ppi"]), sys_inputs={"svg": job["svg"]})
    else:
        template = HERE / str(job["template"])
        compiler = typst.Compiler(template, root=template.parent, font_paths=fonts, ignore_system_fonts=True)
        data = json.dumps(job["data"], ensure_ascii=False)
        standards: list[Any] = ["a-2a", "ua-1"]
        drawn = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=standards, timestamp=int(job["timestamp"]))
    if not isinstance(drawn, bytes):
        raise TypeError("the typesetter gave no single file")
    return drawn


if __name__ == "__main__":
    main()
