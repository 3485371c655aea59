"""A what-if in words: what moved, what did not, and how far it still is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.reporting.explain import figure_words
from inspectorate.reporting.table import heading_lines, wrapped
from inspectorate.reporting.words import capital, counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.inspection import Moved, WhatIf
    from inspectorate.model import Change, Scale, StandardResult

WIDTH = 80


def what_if_text(answer: WhatIf) -> str:
    """Give a what-if as text: each standard touched or moved, then the whole, each before and after."""
    edition = answer.before.inspection.edition
    lines = [*heading_lines(answer.before), "", f"What if: {'; '.join(answer.changes)}", ""]
    for moved in answer.touched:
        standard = edition.standard(moved.ref)
        if standard is not None:
            lines += [f"{moved.ref} {moved.title}: {_before_after(moved, standard.scale)}"]
            lines += [line for text in _standard_reason(answer, moved) for line in wrapped(text, WIDTH, "  ")]
    lines += ["", f"Overall: {_before_after(answer.overall, edition.scale)}"]
    lines += [line for text in _overall_reason(answer) for line in wrapped(text, WIDTH, "  ")]
    lines += ["", "Nothing was written."]
    return "\n".join(lines)


def _before_after(moved: Moved, scale: Scale) -> str:
    before, after = _ways(moved.before, scale), _ways(moved.after, scale)
    if moved.ref == "overall" and moved.score_before is not None and moved.score_after is not None:
        if before == after and moved.score_before != moved.score_after:
            return f"stays {after} (total {moved.score_before}, then {moved.score_after})"
        before, after = f"{before} (total {moved.score_before})", f"{after} (total {moved.score_after})"
    return f"stays {after}" if before == after else f"{before}, then {after}"


def _standard_reason(answer: WhatIf, moved: Moved) -> Iterator[str]:
    standard = answer.after.inspection.edition.standard(moved.ref)
    result = answer.after.result.standard(moved.ref)
    if standard is None or result is None:
        return
    before = answer.before.result.standard(moved.ref)
    low = next((question for question in result.key_questions if question.ref in result.deciding), None)
    if low is not None and low.percent is not None:
        asked = next(question for question in standard.key_questions if question.ref == low.ref)
        changed = before is not None and before.deciding != result.deciding
        yield f"{'Another key question now decides' if changed else 'The lowest key question decides'}: {figure_words(asked, low)}."
    if result.discretion.used:
        yield "The panel's discretion moves it; its cases alone do not."
        return
    if result.state in ("not_rated", "not_applicable"):
        yield "It takes no part in the overall rating."
    yield from _distance(result, standard.scale)


def _distance(result: StandardResult, scale: Scale) -> Iterator[str]:
    if result.up is not None:
        yield f"{_more(result.up)} would make it {scale.label(result.up.to)}."
    elif result.state == "rated" and result.rating == scale.points[-1].id:
        yield f"{scale.label(result.rating)} is the highest rating."


def _more(change: Change) -> str:
    words = counted(change.steps, "more sufficient case", "more sufficient cases")
    if len(change.where) > 1:
        words = (
            counted(change.steps, "more sufficient answer", "more sufficient answers")
            + f" over {counted(len(change.where), 'key question')}"
        )
    return capital(words)


def _overall_reason(answer: WhatIf) -> Iterator[str]:
    result, scale = answer.after.result.overall, answer.after.inspection.edition.scale
    moved = [each for each in answer.touched if each.moved]
    if not moved and answer.overall.before == answer.overall.after:
        yield "No rating moved."
    for limit in result.limits:
        yield f"A limit applies: {limit.title}."
    if result.up is not None:
        yield f"{capital(counted(result.up.steps, 'standard'))} one step higher would make it {scale.label(result.up.to)}."
    if result.down is not None:
        yield f"{capital(counted(result.down.steps, 'standard'))} one step lower would make it {scale.label(result.down.to)}."
    if result.state == "open":
        yield "It is not settled, because not every standard is known."


def _ways(possible: tuple[str, ...], scale: Scale) -> str:
    if not possible:
        return "not rated"
    if len(possible) == len(scale.points) > 1:
        return "not known"
    return joined([scale.label(point) for point in possible], "or")
