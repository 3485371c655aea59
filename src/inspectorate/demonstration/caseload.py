"""Northbank's caseloads, and the samples drawn from them by our own sampling."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.demonstration import figures
from inspectorate.demonstration.written import SYNTHETIC, csv_bytes
from inspectorate.sampling import Settings, caseload_specification, draw_files, draw_sample, find_sample
from inspectorate.tables import Profile, Sheet, check_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.demonstration.chance import Chance
    from inspectorate.model import Edition
    from inspectorate.sampling import Draw

DRAWN_ON = "2018-05-14"
_FIRST_DAY = date(2017, 11, 6)
"""Sentences and licences began some six to seven months before fieldwork."""
UNITS = ("Northbank Harbour (fictional)", "Northbank Moor (fictional)", "Northbank Vale (fictional)")
_ETHNICITIES = ("White", "White", "White", "White", "White", "White", "White", "Asian", "Black", "Mixed", "Not recorded")
ATTEMPTS = 200


class Held(NamedTuple):
    """One row of a caseload."""

    case_id: str
    crn: str
    gender: str
    ethnicity: str
    birth_date: str
    setting: str
    rosh: str
    start_date: str
    local_delivery_unit: str
    responsible_officer: str
    staff_grade: str
    restricted: str
    provenance: str = SYNTHETIC


class Sampled(NamedTuple):
    """A caseload with the sample drawn from it: rows by reference, the draw, and the files of both."""

    rows: dict[str, Held]
    draw: Draw
    files: dict[str, bytes]


def supervision(seed: str, chance: Chance, edition: Edition) -> Sampled:
    """Make the supervision caseload and draw from it, until the grades that hold the sampled cases leave room for the figures."""
    least, most = figures.NOT_LOW_OF[figures.SENIOR], figures.SUPERVISED - figures.NOT_LOW_OF[figures.MANAGER]
    for attempt in range(ATTEMPTS):
        sampled = _drawn(list(_supervised(chance, attempt)), edition, "supervision", seed, "")
        held = [sampled.rows[case.case_id] for case in sampled.draw.sample]
        if len(held) == figures.SUPERVISED and least <= sum(row.staff_grade == figures.SENIOR for row in held) <= most:
            return sampled
    raise ValueError(f"no caseload fits in {ATTEMPTS} attempts")


def unpaid_work(seed: str, chance: Chance, edition: Edition) -> Sampled:
    """Make the caseload of unpaid work requirements and draw from it."""
    rows = [_other(chance, "U", number, "community") for number in range(1, figures.UNPAID_CASELOAD + 1)]
    return _drawn(rows, edition, "unpaid_work", seed, "-unpaid-work")


def through_the_gate(seed: str, chance: Chance, edition: Edition) -> Sampled:
    """Make the caseload of releases from prison and draw from it."""
    rows = [_other(chance, "T", number, "post_custody") for number in range(1, figures.RELEASED_CASELOAD + 1)]
    return _drawn(rows, edition, "through_the_gate", seed, "-through-the-gate")


def officers(grade: str) -> list[str]:
    """Give the codes of the staff of a grade."""
    return [f"{'S' if grade == figures.SENIOR else 'C'}{number:02}" for number in range(1, figures.STAFF[grade] + 1)]


def _drawn(rows: Sequence[Held], edition: Edition, kind: str, seed: str, ending: str) -> Sampled:
    sample = find_sample(edition, kind)
    name = f"caseload{ending}.csv"
    columns = tuple([str(value) for value in column] for column in zip(*rows, strict=True))
    sheet = Sheet(name, 1, Held._fields, columns, list(range(2, len(rows) + 2)))
    table, problems = check_sheet(sheet, caseload_specification(sample), Profile())
    if table is None or problems:
        raise ValueError(f"{name}: {problems}")
    buffer = sample.buffer or Decimal(0)
    draw = draw_sample(table, edition, kind, Settings(seed, DRAWN_ON, None, sample.confidence_level, sample.margin, buffer))
    files = {name: csv_bytes(Held._fields, rows)}
    files |= {f"sample{ending}/{name}": content for name, content in draw_files(draw).items()}
    return Sampled({row.case_id: row for row in rows}, draw, files)


def _supervised(chance: Chance, attempt: int) -> Iterator[Held]:
    """Give the rows of the caseload in an order of chance: the eligible, and those that have to be left out."""
    kinds = [(gender, setting, low) for gender, setting, low, cases in figures.STRATA for _ in range(cases)]
    eligible = len(kinds)
    total = eligible + figures.RESTRICTED + figures.FUTURE + figures.DUPLICATES
    numbers = chance.shuffled((f"{number:03}" for number in range(1, total + 1)), "order", attempt)
    rows = {}
    for at, number in enumerate(numbers):
        gender, setting, low = kinds[at] if at < eligible else chance.pick(kinds, "kind", attempt, number)
        rows[number] = _row(chance, attempt, number, gender, setting, low=low)
    left_out = numbers[eligible:]
    for number in left_out[: figures.RESTRICTED]:
        rows[number] = rows[number]._replace(restricted="yes")
    for number in left_out[figures.RESTRICTED : figures.RESTRICTED + figures.FUTURE]:
        rows[number] = rows[number]._replace(start_date=_day(200 + chance.number("late", number) % 30))
    for number, first in zip(left_out[figures.RESTRICTED + figures.FUTURE :], numbers, strict=False):
        again = _day((date.fromisoformat(rows[first].start_date) - _FIRST_DAY).days + 3)
        rows[number] = rows[first]._replace(case_id=rows[number].case_id, start_date=again)
    yield from (rows[number] for number in sorted(rows))


def _row(chance: Chance, attempt: int, number: str, gender: str, setting: str, *, low: bool) -> Held:
    def pick(options: Sequence[str], name: str) -> str:
        return chance.pick(options, name, attempt, number)

    senior = chance.happens(30 if low else 46, "grade", attempt, number)
    grade = figures.SENIOR if senior else figures.MANAGER
    officer = pick(officers(grade), "officer")
    return Held(
        f"N-{number}",
        f"N{700000 + int(number)}",
        gender,
        pick(_ETHNICITIES, "ethnicity"),
        _born(chance, attempt, number),
        setting,
        "low" if low else pick(("medium", "medium", "medium", "high", "high", "very_high"), "rosh"),
        _day(chance.number("start", attempt, number) % 35),
        UNITS[int(officer[1:]) % len(UNITS)],
        officer,
        grade,
        "no",
    )


def _other(chance: Chance, letter: str, number: int, setting: str) -> Held:
    name = f"{letter}-{number:03}"
    return Held(
        name,
        f"{letter}{800000 + number}",
        "female" if chance.happens(14, "gender", name) else "male",
        chance.pick(_ETHNICITIES, "ethnicity", name),
        _born(chance, name),
        setting,
        chance.pick(("low", "low", "medium", "high"), "rosh", name),
        _day(chance.number("start", name) % 28),
        chance.pick(UNITS, "unit", name),
        "",
        "",
        "no",
    )


def _born(chance: Chance, *names: object) -> str:
    return (date(1997, 1, 1) - timedelta(days=chance.number("born", *names) % 14_000)).isoformat()


def _day(days: int) -> str:
    return (_FIRST_DAY + timedelta(days=days)).isoformat()
