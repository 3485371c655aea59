"""inspectorate sample: draw a sample that anybody can draw again; verify it; replace a case."""

from __future__ import annotations

import csv
import gc
import io
import shutil
import tempfile
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from inspectorate.cli.files import print_problems, write_whole
from inspectorate.errors import has_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.errors import Problem
    from inspectorate.model import Edition
    from inspectorate.sampling import Draw
    from inspectorate.tables import Profile, Table

MADE = {"sample.csv", "reserves.csv", "excluded.csv", "allocation.csv", "draw.json"}
SHOWN = 20
"""With --problems, so many are also shown; without it, all are."""


class _Share(click.ParamType[Decimal]):
    """A share between 0 and 1, kept exactly as written."""

    name = "share"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            share = Decimal(str(value))
        except InvalidOperation:
            self.fail(f"{value!r} is no number; write 0.05 for five points.", param, ctx)
        if not 0 <= share < 1:
            self.fail(f"{value!r} is not a share; write 0.05 for five points.", param, ctx)
        return share


class _Day(click.ParamType[str]):
    """A day, as in 2019-01-14."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no date; write 2019-01-14.", param, ctx)


class _Asked(NamedTuple):
    """The options of a draw, as they were given."""

    framework: str | None
    kind: str
    size: int | None
    confidence: Decimal | None
    margin: Decimal | None
    seed: str | None
    buffer: Decimal | None
    procedure: Literal["largest-remainder", "moj"]
    floor: int
    as_of: str | None
    started_from: str | None
    started_to: str | None


@click.command()
@click.argument("caseload", required=False, type=click.Path(path_type=Path))
@click.option("--framework", metavar="ID", help="The edition: its id, or an edition file.")
@click.option("--sample", "kind", default="supervision", show_default=True, metavar="KIND", help="Which of the edition's samples.")
@click.option("--size", type=click.IntRange(1), metavar="N", help="Cases to draw.")
@click.option("--confidence", type=_Share(), metavar="SHARE", help="Instead of --size, as 0.8. Default: the edition's.")
@click.option("--margin", type=_Share(), metavar="SHARE", help="With --confidence, as 0.05. Default: the edition's.")
@click.option("--seed", metavar="TEXT", help="What the draw follows from; publish it before you see the caseload.")
@click.option("--buffer", type=_Share(), metavar="SHARE", help="Reserves on top, as 0.2. Default: the edition's.")
@click.option("--procedure", type=click.Choice(["largest-remainder", "moj"]), default="largest-remainder", show_default=True)
@click.option("--floor", type=click.IntRange(0), default=0, show_default=True, metavar="N", help="At least so many of each stratum.")
@click.option("--as-of", type=_Day(), metavar="DATE", help="The day of the draw. Default: today.")
@click.option("--started-from", type=_Day(), metavar="DATE", help="Leave out cases that started before.")
@click.option("--started-to", type=_Day(), metavar="DATE", help="Leave out cases that started after.")
@click.option(
    "--map", "mapping", type=click.Path(path_type=Path), metavar="FILE", help="A mapping profile: their columns and values to ours."
)
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="How to read 03/04/2019 where no date in the column tells.")
@click.option("--problems", type=click.Path(path_type=Path), metavar="FILE", help="Write every problem of the caseload to a CSV file.")
@click.option("--dry-run", is_flag=True, help="Show allocation and shortfalls; write nothing.")
@click.option("--verify", type=click.Path(path_type=Path), metavar="DIR", help="Draw again and say what differs from DIR.")
@click.option("--replace", metavar="CASE", help="Replace a case of the sample in -o DIR by its next reserve.")
@click.option("--reason", metavar="TEXT", help="Why the case is replaced.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="The folder to make: five files.")
def sample(
    caseload: Path | None,
    *,
    mapping: Path | None,
    dates: str | None,
    problems: Path | None,
    dry_run: bool,
    verify: Path | None,
    replace: str | None,
    reason: str | None,
    output: Path | None,
    **asked: object,
) -> int:
    """
    Draw a sample from a caseload (CSV, XLSX, XLS or ODS).

    Writes sample.csv, reserves.csv, excluded.csv, allocation.csv and draw.json, all or none. The same caseload, edition, seed and
    settings give the same sample, whatever the order of the rows. Columns: docs/reference/columns.md.

    \b
    Examples:
      inspectorate sample caseload.csv --framework hmip-crc-2018 \\
          --size 130 --seed "Northbank 2018-10-01" -o drawn
      inspectorate sample caseload.xlsx --framework hmip-crc-2018 \\
          --confidence 0.8 --margin 0.05 --seed "Northbank" -o drawn
      inspectorate sample --verify drawn caseload.csv
      inspectorate sample --replace N-014 --reason "case transferred" -o drawn
    """
    gc.disable()  # a caseload is one large table without cycles: the collector would walk it again and again
    given = _Asked(**asked)  # type: ignore[arg-type]  # click gives each option its type
    if replace is not None:
        return _replace(replace, reason, output)
    if caseload is None:
        raise click.UsageError("Name the caseload file.")
    source = _Source(caseload, mapping, dates, problems)
    if verify is not None:
        return _verify(verify, source, given.framework)
    if given.framework is None or given.seed is None:
        raise click.UsageError("A draw needs --framework and --seed.")
    if output is None and not dry_run:
        raise click.UsageError("Name the folder to make with -o DIR, or look first with --dry-run.")
    if given.size is not None and (given.confidence is not None or given.margin is not None):
        raise click.UsageError("Give either --size or --confidence with --margin.")
    return _draw(source, given, output if not dry_run else None)


class _Source(NamedTuple):
    """The caseload and how to read it."""

    caseload: Path
    mapping: Path | None
    dates: str | None
    problems: Path | None


def _draw(source: _Source, asked: _Asked, output: Path | None) -> int:
    from inspectorate.sampling import Settings, draw_files, draw_sample, find_sample

    if output is not None:
        _refuse_other_folder(output)
    edition = _edition(asked.framework or "")
    sample = find_sample(edition, asked.kind)
    table, profile = _read(source, edition, asked.kind, None)
    if table is None:
        return 1
    buffer = asked.buffer if asked.buffer is not None else sample.buffer or Decimal(0)
    settings = Settings(
        asked.seed or "",
        asked.as_of or date.today().isoformat(),
        asked.size,
        asked.confidence,
        asked.margin,
        buffer,
        asked.procedure,
        asked.floor,
        started_from=asked.started_from,
        started_to=asked.started_to,
    )
    draw = draw_sample(table, edition, asked.kind, settings)
    print_problems(draw.problems)
    click.echo("\n".join(_summary(draw)))
    if output is None:
        click.echo("Nothing was written: this was a dry run.")
        return 0
    _write_folder(output, draw_files(draw, profile))
    click.echo(f"Written: {output}. Check it with: inspectorate sample --verify {output} {source.caseload}")
    return 0


def _verify(folder: Path, source: _Source, framework: str | None) -> int:
    from inspectorate.sampling import compare_draw, read_draw

    files = _stored(folder)
    stored, profile = read_draw(files["draw.json"], str(folder / "draw.json"))
    edition = _edition(framework or stored.edition)
    table, profile = _read(source, edition, stored.kind, profile)
    if table is None:
        return 1
    differences = compare_draw(stored, files, table, edition, profile)
    for difference in differences:
        click.echo(difference)
    if differences:
        click.echo(
            f"{folder} is not what this caseload gives: {len(differences)} {'difference' if len(differences) == 1 else 'differences'}."
        )
        return 1
    click.echo(f"The same: {len(stored.sample)} cases and {len(stored.reserves)} reserves drawn again, byte for byte.")
    return 0


def _replace(case_id: str, reason: str | None, folder: Path | None) -> int:
    from inspectorate.sampling import draw_files, read_draw, replace_case

    if folder is None or reason is None:
        raise click.UsageError("A replacement needs --reason TEXT and the folder of the draw: -o DIR.")
    stored, profile = read_draw(_stored(folder)["draw.json"], str(folder / "draw.json"))
    draw = replace_case(stored, case_id, reason)
    _write_folder(folder, draw_files(draw, profile))
    done = draw.replacements[-1]
    click.echo(f"{done.case_id} is replaced by {done.by} ({done.stratum}). Reason kept in {folder / 'draw.json'}.")
    return 0


# ----------------------------------------------------------------------------------------------------------------- reading


def _edition(name: str) -> Edition:
    from inspectorate.frameworks import load_edition, load_edition_file

    return load_edition_file(Path(name)) if name.endswith((".yaml", ".yml")) else load_edition(name)


def _read(source: _Source, edition: Edition, kind: str, stored: Profile | None) -> tuple[Table | None, Profile]:
    """Read the caseload; with errors all are reported and there is no table."""
    from inspectorate.sampling import caseload_specification, find_sample, read_profile
    from inspectorate.tables import Profile, read_table

    specification = caseload_specification(find_sample(edition, kind))
    profile = read_profile(source.mapping, specification) if source.mapping is not None else stored or Profile()
    if source.dates is not None:
        profile = profile._replace(dates="day_first" if source.dates == "day-first" else "month_first")
    table, problems = read_table(source.caseload, specification, profile, str(source.caseload))
    _report(problems, source.problems)
    return (None if has_errors(problems) else table), profile


def _report(problems: list[Problem], file: Path | None) -> None:
    if file is None:
        print_problems(problems)
        return
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["code", "severity", "row", "column", "where", "message", "found", "expected", "fix"])
    for each in problems:
        at = each.where
        writer.writerow([each.code, each.severity, at.line, at.column, at.path, each.message, each.found, each.expected, each.fix])
    write_whole(file, stream.getvalue().encode())
    print_problems(problems[:SHOWN])
    if len(problems) > SHOWN:
        click.echo(f"… and {len(problems) - SHOWN} more. All {len(problems)} problems: {file}", err=True)


def _stored(folder: Path) -> Mapping[str, bytes]:
    return {name: (folder / name).read_bytes() for name in sorted(MADE) if name == "draw.json" or (folder / name).is_file()}


# ----------------------------------------------------------------------------------------------------------------- writing


def _refuse_other_folder(output: Path) -> None:
    if output.exists() and not (output.is_dir() and {path.name for path in output.iterdir()} in (set(), MADE)):
        raise click.UsageError(f"{output} is there and was not made by a draw; name another folder.")


def _write_folder(output: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder whole or not at all; one that an earlier draw made is replaced."""
    _refuse_other_folder(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
    try:
        for name, content in files.items():
            (making / name).write_bytes(content)
        making.chmod(0o755)
        if output.exists():
            shutil.rmtree(output)
        making.rename(output)
    finally:
        shutil.rmtree(making, ignore_errors=True)


# ----------------------------------------------------------------------------------------------------------------- showing


def _summary(draw: Draw) -> list[str]:
    codes: dict[str, int] = {}
    for exclusion in draw.exclusions:
        codes[exclusion.code] = codes.get(exclusion.code, 0) + 1
    lines = [f"{draw.caseload} cases in the caseload"]
    lines += [f"  {count} left out: {code.replace('_', ' ')}" for code, count in codes.items()]
    lines += [f"{draw.eligible} eligible, sha256:{draw.frame_hash[:16]}…", ""]
    width = max(7, *(len(each.stratum) for each in draw.strata))
    lines.append(f"{'stratum':<{width}} {'eligible':>9} {'sample':>7} {'of':>5} {'reserves':>9} {'of':>5}")
    lines += [
        f"{each.stratum:<{width}} {each.eligible:>9} {each.drawn:>7} {each.allocated:>5} "
        f"{each.reserves_drawn:>9} {each.reserves_allocated:>5}"
        for each in draw.strata
    ]
    lines += ["", f"{len(draw.sample)} cases and {len(draw.reserves)} reserves; {len(draw.passed)} passed over for an officer's cap."]
    return lines
