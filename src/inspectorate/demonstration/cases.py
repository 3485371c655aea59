"""Northbank's cases as inspectors saw them: risk of serious harm in their own view, and what decides which questions apply."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.demonstration import figures
from inspectorate.demonstration.chance import MILLION, highest
from inspectorate.demonstration.written import SYNTHETIC

if TYPE_CHECKING:
    from inspectorate.demonstration.caseload import Held, Sampled
    from inspectorate.demonstration.chance import Chance

_OFTEN = {"non_compliance": 46, "key_person": 55, "agency": 62, "written_review_needed": 52, "identifiable_victim": 66}
"""How many of a hundred cases have it, about."""
_BANDS = ((25, "18 to 24"), (35, "25 to 34"), (50, "35 to 49"), (200, "50 and over"))
_FIELDWORK = date(2018, 6, 11)


class Seen(NamedTuple):
    """One row of cases.csv."""

    case_id: str
    sample: str
    stratum: str
    rosh_inspector: str
    setting: str
    non_compliance: str
    home_visit_needed: str
    key_person: str
    agency: str
    written_review_needed: str
    identifiable_victim: str
    staff_grade: str
    officer: str
    unit: str
    rosh_provider: str
    gender: str
    age_group: str
    ethnicity: str
    provenance: str = SYNTHETIC

    @property
    def not_low(self) -> bool:
        """Whether the inspector saw more than a low risk of serious harm."""
        return self.rosh_inspector not in ("", "low")


def supervised(sampled: Sampled, chance: Chance) -> list[Seen]:
    """Give the supervision cases in the order of their references."""
    rows = {case.case_id: sampled.rows[case.case_id] for case in sampled.draw.sample}
    low = _low(rows, chance)
    visited = highest(
        (name for name in rows if name not in low), figures.HOME_VISIT["needed"], lambda name: chance.number("home visit needed", name)
    )
    strata = {case.case_id: case.stratum for case in sampled.draw.sample}
    return [
        _seen(rows[name], "supervision", strata[name])._replace(
            rosh_inspector="low" if name in low else _view(rows[name], chance),
            home_visit_needed="yes" if name in visited else "no",
            **{field: "yes" if chance.happens(often, field, name) else "no" for field, often in _OFTEN.items()},
        )
        for name in sorted(rows)
    ]


def others(sampled: Sampled, sample: str) -> list[Seen]:
    """Give the cases of another sample; nothing routes their questions."""
    return [_seen(sampled.rows[case.case_id], sample, case.stratum) for case in sorted(sampled.draw.sample, key=lambda case: case.case_id)]


def _low(rows: dict[str, Held], chance: Chance) -> frozenset[str]:
    """Choose the cases at low risk in the inspector's view: of each grade as many as the figures ask, mostly those the provider saw so."""
    chosen: frozenset[str] = frozenset()
    for grade, not_low in figures.NOT_LOW_OF.items():
        held = [name for name, row in rows.items() if row.staff_grade == grade]
        chosen |= highest(held, len(held) - not_low, lambda name: chance.number("low", name) + (MILLION if rows[name].rosh == "low" else 0))
    return chosen


def _view(row: Held, chance: Chance) -> str:
    if row.rosh == "low":
        return "medium"
    return "high" if row.rosh == "medium" and chance.happens(18, "higher", row.case_id) else row.rosh


def _seen(row: Held, sample: str, stratum: str) -> Seen:
    age = (_FIELDWORK - date.fromisoformat(row.birth_date)).days // 365.25
    band = next(words for below, words in _BANDS if age < below)
    return Seen(
        row.case_id, sample, stratum, "", row.setting, "", "", "", "", "", "",
        row.staff_grade, row.responsible_officer, row.local_delivery_unit, row.rosh, row.gender, band, row.ethnicity,
    )  # fmt: skip
