"""Estimates, sub-groups and chains as text that fits 80 columns."""

from __future__ import annotations

from fractions import Fraction
from math import floor, isfinite
from typing import TYPE_CHECKING

from inspectorate.reporting.table import WIDTH, heading_lines, wrapped
from inspectorate.reporting.words import counted, joined, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectorate.analysis import Chain, QuestionEstimate, Split
    from inspectorate.analysis.split import GroupDifference, GroupEstimate, QuestionSplit
    from inspectorate.inspection import RatedInspection
    from inspectorate.statistics import ProportionEstimate

_TITLE, _COUNT = 32, 12
LOW = "[low base]"
_METHODS = {
    "score": "score is Wilson's interval with effective cases n*",
    "strict": "strict reaches its level whatever the truth, and is wider",
}


def estimate_text(
    rated: RatedInspection,
    estimates: Sequence[QuestionEstimate],
    chains: Sequence[Chain] = (),
    split: Split | None = None,
    unsampled: Sequence[tuple[str, str, int]] = (),
) -> str:
    """
    Give the estimates of one inspection as text.

    Args:
        rated: The inspection.
        estimates: Its key questions.
        chains: Its context questions.
        split: Sub-groups; then these stand in place of the plain estimates.
        unsampled: Strata of which no case was read: sample, stratum, cases.
    """
    lines = [*heading_lines(rated), ""]
    if split is None:
        lines += [*_question_lines(rated, estimates), "", *_foot(estimates)]
        lines += [line for each in unsampled for line in wrapped(_unsampled_words(*each), WIDTH)]
        lines += [line for chain in chains if not chain.is_need for line in ("", *_chain_lines(chain))]
        lines += _needs_lines([chain for chain in chains if chain.is_need])
        lines += _interview_lines(rated)
    else:
        lines += split_lines(split)
    return "\n".join(lines)


def percent_words(yes: int, cases: int) -> str:
    """Say a percentage, whole, halves up."""
    return f"{floor(Fraction(100 * yes, cases) + Fraction(1, 2))}%"


def interval_words(found: ProportionEstimate) -> str:
    """Say an interval in whole per cents."""
    return f"{100 * found.lower:.0f}% to {100 * found.upper:.0f}%"


def p_words(p_value: float) -> str:
    """Say a p-value: two digits that count, from one in ten thousand on."""
    if p_value < 0.0001:
        return "under 0.0001"
    return "1" if p_value > 0.995 else f"{p_value:.2g}"


def attribute_words(name: str) -> str:
    """Say the name or the value of an attribute as people do."""
    return name.replace("_", " ")


# ----------------------------------------------------------------------------------------------------------- key questions


def _question_lines(rated: RatedInspection, estimates: Sequence[QuestionEstimate]) -> Iterator[str]:
    level = next((each.interval.level for each in estimates if each.interval is not None), 0.8)
    interval = f"{100 * level:g}% interval"
    yield f"{'key question':{_TITLE}} {'yes':{_COUNT}} {'':>4}  {interval:14} {'method':7} {'n*':>4}"
    yield f"{'-' * _TITLE} {'-' * _COUNT} {'-' * 4}  {'-' * 14} {'-' * 7} {'-' * 4}"
    titles = {standard.ref: standard.title for standard in rated.inspection.edition.standards}
    before = ""
    for estimate in estimates:
        if estimate.standard != before:
            yield f"{estimate.standard}  {titles[estimate.standard]}"
        before = estimate.standard
        yield from _estimate_lines(estimate)
    if not estimates:
        yield from wrapped("No key question of this inspection has a figure from cases.", WIDTH)


def _estimate_lines(estimate: QuestionEstimate) -> Iterator[str]:
    title = _cut(f"  {estimate.ref}  {estimate.title}", _TITLE)
    if estimate.yes is None or not estimate.cases or estimate.interval is None:
        percent = "" if estimate.percent is None else f"{plain_number(estimate.percent)}%"
        base = "" if estimate.cases is None else f"of {estimate.cases}"
        yield f"{title:{_TITLE}} {base:{_COUNT}} {percent:>4}  counts not known".rstrip()
        return
    count, percent = f"{estimate.yes} of {estimate.cases}", percent_words(estimate.yes, estimate.cases)
    yield f"{title:{_TITLE}} {count:{_COUNT}} {percent:>4}  {_interval_cells(estimate.interval)}"
    if estimate.weighted is not None:
        share = f"{100 * estimate.weighted.proportion:.0f}%"
        yield f"{'         weighted by stratum':{_TITLE}} {'':{_COUNT}} {share:>4}  {_interval_cells(estimate.weighted)}"
    if estimate.unanswered:
        yield from wrapped(f"{counted(estimate.unanswered, 'case')} without an answer, outside the base", WIDTH, " " * 9)


