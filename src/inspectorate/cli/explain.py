"""inspectorate explain: the trace, in sentences."""

from __future__ import annotations

from pathlib import Path

import click

from inspectorate.cli.files import one_file, write_whole
from inspectorate.documents import nearest
from inspectorate.errors import Place, Problem, UserError


@click.command()
@click.argument("file", type=click.Path())
@click.argument("ref", required=False)
@click.option("--steps", is_flag=True, help="Show every step of the trace: what was read, which rule, what came of it.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT.html", help="Write sentences and steps as a page.")
def explain(file: str, ref: str | None, *, steps: bool, output: Path | None) -> int:
    """
    Say why a rating is what it is.

    Without REF the overall rating and each standard; with the ref of a standard (2.4) or a key question (2.4.3), that one.

    \b
    Examples:
      inspectorate explain examples/demonstration/northbank.yaml
      inspectorate explain examples/demonstration/northbank.yaml 2.4
      inspectorate explain examples/demonstration/northbank.yaml 2.4 --steps
      inspectorate explain examples/demonstration/northbank.yaml -o why.html
    """
    from inspectorate.reporting.explanation import explanation_text
    from inspectorate.reporting.steps import steps_text

    if output is not None and output.suffix != ".html":
        raise click.UsageError(f"An explanation is written as a page: {output.name} does not end in .html.")
    rated = one_file(file)
    edition = rated.inspection.edition
    if ref is not None and ref != "overall":
        standard = edition.standard(ref)
        refs = [name for each in edition.standards for name in (each.ref, *(question.ref for question in each.key_questions))]
        if standard is None and ref not in refs:
            near = nearest(ref, refs)
            fix = f"Did you mean {near!r}?" if near else None
            place = Place(file)
            raise UserError(
                [Problem("INS001", "error", "The edition has no standard or key question with this ref.", place, repr(ref), None, fix)]
            )
        ref = standard.ref if standard is not None else ref
    if output is not None:
        from inspectorate.reporting.steps_html import explanation_html

        write_whole(output, explanation_html(rated, ref).encode())
    elif steps:
        click.echo(steps_text(rated.result.trace, ref))
    else:
        click.echo(explanation_text(rated, ref))
    return 0
