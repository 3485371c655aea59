"""inspectorate estimate: every percentage with its interval, and by sub-group."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from inspectorate.cli.files import one_file
from inspectorate.errors import Place, Problem, UserError

if TYPE_CHECKING:
    from inspectorate.analysis import CaseTable
    from inspectorate.inspection import RatedInspection


@click.command()
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--by", "attribute", metavar="ATTRIBUTE", help="Compare the sub-groups that an attribute of the cases makes.")
@click.option("--level", default=0.8, show_default=True, type=click.FloatRange(0.5, 0.999), help="Level of the intervals.")
@click.option("--json", "as_json", is_flag=True, help="The estimates as JSON, unrounded.")
def estimate(file: str, *, attribute: str | None, level: float, as_json: bool) -> int:
    """
    Say what the sample says of all cases.

    Every key question with its count, percentage and interval; where the sample is not in proportion to the caseload, a weighted estimate
    stands beside. Chains such as checks needed, asked, answered and used follow step by step. With --by, sub-groups with their differences:
    95% intervals, and p adjusted over all key questions.

    \b
    Examples:
      inspectorate estimate examples/demonstration/northbank.yaml
      inspectorate estimate northbank.yaml --by staff_grade
      inspectorate estimate northbank.yaml --level 0.95 --json
    """
    from inspectorate.analysis import case_table, chains_of, estimate_data, estimate_questions, split_by, unsampled_strata
    from inspectorate.reporting.estimates import estimate_text

    rated = one_file(file)
    table = case_table(rated.inspection)
    split = None if attribute is None else split_by(rated, _with_cases(table, rated, attribute), attribute, level=level)
    estimates, chains = estimate_questions(rated, table, level=level), chains_of(rated.inspection)
    if as_json:
        click.echo(json.dumps(estimate_data(rated, estimates, chains, split), ensure_ascii=False))
    else:
        unsampled = () if table is None else tuple(unsampled_strata(table))
        click.echo(estimate_text(rated, estimates, chains, split, unsampled))
    return 0


def _with_cases(table: CaseTable | None, rated: RatedInspection, attribute: str) -> CaseTable:
    if table is not None:
        return table
    message = "This inspection has counts and no cases, so nobody can say which cases have an attribute."
    fix = "Name the case files in the inspection file (cases: cases.csv, answers: answers.csv)."
    raise UserError([Problem("EST003", "error", message, Place(rated.inspection.path), f"--by {attribute}", None, fix)])
