"""Who is left out, by which declared rule, and what that does to each protected characteristic."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem
from inspectorate.sampling.columns import CASELOAD
from inspectorate.sampling.matching import find_persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectorate.model import Sample
    from inspectorate.sampling.settings import Settings
    from inspectorate.tables import Table

DUPLICATE = "duplicate person"
AGES = ((18, "under 18"), (25, "18 to 24"), (35, "25 to 34"), (50, "35 to 49"), (200, "50 and over"))


class Rule(NamedTuple):
    """A rule of exclusion: the words by which an edition declares it, its code, the column it looks at, and what it says of a case."""

    words: str
    code: str
    column: str
    reason: str


RULES = (
    Rule("restricted record", "restricted", "restricted", "access to the record is restricted"),
    Rule("start in the future", "future_start", "start_date", "starts after the day of the draw"),
    Rule(DUPLICATE, "duplicate", "start_date", "the same person as a case that started earlier"),
)
"""What editions may declare beside reasons of their own, which stand in the column `exclude`. Duplicates are always found last."""
WINDOW = Rule("outside the window", "outside_window", "start_date", "starts outside the window")


class Exclusion(NamedTuple):
    """One case left out: the rule's code, the reason in words, the row it stands in and, of a duplicate, the case that stays."""

    case_id: str
    code: str
    reason: str
    row: int
    duplicate_of: str | None = None


class Count(NamedTuple):
    """How many cases with one value of a protected characteristic are left out by a rule, of how many in the caseload."""

    code: str
    characteristic: str
    value: str
    excluded: int
    caseload: int


def exclude_cases(table: Table, sample: Sample, settings: Settings) -> tuple[list[int], list[Exclusion], list[Problem]]:
    """
    Apply the edition's exclusions in their order, duplicates after all others; nobody is left out for anything else.

    Returns:
        The rows that stay, the cases left out (each by the first rule that meets it), and problems.

    Source: HMIP method 8.1 (exclude, then duplicates; keep the earliest-starting); requirements M-02, M-03, M-06, M-09.
    """
    problems: list[Problem] = []
    why: dict[int, tuple[str, str]] = {}
    for rule in _rules(sample, settings):
        if rule.column not in table.columns:
            place = Place(table.file, path=f"exclusion {rule.words}")
            problems.append(
                Problem("SMP002", "warning", "An exclusion cannot be applied: its column is missing.", place, None, rule.column)
            )
            continue
        for row, reason in _met(table, rule, settings):
            why.setdefault(row, (rule.code, reason))
    _declared(table, sample, why, problems)
    left = [row for row in range(len(table.lines)) if row not in why]
    ids = table.columns["case_id"]
    excluded = [Exclusion(str(ids[row]), code, reason, table.lines[row]) for row, (code, reason) in sorted(why.items())]
    if DUPLICATE in sample.exclusions:
        duplicates, more = _duplicates(table, left)
        problems += more
        excluded += duplicates.values()
        left = [row for row in left if row not in duplicates]
    if "restricted" in table.columns and None in table.columns["restricted"] and "restricted record" in sample.exclusions:
        empty = table.columns["restricted"].count(None)
        message = "Cells of restricted are empty and read as no."
        problems.append(Problem("SMP003", "warning", message, Place(table.file, path="column restricted"), f"{empty} empty cells"))
    return left, excluded, problems


def count_exclusions(table: Table, excluded: Iterable[Exclusion], as_of: str) -> list[Count]:
    """
    Count who is left out by each protected characteristic the caseload has, and by age, missing values among them.

    Source: requirements U-C2, M-06.
    """
    row_of = {line: row for row, line in enumerate(table.lines)}
    by_code: dict[str, list[int]] = {}
    for exclusion in excluded:
        by_code.setdefault(exclusion.code, []).append(row_of[exclusion.row])
    counts = []
    for name, values in _characteristics(table, as_of):
        whole = Counter(values)
        for code, rows in by_code.items():
            out = Counter(values[row] for row in rows)
            counts += [Count(code, name, value, out[value], whole[value]) for value in sorted(whole)]
    return sorted(counts)


def _characteristics(table: Table, as_of: str) -> Iterator[tuple[str, list[str]]]:
    for column in CASELOAD.columns:
        if column.protected and column.name in table.columns:
            yield column.name, ["missing" if value is None else str(value) for value in table.columns[column.name]]
    if "birth_date" in table.columns:
        births = table.columns["birth_date"]
        groups = {birth: _age_group(birth, as_of) if isinstance(birth, str) else "missing" for birth in set(births)}
        yield "age_group", list(map(groups.__getitem__, births))


def _age_group(birth: str, as_of: str) -> str:
    age = int(as_of[:4]) - int(birth[:4]) - (as_of[5:] < birth[5:])
    return next((words for below, words in AGES if age < below), "missing")


def _rules(sample: Sample, settings: Settings) -> list[Rule]:
    known = {rule.words: rule for rule in RULES}
    rules = [known[words] for words in sample.exclusions if words in known and words != DUPLICATE]
    return [*rules, WINDOW] if settings.started_from or settings.started_to else rules


def _met(table: Table, rule: Rule, settings: Settings) -> Iterator[tuple[int, str]]:
    column = table.columns[rule.column]
    if rule.code == "restricted":
        return ((row, rule.reason) for row, value in enumerate(column) if value is True)
    if rule.code == "future_start":
        return (
            (row, f"{rule.reason}, {settings.as_of}")
            for row, value in enumerate(column)
            if isinstance(value, str) and value > settings.as_of
        )
    first, last = settings.started_from or "0000", settings.started_to or "9999"
    reason = f"{rule.reason}, {settings.started_from or '…'} to {settings.started_to or '…'}"
    return ((row, reason) for row, value in enumerate(column) if not isinstance(value, str) or not first <= value <= last)


def _declared(table: Table, sample: Sample, why: dict[int, tuple[str, str]], problems: list[Problem]) -> None:
    """Read the column of reasons: each has to be one that the edition lists."""
    known = {rule.words for rule in RULES}
    reasons = {words.casefold(): words for words in sample.exclusions if words not in known}
    for row, value in enumerate(table.columns.get("exclude", ())):
        if value is None:
            continue
        words = reasons.get(str(value).casefold())
        if words is None:
            place = Place(table.file, table.lines[row], None, f"row {table.lines[row]}, exclude")
            expected = " | ".join(reasons.values()) or "an empty cell: the edition lists no reason"
            problems.append(
                Problem("SMP004", "error", "The edition does not list this reason to leave a case out.", place, repr(value), expected)
            )
        else:
            why.setdefault(row, (words.replace(" ", "_").replace("-", "_"), words))


def _duplicates(table: Table, rows: list[int]) -> tuple[dict[int, Exclusion], list[Problem]]:
    persons, problems = find_persons(table, rows)
    ids = table.columns["case_id"]
    starts = table.columns.get("start_date", [None] * len(ids))
    found: dict[int, Exclusion] = {}
    reason = next(rule.reason for rule in RULES if rule.words == DUPLICATE)
    for person in persons:
        first, *others = sorted(person, key=lambda row: (str(starts[row] or "9999"), str(ids[row])))
        for row in others:
            found[row] = Exclusion(str(ids[row]), "duplicate", reason, table.lines[row], str(ids[first]))
    return dict(sorted(found.items())), problems
