"""inspectorate export: open data of rated inspections."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectorate.cli.files import Outcome, rated_files
from inspectorate.exporting.identity import UNPUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MADE = {"datapackage.json", "dataset.jsonld", "feeds", "index.json", "inspections", "ratings.csv", "ratings.csv-metadata.json"}
"""What an export holds and nothing else: so an earlier one is known, and no other folder is ever replaced."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="DIR-or-FILE…", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT", help="The folder to make.")
@click.option("--base", default=UNPUBLISHED, show_default=True, metavar="URL", help="The address OUT will stand at; part of all ids.")
@click.option("--title", default="Inspection ratings", show_default=True, help="Title of the data set.")
@click.option("--publisher", default="Inspectorate", show_default=True, help="Who publishes the data.")
def export(files: tuple[Path, ...], *, output: Path, base: str, title: str, publisher: str) -> int:
    """
    Export rated inspections as open data: one CSV table with its metadata, JSON of each result, an index and Atom feeds.

    Whole or not at all: when any file has errors, all problems are listed and nothing is written. A folder that an earlier export made
    is replaced; any other folder has to be empty.

    \b
    Example:
      inspectorate export examples/published -o open-data --base https://data.example.org/
    """
    from inspectorate.exporting import base_of, export_files, write_files

    try:
        base_of(base, "2026")
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if output.exists() and not (output.is_dir() and {path.name for path in output.iterdir()} in (set(), MADE)):
        raise click.UsageError(f"{output} is there and was not made by an export; name another folder.")
    names = [str(path) for path in _inspection_files(files)]
    if not names:
        raise click.UsageError(f"No inspection files in {', '.join(map(str, files))}.")
    outcome = Outcome()
    output.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
    try:
        rated = rated_files(names, outcome=outcome, references=False)
        count = write_files(export_files(rated, base=base, title=title, publisher=publisher), making)
        if outcome.failed:
            click.echo("Nothing was written: an export is whole or not at all.", err=True)
            return 1
        making.chmod(0o755)
        if output.exists():
            shutil.rmtree(output)
        making.rename(output)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    click.echo(f"{count} files in {output}")
    return 0


def _inspection_files(named: Iterable[Path]) -> Iterator[Path]:
    """Give the inspection files: of a folder those directly in it but the register, by name."""
    for path in named:
        if path.is_dir():
            yield from (file for file in sorted(path.glob("*.yaml")) if file.name != "register.yaml")
        else:
            yield path
