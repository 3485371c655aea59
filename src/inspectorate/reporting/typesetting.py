"""Ask the typesetter for a file: each job in a short process of its own."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from typing import Any

from inspectorate.errors import InternalError, MissingExtraError


def typeset(job: dict[str, Any], purpose: str) -> bytes:
    """
    Do one job of `inspectorate.reporting.typeset` and give the finished file.

    Args:
        job: What to do, as plain data.
        purpose: What the file is, for the message when the typesetter is not installed.

    Raises:
        MissingExtraError: The typesetter is not installed.
        InternalError: It failed.
    """
    import subprocess

    if find_spec("typst") is None:
        raise MissingExtraError(purpose, "report")
    command = [sys.executable, "-m", "inspectorate.reporting.typeset"]
    done = subprocess.run(command, input=json.dumps(job, ensure_ascii=False).encode(), capture_output=True, check=False)
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise InternalError(f"{purpose} could not be set: {said[-1] if said else 'no message'}")
    return done.stdout
