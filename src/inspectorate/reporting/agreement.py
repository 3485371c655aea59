"""How consistent assessors were, as text that fits 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.reporting.table import WIDTH, heading_lines, wrapped
from inspectorate.reporting.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Edition
    from inspectorate.panel import Consistency, Drift, MovedRating, QuestionConsistency
    from inspectorate.statistics import Agreement
    from inspectorate.statistics.agreement import Coefficient

TOO_FEW = "too few to rely on"
_NAME = 22
_MOST = 30
"""So many disagreements are listed; the rest are in the JSON."""


def agreement_text(found: Consistency, rated: RatedInspection | None = None, moved: Sequence[MovedRating] = ()) -> str:
    """
    Give the consistency between assessors as text.

    Args:
        found: The consistency.
        rated: The inspection, when it is one and no bare file of answers.
        moved: What the ratings would have been had the second answers stood.
    """
    lines = [*heading_lines(rated), ""] if rated is not None else []
    if found.reason is not None:
        return "\n".join([*lines, *wrapped(_nothing_words(found), WIDTH)])
    lines += [*_overall_lines(found), "", *_confusion_lines(found), "", *_question_lines(found.questions)]
    lines += _disagreement_lines(found)
    lines += _drift_lines(found.drift)
    if rated is not None and moved:
        lines += ["", *_moved_lines(moved, rated.inspection.edition)]
    return "\n".join(lines)


def coefficient_sentences(found: Agreement) -> dict[str, str]:
    """Say what each coefficient means, in a sentence."""
    yes = f"{100 * dict(found.prevalence).get('yes', 0.0):.0f}% yes here"
    hard = "assessors who guess only at hard cases"
    return {
        "percent": _said(found.percent, lambda value: f"The two answers are the same in {_hundred(value)} of every hundred."),
        "kappa": _said(
            found.kappa, lambda value: f"{_beyond(value, 'two assessors with these habits')} Low when nearly all answers are the same."
        ),
        "ac1": _said(found.ac1, lambda value: f"{_beyond(value, hard)} Holds its ground when nearly all answers are the same ({yes})."),
        "alpha": _said(found.alpha, lambda value: f"{_beyond(value, 'these answers dealt out at random')}"),
    }


def _nothing_words(found: Consistency) -> str:
    said = f"{found.reason} Nothing can be said of how far assessors agree."
    if found.same_person:
        said += f" {counted(found.same_person, 'answer').capitalize()} were given twice by the same assessor, which does not count."
    return said


def _overall_lines(found: Consistency) -> Iterator[str]:
    overall = found.overall
    yield from wrapped(
        f"{overall.units:,} answers on {counted(found.cases, 'case')} were given by two assessors: {overall.alike:,} alike, "
        f"{overall.units - overall.alike:,} not.",
        WIDTH,
    )
    if found.unclear:
        yield from wrapped(f"Not compared: {counted(found.unclear, 'answer')} that only one of the two could give as yes or no.", WIDTH)
    if found.same_person:
        yield from wrapped(f"Not compared: {counted(found.same_person, 'answer')} given twice by the same assessor.", WIDTH)
    if overall.found is None:
        return
    yield ""
    if overall.few:
        yield from wrapped(f"Under 20 answers: {TOO_FEW}.", WIDTH)
    sentences = coefficient_sentences(overall.found)
    names = {"percent": "Percent agreement", "kappa": "Cohen's kappa", "ac1": "Gwet's AC1", "alpha": "Krippendorff's alpha"}
    for key, name in names.items():
        yield f"{name:{_NAME}} {_value_words(getattr(overall.found, key), found.level, percent=key == 'percent', few=overall.few)}"
        yield from wrapped(sentences[key], WIDTH, "    ")
    if found.cases < overall.units:
        yield ""
        yield from wrapped("Answers on one case go together, so that the intervals are somewhat too narrow.", WIDTH)


def _value_words(found: Coefficient, level: float, *, percent: bool, few: bool) -> str:
    if found.value is None or found.lower is None or found.upper is None:
        return "none"
    scale, places, unit = (100, 0, "%") if percent else (1, 2, "")
    value, lower, upper = (f"{round(scale * each, places) + 0.0:.{places}f}{unit}" for each in (found.value, found.lower, found.upper))
    interval = f"{100 * level:g}% interval {lower} to {upper}"
    if few and not percent:
        return f"({value}, {interval}: {TOO_FEW})"
    return f"{value}, {interval}"


def _confusion_lines(found: Consistency) -> Iterator[str]:
    yield f"{'first answer':{_NAME}} {'second: yes':>12} {'second: no':>12}"
    for first in ("yes", "no"):
        cells = " ".join(f"{found.confusion[first, second]:>12,}" for second in ("yes", "no"))
        yield f"{first:{_NAME}} {cells}"


def _question_lines(questions: Iterable[QuestionConsistency]) -> Iterator[str]:
    yield f"{'key question':{_NAME}} {'alike':>10} {'':>5} {'kappa':>7} {'AC1':>7} {'alpha':>7}"
    few = False
    for question in questions:
        few = few or question.few
        share = f"{100 * question.alike / question.units:.0f}%" if question.units else "–"
        cells = " ".join(_cell(question, name) for name in ("kappa", "ac1", "alpha"))
        yield f"{question.question:{_NAME}} {f'{question.alike} of {question.units}':>10} {share:>5} {cells}"
    if few:
        yield from wrapped(f"In brackets: under 20 answers, {TOO_FEW}. A dash: all answers are the same, so there is none.", WIDTH)


def _cell(question: QuestionConsistency, name: str) -> str:
    value = None if question.found is None else getattr(question.found, name).value
    if value is None:
        return f"{'–':>7}"
    words = f"{round(value, 2) + 0.0:.2f}"
    return f"{f'({words})' if question.few else words:>7}"


def _disagreement_lines(found: Consistency) -> Iterator[str]:
    if not found.disagreements:
        return
    yield ""
    yield "To discuss"
    for each in found.disagreements[:_MOST]:
        first, second = (
            f"{_word(answer)}{f' ({by})' if by else ''}" for answer, by in ((each.first, each.first_by), (each.second, each.second_by))
        )
        settled = "" if each.agreed is None else f"; agreed {_word(each.agreed)}"
        yield from wrapped(f"{each.question} {each.case}: first {first}, second {second}{settled}", WIDTH, "  ")
    if len(found.disagreements) > _MOST:
        yield f"  and {len(found.disagreements) - _MOST:,} more: see --json"


def _drift_lines(drift: Sequence[Drift]) -> Iterator[str]:
    if not drift:
        return
    yield ""
    yield "By assessor, against whoever else answered the same"
    for each in drift:
        yield from wrapped(f"{each.assessor}: {_drift_words(each)}", WIDTH, "  ")


def _drift_words(drift: Drift) -> str:
    compared = f"{counted(drift.answers, 'answer')} compared"
    if drift.stricter == drift.milder == 0:
        return f"{compared}, always alike"
    counts = f"stricter in {drift.stricter}, milder in {drift.milder}"
    if drift.stricter == drift.milder:
        return f"{compared}, {counts}: no drift"
    way = "milder" if drift.milder > drift.stricter else "stricter"
    return f"{compared}, {counts}: {way} by {abs(100 * drift.difference):.0f} in a hundred"


def _moved_lines(moved: Sequence[MovedRating], edition: Edition) -> Iterator[str]:
    yield "Had the second assessor's answers stood"
    scales = {standard.ref: standard.scale for standard in edition.standards}
    still = [each for each in moved if not each.moved]
    for each in moved:
        if each.moved:
            labels = {point.id: point.label for point in (scales[each.ref] if each.ref else edition.scale).points}
            name = f"{each.ref} {each.title}" if each.ref else each.title
            before, after = (labels.get(rating or "", "no rating") for rating in (each.before, each.after))
            why = joined([f"{ref} {then[0]} of {then[1]}, not {now[0]} of {now[1]}" for ref, now, then in each.counts if now != then])
            yield from wrapped(f"{name}: {after}, not {before}{f' ({why})' if why else ''}", WIDTH, "  ")
    if still:
        names = joined([each.ref or "the overall rating" for each in still])
        yield from wrapped(f"The same: {names}", WIDTH, "  ")


def _word(answer: str) -> str:
    return {"na": "not applicable", "unknown": "cannot tell", "not_answered": "not answered"}.get(answer, answer)


def _said(found: Coefficient, sentence: Callable[[float], str]) -> str:
    if found.value is None:
        return found.reason or "There is none."
    return sentence(found.value)


def _beyond(value: float, whom: str) -> str:
    if value <= 0:
        return f"No more agreement than by chance, that of {whom}."
    return f"Of the agreement that is possible beyond chance, {_hundred(value)}% was reached; chance is that of {whom}."


def _hundred(value: float) -> str:
    return f"{100 * value:.0f}"