def _interval_cells(found: ProportionEstimate) -> str:
    effective = f"{found.effective_cases:.0f}" if isfinite(found.effective_cases) else "all"
    return f"{interval_words(found):14} {found.method:7} {effective:>4}"


def _foot(estimates: Sequence[QuestionEstimate]) -> Iterator[str]:
    methods = list(dict.fromkeys(each.interval.method for each in estimates if each.interval is not None))
    said = "The percentages are plain sample percentages, as the edition reports them. "
    said += " ".join(f"{_METHODS[method][0].upper()}{_METHODS[method][1:]}." for method in methods if method in _METHODS)
    caseloads = {attribute_words(each.sample or ""): each.caseload for each in estimates if each.caseload is not None}
    if caseloads:
        sizes = joined([f"{sample} {size:,}" for sample, size in caseloads.items()])
        said += f" Intervals allow for the size of the eligible caseload ({sizes})."
    elif methods:
        said += " The size of the eligible caseload is not in the file, so nothing is corrected for it."
    if any(each.weighted is not None for each in estimates):
        said += " The sample is not in proportion to the caseload: the weighted estimate stands beside, and rates nothing."
    yield from wrapped(said, WIDTH)


def _unsampled_words(sample: str, stratum: str, cases: int) -> str:
    return f"No case of stratum {stratum} of {attribute_words(sample)} was read: its {counted(cases, 'case')} are not in these figures."


# -------------------------------------------------------------------------------------------------------------- sub-groups


def split_lines(split: Split) -> Iterator[str]:
    """Give every key question by group, with what differs."""
    names = [f"{attribute_words(name)} ({cases:,})" for name, cases in split.groups]
    yield from wrapped(f"By {attribute_words(split.attribute)}, cases: {joined(names)}", WIDTH)
    if split.without:
        yield from wrapped(f"{counted(split.without, 'case').capitalize()} without this attribute: left out here.", WIDTH)
    for question in split.questions:
        yield ""
        yield from _split_question_lines(question, split)
    yield ""
    yield from wrapped(_split_words(split), WIDTH)


def _split_question_lines(question: QuestionSplit, split: Split) -> Iterator[str]:
    yield _cut(f"{question.ref}  {question.title}", WIDTH)
    for group in question.groups:
        yield from _group_lines(group)
    for difference in question.differences:
        yield from wrapped(_difference_words(difference, split), WIDTH, "    ")


def _group_lines(group: GroupEstimate) -> Iterator[str]:
    name, mark = _cut(f"    {attribute_words(group.group)}", _TITLE), f" {LOW}" if group.low_base else ""
    if group.interval is None:
        yield f"{name:{_TITLE}} {'0 of 0':{_COUNT}} {'–':>4}  {mark.strip()}".rstrip()
        return
    count, percent = f"{group.yes} of {group.cases}", percent_words(group.yes, group.cases)
    yield f"{name:{_TITLE}} {count:{_COUNT}} {percent:>4}  {interval_words(group.interval):14}{mark}".rstrip()
    if group.weighted is not None:
        weighted = f"{100 * group.weighted.proportion:.0f}%"
        yield f"{'      weighted by stratum':{_TITLE}} {'':{_COUNT}} {weighted:>4}  {interval_words(group.weighted):14}".rstrip()


def _difference_words(difference: GroupDifference, split: Split) -> str:
    found = difference.found
    lower, upper = 100 * found.lower, 100 * found.upper
    zero = "excludes" if lower > 0 or upper < 0 else "includes"
    higher, other = attribute_words(difference.higher), attribute_words(difference.lower)
    points = floor(100 * Fraction(difference.plain).limit_denominator(10**9) + Fraction(1, 2))
    interval = f"{100 * split.difference_level:g}% interval {lower:.0f} to {upper:.0f}, which {zero} zero"
    tests = f"p {p_words(found.p_value)}, Holm-adjusted {p_words(difference.adjusted)}"
    if points == 0:
        return f"No difference between {higher} and {other} ({interval}); {tests}"
    verb = "are" if higher == "all others" else "is"
    return f"{higher} {verb} {counted_points(points)} above {other} ({interval}); {tests}"


