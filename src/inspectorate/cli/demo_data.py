"""inspectorate demo-data: the demonstration inspection in cases, made from a seed."""

from __future__ import annotations

from pathlib import Path

import click

from inspectorate.cli.files import write_whole


@click.command("demo-data")
@click.option("--seed", required=True, metavar="TEXT", help="What chance follows from; the same text gives the same files.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The folder to make; a new one.")
def demo_data(*, seed: str, output: Path) -> int:
    """
    Make the demonstration inspection in cases: caseloads, samples, answers.

    Northbank CRC is fictional and everything in it is synthetic. The counts are those of the demonstration whatever the seed; which
    cases they are in follows from the seed.

    \b
    Examples:
      inspectorate demo-data --seed northbank -o northbank
      inspectorate explain northbank/northbank.yaml 2.3.3
    """
    from inspectorate.demonstration import northbank_files

    if not seed.strip():
        raise click.UsageError("The seed is empty.")
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise click.UsageError(f"{output} is there already and not an empty folder; name a new one.")
    made = northbank_files(seed)
    for name, content in made.items():
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(output / name, content)
    click.echo(f"{len(made)} files, all synthetic: {output}. Rate them with: inspectorate rate {output / 'northbank.yaml'}")
    return 0
