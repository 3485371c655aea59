"""All files of the demonstration inspection, from a seed."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from inspectorate.demonstration import figures
from inspectorate.demonstration.answers import Given, answers
from inspectorate.demonstration.caseload import officers, supervision, through_the_gate, unpaid_work
from inspectorate.demonstration.cases import Seen, others, supervised
from inspectorate.demonstration.chance import Chance, highest
from inspectorate.demonstration.written import SYNTHETIC, csv_bytes
from inspectorate.frameworks import load_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.demonstration.caseload import Sampled

EDITION = "hmip-crc-2018"


def northbank_files(seed: str) -> dict[str, bytes]:
    """
    Make the demonstration inspection: files by name, an inspection file and everything it rests on.

    The counts are the same for every seed; which cases they are in is not. All of it is synthetic and says so.

    Args:
        seed: What chance follows from; the same seed gives the same bytes.
    """
    chance, edition = Chance(seed), load_edition(EDITION)
    samples = {
        "supervision": supervision(seed, chance, edition),
        "unpaid_work": unpaid_work(seed, chance, edition),
        "through_the_gate": through_the_gate(seed, chance, edition),
    }
    cases = supervised(samples["supervision"], chance)
    cases += [case for name in ("unpaid_work", "through_the_gate") for case in others(samples[name], name)]
    made = {name: content for sampled in samples.values() for name, content in sampled.files.items()}
    return made | {
        "README.md": _text("README.md").replace("SEED", seed).encode(),
        "northbank.yaml": _text("northbank.yaml").encode(),
        "cases.csv": csv_bytes(Seen._fields, cases),
        "answers.csv": csv_bytes(Given._fields, answers(cases, edition, chance)),
        "population.csv": csv_bytes(("sample", "stratum", "cases"), _population(samples)),
        "interviews.csv": csv_bytes(("interview_id", "staff_grade", "question", "answer", "provenance"), _interviews(chance)),
    }


def _population(samples: dict[str, Sampled]) -> Iterator[tuple[str, str, int]]:
    for name, sampled in samples.items():
        yield from ((name, each.stratum, each.eligible) for each in sampled.draw.strata)


def _interviews(chance: Chance) -> Iterator[tuple[str, str, str, str, str]]:
    """Give what staff answered, in the order of their codes; the references are not the codes."""
    staff = {officer: grade for grade in figures.STAFF for officer in officers(grade)}
    numbers = {officer: f"I-{number:02}" for number, officer in enumerate(chance.shuffled(staff, "interviews"), start=1)}
    said = {
        question: frozenset().union(
            *(highest(officers(grade), yes, lambda name, asked=question: chance.number(asked, name)) for grade, yes in by_grade.items())  # type: ignore[misc]  # the default binds the name
        )
        for question, by_grade in figures.INTERVIEWS.items()
    }
    for officer, number in sorted(numbers.items(), key=lambda pair: pair[1]):
        for question, yes in said.items():
            yield number, staff[officer], question, "yes" if officer in yes else "no", SYNTHETIC


def _text(name: str) -> str:
    return files("inspectorate.demonstration").joinpath("texts", name).read_text(encoding="utf-8")
