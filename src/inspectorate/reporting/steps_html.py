"""The trace as HTML: sentences first, then every step as a list that opens. No script, nothing loaded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from inspectorate.reporting.explanation import sections
from inspectorate.reporting.steps import operation_words, read_lines, result_words, rule_lines, walk
from inspectorate.reporting.table import heading_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Step

_STYLE = """
body{font:1rem/1.5 'Atkinson Hyperlegible Next',system-ui,sans-serif;color:#16181d;background:#fff}
body{margin:0 auto;max-width:46rem;padding:1rem}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.1rem;margin:1.5rem 0 .25rem}p{margin:.25rem 0}
.who{color:#4a4f57;margin:0}.trace{border-top:2px solid #16181d;margin-top:2rem;padding-top:.5rem}
details{border-left:3px solid #c3c8cf;margin:.35rem 0;padding-left:.75rem}summary{cursor:pointer;padding:.2rem 0;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .75rem;margin:.25rem 0;overflow-wrap:anywhere}dt{color:#4a4f57}dd{margin:0}
@media print{details{break-inside:avoid}}@media (forced-colors:active){details{border-color:CanvasText}}
"""


def explanation_html(rated: RatedInspection, ref: str | None = None) -> str:
    """
    Give an explanation as one page that needs nothing else: the sentences, then the steps behind them.

    Raises:
        KeyError: The edition has no such standard or key question.
    """
    name, *who = heading_lines(rated)
    language = rated.inspection.heading.language
    title = f"Why: {name}"
    said = "".join(f"<h2>{escape(heading)}</h2>\n<p>{escape(text)}</p>\n" for heading, text in sections(rated, ref))
    lines = "".join(f'<p class="who">{escape(line)}</p>\n' for line in who)
    about = None if ref == "overall" else ref
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 lang="{language}">{escape(name)}</h1>\n{lines}{said}'
        f'<section class="trace">\n<h2>Every step</h2>\n{steps_fragment(rated.result.trace, about)}\n</section>\n'
        "</main>\n</body>\n</html>\n"
    )


def steps_fragment(trace: Step, about: str | None = None) -> str:
    """Give the steps of a trace as nested lists that open; of one standard or key question when *about* names it."""
    found = trace if about is None else next((step for step in walk(trace) if step.about == about), trace)
    return "\n".join(_step(found, is_open=True))


def _step(step: Step, *, is_open: bool) -> Iterator[str]:
    opened = " open" if is_open else ""
    summary = f"<strong>{escape(step.about)}</strong> {escape(step.title)}: {escape(result_words(step))}"
    yield f"<details{opened}><summary>{summary}</summary>"
    rows = [("step", operation_words(step)), *read_lines(step), *rule_lines(step), ("result", result_words(step))]
    yield "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows) + "</dl>"
    for child in step.children:
        yield from _step(child, is_open=False)
    yield "</details>"
