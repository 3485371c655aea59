"""inspectorate frameworks: the editions of the method, listed, shown, checked and compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspectorate.errors import DocumentInvalidError
from inspectorate.frameworks import check_edition_file, load_edition, shipped_editions
from inspectorate.frameworks.resolve import EDITIONS
from inspectorate.model import canonical

if TYPE_CHECKING:
    from inspectorate.model import Edition


@click.group()
def frameworks() -> None:
    """
    List, show, check and compare editions of the method.

    An edition is a framework as in force from a date: its standards, key questions and rules, each with its source and with how well it
    is known. ID is one of those in the list; the path of an edition file does as well.
    """


@frameworks.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_editions(*, as_json: bool) -> int:
    """List the editions that come with Inspectorate."""
    from inspectorate.reporting.edition import list_heading, list_lines
    from inspectorate.reporting.method import edition_summary

    editions = [load_edition(name) for name in shipped_editions()]
    if as_json:
        for edition in editions:
            click.echo(json.dumps(edition_summary(edition), ensure_ascii=False))
        return 0
    click.echo(list_heading())
    for edition in editions:
        click.echo("\n".join(list_lines(edition)))
    return 0


@frameworks.command()
@click.argument("edition_id", metavar="ID")
@click.option("--prompts", is_flag=True, help="Show the prompts below each key question.")
@click.option("--json", "as_json", is_flag=True, help="The resolved document: its SHA-256 is the edition's hash.")
def show(edition_id: str, *, prompts: bool, as_json: bool) -> int:
    """
    Show one edition: standards, rules in plain words, sources, hash.

    A text that nobody outside the publisher has is shown as (wording not public). With --json exactly the document that is hashed is
    printed, as canonical JSON on one line: UTF-8, keys sorted, no spaces, every value as text.

    \b
    Examples:
      inspectorate frameworks show hmip-crc-2018 --prompts
      inspectorate frameworks show hmip-crc-2018 --json | tr -d '\\n' | sha256sum
    """
    from inspectorate.reporting.edition import edition_text

    edition, document = _usable(edition_id)
    click.echo(canonical(document).decode() if as_json else edition_text(edition, prompts=prompts))
    return 0


@frameworks.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: each problem, and each good file.")
def check(files: tuple[str, ...], *, as_json: bool) -> int:
    """
    Check edition files: every problem with its code and place.

    Leaves with 1 when any file has an error. Codes are explained in docs/reference/problems.md.

    \b
    Example:
      inspectorate frameworks check my-edition.yaml
    """
    failed = False
    for name in files:
        checked = check_edition_file(Path(name), name)
        for problem in checked.problems:
            click.echo(json.dumps(problem.as_json(), ensure_ascii=False) if as_json else f"{problem.where}: {problem.sentence()}")
        if checked.edition is None:
            failed = True
        else:
            click.echo(_good(name, checked.edition, len(checked.problems), as_json=as_json))
    return 1 if failed else 0


@frameworks.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every difference.")
def diff(before: str, after: str, *, as_json: bool) -> int:
    """
    Say what differs between two editions: from A to B.

    What was added, removed, renumbered, reworded or rated in another way, and what is known better or worse. A and B are ids or files.

    \b
    Example:
      inspectorate frameworks diff hmip-crc-2019 hmip-pdu-2021
    """
    from inspectorate.frameworks import compare_editions
    from inspectorate.reporting.differences import difference_text

    one, two = (_usable(name)[0] for name in (before, after))
    differences = compare_editions(one, two)
    if as_json:
        named = {key: {"id": edition.id, "hash": edition.hash} for key, edition in (("before", one), ("after", two))}
        click.echo(json.dumps({**named, "differences": [each._asdict() for each in differences]}, ensure_ascii=False))
    else:
        click.echo(difference_text(one, two, differences))
    return 0


def _good(name: str, edition: Edition, problems: int, *, as_json: bool) -> str:
    if as_json:
        data = {"file": name, "edition": edition.id, "standards": len(edition.standards), "hash": edition.hash, "problems": problems}
        return json.dumps(data, ensure_ascii=False)
    found = "no problems" if problems == 0 else "no errors"
    return f"{name}: {found}. {edition.id}, {len(edition.standards)} standards,\n  {edition.hash}"


def _usable(name: str) -> tuple[Edition, dict[str, Any] | None]:
    """
    Read the edition that a word on the command line names, with the document it was read from: one that is shipped by id, else a file.

    Raises:
        DocumentInvalidError: There is no such edition (with the nearest id), or the file has errors.
    """
    if name not in shipped_editions() and not name.endswith((".yaml", ".yml")) and not Path(name).is_file():
        return load_edition(name), None
    shipped = name in shipped_editions()
    checked = check_edition_file(EDITIONS / f"{name}.yaml" if shipped else Path(name), None if shipped else name)
    if checked.edition is None:
        raise DocumentInvalidError(checked.problems)
    return checked.edition, checked.document
