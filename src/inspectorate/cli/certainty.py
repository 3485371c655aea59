"""inspectorate certainty: how sure the ratings are, given that cases were sampled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from inspectorate.cli.files import one_file
from inspectorate.errors import Place, Problem, UserError

if TYPE_CHECKING:
    from inspectorate.inspection import RatedInspection

AUDIENCES = ("team", "panel", "provider", "public")
"""From the narrowest to the widest."""


@click.command()
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--audience", type=click.Choice(AUDIENCES), help="Who will read it; the edition's own audience when left out.")
@click.option("--seed", metavar="TEXT", help="Derive the re-samples from this text; from the inspection itself when left out.")
@click.option("--resamples", default=2000, show_default=True, type=click.IntRange(100, 200_000), help="How often to sample again.")
@click.option("--json", "as_json", is_flag=True, help="The answers as JSON, unrounded.")
def certainty(file: str, *, audience: str | None, seed: str | None, resamples: int, as_json: bool) -> int:
    """
    Say how far each rating can be trusted.

    Three questions for every standard that is rated by cases and for the overall rating: in which band the service would be had all cases
    been read, how often the rating would be the same had the sample been drawn again, and how few answers would have moved it. The edition
    declares to whom this is shown.

    \b
    Examples:
      inspectorate certainty examples/demonstration/northbank.yaml
      inspectorate certainty northbank.yaml --audience panel
      inspectorate certainty northbank.yaml --seed review --json
    """
    from inspectorate.analysis import case_table, certainty_data
    from inspectorate.analysis import certainty as certainty_of
    from inspectorate.reporting.certainty import certainty_text

    rated = one_file(file)
    _check_audience(rated, audience)
    found = certainty_of(rated, case_table(rated.inspection), resamples=resamples, seed=seed)
    if as_json:
        click.echo(json.dumps(certainty_data(rated, found), ensure_ascii=False))
    else:
        click.echo(certainty_text(rated, found))
    return 0


def _check_audience(rated: RatedInspection, audience: str | None) -> None:
    """Refuse an audience wider than the one that the edition shows the uncertainty of a rating to."""
    declared = rated.inspection.edition.uncertainty_shown_to
    if audience is None or AUDIENCES.index(audience) <= AUDIENCES.index(declared):
        return
    message = f"The edition shows the uncertainty of a rating to the {declared} and no wider."
    fix = "The intervals of percentages may be shown to anybody: inspectorate estimate."
    raise UserError([Problem("CER001", "error", message, Place(rated.inspection.path), f"--audience {audience}", None, fix)])
