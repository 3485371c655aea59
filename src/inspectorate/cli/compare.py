"""inspectorate compare: what may be set side by side, and why the rest may not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectorate.cli.files import Outcome, rated_files
from inspectorate.errors import Place, Problem, UserError

if TYPE_CHECKING:
    from inspectorate.inspection import RatedInspection
    from inspectorate.register import Comparability, Lineage, Organisations

MOST = 12
"""So many files are compared pair by pair as text; more are counted by year."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option("--standard", "refs", multiple=True, metavar="REF", help="A standard of the first file's edition, or overall; repeatable.")
@click.option("--over-time", metavar="ORGANISATION", help="One organisation in time, with what it came from (see --lineage).")
@click.option("--by-year", is_flag=True, help="Count overall ratings by programme and year.")
@click.option("--lineage", type=click.Path(), metavar="FILE", help="Which organisation came from which (CSV).")
@click.option("--register", "organisations", type=click.Path(), metavar="FILE", help="Organisations and their other names (register.yaml).")
@click.option("--comparability", type=click.Path(), metavar="FILE", help="Another register of what may be compared.")
@click.option("--as-of", metavar="DATE", help="Reckon ages on this day (YYYY-MM-DD); today when left out.")
@click.option("--json", "as_json", is_flag=True, help="The answers as JSON; refused ratings are not in it.")
def compare(
    files: tuple[str, ...],
    *,
    refs: tuple[str, ...],
    over_time: str | None,
    by_year: bool,
    lineage: str | None,
    organisations: str | None,
    comparability: str | None,
    as_of: str | None,
    as_json: bool,
) -> int:
    """
    Say what may be set side by side, and set that side by side.

    Every pair of inspections is answered for the overall rating and for each standard: allowed, allowed with the caveat printed, or
    refused with the reason. What nobody has recorded as comparable is refused. A refusal is an answer: the exit code is 0.

    \b
    Examples (in examples/published):
      inspectorate compare crc-london-2019.yaml crc-essex-2018.yaml
      inspectorate compare crc-merseyside-20*.yaml --standard overall
      inspectorate compare crc-*.yaml --over-time "Merseyside CRC"
      inspectorate compare pdu-*.yaml --by-year
    """
    if over_time is not None and by_year:
        raise click.UsageError("Ask for --over-time or for --by-year, not for both.")
    if over_time is None and not by_year and len(files) < 2:
        raise click.UsageError("A comparison needs two files or more.")
    day = _day(as_of)
    register, heirs, known = _registers(comparability, lineage, organisations)
    outcome = Outcome()
    rated = list(rated_files(files, as_json=as_json, outcome=outcome))
    if by_year:
        _show_years(rated, as_json=as_json)
    elif over_time is not None:
        _show_time(rated, over_time, refs, (register, heirs, known), day, as_json=as_json)
    elif len(rated) > 1:
        _show_pairs(rated, refs, register, day, as_json=as_json)
    return 1 if outcome.failed else 0


def _show_pairs(rated: list[RatedInspection], refs: tuple[str, ...], register: Comparability, day: str, *, as_json: bool) -> None:
    from inspectorate.analysis import compare as compare_inspections
    from inspectorate.analysis import comparison_data
    from inspectorate.reporting.comparison import comparison_text

    wanted = _known_refs(rated[0], refs)
    if not as_json and len(rated) > MOST:
        pairs = len(rated) * (len(rated) - 1) // 2
        raise click.UsageError(f"{len(rated)} files are {pairs} pairs. Give up to {MOST}, or add --by-year, --over-time or --json.")
    comparison = compare_inspections(rated, wanted or None, register=register)
    if as_json:
        click.echo(json.dumps(comparison_data(comparison, day), ensure_ascii=False))
    else:
        click.echo(comparison_text(comparison, day, asked=bool(wanted)))


def _show_time(
    rated: list[RatedInspection],
    organisation: str,
    refs: tuple[str, ...],
    registers: tuple[Comparability, Lineage | None, Organisations | None],
    day: str,
    *,
    as_json: bool,
) -> None:
    from inspectorate.analysis import timeline, timeline_data
    from inspectorate.reporting.comparison import timeline_text

    register, lineage, organisations = registers
    for at, ref in enumerate(refs or ("overall",)):
        standard = None if ref == "overall" else ref
        line = timeline(rated, organisation, standard, lineage=lineage, organisations=organisations, register=register)
        if not line.rows:
            raise UserError([_nobody(organisation, standard, rated, lineage)])
        if as_json:
            click.echo(json.dumps(timeline_data(line, day), ensure_ascii=False))
        else:
            click.echo(("\n" if at else "") + timeline_text(line, day))


def _show_years(rated: list[RatedInspection], *, as_json: bool) -> None:
    from inspectorate.analysis import programme_data, ratings_by_programme
    from inspectorate.reporting.comparison import programme_text

    rows = ratings_by_programme(rated)
    if as_json:
        for row in rows:
            click.echo(json.dumps(programme_data(row), ensure_ascii=False))
    elif rows:
        click.echo(programme_text(rows))


def _registers(
    comparability: str | None, lineage: str | None, organisations: str | None
) -> tuple[Comparability, Lineage | None, Organisations | None]:
    from inspectorate.register import load_comparability, load_lineage, load_organisations

    return (
        load_comparability(None if comparability is None else Path(comparability)),
        None if lineage is None else load_lineage(Path(lineage)),
        None if organisations is None else load_organisations(Path(organisations)),
    )


def _known_refs(first: RatedInspection, refs: tuple[str, ...]) -> tuple[str, ...]:
    """Give the refs as the edition spells them; refuse those it has not."""
    from inspectorate.documents import nearest

    edition, found, problems = first.inspection.edition, [], []
    for ref in refs:
        standard = edition.standard(ref)
        if ref == "overall" or standard is not None:
            found.append("overall" if standard is None else standard.ref)
            continue
        known = ["overall", *(each.ref for each in edition.standards)]
        near = nearest(ref, known)
        fix = f"Did you mean {near!r}?" if near else None
        place = Place(first.inspection.path)
        message = f"The edition of the first file ({edition.id}) has no standard with this ref."
        problems.append(Problem("CMP001", "error", message, place, repr(ref), ", ".join(known), fix))
    if problems:
        raise UserError(problems)
    return tuple(found)


def _nobody(organisation: str, ref: str | None, rated: list[RatedInspection], lineage: Lineage | None) -> Problem:
    from inspectorate.documents import nearest

    names = sorted(
        {each.inspection.heading.organisation.name for each in rated} | set(lineage.organisations if lineage is not None else ())
    )
    near = nearest(organisation, names)
    fix = f"Did you mean {near!r}?" if near is not None and near != organisation else None
    what = "of it, or of what it came from," if ref is None else f"of it with a standard {ref}"
    return Problem("CMP002", "error", f"No inspection {what} is among these files.", Place(), repr(organisation), None, fix)


def _day(as_of: str | None) -> str:
    if as_of is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise click.BadParameter(f"{as_of!r} is not a day; write YYYY-MM-DD.", param_hint="--as-of") from None
