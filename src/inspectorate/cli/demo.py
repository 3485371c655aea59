"""inspectorate demo: the demonstration inspection, in the terminal and on loopback."""

from __future__ import annotations

from pathlib import Path

import click

from inspectorate.inspection import load_rated


def demonstration_file() -> Path:
    """Give the demonstration inspection: the one in this folder's examples, else the one shipped with the package."""
    here = Path("examples/demonstration/northbank.yaml")
    shipped = Path(__file__).resolve().parents[3] / here
    return here if here.is_file() else shipped


@click.command()
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the page on loopback until Ctrl-C.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port on 127.0.0.1; 0 takes a free one.")
def demo(*, serve: bool, port: int) -> int:
    """
    Show the demonstration inspection: its card, why, and what to try next.

    Northbank CRC is fictional. Everything shown is made from examples/demonstration.
    """
    from inspectorate.reporting.card import build_card, card_html, card_text
    from inspectorate.reporting.explain import standard_sentences
    from inspectorate.reporting.table import wrapped

    path = demonstration_file()
    rated = load_rated(path)
    card = build_card(rated)
    click.echo(card_text(card))
    click.echo("\nWhy is Reviewing Inadequate?")
    click.echo("\n".join(wrapped(" ".join(standard_sentences(rated, "2.4")[:3]), 80, "  ")))
    click.echo("\nTry next:")
    for command in (f"explain {path} 2.4", f'whatif {path} "2.4.3 +1"', f"card {path} -o card.svg"):
        click.echo(f"  .venv/bin/inspectorate {command}")
    if serve:
        _serve(card_html(card), port)
    return 0


def _serve(page: str, port: int) -> None:
    """Serve one page on loopback until it is stopped."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    content = page.encode()

    class Handler(BaseHTTPRequestHandler):
        """Answers every address with the page."""

        def do_GET(self) -> None:
            self.send_response(200 if self.path in ("/", "/index.html") else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing for each request."""

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise click.ClickException(f"Port {port} on 127.0.0.1 cannot be used ({error.strerror}). Choose another with PORT=…") from error
    click.echo(f"\nThe card as a page: http://127.0.0.1:{server.server_address[1]}/   (Ctrl-C stops)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    finally:
        server.server_close()
