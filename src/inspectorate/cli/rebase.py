"""inspectorate rebase: old results for new areas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectorate.cli.files import Outcome, print_problems, rated_files
from inspectorate.errors import UserError

if TYPE_CHECKING:
    from inspectorate.inspection import RatedInspection
    from inspectorate.register import FollowUp, Lineage, Organisations


@click.command()
@click.argument("lineage_file", metavar="LINEAGE", type=click.Path())
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option("--area", metavar="NAME", help="One area of the lineage; all with an inspected predecessor when left out.")
@click.option("--level", default=0.80, show_default=True, type=click.FloatRange(0.5, 0.999), help="Level of the intervals.")
@click.option("--register", "organisations_file", type=click.Path(), metavar="FILE", help="Organisations and their other names.")
@click.option("--follow-up", type=click.Path(), metavar="FILE", help="Say what happened next to the recommendations (follow-up.csv).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object; its rating is always null.")
def rebase(
    lineage_file: str,
    files: tuple[str, ...],
    *,
    area: str | None,
    level: float,
    organisations_file: str | None,
    follow_up: str | None,
    as_json: bool,
) -> int:
    """
    Say what is known of areas that were redrawn, and what is not.

    LINEAGE is a CSV file with organisation, predecessor, share_of_predecessor, from, status (enacted or proposed) and source. Each new
    area is listed with its predecessors' ratings, dates and shares. One rating for it is refused: it was not inspected. Where the
    inspection files have counts by unit, percentages of key questions are estimated again for the new area, with their uncertainty:
    re-based estimates, not ratings.

    \b
    Examples:
      inspectorate rebase data/published/lineage.csv examples/published/crc-*.yaml
      inspectorate rebase lineage.csv eastfell.yaml westmoor.yaml
      inspectorate rebase lineage.csv *-wales-*.yaml --area "Wales probation region"
    """
    from inspectorate.analysis import rebase as rebase_inspections
    from inspectorate.analysis import rebasing_data
    from inspectorate.register import load_organisations, read_lineage, unknown_organisation
    from inspectorate.reporting.rebasing import rebasing_text

    lineage, problems = read_lineage(Path(lineage_file), lineage_file)
    if lineage is None:
        raise UserError(problems)
    print_problems(problems, as_json=as_json)
    if area is not None and (lineage.find(area) is None or not lineage.predecessors(area)):
        raise UserError([unknown_organisation(lineage, area)])
    organisations = None if organisations_file is None else load_organisations(Path(organisations_file))
    rows = () if follow_up is None else _follow_up(follow_up)
    outcome = Outcome()
    rated = list(rated_files(files, as_json=as_json, outcome=outcome))
    found = rebase_inspections(lineage, rated, area, organisations=organisations, level=level)
    data = rebasing_data(found)
    if not as_json:
        click.echo(rebasing_text(found))
    if follow_up is not None:
        data["recommendations"] = _recommendations(rated, rows, follow_up, (lineage, organisations), as_json=as_json)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False))
    return 1 if outcome.failed else 0


def _follow_up(file: str) -> tuple[FollowUp, ...]:
    from inspectorate.register import read_follow_up

    rows, problems = read_follow_up(Path(file), file)
    if rows is None:
        raise UserError(problems)
    return rows


def _recommendations(
    rated: list[RatedInspection],
    rows: tuple[FollowUp, ...],
    file: str,
    registers: tuple[Lineage, Organisations | None],
    *,
    as_json: bool,
) -> list[dict[str, object]]:
    from inspectorate.analysis import history_data, what_happened_next
    from inspectorate.reporting.rebasing import recommendations_text

    lineage, organisations = registers
    histories, problems = what_happened_next(rated, rows, lineage=lineage, organisations=organisations)
    if not as_json and histories:
        click.echo("\n" + recommendations_text(histories))
    placed = [each._replace(where=each.where._replace(file=file)) if each.where.line is not None else each for each in problems]
    print_problems(placed, as_json=as_json)
    return [history_data(history) for history in histories]
