"""Cases with the answers that count, as estimates and resampling read them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.statistics import StratumCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from inspectorate.inspection import Inspection

UNKNOWN_CASELOAD = 10**9
"""Stands for a caseload that nobody gave: so large that no finite correction is left."""


class CaseRecord(NamedTuple):
    """
    One case of a sample.

    `answers` holds the key questions that count for this case, True where it was sufficient: what does not apply, what nobody could
    tell and what was not answered is not in it.
    """

    case_id: str
    sample: str
    stratum: str
    answers: Mapping[str, bool]
    attributes: Mapping[str, str] = {}


class CaseTable(NamedTuple):
    """
    The cases of an inspection.

    `population` gives the eligible caseload by sample and stratum; a sample that is not in it was drawn from a caseload nobody gave.
    `sample_of` names the sample in which each key question is asked.
    """

    cases: tuple[CaseRecord, ...]
    population: Mapping[tuple[str, str], int]
    sample_of: Mapping[str, str]

    def sampled(self, sample: str) -> tuple[CaseRecord, ...]:
        """Give the cases of one sample."""
        return tuple(case for case in self.cases if case.sample == sample)

    def caseload(self, sample: str) -> int | None:
        """Give the eligible caseload of a sample; None where nobody gave it."""
        sizes = [size for (of, _), size in self.population.items() if of == sample]
        return sum(sizes) if sizes else None


def case_table(inspection: Inspection) -> CaseTable | None:
    """
    Give the cases of an inspection as analyses read them; None where it has no case files.

    A question that several samples are asked is left out: its cases are not one sample.
    """
    casework = inspection.casework
    if casework is None:
        return None
    answers: dict[str, dict[str, bool]] = {}
    samples = {case.id: case.sample for case in casework.cases}
    asked_in: dict[str, set[str]] = {}
    for answer in casework.counting:
        if answer.applies and answer.word in {"yes", "no"}:
            answers.setdefault(answer.case, {})[answer.question] = answer.word == "yes"
            asked_in.setdefault(answer.question, set()).add(samples[answer.case])
    records = tuple(
        CaseRecord(
            case.id, case.sample, case.stratum, answers.get(case.id, {}), {"stratum": case.stratum, **case.fields, **case.attributes}
        )
        for case in casework.cases
    )
    return CaseTable(records, casework.population, {question: min(of) for question, of in asked_in.items() if len(of) == 1})


Strata = dict[tuple[str, str], StratumCounts]


def strata_of(table: CaseTable, question: str, keep: Callable[[CaseRecord], bool] | None = None) -> Strata:
    """
    Count a key question by stratum, over all its cases or over those to *keep*; every sampled stratum is there, without cases too.

    Where the caseload is not known the whole sample is one stratum: weights by stratum cannot be had then.
    """
    sample = table.sample_of[question]
    cases = table.sampled(sample)
    known = table.caseload(sample) is not None
    places = [case.stratum if known else "" for case in cases]
    sampled, applicable, yes = Counter(places), Counter[str](), Counter[str]()
    for case, place in zip(cases, places, strict=True):
        if question in case.answers and (keep is None or keep(case)):
            applicable[place] += 1
            yes[place] += case.answers[question]
    sizes = {place: table.population.get((sample, place), 0) if known else UNKNOWN_CASELOAD for place in sampled}
    return {
        (sample, place): StratumCounts(max(sizes[place], sampled[place]), sampled[place], applicable[place], yes[place])
        for place in sorted(sampled)
    }


def unsampled_strata(table: CaseTable) -> Iterator[tuple[str, str, int]]:
    """Give the strata with eligible cases of which none was read: sample, stratum, cases. Nothing is estimated for them."""
    read = {(case.sample, case.stratum) for case in table.cases}
    for (sample, stratum), size in sorted(table.population.items()):
        if size and (sample, stratum) not in read:
            yield sample, stratum, size


def is_proportional(strata: Sequence[StratumCounts]) -> bool:
    """Tell whether every stratum has its share of the sample to within one case, as far as whole cases can."""
    population, sampled = sum(row.population for row in strata), sum(row.sampled for row in strata)
    return all(abs(row.sampled * population - row.population * sampled) <= population for row in strata)


def pooled(strata: Sequence[StratumCounts]) -> StratumCounts:
    """Give all strata as one: the plain sample percentage."""
    return StratumCounts(
        sum(row.population for row in strata),
        sum(row.sampled for row in strata),
        sum(row.applicable for row in strata),
        sum(row.yes for row in strata),
    )
