"""A rating as a history tells it: with its inspection and how it is known, or with what there is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis import overall_basis
from inspectorate.reporting.words import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.analysis import Basis
    from inspectorate.site.collect import Shown, Summary
    from inspectorate.site.directory import Directory

_INSTEAD = {"none_by_design": "no overall rating, by design", "nothing_rated": "nothing was rated", "not_rated": "not rated"}


class Told(NamedTuple):
    """The overall rating of one inspection: shown, or what there is instead; and how it is known."""

    summary: Summary
    shown: Shown | None
    instead: str
    how: str


def told(basis: Basis, summary: Summary) -> Told:
    """Give a rating as a history tells it."""
    shown = summary.published or summary.overall
    if basis.rating is None or not shown.word:
        return Told(summary, None, _INSTEAD.get(basis.state, "not in these sources"), "")
    return Told(summary, shown, "", basis.how)


def told_of(directory: Directory, summaries: tuple[Summary, ...]) -> tuple[Told, ...]:
    """Give the overall ratings of inspections as histories tell them."""
    return tuple(told(overall_basis(directory.rated(summary)), summary) for summary in summaries)


def method_words(rows: Sequence[Summary]) -> str:
    """Name the methods of inspections, each once with its editions."""
    editions: dict[str, list[str]] = {}
    for row in rows:
        editions.setdefault(row.edition_title, []).append(row.edition_label)
    named = [f"{title} ({joined(list(dict.fromkeys(labels)))})" for title, labels in editions.items()]
    return f"{'Method' if len(named) == 1 else 'Methods'}: {joined(named)}."
