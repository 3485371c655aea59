"""inspectorate whatif: change something, and see what moves."""

from __future__ import annotations

import json

import click

from inspectorate.cli.files import one_file


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("file", type=click.Path())
@click.argument("changes", nargs=-1, required=True, metavar="CHANGE…")
@click.option("--json", "as_json", is_flag=True, help="Both results, whole, as one JSON object.")
def whatif(file: str, changes: tuple[str, ...], *, as_json: bool) -> int:
    """
    Change something, and see what moves, what does not, and how far it still is.

    Nothing is written. Several changes apply in order. A change that cannot be made is refused with the reason.

    \b
    Changes:
      "2.4.3 +1"               one more sufficient case (or -1)
      "2.4.3 51%"              another percentage
      "1.2 good"               another rating of a standard
      "4.2 not_rated"          the standard leaves the sum
      "2.4 discretion good"    the panel uses its discretion
      "breach_of_regulations=true"    an outside fact
      "N-014 2.3.3 yes"        the answer on one case (yes, no, unknown)
    \b
    Example:
      inspectorate whatif examples/demonstration/northbank.yaml "2.4.3 +1"
    """
    from inspectorate.inspection import result_data, what_if
    from inspectorate.reporting.whatif import what_if_text

    answer = what_if(one_file(file), changes)
    if as_json:
        data = {
            "changes": list(answer.changes),
            "moved": [each._asdict() for each in (*answer.touched, answer.overall) if each.moved],
            "before": result_data(answer.before),
            "after": result_data(answer.after),
        }
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        click.echo(what_if_text(answer))
    return 0
