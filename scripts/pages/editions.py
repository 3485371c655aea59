"""docs/reference/editions.md: the editions that come with Inspectorate, one row each."""

from __future__ import annotations

from inspectorate.frameworks import load_edition, shipped_editions
from inspectorate.reporting.method import has_overall, highest_score, in_force_words


def page() -> str:
    """Write the page."""
    editions = [load_edition(name) for name in shipped_editions()]
    lines = [
        "# Editions",
        "",
        f"{len(editions)} editions come with Inspectorate. *Counted* is how many standards enter the overall rating; *most* is the highest",
        "score, where scores are added and a high one is good. The hash is the SHA-256 of the resolved document; this gives it again:",
        "`inspectorate frameworks show ID --json | tr -d '\\n' | sha256sum`. What has not been read in a published document:",
        "[verify-the-method.md](../verify-the-method.md).",
        "",
        "| id | title | publisher | in force | standards | counted | overall rating | most | hash |",
        "| --- | --- | --- | --- | ---: | ---: | --- | ---: | --- |",
    ]
    for edition in editions:
        most = highest_score(edition)
        cells = [
            f"`{edition.id}`",
            f"{edition.title} ({edition.edition})",
            edition.publisher,
            in_force_words(edition),
            str(len(edition.standards)),
            str(sum(standard.counted for standard in edition.standards)),
            "yes" if has_overall(edition) else "no, by design",
            str(most) if most is not None else "–",
            f"`{edition.hash}`",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
