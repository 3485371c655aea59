"""
Why a rating is what it is, in sentences for a lay reader.

Names the deciding item with its figure and base, the rule, the edge, the smallest change, and the status of the rule. Short neutral
sentences, no identifiers. Reads the result and computes no rating.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from inspectorate.model import (
    CountThresholds,
    Judged,
    KeyQuestionResult,
    PercentBands,
    PercentOfMax,
    SumBands,
    WorstOf,
)
from inspectorate.rating import percent_bands, total_bands
from inspectorate.reporting.words import capital, counted, date_words, joined, number_word, plain_number, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import CaseReferences, Change, KeyQuestion, Known, Scale, Sensitivity, Standard, StandardResult

_HOW = {
    "inferred": "The rating is inferred from the wording of the source, not stated in it.",
    "by_elimination": "The rating was found by elimination, not stated in the source.",
    "derived": "The rating is derived from other published figures, not stated in the source.",
}
_NOT_RATED = {
    "not_inspected": "it was not inspected this time",
    "insufficient_evidence": "there was not enough evidence to judge",
    "no_cases": "there were no cases",
    "too_few_cases": "there were too few cases",
    "not_graded_by_design": "it is reported without a rating, by design",
    "suspended": "the rating is under review",
    "history_only": "only a predecessor was rated",
    "outcome_text": "its outcome is in other words than ratings",
    "other": "no reason is given",
}


def overall_sentences(rated: RatedInspection) -> list[str]:
    """Say why the overall rating is what it is, or why there is none."""
    overall, edition = rated.result.overall, rated.inspection.edition
    if overall.state == "none_by_design":
        return ["This framework gives no overall rating, by design.", *_statuses(rated)]
    if overall.state == "nothing_rated":
        return ["No standard was rated, so there is no overall rating."]
    if overall.state == "open":
        return [*_open_overall(rated), *_statuses(rated)]
    sentences = [*_overall_reason(rated), *_departure(rated), *_overall_limits(rated), _overall_mix(rated)]
    sentences += _overall_changes(overall.up, overall.down, edition.scale)
    sentences += [
        *_left_out(rated),
        *_status_of_rule(edition.overall.known, "The way the overall rating is formed"),
        *unverified_sentences(overall.sensitive_to, edition.scale),
    ]
    return [*sentences, *_published(rated), *_statuses(rated)]


def standard_sentences(rated: RatedInspection, ref: str) -> list[str]:
    """
    Say why one standard is rated as it is, or why it is not.

    Raises:
        KeyError: The edition has no such standard.
    """
    standard = rated.inspection.edition.standard(ref)
    result = rated.result.standard(standard.ref) if standard else None
    if standard is None or result is None:
        raise KeyError(ref)
    if result.state in ("not_rated", "not_applicable"):
        return _not_rated(standard, result)
    if result.state == "unknown":
        return _unknown(standard, result)
    sentences = list(_standard_reason(standard, result))
    blank = sum(question.unanswered for question in result.key_questions)
    if blank and result.computed is not None:
        missing = f"{capital(counted(blank, 'answer'))} {'is' if blank == 1 else 'are'} missing"
        sentences.append(f"{missing}; however {'it is' if blank == 1 else 'they are'} filled in, the cases give the same.")
    if result.carried_from:
        sentences.append(f"It is an earlier rating, of {date_words(result.carried_from)}, that still stands.")
    if result.how in _HOW:
        sentences.append(_HOW[result.how])
    if not result.counted:
        sentences.append("It is shown and does not count towards the overall rating.")
    return [*sentences, *unverified_sentences(result.sensitive_to, standard.scale)]


def question_sentences(rated: RatedInspection, ref: str) -> list[str]:
    """
    Say what one key question shows.

    Raises:
        KeyError: The edition has no such key question.
    """
    for standard, question in rated.inspection.edition.key_questions():
        if question.ref == ref:
            result = rated.result.standard(standard.ref)
            found = next((each for each in result.key_questions if each.ref == ref), None) if result else None
            if found is not None and result is not None:
                return [*_question(standard, question, found, result), *_applied(rated, standard.ref, ref)]
    raise KeyError(ref)


def case_sentences(rated: RatedInspection, ref: str) -> list[str]:
    """Reach the cases behind the percentage of a key question, by reference; none where it was not counted from answers on cases."""
    owner = next((standard.ref for standard, question in rated.inspection.edition.key_questions() if question.ref == ref), "")
    cases = _references(rated, owner, ref)
    if cases is None:
        return []
    return [
        *_named(cases.unanswered, "without a yes or a no, outside the base", "without a yes or a no, outside the base"),
        *_named(cases.no, "that was not sufficient", "that were not sufficient"),
    ]


def band_words(start: Decimal | None, end: Decimal | None, label: str) -> str:
    """Say a band: "below 50% is Inadequate", "from 50% to below 65% is …", "80% or more is …"."""
    if start is None:
        return f"below {plain_number(end or 0)}% is {label}"
    if end is None:
        return f"{plain_number(start)}% or more is {label}"
    return f"from {plain_number(start)}% to below {plain_number(end)}% is {label}"


def figure_words(question: KeyQuestion, result: KeyQuestionResult) -> str:
    """Say a figure with its base and what it is of: "49% of cases (55 of 112) were …"."""
    percent = plain_number(result.percent if result.percent is not None else 0)
    base = ""
    if result.yes is not None and result.cases:
        base = f" ({result.yes} of {result.cases})"
    elif result.cases:
        base = f" ({result.cases} cases)"
    return f"{percent}% of cases{base} {question.plain or 'were sufficient'}"


def _standard_reason(standard: Standard, result: StandardResult) -> Iterator[str]:
    label = standard.scale.label(result.rating)
    deciding = [question for question in result.key_questions if question.ref in result.deciding]
    if isinstance(standard.rule, Judged) or (result.computed is None and not deciding):
        yield from _judged(standard, result, label)
        return
    if deciding and isinstance(standard.key_question_rule, PercentBands):
        yield from _by_cases(standard, result, deciding[0], label)
        return
    yield f"{standard.title} is {label} by the ratings of what it rests on."
    yield from (sentence(f"{limit.title}: it is at best {standard.scale.label(limit.after)}") for limit in result.limits)
    yield from _status_of_rule(standard.rule.known, "The rule")


def _judged(standard: Standard, result: StandardResult, label: str) -> Iterator[str]:
    if standard.by == "score" and result.score is not None:
        yield f"{standard.title} was scored {result.score}: {label}."
    elif standard.by == "cases":
        yield f"{standard.title} is {label}, as the source states; the figures behind it are not in these sources."
    else:
        yield f"{standard.title} is {label}: inspectors judged it as a whole."
    for limit in result.limits:
        yield sentence(f"{limit.title}: it is at best {standard.scale.label(limit.after)}")
    if result.reason:
        yield sentence(result.reason)


def _by_cases(standard: Standard, result: StandardResult, low: KeyQuestionResult, label: str) -> Iterator[str]:
    question = next(each for each in standard.key_questions if each.ref == low.ref)
    computed = standard.scale.label(result.computed)
    used = result.discretion.used
    if used or result.rating != result.computed:
        yield f"{standard.title} is {label}."
        yield f"Its cases alone give {computed}: {figure_words(question, low)}."
    else:
        yield f"{standard.title} is {label} because {figure_words(question, low)}."
    yield _rank(standard, result, low)
    yield from _rounded(standard, low)
    if used:
        yield f"The panel used its discretion to move it to {label}."
        yield sentence(str(used.get("reason") or ""))
    yield from _standard_changes(result, standard)
    if not used and result.discretion.eligible:
        ways = joined([standard.scale.label(to) for to in result.discretion.to], "or")
        yield f"It is near enough to a boundary for a ratings panel to consider {ways}."
    yield from _boundary_status(standard, result)


def _rank(standard: Standard, result: StandardResult, low: KeyQuestionResult) -> str:
    """Say where the deciding figure stands among the others, and in which band."""
    rule = standard.key_question_rule
    part = [question for question in result.key_questions if question.takes_part]
    known = [question for question in part if question.percent is not None]
    band = ""
    if isinstance(rule, PercentBands):
        here = next(each for each in percent_bands(rule, standard.scale) if each.rating == low.rating)
        band = band_words(here.start, here.end, standard.scale.label(low.rating))
    unknown = len(part) - len(known)
    if unknown:
        others = counted(unknown, "other key question")
        verb = "is" if unknown == 1 else "are"
        return f"{capital(band)}; {others} {verb} not in these sources, and the lowest decides."
    if len(part) == 1:
        rest = "The standard rests on this one key question" if len(result.key_questions) == 1 else "No other key question had cases"
        return f"{rest}, and {band}."
    if len(result.deciding) > 1:
        return (
            f"That is the lowest of its {number_word(len(part))} key questions, shared by {number_word(len(result.deciding))}, and {band}."
        )
    return f"That is the lowest of its {number_word(len(part))} key questions, and {band}."


def _rounded(standard: Standard, found: KeyQuestionResult) -> Iterator[str]:
    """Say that a percentage was rounded, where its band is not the one that it stands in as printed."""
    rule = standard.key_question_rule
    if not isinstance(rule, PercentBands) or found.percent is None or found.rating is None:
        return
    here = next(each for each in percent_bands(rule, standard.scale) if each.rating == found.rating)
    if here.start is not None and found.percent < here.start:
        yield f"Percentages are rounded to whole ones first, so it counts as {plain_number(here.start)}%."


def _standard_changes(result: StandardResult, standard: Standard) -> Iterator[str]:
    after = "its cases " if result.discretion.used else "it "
    if result.up is not None:
        yield f"{_answers(result.up, 'more')} would make {after}{standard.scale.label(result.up.to)}."
    if result.down is not None:
        yield f"{_answers(result.down, 'fewer')} would make {after}{standard.scale.label(result.down.to)}."


def _answers(change: Change, way: str) -> str:
    if len(change.where) == 1:
        return f"{capital(number_word(change.steps))} {way} sufficient {'case' if change.steps == 1 else 'cases'}"
    return f"{capital(number_word(change.steps))} {way} sufficient answers over {number_word(len(change.where))} key questions"


def _boundary_status(standard: Standard, result: StandardResult) -> Iterator[str]:
    rule = standard.key_question_rule
    if not isinstance(rule, PercentBands) or rule.known.status == "published" or result.computed is None:
        return
    here = next(each for each in percent_bands(rule, standard.scale) if each.rating == result.computed)
    edges = [f"{plain_number(edge)}%" for edge in (here.start, here.end) if edge is not None]
    if len(edges) == 1:
        yield f"The {edges[0]} boundary is {_short_status(rule.known)}."
    else:
        yield f"The {joined(edges)} boundaries are {_short_status(rule.known)}."


def _short_status(known: Known) -> str:
    words = {
        "recollected": "recollected, not read in a published document",
        "inferred": "inferred, not read in a published document",
        "open": "not known; our default is used",
        "published": "published",
    }
    return words[known.status]


def _status_of_rule(known: Known, subject: str) -> Iterator[str]:
    if known.status != "published":
        yield f"{subject} is {_short_status(known)}."


def unverified_sentences(found: Sequence[Sensitivity], scale: Scale) -> Iterator[str]:
    """Say what a rating would be under the other readings of rules that nobody has been able to check."""
    words = {
        ("rounding", "none"): "if percentages were not rounded before they are banded",
        ("rounding", "half_up"): "if percentages were rounded before they are banded",
        ("boundary", "upper"): "if a total exactly on an edge counted upwards",
        ("boundary", "lower"): "if a total exactly on an edge counted downwards",
    }
    for each in found:
        name = each.rule.rpartition(".")[2]
        near = "exactly on a boundary" if each.alternative == "0" else f"within {each.alternative} points of a boundary"
        condition = words.get((name, str(each.alternative)), f"if discretion were open only {near}")
        result = scale.label(each.rating) if each.rating else joined([scale.label(point) for point in each.possible], "or")
        yield f"It would be {result} {condition}; nobody has been able to check that rule."


def _not_rated(standard: Standard, result: StandardResult) -> list[str]:
    why = result.not_rated
    if result.state == "not_applicable":
        return [f"{standard.title} does not apply to this provider."]
    reason = why.reason if why and why.reason else _NOT_RATED.get(why.code if why else "other", "no reason is given")
    sentences = [sentence(f"{standard.title} was not rated: {reason}")]
    if result.text:
        sentences.append(sentence(result.text))
    if standard.by != "text" and (why is None or why.code != "not_graded_by_design"):
        sentences.append("It takes no part in the overall rating.")
    for question in result.key_questions:
        if question.percent is not None:
            asked = next(each for each in standard.key_questions if each.ref == question.ref)
            sentences.append(f"{capital(figure_words(asked, question))}.")
    return sentences


def _unknown(standard: Standard, result: StandardResult) -> list[str]:
    if len(result.possible) == len(standard.scale.points):
        first = f"The rating of {standard.title} is not in these sources."
    else:
        ways = joined([standard.scale.label(point) for point in result.possible], "or")
        first = f"{standard.title} is {ways}: what is known does not settle it."
    known = [question for question in result.key_questions if question.percent is not None]
    sentences = [first]
    if result.stated is not None:
        sentences.append(f"It was judged {standard.scale.label(result.stated)}, and a fact that could limit it is not given.")
    for each in known:
        asked = next(question for question in standard.key_questions if question.ref == each.ref)
        sentences.append(f"{capital(figure_words(asked, each))}.")
    blank = sum(question.unanswered for question in result.key_questions)
    if blank:
        sentences.append(f"{capital(counted(blank, 'answer'))} {'is' if blank == 1 else 'are'} missing, and could move it.")
    return sentences


def _question(standard: Standard, question: KeyQuestion, found: KeyQuestionResult, result: StandardResult) -> Iterator[str]:
    if not found.takes_part:
        yield "There were no cases to which this key question applied, so it takes no part."
        return
    if found.percent is None and found.unanswered:
        cases = f"{counted(found.unanswered, 'case')} {'is' if found.unanswered == 1 else 'are'}"
        yield f"Nobody has answered it with a yes or a no yet: {cases} open."
        return
    if found.percent is None:
        yield (
            "The figure of this key question is not in these sources."
            if found.rating is None
            else f"It was rated {(standard.key_question_scale or standard.scale).label(found.rating)}."
        )
        return
    yield f"{capital(figure_words(question, found))}."
    rule = standard.key_question_rule
    if isinstance(rule, PercentBands) and found.rating is not None:
        here = next(each for each in percent_bands(rule, standard.scale) if each.rating == found.rating)
        yield f"{capital(band_words(here.start, here.end, standard.scale.label(found.rating)))}."
    yield from _rounded(standard, found)
    if found.ref in result.deciding:
        yield f"It is the lowest key question of {standard.title}, so it decides."
    elif result.deciding:
        yield f"It does not decide {standard.title}: another key question is lower."
    if found.yes is None:
        yield "The source gives no count behind the percentage."


def _applied(rated: RatedInspection, standard: str, ref: str) -> Iterator[str]:
    """Say to how many cases a key question applied, and by which route, where that was counted from answers on cases."""
    cases = _references(rated, standard, ref)
    if cases is None or not cases.not_applicable:
        return
    applied = len(cases.yes) + len(cases.no) + len(cases.unanswered)
    title = next((route.title for route in rated.inspection.edition.routes if route.id == cases.route), None)
    which = f": {title[:1].lower()}{title[1:]}" if title else ""
    yield sentence(f"It applied to {applied} of {applied + len(cases.not_applicable)} cases{which}")


def _references(rated: RatedInspection, standard: str, ref: str) -> CaseReferences | None:
    evidence = rated.inspection.evidence.standards.get(standard)
    figures = evidence.figures.get(ref) if evidence is not None else None
    return figures.references if figures is not None else None


def _named(cases: Sequence[str], one: str, many: str) -> Iterator[str]:
    if cases:
        which = f"The one case {one}" if len(cases) == 1 else f"The {number_word(len(cases))} cases {many}"
        yield f"{which}: {', '.join(cases)}."


def _overall_reason(rated: RatedInspection) -> Iterator[str]:
    overall, edition = rated.result.overall, rated.inspection.edition
    label = edition.scale.label(overall.computed or overall.rating)
    counted_in = [standard for standard in rated.result.standards if standard.counted and standard.state == "rated"]
    rule = edition.overall
    if isinstance(rule, SumBands | PercentOfMax) and overall.score is not None:
        of = f" of {overall.max}" if overall.max is not None else ""
        number = number_word(len(counted_in))
        scales = tuple(standard.scale for ref in (each.ref for each in counted_in) if (standard := edition.standard(ref)) is not None)
        yield f"The overall rating is {label} because the scores of its {number} standards add up to {overall.score}{of}."
        if isinstance(rule, PercentOfMax) and overall.max:
            here = next(each for each in percent_bands(rule, edition.scale) if each.rating == overall.computed)
            percent = (200 * overall.score + overall.max) // (2 * overall.max)
            yield f"That is {percent}% of the most they could be, and {band_words(here.start, here.end, label)}."
            return
        band = next((band for band in total_bands(edition, scales) if band.rating == overall.computed), None)
        if band is not None:
            span = f"a total of {band.lowest}" if band.lowest == band.highest else f"from {band.lowest} to {band.highest}"
            yield f"With {number} standards, {span} is {label}."
    elif isinstance(rule, Judged):
        yield f"The overall rating is {label}: it is a judgement on all the evidence."
    elif isinstance(rule, WorstOf):
        yield f"The overall rating is {label} because the lowest of the judgements that decide it is {label}."
    elif isinstance(rule, CountThresholds):
        yield f"The overall rating is {label} by the number of standards with each rating."
    else:
        yield f"The overall rating is {label}."
        open_ones = sum(1 for standard in rated.result.standards if standard.counted and standard.state == "unknown")
        if open_ones:
            verb = "is" if open_ones == 1 else "are"
            yield f"{capital(counted(open_ones, 'standard'))} {verb} not known; no rating there would change it."
    if overall.reason and isinstance(rule, Judged):
        yield sentence(overall.reason)


def _departure(rated: RatedInspection) -> Iterator[str]:
    departure = next((each for each in rated.inspection.evidence.departures if each.rule == "overall"), None)
    overall = rated.result.overall
    if departure is not None and overall.rating != overall.computed:
        yield f"It was departed from with a recorded reason: the rating is {overall.label}."
        yield sentence(departure.reason or "")


def _overall_limits(rated: RatedInspection) -> Iterator[str]:
    for limit in rated.result.overall.limits:
        scale = rated.inspection.edition.scale
        yield sentence(f"A limit applies and the rating is at best {scale.label(limit.after)}: {limit.title}")


def _overall_mix(rated: RatedInspection) -> str:
    """Say how many standards have each rating, best first."""
    rows: Counter[str] = Counter()
    for result in rated.result.standards:
        standard = rated.inspection.edition.standard(result.ref)
        if result.counted and result.rating is not None and standard is not None:
            rows[f"scored {result.score}" if standard.by == "score" else f"are {standard.scale.label(result.rating)}"] += 1
    (first, most), *rest = rows.most_common()
    if most == 1:
        first = first.replace("are ", "is ", 1)
    parts = [f"{counted(most, 'standard')} {first}", *(f"{number_word(times)} {words.partition(' ')[2]}" for words, times in rest)]
    return f"{capital(joined(parts))}."


def _overall_changes(up: Change | None, down: Change | None, scale: Scale) -> Iterator[str]:
    for change, way in ((up, "higher"), (down, "lower")):
        if change is not None:
            yield f"{capital(counted(change.steps, 'standard'))} one step {way} would make it {scale.label(change.to)}."


def _left_out(rated: RatedInspection) -> Iterator[str]:
    shown = [each.title for each in rated.result.standards if not each.counted and each.state == "rated"]
    if shown:
        yield f"{joined(shown)} {'is' if len(shown) == 1 else 'are'} shown and not counted."
    unrated = [each.title for each in rated.result.standards if each.counted and each.state == "not_rated"]
    if unrated:
        yield f"{joined(unrated)} {'was not rated and takes' if len(unrated) == 1 else 'were not rated and take'} no part."


def _open_overall(rated: RatedInspection) -> Iterator[str]:
    result, scale = rated.result, rated.inspection.edition.scale
    counted_in = [each for each in result.standards if each.counted and each.state in ("rated", "unknown")]
    missing = [each for each in counted_in if each.state == "unknown"]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        of = f"{number_word(len(missing))} of {counted(len(counted_in), 'standard')}"
        yield f"The overall rating cannot be computed: {of} {verb} not known from these sources."
    else:
        yield "The overall rating cannot be settled from what is known."
    if len(result.overall.possible) < len(scale.points):
        yield f"What is known leaves {joined([scale.label(point) for point in result.overall.possible], 'or')}."
    yield from _published(rated)


def _published(rated: RatedInspection) -> Iterator[str]:
    check, scale = rated.result.published, rated.inspection.edition.scale
    if check is None or check.overall is None:
        return
    score = f", {check.score} of {check.max}" if check.score is not None and check.max is not None else ""
    by = rated.inspection.rated_by or "the publisher"
    yield f"{capital(by)} published {scale.label(check.overall)}{score}."
    if check.agrees is False:
        ways = joined([scale.label(point) for point in check.possible], "or") or "no rating"
        yield f"That contradicts what is known, which gives {ways}."
    elif check.agrees:
        basis = {"standards": "its standards", "score": "the published score", "counts": "the published counts"}.get(
            check.basis, "what is known"
        )
        yield f"That is what {basis} must give."
    elif check.basis == "part":
        yield "That fits what is known, which rules some other ratings out."
    else:
        known = any(each.counted and each.state == "rated" for each in rated.result.standards)
        yield (
            "What is known rules no rating out."
            if known or check.score is not None
            else "Nothing below the overall rating is known to check it by."
        )


def _statuses(rated: RatedInspection) -> Iterator[str]:
    for status in rated.result.statuses:
        if status.value is not None:
            yield f"{status.title}: {status.value.replace('_', ' ')}."
        elif status.holds is not None:
            yield f"{status.title}: {'yes' if status.holds else 'no'}."
        else:
            yield f"{status.title}: it cannot be told from what is known."


def paragraphs(sentences: Iterable[str]) -> str:
    """Join sentences into one paragraph, leaving out what is empty."""
    return " ".join(each for each in sentences if each)
