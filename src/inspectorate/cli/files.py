"""What the commands share: files in, problems to the error stream, finished files out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectorate.errors import DocumentInvalidError
from inspectorate.inspection import rate_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectorate.errors import Problem
    from inspectorate.inspection import RatedInspection

FEW = 20
"""Up to so many files a command works without showing progress."""


def rated_files(
    names: Sequence[str], *, as_json: bool = False, outcome: Outcome | None = None, references: bool = True
) -> Iterator[RatedInspection]:
    """
    Rate files one after the other: problems go to the error stream, the good ones come out.

    Args:
        names: File names as given on the command line.
        as_json: Print problems as one JSON object a line.
        outcome: Notes whether any file had errors.
        references: Keep the references of the cases behind each count. What is published goes without.
    """
    for name in with_progress(_without_registers(names)):
        checked = rate_file(Path(name), name, references=references)
        print_problems(checked.problems, as_json=as_json)
        if checked.rated is None:
            if outcome is not None:
                outcome.failed = True
            continue
        yield checked.rated


def _without_registers(names: Sequence[str]) -> Sequence[str]:
    """Leave out the registers of organisations that `DIR/*.yaml` brings along with the inspections."""
    kept = [name for name in names if Path(name).name != "register.yaml"]
    return kept if len(names) > 1 else names


class Outcome:
    """What became of many files."""

    def __init__(self) -> None:
        self.failed = False


def one_file(name: str) -> RatedInspection:
    """
    Rate one file; its warnings go to the error stream.

    Raises:
        DocumentInvalidError: The file has errors; carries all problems.
    """
    checked = rate_file(Path(name), name)
    if checked.rated is None:
        raise DocumentInvalidError(checked.problems)
    print_problems(checked.problems)
    return checked.rated


def print_problems(problems: Iterable[Problem], *, as_json: bool = False) -> None:
    """Print problems to the error stream, one a line."""
    for problem in problems:
        if as_json:
            click.echo(json.dumps(problem.as_json(), ensure_ascii=False), err=True)
        else:
            where = str(problem.where)
            click.echo(f"{where}: {problem.sentence()}" if where else problem.sentence(), err=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: under another name first, then renamed into place."""
    import tempfile

    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def with_progress(names: Sequence[str]) -> Iterator[str]:
    """Go through many names with a count on the error stream, if that is a terminal."""
    shown = len(names) > FEW and sys.stderr.isatty()
    for at, name in enumerate(names, start=1):
        if shown:
            click.echo(f"\r{at} of {len(names)}", nl=False, err=True)
        yield name
    if shown:
        click.echo("\r" + " " * 30 + "\r", nl=False, err=True)
