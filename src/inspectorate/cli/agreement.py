"""inspectorate agreement: how consistent assessors were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectorate.cli.files import one_file, print_problems
from inspectorate.errors import DocumentInvalidError, Place, Problem, UserError, has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.inspection import RatedInspection
    from inspectorate.panel import Consistency, MovedRating, Scored

INSPECTION = (".yaml", ".yml")


@click.command()
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--level", default=0.95, show_default=True, type=click.FloatRange(0.5, 0.999), help="Level of the intervals.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON, unrounded, with every disagreement.")
def agreement(file: str, *, level: float, as_json: bool) -> int:
    """
    Say how far assessors agree who scored the same cases.

    FILE is an inspection file with case files, or a file of answers alone (coefficients only). Percent agreement, kappa, AC1 and alpha with
    intervals and a sentence each; the answers to discuss; who is stricter or milder than the others; and what the ratings would have been
    had the other assessor's answers stood.

    \b
    Examples:
      inspectorate agreement northbank.yaml
      inspectorate agreement answers.csv --json
    """
    if not file.lower().endswith(INSPECTION):
        _show_bare(file, level, as_json=as_json)
        return 0
    from inspectorate.analysis import known_counts
    from inspectorate.panel import consistency, had_the_other_stood

    rated = one_file(file)
    answers = _answers(rated)
    found = consistency(answers, level=level)
    counts, fixed = known_counts(rated)
    facts = rated.inspection.evidence.facts
    moved = had_the_other_stood(rated.inspection.edition, counts, fixed, answers, facts=facts) if found.reason is None else ()
    _show(found, rated, moved, as_json=as_json)
    return 0


def _show_bare(file: str, level: float, *, as_json: bool) -> None:
    from inspectorate.panel import consistency, read_answers_alone

    answers, problems = read_answers_alone(Path(file), file)
    if has_errors(problems):
        raise DocumentInvalidError(problems)
    print_problems(problems)
    _show(consistency(answers, level=level), None, (), as_json=as_json)


def _answers(rated: RatedInspection) -> tuple[Scored, ...]:
    from inspectorate.panel import scored_answers

    casework = rated.inspection.casework
    if casework is None:
        message = "This inspection has counts and no cases, so nobody can say who answered what."
        fix = "Name the case files in the inspection file, or give a file of answers alone."
        raise UserError([Problem("AGR004", "error", message, Place(rated.inspection.path), None, None, fix)])
    return scored_answers(casework, rated.inspection.edition)


def _show(found: Consistency, rated: RatedInspection | None, moved: Sequence[MovedRating], *, as_json: bool) -> None:
    from inspectorate.panel import consistency_data
    from inspectorate.reporting.agreement import agreement_text

    if not as_json:
        click.echo(agreement_text(found, rated, moved))
        return
    about = {} if rated is None else {"inspection": rated.inspection.heading.id, "edition_hash": rated.inspection.edition.hash}
    data = consistency_data(found, None if rated is None else moved)
    click.echo(json.dumps({**about, **data}, ensure_ascii=False))