def counted_points(points: int) -> str:
    """Say percentage points."""
    return f"{points} point{'' if points == 1 else 's'}"


def _split_words(split: Split) -> str:
    said = f"Intervals of groups are {100 * split.level:g}% intervals. "
    if split.tests:
        said += "Differences: Agresti–Caffo interval; "
        said += f"p adjusted by Holm over the family of {counted(split.tests, 'test')} in this split. "
    else:
        said += "No two groups had enough cases for a test. "
    if any(group.weighted is not None for question in split.questions for group in question.groups):
        said += (
            "Points are of the plain percentages; intervals and tests are weighted by stratum, because the sample is not in proportion. "
        )
    if any(group.low_base for question in split.questions for group in question.groups):
        said += f"{LOW}: under 10 cases, so no test. "
    return said + "A difference says that groups differ, not why."


# ------------------------------------------------------------------------------------------------------------------ chains


def _chain_lines(chain: Chain) -> Iterator[str]:
    if len(chain.steps) < 2:
        yield from wrapped(_single_words(chain), WIDTH)
        return
    yield _cut(chain.label, WIDTH)
    worst = chain.worst
    for step in chain.steps:
        name = f"    {attribute_words(step.id)}"
        if step.base is None:
            yield f"{name:{_TITLE}} {step.cases}"
            continue
        percent = percent_words(step.cases, step.base) if step.base and step.cases <= step.base else "–"
        lost = "" if step.lost is None else f"{step.lost} lost"
        most = ", most of all" if worst is not None and step.id == worst.id else ""
        yield f"{name:{_TITLE}} {f'{step.cases} of {step.base}':{_COUNT}} {percent:>4}  {lost}{most}".rstrip()


def _single_words(chain: Chain) -> str:
    if chain.steps and chain.steps[0].base:
        step = chain.steps[0]
        return f"{chain.label}: {step.cases} of {step.base}, {percent_words(step.cases, step.base or 1)}"
    return f"{chain.label}: " + ("not known" if chain.percent is None else f"{plain_number(chain.percent)}%, base not known")


def _needs_lines(needs: Iterable[Chain]) -> Iterator[str]:
    rows = list(needs)
    if not rows:
        return
    names = [step.id for step in rows[0].steps]
    yield ""
    yield f"{'need':{_TITLE}} {' '.join(f'{name:>11}' for name in names)}"
    yield f"{'-' * _TITLE} {' '.join('-' * 11 for _ in names)}"
    for chain in rows:
        cells = [str(chain.steps[0].cases)]
        cells += [f"{step.cases} ({percent_words(step.cases, step.base)})" if step.base else str(step.cases) for step in chain.steps[1:]]
        yield f"{_cut(chain.label, _TITLE):{_TITLE}} {' '.join(f'{cell:>11}' for cell in cells)}"
    yield from wrapped("Each percentage is of the cases in the column before.", WIDTH)


def _interview_lines(rated: RatedInspection) -> Iterator[str]:
    """Give what staff said, all together and by grade: people, not cases, so that no interval is drawn from the caseload."""
    casework = rated.inspection.casework
    texts = {question.id: question.text for question in rated.inspection.edition.interview_questions}
    before = None
    for count in casework.interviews_by_grade() if casework is not None else ():
        if before is None:
            yield from ("", "Staff interviews, yes of those who answered")
        if count.question != before:
            yield from wrapped(texts.get(count.question, count.question), WIDTH, "  ")
        before = count.question
        name = f"    {attribute_words(count.staff_grade or 'all staff')}"
        percent = percent_words(count.yes, count.answered) if count.answered else "–"
        mark = LOW if count.answered < 10 else ""
        yield f"{_cut(name, _TITLE):{_TITLE}} {f'{count.yes} of {count.answered}':{_COUNT}} {percent:>4}  {mark}".rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
