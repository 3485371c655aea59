"""inspectorate demo: the demonstration inspection in the terminal, and the pages on loopback."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import click

from inspectorate.errors import Place, Problem, UserError
from inspectorate.inspection import load_rated

EXAMPLES = Path("examples")
_FOLDERS = ("demonstration", "published", "rebase")
_FIRST = Path("demonstration") / "northbank.yaml"


def examples_folder() -> Path:
    """
    Give the folder of examples: the one here, else the one beside the source.

    Raises:
        UserError: There is none; the examples come with the source and not with an installed package.
    """
    for folder in (EXAMPLES, Path(__file__).resolve().parents[3] / EXAMPLES):
        if (folder / _FIRST).is_file():
            return folder
    fix = "Run it in a copy of the project."
    raise UserError([Problem("DOC003", "error", "The examples are not here.", Place(str(EXAMPLES / _FIRST)), None, None, fix)])


@click.command()
@click.option("--serve/--no-serve", default=True, show_default=True, help="Build the pages and serve them on loopback until Ctrl-C.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port on 127.0.0.1; 0 takes a free one.")
def demo(*, serve: bool, port: int) -> int:
    """
    Show the demonstration inspection: its card, why, and what to try next; then its pages.

    Northbank CRC is fictional. The pages also show the real inspections of examples/published.
    """
    from inspectorate.reporting.card import build_card, card_text
    from inspectorate.reporting.explain import standard_sentences
    from inspectorate.reporting.table import wrapped

    folder = examples_folder()
    path = folder / _FIRST
    rated = load_rated(path)
    click.echo(card_text(build_card(rated)))
    click.echo("\nWhy is Reviewing Inadequate?")
    click.echo("\n".join(wrapped(" ".join(standard_sentences(rated, "2.4")[:3]), 80, "  ")))
    click.echo("\nTry next:")
    for command in (f"explain {path} 2.4", f'whatif {path} "2.4.3 +1"', f"card {path} -o card.svg"):
        click.echo(f"  .venv/bin/inspectorate {command}")
    if serve:
        _serve([folder / name for name in _FOLDERS if (folder / name).is_dir()], port)
    return 0


def _serve(folders: list[Path], port: int) -> None:
    """Build the pages into a passing folder and serve them on loopback until stopped."""
    import signal
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from inspectorate.site import Options, build_site

    class Quiet(SimpleHTTPRequestHandler):
        """Serves the folder and says nothing for each request."""

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite end removes the passing folder, too
    with tempfile.TemporaryDirectory(prefix="inspectorate-") as temporary:
        out = Path(temporary) / "pages"
        try:
            server = ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(out)))
        except OSError as error:
            raise click.ClickException(f"Port {port} on 127.0.0.1 cannot be used ({error.strerror}). Choose another with PORT=…") from error
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        with server:
            click.echo("\nBuilding the pages, some seconds.")
            try:
                built = build_site(folders, out, Options(base=address))
                click.echo(f"{built.pages} pages about {built.inspections} inspections: {address}   (Ctrl-C stops)")
                server.serve_forever()
            except KeyboardInterrupt:
                click.echo("\nStopped.")
