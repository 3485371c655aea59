"""inspectorate site: a folder of static pages."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="DIR…", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT", help="The folder to make.")
@click.option("--base", default="", metavar="URL", help="The address the folder will stand at, for feeds, citations and embedding.")
@click.option("--as-of", metavar="DATE", help="Count ages to this date; without it, to the newest date in the data.")
@click.option("--english-only", is_flag=True, help="Leave the Welsh pages out.")
@click.option("--pictures", is_flag=True, help="Make the card as PNG and PDF too, and a picture for links. Needs the extra report.")
def site(folders: tuple[Path, ...], output: Path, base: str, as_of: str | None, *, english_only: bool, pictures: bool) -> int:
    """
    Turn folders of inspection files into a folder of static pages.

    DIR holds inspection files, and register.yaml and lineage.csv where there are any. When anything in them is wrong, nothing is
    built and every problem is listed. A folder that an earlier build made is replaced as a whole; anything else is left alone.

    \b
    Example:
      inspectorate site examples/demonstration examples/published -o public
    """
    from inspectorate.site import Options, build_site

    if base and not base.endswith("/"):
        base += "/"
    options = Options(base, as_of, ("en",) if english_only else ("en", "cy"), pictures)
    built = build_site(folders, output, options, _progress if sys.stderr.isatty() else None)
    click.echo(f"{built.inspections} inspections, {built.pages} pages, {built.files} files in {built.folder}")
    click.echo(f"Look at {built.folder / 'index.html'}")
    return 0


def _progress(text: str) -> None:
    click.echo(f"\r{text:40}", nl=False, err=True)
