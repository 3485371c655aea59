"""inspectorate rate: ratings with their reasons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from inspectorate.cli.files import Outcome, rated_files
from inspectorate.inspection import result_data

if TYPE_CHECKING:
    from inspectorate.inspection import RatedInspection


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="One JSON object a line: the whole result with its trace; with case files it names case references.",
)
@click.option("--intervals", is_flag=True, help="Add a score interval to every key question with counts.")
@click.option("--level", default=0.95, show_default=True, type=click.FloatRange(0.5, 0.999), help="Level of the intervals.")
@click.option("--check", is_flag=True, help="Leave with 1 when a published rating contradicts what is known.")
def rate(files: tuple[str, ...], *, as_json: bool, intervals: bool, level: float, check: bool) -> int:
    """
    Rate inspection files.

    One file shows its standards; many files show one line each and a count of how their published ratings hold up. A file with errors
    prints no result: its problems go to the error stream, all of them, and the others are still done.

    \b
    Examples:
      inspectorate rate examples/demonstration/northbank.yaml
      inspectorate rate examples/published/*.yaml --check
      inspectorate rate northbank.yaml --json | python -m json.tool
    """
    outcome = Outcome()
    contradicted = False
    tallied: list[RatedInspection] = []
    for rated in rated_files(files, as_json=as_json, outcome=outcome):
        published = rated.result.published
        contradicted = contradicted or (published is not None and published.agrees is False)
        if as_json:
            data = result_data(rated, (), level=level if intervals else None)
            click.echo(json.dumps(data, ensure_ascii=False))
        elif len(files) == 1:
            _show_one(rated, level if intervals else None)
        else:
            _show_line(rated, first=not tallied)
        tallied.append(rated)
    if not as_json and len(files) > 1 and tallied:
        _show_tally(tallied)
    return 1 if outcome.failed or (check and contradicted) else 0


def _show_one(rated: RatedInspection, level: float | None) -> None:
    from inspectorate.reporting.table import inspection_table

    click.echo(inspection_table(rated, level))


def _show_line(rated: RatedInspection, *, first: bool) -> None:
    from inspectorate.reporting.table import inspection_line, line_heading

    if first:
        click.echo(line_heading())
    click.echo(inspection_line(rated))


def _show_tally(tallied: list[RatedInspection]) -> None:
    from inspectorate.reporting.table import tally_lines

    click.echo()
    for line in tally_lines(tallied):
        click.echo(line)
