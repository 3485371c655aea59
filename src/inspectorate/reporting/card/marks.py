"""The marks of a card in words: what is not rated, not counted, moved, carried forward, only possible, or rests on an unverified rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inspectorate.model import NoRating
from inspectorate.reporting.words import capital, counted, date_words, joined, number_word, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Edition, Standard, StandardResult

_NOT_RATED = {
    "not_applicable": "it does not apply to this provider",
    "not_inspected": "it was not inspected this time",
    "insufficient_evidence": "there was not enough evidence to judge",
    "no_cases": "there were no cases to look at",
    "too_few_cases": "there were too few cases",
    "no_headline": "its parts are rated and it is not",
    "not_recorded": "its rating was not recorded",
    "seeded": "it has not been assessed under this framework yet",
    "carried_forward": "an earlier rating stands",
    "history_only": "a predecessor was rated, not this organisation",
    "suspended": "the rating is under review",
    "pre_dates_item": "it was not part of the framework at the time",
    "outcome_text": "its outcome is in other words than ratings",
}
_HOW = {
    "inferred": "inferred from the wording of the source, not stated in it",
    "by_elimination": "found by elimination, not stated in the source",
    "derived": "derived from other published figures, not stated in the source",
}


class _Line:
    """A standard beside its result."""

    def __init__(self, standard: Standard, result: StandardResult) -> None:
        self.standard, self.result = standard, result
        coded = re.fullmatch(r"[A-Z]?\d[\d.]*|[A-Z]", standard.ref)
        self.name = f"{standard.ref} {standard.title}" if coded else standard.title
        self.short = standard.ref if coded else standard.title


def marks_of(rated: RatedInspection) -> Iterator[str]:
    """Give every mark of a card as a sentence, the standards in the order of the edition."""
    edition = rated.inspection.edition
    results = {result.ref: result for result in rated.result.standards}
    lines = [_Line(standard, results[standard.ref]) for standard in edition.standards if standard.ref in results]
    yield from _in_part(lines, rated)
    yield from _still_possible(lines)
    yield from _not_rated(lines)
    yield from _not_counted(lines, edition)
    yield from _discretion(lines)
    yield from _disagreements(lines)
    yield from _limits(lines, rated)
    yield from _not_direct(lines)
    yield from _carried(lines)
    yield from _unanswered(lines)
    yield from _sensitive(lines, rated)


def _in_part(lines: list[_Line], rated: RatedInspection) -> Iterator[str]:
    shown = [line for line in lines if not isinstance(line.standard.rule, NoRating)]
    missing = [line for line in shown if line.result.state == "unknown" and len(line.result.possible) == len(line.standard.scale.points)]
    if not missing:
        return
    verb = "is" if len(missing) == 1 else "are"
    published = rated.inspection.heading.provenance == "published"
    where = "not in the sources" if published else "not known yet"
    names = joined([line.short for line in missing])
    yield f"{capital(number_word(len(missing)))} of {counted(len(shown), 'standard')} {verb} {where}: {names}."


def _still_possible(lines: list[_Line]) -> Iterator[str]:
    for line in lines:
        points = line.standard.scale.points
        if line.result.state == "unknown" and 1 < len(line.result.possible) < len(points):
            ways = joined([point.label for point in points if point.id in line.result.possible], "or")
            yield f"{line.name} is {ways}: what is known does not settle it."


def _not_rated(lines: list[_Line]) -> Iterator[str]:
    groups: dict[tuple[bool, str], list[_Line]] = {}
    for line in lines:
        why = line.result.not_rated
        if line.result.state not in ("not_rated", "not_applicable") or why is None or isinstance(line.standard.rule, NoRating):
            continue
        if why.code == "not_applicable" and not why.reason:
            continue  # the word beside the standard says it
        reason = why.reason or _NOT_RATED.get(why.code, "no reason is given")
        groups.setdefault((line.result.state == "not_applicable", reason), []).append(line)
    for (_, reason), group in groups.items():
        yield sentence(f"{_names(group)} {_was(group)} not rated: {reason}")


def _not_counted(lines: list[_Line], edition: Edition) -> Iterator[str]:
    group = [line for line in lines if not line.result.counted and line.result.state != "not_applicable"]
    if group and not isinstance(edition.overall, NoRating):
        yield f"{_names(group)} {_is(group)} shown and not counted in the overall rating."


def _discretion(lines: list[_Line]) -> Iterator[str]:
    for line in lines:
        used = line.result.discretion.used
        if not used:
            continue
        by = f" by {used['decided_by']}" if used.get("decided_by") else ""
        on = f" on {date_words(used['decided_on'])}" if used.get("decided_on") else ""
        before, after = line.standard.scale.label(line.result.computed), line.standard.scale.label(str(used["to"]))
        yield sentence(
            f"{line.name} was moved by discretion from {before} to {after}{by}{on}: {used.get('reason') or 'no reason is given'}"
        )


def _disagreements(lines: list[_Line]) -> Iterator[str]:
    for line in lines:
        result, scale = line.result, line.standard.scale
        if result.stated and result.computed and result.stated != result.computed and not result.discretion.used:
            stated, computed = scale.label(result.stated), scale.label(result.computed)
            yield f"{line.name} was published as {stated}; its key questions give {computed}."


def _limits(lines: list[_Line], rated: RatedInspection) -> Iterator[str]:
    found = [("The overall rating", rated.inspection.edition.scale, limit) for limit in rated.result.overall.limits]
    found += [(line.name, line.standard.scale, limit) for line in lines for limit in line.result.limits]
    for name, scale, limit in found:
        yield sentence(f"{name} is limited from {scale.label(limit.before)} to {scale.label(limit.after)}: {limit.title}")


def _not_direct(lines: list[_Line]) -> Iterator[str]:
    for how, words in _HOW.items():
        group = [line for line in lines if line.result.how == how]
        if group:
            yield f"The {'rating' if len(group) == 1 else 'ratings'} of {_names(group)} {_is(group)} {words}."


def _carried(lines: list[_Line]) -> Iterator[str]:
    dates = dict.fromkeys(line.result.carried_from for line in lines if line.result.carried_from)
    for date in dates:
        group = [line for line in lines if line.result.carried_from == date]
        rating = "an earlier rating" if len(group) == 1 else "earlier ratings"
        yield f"{_names(group)} {_has(group)} {rating}, of {date_words(date or '')}, that still {'stands' if len(group) == 1 else 'stand'}."


def _unanswered(lines: list[_Line]) -> Iterator[str]:
    group = [line for line in lines if any(question.unanswered for question in line.result.key_questions)]
    if group:
        blank = sum(question.unanswered for line in group for question in line.result.key_questions)
        verb = "is" if blank == 1 else "are"
        yield f"{capital(counted(blank, 'answer'))} in {_names(group)} {verb} missing or could not be told, and left out of the figures."


def _sensitive(lines: list[_Line], rated: RatedInspection) -> Iterator[str]:
    rules: dict[str, list[str]] = {}
    for each in rated.result.overall.sensitive_to:
        rules.setdefault(each.title, []).append("the overall rating")
    for line in lines:
        for each in line.result.sensitive_to:
            names = rules.setdefault(each.title, [])
            if line.name not in names:
                names.append(line.name)
    for title, names in rules.items():
        yield f"{capital(joined(list(dict.fromkeys(names))))} may differ: nobody could check one rule of the method ({_small(title)})."


def _names(group: Iterable[_Line]) -> str:
    lines = list(group)
    return lines[0].name if len(lines) == 1 else joined([line.short for line in lines])


def _was(group: list[_Line]) -> str:
    return "was" if len(group) == 1 else "were"


def _is(group: list[_Line]) -> str:
    return "is" if len(group) == 1 else "are"


def _has(group: list[_Line]) -> str:
    return "has" if len(group) == 1 else "have"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
