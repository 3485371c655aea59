"""An edition as text that fits 80 columns: one line in the list of editions, or the whole of it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from inspectorate.frameworks import settings_of
from inspectorate.model import NoRating
from inspectorate.reporting.method import (
    has_overall,
    in_force_words,
    known_mark,
    rated_scale,
    sample_words,
    text_words,
    totals_words,
    using_words,
)
from inspectorate.reporting.rules import (
    alternatives_words,
    discretion_words,
    known_words,
    limit_words,
    rule_words,
    setting_words,
    status_words,
)
from inspectorate.reporting.table import WIDTH, wrapped
from inspectorate.reporting.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.model import Domain, Edition, KeyQuestion, Setting, Standard

_BY = {"cases": "cases", "judgement": "judgement", "score": "a score", "text": "text, without a rating"}


def list_heading() -> str:
    """Give the heading of the list of editions."""
    rule = " ".join("-" * width for width in (26, 27, 9, 7, 7))
    return f"{'edition':26} {'in force':27} {'standards':>9} {'counted':>7} {'overall':>7}\n{rule}"


def list_lines(edition: Edition) -> list[str]:
    """Give an edition in the list: its id, dates and size, and its title below."""
    standards = edition.standards
    in_all = sum(standard.counted for standard in standards)
    overall = "yes" if has_overall(edition) else "no"
    first = f"{edition.id:26} {in_force_words(edition):27} {len(standards):>9} {in_all:>7} {overall:>7}"
    return [first, *wrapped(f"{edition.title} ({edition.edition})", WIDTH, "  ")]


def edition_text(edition: Edition, *, prompts: bool = False) -> str:
    """Give a whole edition: header, standards, rules with sources and status, limits, samples, hash."""
    parts = [
        _head(edition),
        ["SCALE", *_scale_lines(edition)],
        *(_domain_lines(domain, edition, prompts=prompts) for domain in edition.domains),
        _rule_lines(edition),
        _limit_lines(edition),
        _sample_lines(edition),
        _question_lines(edition),
        [f"Hash {edition.hash}"],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _head(edition: Edition) -> list[str]:
    lines = wrapped(f"{edition.title} ({edition.edition})", WIDTH)
    lines += [f"{edition.id}, {edition.publisher}", f"In force {in_force_words(edition)}"]
    said = [("Builds on", edition.extends), ("Source", edition.source), ("Address", edition.source_url), ("Read on", edition.retrieved_on)]
    said += [("Licence", edition.licence), ("Notes", edition.notes), ("Uncertainty of ratings is shown to", edition.uncertainty_shown_to)]
    for name, text in said:
        lines += wrapped(f"{name}: {text}", WIDTH) if text else []
    return lines


def _scale_lines(edition: Edition) -> Iterator[str]:
    for name, scale in edition.scales.items():
        if len(edition.scales) > 1:
            yield f"  {name.replace('_', ' ')}"
        for point in scale.points:
            meaning = f": {point.meaning}" if point.meaning else ""
            yield from _hang(f"  {point.score:>3}  {point.label}{meaning}", 7)
        if not scale.points:
            yield "  none: nothing is rated"


def _domain_lines(domain: Domain, edition: Edition, *, prompts: bool) -> list[str]:
    lines = _hang(f"{domain.ref}  {domain.title}".upper() if domain.ref[:1].isdigit() else domain.title.upper(), 0)
    for standard in domain.standards:
        lines += ["", *_standard_lines(standard, edition, prompts=prompts)]
    return lines


def _standard_lines(standard: Standard, edition: Edition, *, prompts: bool) -> Iterator[str]:
    marks = [f"rated by {_BY[standard.by]}" if standard.by != "text" else "text, without a rating"]
    if isinstance(standard.rule, NoRating) and standard.by == "cases":
        marks = ["percentages of cases, without a rating"]
    marks += ["not counted"] * (not standard.counted) + ["only for some providers"] * standard.optional + [known_mark(standard.known)]
    yield from _hang(f"  {standard.ref}  {standard.title}", 4 + len(standard.ref))
    yield from wrapped(f"({'; '.join(marks)})", WIDTH, "      ")
    for text in (standard.statement, standard.note):
        yield from wrapped(text, WIDTH, "      ") if text else ()
    for point in standard.scale.points:
        described = dict(standard.characteristics).get(point.id)
        yield from _hang(f"      {point.label}: {described}", 8) if described else ()
    for question in standard.key_questions:
        yield from _question(question, standard, edition, prompts=prompts)


def _question(question: KeyQuestion, standard: Standard, edition: Edition, *, prompts: bool) -> Iterator[str]:
    yield from _hang(f"      {question.ref}  {text_words(question.text)}", 8 + len(question.ref))
    indent = " " * (8 + len(question.ref))
    marks = [_route(question.applies_when, edition)] if question.applies_when else []
    marks += ["may be left out"] * question.optional
    marks += [f"pools {joined(question.pools)}"] * bool(question.pools)
    marks += [known_mark(question.known)] * (question.known[:1] != standard.known[:1])
    if marks:
        yield from wrapped(f"({'; '.join(marks)})", WIDTH, indent)
    for prompt in question.prompts if prompts else ():
        only = f" ({_route(prompt.applies_when, edition)})" if prompt.applies_when else ""
        yield from _hang(f"{indent}{prompt.ref}  {text_words(prompt.text)}{only}", len(indent) + len(prompt.ref) + 2)


def _route(route_id: str, edition: Edition) -> str:
    title = next((route.title for route in edition.routes if route.id == route_id), route_id)
    return f"only: {title[:1].lower()}{title[1:]}"


def _rule_lines(edition: Edition) -> list[str]:
    lines = ["RULES"]
    for rule in edition.rules.values():
        below = "standard" if rule is edition.overall else "key question"
        lines += ["", *_hang(f"  {rule.title}", 4)]
        said = rule_words(rule, rated_scale(rule, edition), below)
        totals = totals_words(edition) if rule is edition.overall else None
        for text in [*said, *([totals] if totals else []), using_words(rule, edition), *known_words(rule.known)]:
            lines += _hang(f"    {text}", 6)
        for setting in settings_of(edition):
            if setting.id.startswith(rule.id + "."):
                lines += _setting_lines(setting)
    if edition.discretion is not None:
        lines += ["", "  Discretion"]
        for text in [*discretion_words(edition.discretion), *known_words(edition.discretion.known)]:
            lines += _hang(f"    {text}", 6)
        lines += _setting_lines(edition.discretion.window)
    return lines


def _setting_lines(setting: Setting) -> Iterator[str]:
    yield from _hang(f"    Setting {setting.id}. {setting.title}: {setting_words(setting, setting.value)}.", 6)
    others = alternatives_words(setting)
    yield from wrapped(f"It might be instead: {others}.", WIDTH, "      ") if others else ()
    for text in known_words(setting.known):
        yield from wrapped(text, WIDTH, "      ")


def _limit_lines(edition: Edition) -> list[str]:
    lines: list[str] = []
    for heading, entries in (
        ("LIMITS", [(limit, limit_words(limit, edition)) for limit in edition.limits]),
        ("STATUSES", [(status, status_words(status, edition)) for status in edition.statuses]),
    ):
        if entries:
            lines += ["", heading] if lines else [heading]
        for entry, words in entries:
            lines += ["", *_hang(f"  {entry.title}", 4)]
            for text in [*words, *known_words(entry.known)]:
                lines += _hang(f"    {text}", 6)
    return lines


def _sample_lines(edition: Edition) -> list[str]:
    lines: list[str] = []
    for sample in edition.samples:
        lines += ["", *_hang(f"  {sample.title}", 4)]
        for text in [*sample_words(sample, edition), *known_words(sample.known)]:
            lines += _hang(f"    {text}", 6)
    return ["SAMPLES", *lines] if lines else []


def _question_lines(edition: Edition) -> list[str]:
    """Give the questions that are never rated."""
    lines: list[str] = []
    if edition.context_questions:
        lines += ["CONTEXT QUESTIONS (never rated)"]
    for asked in edition.context_questions:
        steps = f" Steps: {joined([step.replace('_', ' ') for step in asked.steps])}." if asked.steps else ""
        lines += _hang(f"  {asked.id}  {asked.text}{steps} ({known_mark(asked.known)})", 4)
    if edition.interview_questions:
        lines += ["", "INTERVIEW QUESTIONS (never rated)"]
    for question in edition.interview_questions:
        lines += _hang(f"  {question.id}  {question.text} ({known_mark(question.known)})", 4)
    return lines


def _hang(text: str, indent: int) -> list[str]:
    """Break a text into lines, those after the first with an indent of their own."""
    inner = text.lstrip()
    start = " " * (len(text) - len(inner))
    return wrap(inner, WIDTH, initial_indent=start, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
