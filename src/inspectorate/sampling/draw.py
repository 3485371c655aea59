"""From a caseload to a sample: exclusions, strata, size, allocation, draw; every decision is part of what is returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem, has_errors
from inspectorate.sampling.columns import OFFICER
from inspectorate.sampling.exclusions import count_exclusions, exclude_cases
from inspectorate.sampling.keyed import Case, draw_keyed
from inspectorate.sampling.keys import case_keys, hash_frame
from inspectorate.sampling.nested import Step, draw_nested
from inspectorate.sampling.settings import SamplingError, complete_settings
from inspectorate.sampling.strata import place_cases
from inspectorate.statistics import record_allocation, sample_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from inspectorate.model import Edition, Sample
    from inspectorate.sampling.exclusions import Count, Exclusion
    from inspectorate.sampling.keyed import Passed, Taken
    from inspectorate.sampling.settings import Settings
    from inspectorate.sampling.strata import Placed
    from inspectorate.tables import Table

ALGORITHM = "keyed-sha256/1"


class Drawn(NamedTuple):
    """A case drawn: its place in the order of the draw, its stratum, its key, and for how many eligible cases it stands."""

    order: int
    case_id: str
    stratum: str
    key: str
    weight: float | None = None


class StratumDraw(NamedTuple):
    """One stratum: its eligible cases, what it should give and what it gave."""

    stratum: str
    title: str
    eligible: int
    allocated: int
    drawn: int
    reserves_allocated: int
    reserves_drawn: int


class Replacement(NamedTuple):
    """A sampled case that fell out, the reserve that took its place, and why."""

    case_id: str
    by: str
    stratum: str
    reason: str


class Draw(NamedTuple):
    """
    A sample and everything it follows from.

    Shape: `sample` and `reserves` are in the order of the draw; `problems` holds shortfalls and what could not be checked.
    """

    edition: str
    edition_hash: str
    kind: str
    settings: Settings
    size: int
    frame_hash: str
    caseload: int
    eligible: int
    exclusions: tuple[Exclusion, ...]
    counts: tuple[Count, ...]
    strata: tuple[StratumDraw, ...]
    steps: tuple[Step, ...]
    sample: tuple[Drawn, ...]
    reserves: tuple[Drawn, ...]
    passed: tuple[Passed, ...]
    problems: tuple[Problem, ...]
    replacements: tuple[Replacement, ...] = ()


def find_sample(edition: Edition, kind: str) -> Sample:
    """
    Find the specification of a kind of sample in an edition.

    Raises:
        SamplingError: The edition has none of this kind; names those it has.

    Source: the samples of the edition (HMIP method 8.2, 8.3).
    """
    found = next((sample for sample in edition.samples if sample.id == kind), None)
    if found is None:
        there = ", ".join(sample.id for sample in edition.samples) or "none at all"
        place = Place(path=edition.id)
        raise SamplingError([Problem("SMP022", "error", "The edition has no such sample.", place, repr(kind), f"one of: {there}")])
    return found


def draw_sample(table: Table, edition: Edition, kind: str, settings: Settings) -> Draw:
    """
    Draw a sample from a caseload that was read without errors.

    Raises:
        SamplingError: Settings that cannot be, rows that cannot be drawn from, or no case left.
        StatisticsInputError: Floors that the size cannot keep.

    Source: HMIP method 8.1 to 8.3; statistics reference section 6; requirements M-01 to M-09.
    """
    sample = find_sample(edition, kind)
    settings = complete_settings(settings, sample)
    _refuse_repeated(table)
    rows, excluded, problems = exclude_cases(table, sample, settings)
    _refuse(problems)
    if not rows:
        found = f"{len(table.lines)} cases, {len(excluded)} of them excluded"
        raise SamplingError([Problem("SMP024", "error", "No case is left to draw from.", Place(table.file), found, "at least one")])
    placed = place_cases(table, rows, sample)
    _refuse(placed.problems)
    problems += placed.problems
    size, steps = _size(len(rows), settings, problems)
    wanted, reserves, more = _allocate(placed, size, settings, problems)
    frame_hash = hash_frame(table, rows)
    cases = _cases(table, rows, placed, sample, settings, _keys(table, rows, settings, frame_hash), problems)
    taken, nested = _take(cases, wanted, reserves, sample, settings)
    strata = _strata(placed, wanted, reserves, taken)
    problems += _shortfalls(strata)
    weights = {each.stratum: each.eligible / each.drawn for each in strata if each.drawn}
    return Draw(
        edition.id,
        edition.hash,
        sample.id,
        settings,
        size,
        frame_hash,
        len(table.lines),
        len(rows),
        tuple(excluded),
        tuple(count_exclusions(table, excluded, settings.as_of)),
        strata,
        (*steps, *more, *nested),
        _drawn(taken.sample, weights),
        _drawn(taken.reserves),
        tuple(taken.passed),
        tuple(problems),
    )


# ------------------------------------------------------------------------------------------------------------------ checks


def _refuse(problems: Iterable[Problem]) -> None:
    problems = tuple(problems)
    if has_errors(problems):
        raise SamplingError([problem for problem in problems if problem.severity == "error"])


def _refuse_repeated(table: Table) -> None:
    ids = table.columns["case_id"]
    if len(set(ids)) == len(ids):
        return
    first: dict[object, int] = {}
    problems = []
    for line, case_id in zip(table.lines, ids, strict=True):
        if first.setdefault(case_id, line) != line:
            place = Place(table.file, line, None, f"row {line}, case_id")
            found = f"{case_id!r}, first in row {first[case_id]}"
            problems.append(Problem("SMP023", "error", "This case has two rows.", place, found, "each case once"))
    raise SamplingError(problems)


# -------------------------------------------------------------------------------------------------------------- allocation


def _size(eligible: int, settings: Settings, problems: list[Problem]) -> tuple[int, list[Step]]:
    if settings.size is not None:
        wanted, why = settings.size, "as asked for"
    else:
        wanted = sample_size(eligible, float(settings.margin or 0), float(settings.confidence or 0))
        why = f"for plus or minus {settings.margin} at a confidence of {settings.confidence}, from {eligible}"
    steps = [Step("caseload", "sample", "size", 0, wanted, why)]
    if wanted > eligible:
        problems.append(_short("SMP030", "sample", "The caseload has fewer eligible cases than the sample asks for.", eligible, wanted))
        steps.append(Step("caseload", "sample", "size", wanted, eligible, "all eligible cases"))
    return min(wanted, eligible), steps


def _allocate(placed: Placed, size: int, settings: Settings, problems: list[Problem]) -> tuple[dict[str, int], dict[str, int], list[Step]]:
    """Share sample and reserves out; strata go by their ids, so that their order in the edition changes nothing."""
    eligible = dict.fromkeys(sorted(stratum.id for stratum in placed.strata), 0)
    for stratum in placed.of:
        eligible[stratum] += 1
    floors = {name: min(settings.floor, count) for name, count in eligible.items()}
    for name, count in eligible.items():
        if count < settings.floor:
            problems.append(_short("SMP031", name, "The stratum has fewer cases than its floor.", count, settings.floor))
    minimum = floors if settings.floor else 0
    plain = dict(record_allocation(size, eligible, minimum, method=settings.procedure).counts)
    buffered = record_allocation(size, eligible, minimum, buffer=float(settings.buffer), method=settings.procedure)
    reserves = {name: max(0, count - plain[name]) for name, count in buffered.counts}
    if buffered.shortfall:
        asked = sum(reserves.values()) + buffered.shortfall
        problems.append(_short("SMP032", "reserves", "There are fewer reserves than the buffer asks for.", sum(reserves.values()), asked))
    steps = [Step("strata", step.stratum, step.kind, step.before, step.after, step.reason) for step in buffered.steps]
    return plain, reserves, steps


def _short(code: str, path: str, message: str, found: int, expected: int) -> Problem:
    return Problem(code, "warning", message, Place(path=path), str(found), str(expected))


# -------------------------------------------------------------------------------------------------------------------- draw


def _keys(table: Table, rows: Sequence[int], settings: Settings, frame_hash: str) -> list[bytes]:
    ids = table.columns["case_id"]
    return case_keys(settings.seed, settings.purpose, frame_hash, [str(ids[row]) for row in rows])


def _cases(
    table: Table, rows: Sequence[int], placed: Placed, sample: Sample, settings: Settings, keys: list[bytes], problems: list[Problem]
) -> list[Case]:
    levels, nested = list(sample.clusters), settings.procedure == "moj"
    officer = OFFICER if sample.per_officer else None
    if officer and officer not in levels:
        levels.append(officer)
    for name in [name for name in levels if name not in table.columns]:
        message = "The caseload lacks a column that caps and clusters need; the draw does without."
        problems.append(Problem("SMP033", "warning", message, Place(table.file, path=f"column {name}")))
    ids = table.columns["case_id"]
    columns = [[str(value or "") for value in _at(table, name, rows)] for name in levels if nested and name in table.columns]
    paths: list[tuple[str, ...]] = list(zip(*columns, strict=True)) if columns else [()] * len(rows)
    holders: list[str | None] = [None] * len(rows)
    if officer and officer in table.columns:
        values = _at(table, officer, rows)
        holders = [str(value) if value is not None else None for value in values] if None in values else list(map(str, values))
        if None in holders:
            message = "Cases without a responsible officer are under no cap."
            problems.append(
                Problem("SMP034", "warning", message, Place(table.file, path=f"column {officer}"), f"{holders.count(None)} cases")
            )
    return list(map(Case, map(str, map(ids.__getitem__, rows)), placed.of, holders, paths, keys))


def _at(table: Table, name: str, rows: Sequence[int]) -> list[object]:
    column = table.columns[name]
    return [column[row] for row in rows]


def _take(
    cases: list[Case], wanted: dict[str, int], reserves: dict[str, int], sample: Sample, settings: Settings
) -> tuple[Taken, list[Step]]:
    if settings.procedure == "moj":
        return draw_nested(cases, wanted, reserves, sample.per_officer)
    taken = draw_keyed(cases, wanted, reserves, sample.per_officer)
    return taken, []


def _strata(placed: Placed, wanted: dict[str, int], reserves: dict[str, int], taken: Taken) -> tuple[StratumDraw, ...]:
    def count(cases: Iterable[Case]) -> dict[str, int]:
        counts = dict.fromkeys(wanted, 0)
        for case in cases:
            counts[case.stratum] += 1
        return counts

    drawn, spare = count(taken.sample), count(taken.reserves)
    eligible = dict.fromkeys(wanted, 0)
    for name in placed.of:
        eligible[name] += 1
    return tuple(
        StratumDraw(each.id, each.title, eligible[each.id], wanted[each.id], drawn[each.id], reserves[each.id], spare[each.id])
        for each in placed.strata
    )


def _shortfalls(strata: Iterable[StratumDraw]) -> list[Problem]:
    problems = []
    for each in strata:
        if each.drawn < each.allocated:
            problems.append(_short("SMP035", each.stratum, "The officers' cap leaves the stratum short.", each.drawn, each.allocated))
        if each.reserves_drawn < each.reserves_allocated:
            found, expected = each.reserves_drawn, each.reserves_allocated
            problems.append(_short("SMP036", each.stratum, "The officers' cap leaves the stratum short of reserves.", found, expected))
    return problems


def _drawn(cases: list[Case], weights: dict[str, float] | None = None) -> tuple[Drawn, ...]:
    return tuple(
        Drawn(order, case.case_id, case.stratum, case.key.hex(), weights[case.stratum] if weights else None)
        for order, case in enumerate(cases, start=1)
    )
