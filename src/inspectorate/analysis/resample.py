"""
Sampling again: what the same draw might have found, from a pseudo-population made of the cases that were read.

Whole cases are drawn, all their answers together, by stratum and without replacement, so that answers which go together stay together.
Every stratum of every inspection has a stream of its own, derived from the seed by a hash: the same whatever else is drawn, and whatever
the order of the cases.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis.case_table import UNKNOWN_CASELOAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from inspectorate.analysis.case_table import CaseRecord, CaseTable

    Whole = NDArray[np.int64]

_LARGE = 10**7
"""From this caseload on, drawing with replacement is the same to any digit that is shown."""


class Drawn(NamedTuple):
    """Yes and cases of some key questions in every re-sample. Shape: both are re-samples x questions."""

    questions: tuple[str, ...]
    yes: Whole
    cases: Whole


def resample_cases(table: CaseTable, questions: Sequence[str], times: int, seed: str) -> Iterator[Drawn]:
    """
    Draw the sample of an inspection again, each sample kind by itself.

    From a pseudo-population of the size of each stratum: every case as often as goes into it whole, the rest filled up with cases drawn
    anew for every re-sample. A stratum read in full gives itself. Where the caseload is not known, cases are drawn with replacement.

    Args:
        table: The cases.
        questions: Key questions that are asked in a sample of the table.
        times: How many re-samples.
        seed: Any text.

    Source: statistics reference section 5, question 2; Booth, Butler and Hall 1994 for the pseudo-population.
    """
    import numpy as np

    for sample in dict.fromkeys(table.sample_of[question] for question in questions):
        asked = tuple(question for question in questions if table.sample_of[question] == sample)
        yes = np.zeros((times, len(asked)), dtype=np.int64)
        cases = np.zeros((times, len(asked)), dtype=np.int64)
        for stratum, population, counts in _strata(table, sample, asked):
            patterns = sorted(counts)
            drawn = draw_again([counts[each] for each in patterns], population, times, stream(seed, sample, stratum))
            marks = np.array(patterns, dtype=np.int64).reshape(len(patterns), len(asked))
            yes += drawn @ (marks == 1)
            cases += drawn @ (marks >= 0)
        yield Drawn(asked, yes, cases)


def resample_counts(counts: Mapping[str, tuple[int, int]], times: int, seed: str) -> Drawn:
    """
    Draw each key question again from its count alone, as if the answers of a case did not go together and the caseload had no end.

    Source: statistics reference section 5; the independence is an assumption, and said wherever this is shown.
    """
    import numpy as np

    questions = tuple(counts)
    columns = [stream(seed, question).binomial(cases, yes / cases, times) for question, (yes, cases) in counts.items()]
    base = np.array([cases for _, cases in counts.values()], dtype=np.int64)
    return Drawn(questions, np.column_stack(columns).astype(np.int64), np.tile(base, (times, 1)))


def draw_again(counts: Sequence[int], population: int, times: int, draw: np.random.Generator) -> Whole:
    """
    Draw as many cases again as *counts* holds, kind by kind.

    Args:
        counts: How many cases of each kind were read.
        population: The size of the stratum, at least their sum.
        times: How many re-samples.
        draw: The stream of random numbers.

    Shape: re-samples x kinds; every row adds up to the sum of *counts*.
    """
    import numpy as np

    sampled = sum(counts)
    if population >= _LARGE:
        shares = np.array(counts, dtype=np.float64) / sampled
        return np.asarray(draw.multinomial(sampled, shares, size=times), dtype=np.int64)
    whole, rest = divmod(population, sampled)
    sizes = np.tile(np.array(counts, dtype=np.int64) * whole, (times, 1))
    if rest:
        sizes += _without_replacement(np.tile(np.array(counts, dtype=np.int64), (times, 1)), rest, draw)
    return _without_replacement(sizes, sampled, draw)


def stream(*parts: str) -> np.random.Generator:
    """Give the stream of random numbers that belongs to a seed and what is drawn with it."""
    import numpy as np

    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8")).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))


def _without_replacement(sizes: Whole, chosen: int, draw: np.random.Generator) -> Whole:
    """Draw *chosen* from each row of kinds, one kind after the other (multivariate hypergeometric)."""
    import numpy as np

    times, kinds = sizes.shape
    left = sizes.sum(axis=1)
    missing = np.full(times, chosen, dtype=np.int64)
    drawn = np.zeros_like(sizes)
    for kind in range(kinds - 1):
        left = left - sizes[:, kind]
        drawn[:, kind] = draw.hypergeometric(sizes[:, kind], left, missing)
        missing = missing - drawn[:, kind]
    drawn[:, -1] = missing
    return drawn


def _strata(table: CaseTable, sample: str, asked: tuple[str, ...]) -> Iterator[tuple[str, int, Counter[tuple[int, ...]]]]:
    """Count in every stratum the cases that are alike: 1 sufficient, 0 not, -1 where a question does not count."""
    known = table.caseload(sample) is not None
    alike: dict[str, Counter[tuple[int, ...]]] = {}
    for case in table.sampled(sample):
        alike.setdefault(case.stratum if known else "", Counter())[_pattern(case, asked)] += 1
    for stratum, counts in sorted(alike.items()):
        population = table.population.get((sample, stratum), 0) if known else UNKNOWN_CASELOAD
        yield stratum, max(population, counts.total()), counts


def _pattern(case: CaseRecord, asked: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(int(case.answers[question]) if question in case.answers else -1 for question in asked)
