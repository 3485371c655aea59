"""inspectorate card: the report card, in the terminal or as a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from inspectorate.cli.files import Outcome, print_problems, rated_files, write_whole
from inspectorate.errors import Place, Problem

if TYPE_CHECKING:
    from inspectorate.inspection import RatedInspection
    from inspectorate.reporting.card import CardFormat

_FORMATS = ("svg", "png", "html", "pdf", "txt")
_LEVEL = 0.95


@click.command()
@click.argument("files", type=click.Path(), nargs=-1, required=True, metavar="FILE…")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write; its suffix names the format. With --format, a folder."
)
@click.option("--format", "format", type=click.Choice(_FORMATS), help="Write one file of this format an inspection, into the folder.")
@click.option("--intervals", is_flag=True, help="Show the 95% score interval of every figure with counts.")
@click.option("--ascii", "plain", is_flag=True, help="In the terminal, draw with plain ASCII characters.")
def card(files: tuple[str, ...], output: Path | None, format: str | None, *, intervals: bool, plain: bool) -> int:
    """
    Draw the report card: in the terminal, or as .svg, .png, .html, .pdf or .txt.

    A file that cannot be rated prints its problems to the error stream; the others are still drawn.

    \b
    Examples:
      inspectorate card examples/demonstration/northbank.yaml
      inspectorate card examples/demonstration/northbank.yaml -o card.pdf
      inspectorate card examples/published/*.yaml -o cards --format svg
    """
    wanted = _format(files, output, format)
    outcome = Outcome()
    level = _LEVEL if intervals else None
    if output is None or wanted is None:
        _to_terminal(files, outcome, level, plain=plain)
    else:
        _to_files(files, outcome, level, output, wanted, folder=format is not None)
    return 1 if outcome.failed else 0


def _format(files: tuple[str, ...], output: Path | None, named: str | None) -> CardFormat | None:
    """Settle the format before anything is read; None for the terminal."""
    formats = ", ".join(f".{each}" for each in _FORMATS)
    if output is None:
        if named is not None:
            raise click.UsageError("--format needs a folder: -o FOLDER.")
        return None
    if named is not None:
        if output.exists() and not output.is_dir():
            raise click.UsageError(f"With --format, -o names a folder, and {output} is a file.")
        return cast("CardFormat", named)
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in _FORMATS:
        raise click.UsageError(f"The suffix of {output} names no format. It may be {formats}; or name a folder and --format.")
    if len(files) > 1:
        raise click.UsageError(f"{len(files)} cards do not go into one file. Name a folder and a format: -o FOLDER --format {suffix}.")
    return cast("CardFormat", suffix)


def _to_terminal(files: tuple[str, ...], outcome: Outcome, level: float | None, *, plain: bool) -> None:
    from inspectorate.reporting.card import build_card, card_text

    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    plain = plain or not _can_draw()
    for at, rated in enumerate(rated_files(files, outcome=outcome)):
        if at:
            click.echo("\n")
        click.echo(card_text(build_card(rated, level=level), ascii=plain, color=color))


def _can_draw() -> bool:
    """Tell whether the terminal's encoding has the signs a card is drawn with."""
    try:
        "▂▄▆█─┼○◆━▒·ŵ’".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _to_files(files: tuple[str, ...], outcome: Outcome, level: float | None, output: Path, format: CardFormat, *, folder: bool) -> None:
    from inspectorate.reporting.card import render_card

    if folder:
        output.mkdir(parents=True, exist_ok=True)
    written: set[Path] = set()
    for rated in rated_files(files, outcome=outcome):
        path = output / f"{rated.inspection.heading.id}.{format}" if folder else output
        if path in written:
            print_problems([_twice(rated)])
            outcome.failed = True
            continue
        write_whole(path, render_card(rated, format, level=level))
        written.add(path)


def _twice(rated: RatedInspection) -> Problem:
    found, where = rated.inspection.heading.id, Place(rated.inspection.path, path="$.inspection.id")
    return Problem("CRD001", "error", "Another file of this run has the same id; its card stays.", where, repr(found), "an id of its own")
