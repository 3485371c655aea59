"""Sub-groups: each with its own percentage, and whether they differ, with the p-values adjusted over the whole family of tests."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis.case_table import is_proportional, pooled, strata_of
from inspectorate.analysis.estimate import case_questions, interval_of, title_of
from inspectorate.errors import Place, Problem, UserError
from inspectorate.statistics import adjust_holm, area_covariance, difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.analysis.case_table import CaseRecord, CaseTable, Strata
    from inspectorate.inspection import RatedInspection
    from inspectorate.statistics import Difference, ProportionEstimate

MOST_VALUES = 20
LOW_BASE = 10
REST = "all others"


class GroupEstimate(NamedTuple):
    """A sub-group on one key question; with a low base it is given no test. `weighted` as for a key question."""

    group: str
    yes: int
    cases: int
    low_base: bool
    interval: ProportionEstimate | None
    weighted: ProportionEstimate | None = None


class GroupDifference(NamedTuple):
    """
    Two groups on one key question, the higher first; `adjusted` is Holm's p over the family of the split.

    `plain` is the difference of the sample percentages, which are the edition's; `found` is weighted by the design.
    """

    higher: str
    lower: str
    plain: float
    found: Difference
    adjusted: float


class QuestionSplit(NamedTuple):
    """One key question by group."""

    ref: str
    title: str
    groups: tuple[GroupEstimate, ...]
    differences: tuple[GroupDifference, ...]


class Split(NamedTuple):
    """
    All key questions by the values of one attribute.

    `groups` counts the cases of each value and `without` those that have none. Two groups are held against each other; of more, each is
    held against all others together. `tests` is the size of the family over which p is adjusted.
    """

    attribute: str
    groups: tuple[tuple[str, int], ...]
    without: int
    questions: tuple[QuestionSplit, ...]
    tests: int
    level: float
    difference_level: float


def split_by(rated: RatedInspection, table: CaseTable, attribute: str, *, level: float = 0.80, difference_level: float = 0.95) -> Split:
    """
    Compare the sub-groups that an attribute of the cases makes, on every key question.

    Raises:
        UserError: `EST001` no case has the attribute, `EST002` it has more than 20 values.

    Source: statistics reference sections 2 and 3: domains with their own base; Agresti-Caffo intervals; Holm over key questions by split.
    """
    values = Counter(case.attributes[attribute] for case in table.cases if case.attributes.get(attribute))
    _check_values(attribute, values, table, rated.inspection.path)
    groups = tuple(sorted(values.items()))
    questions = [
        _split_question(table, attribute, question.ref, title_of(question), level)
        for _, question, _ in case_questions(rated)
        if question.ref in table.sample_of
    ]
    tested = [(at, pair) for at, (_, strata) in enumerate(questions) for pair in _tests(strata, difference_level)]
    adjusted = adjust_holm([pair.found.p_value for _, pair in tested])
    differences: dict[int, list[GroupDifference]] = {}
    for (at, pair), p_value in zip(tested, adjusted, strict=True):
        differences.setdefault(at, []).append(pair._replace(adjusted=p_value))
    kept = tuple(
        row._replace(differences=tuple(differences.get(at, ())))
        for at, (row, _) in enumerate(questions)
        if any(g.cases for g in row.groups)
    )
    without = len(table.cases) - sum(values.values())
    return Split(attribute, groups, without, kept, len(tested), level, difference_level)


def attributes_of(table: CaseTable) -> tuple[str, ...]:
    """Name the attributes that cases have."""
    return tuple(sorted({name for case in table.cases for name, value in case.attributes.items() if value}))


def _check_values(attribute: str, values: Counter[str], table: CaseTable, path: str) -> None:
    if not values:
        known = ", ".join(attributes_of(table)) or "none"
        raise UserError([Problem("EST001", "error", "No case has this attribute.", Place(path), repr(attribute), known)])
    if len(values) > MOST_VALUES:
        message = "The attribute has too many values to compare: every group would be small, and some would differ by chance."
        fix = "Put the values together in fewer groups, in a column of their own."
        problem = Problem("EST002", "error", message, Place(path), f"{attribute}: {len(values)} values", f"at most {MOST_VALUES}", fix)
        raise UserError([problem])


def _split_question(table: CaseTable, attribute: str, ref: str, title: str, level: float) -> tuple[QuestionSplit, dict[str, Strata]]:
    names = sorted({case.attributes[attribute] for case in table.sampled(table.sample_of[ref]) if case.attributes.get(attribute)})
    strata = {name: strata_of(table, ref, partial(_belongs, attribute, name)) for name in names}
    return QuestionSplit(ref, title, tuple(_group(name, strata[name], level) for name in names), ()), strata


def _belongs(attribute: str, name: str, case: CaseRecord) -> bool:
    return case.attributes.get(attribute) == name


def _group(name: str, strata: Strata, level: float) -> GroupEstimate:
    rows = list(strata.values())
    whole = pooled(rows)
    low = whole.applicable < LOW_BASE
    if not whole.applicable:
        return GroupEstimate(name, 0, 0, low, None)
    if is_proportional(rows):
        return GroupEstimate(name, whole.yes, whole.applicable, low, interval_of(rows, level))
    return GroupEstimate(name, whole.yes, whole.applicable, low, interval_of([whole], level), interval_of(rows, level))


def _tests(strata: dict[str, Strata], level: float) -> Iterator[GroupDifference]:
    """Hold two groups against each other, of more each against all others; a base below ten on either side is given no test."""
    names = list(strata)
    pairs = [(names[0], names[1], strata[names[1]])] if len(names) == 2 else [(name, REST, _others(strata, name)) for name in names]
    for name, other, against in pairs if len(names) > 1 else ():
        one = strata[name]
        if min(pooled(list(one.values())).applicable, pooled(list(against.values())).applicable) < LOW_BASE:
            continue
        yield _difference((name, one), (other, against), level)


def _difference(one: tuple[str, Strata], other: tuple[str, Strata], level: float) -> GroupDifference:
    (name, rows), (against, rest) = one, other
    share_one, share_other = (Fraction(whole.yes, whole.applicable) for whole in (pooled(list(rows.values())), pooled(list(rest.values()))))
    if share_one < share_other:
        return _difference(other, one, level)
    found = difference(rows.values(), rest.values(), level, covariance=area_covariance(rows, rest))
    return GroupDifference(name, against, float(share_one - share_other), found, found.p_value)


def _others(strata: dict[str, Strata], name: str) -> Strata:
    """Add up all groups but one, stratum by stratum."""
    rest = [rows for other, rows in strata.items() if other != name]
    return {
        key: counts._replace(applicable=sum(rows[key].applicable for rows in rest), yes=sum(rows[key].yes for rows in rest))
        for key, counts in strata[name].items()
    }
