"""
Measure whether the statistics keep their promises: `make bench-statistics` writes docs/reference/calibration.md.

Intervals: the share of samples whose interval holds the true share, over a grid of designs; one stratum exactly, by every possible
sample, several by drawing. First over caseloads that differ, as those of an inspectorate do; then for one fixed truth at a time. Bands: of
all statements "p% likely", the share that came true, in every tenth. The seed is fixed, so the page only changes when the statistics
do.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product
from math import comb
from pathlib import Path
from typing import NamedTuple

import numpy as np

from inspectorate.statistics import StratumCounts, allocate, band_probabilities, choose_method, proportion

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "calibration.md"
SEED = 20211
SIZES = (12, 18, 27, 40, 60, 100, 150)
STRATA = (1, 2, 3, 4, 6)
SHARES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
LEVELS = (0.80, 0.95)
METHODS = ("score", "strict")
CHOSEN = ("as estimate chooses", *METHODS)
SAMPLES = 1500
CASELOADS = 4000
TRUTHS = {"most between 40 and 90% (beta 4, 2)": (4.0, 2.0), "most between 20 and 80% (beta 2, 2)": (2.0, 2.0)}
DRAWS = 200_000
BANDS = (50, 65, 80)


class Design(NamedTuple):
    """A caseload by stratum, and how many of each are inspected."""

    populations: tuple[int, ...]
    sampled: tuple[int, ...]


class Coverage(NamedTuple):
    """How often the intervals of one design held the truth, and how often a sample showed no spread at all."""

    design: Design
    share: float
    held: dict[tuple[str, float], float]
    no_spread: float


# --------------------------------------------------------------------------------------------------------------- intervals


def make_design(cases: int, strata: int, times: int = 6) -> Design:
    """Give a caseload of so many times the sample, each stratum two thirds of the one before, sampled in proportion, at least one each."""
    sizes = [(2 / 3) ** place for place in range(strata)]
    populations = {str(place): max(2, round(times * cases * size / sum(sizes))) for place, size in enumerate(sizes)}
    sampled = allocate(cases, populations, minimum=1)
    return Design(tuple(populations.values()), tuple(sampled.values()))


def place_yes(design: Design, share: float) -> tuple[int, ...]:
    """Give the yes of each stratum: the share on average, higher and lower in turn by up to ten points."""
    room = min(0.1, share / 2, (1 - share) / 2)
    return tuple(round(size * (share + room * (-1) ** place)) for place, size in enumerate(design.populations))


def possible_samples(design: Design, yes: tuple[int, ...], chance: np.random.Generator) -> Iterator[tuple[tuple[int, ...], float]]:
    """Give samples with their weight: all of them for one stratum, drawn ones for several."""
    if len(yes) == 1:
        (population,), (sampled,), (marked,) = design.populations, design.sampled, yes
        for seen in range(max(0, sampled + marked - population), min(sampled, marked) + 1):
            yield (seen,), comb(marked, seen) * comb(population - marked, sampled - seen) / comb(population, sampled)
        return
    pairs = zip(yes, design.populations, design.sampled, strict=True)
    columns = [chance.hypergeometric(marked, population - marked, sampled, SAMPLES) for marked, population, sampled in pairs]
    drawn = Counter(zip(*(column.tolist() for column in columns), strict=True))
    for seen, times in sorted(drawn.items()):
        yield seen, times / SAMPLES


def measure_coverage(design: Design, share: float, chance: np.random.Generator) -> Coverage:
    """Work out the intervals of the samples of one design and weigh those that hold the truth."""
    yes = place_yes(design, share)
    truth = sum(yes) / sum(design.populations)
    held = dict.fromkeys(product(METHODS, LEVELS), 0.0)
    no_spread = 0.0
    for seen, weight in possible_samples(design, yes, chance):
        pairs = zip(design.populations, design.sampled, seen, strict=True)
        strata = [StratumCounts(population, sampled, sampled, each) for population, sampled, each in pairs]
        for method, level in held:
            found = proportion(strata, level, method)
            held[method, level] += weight * (found.lower - 1e-12 <= truth <= found.upper + 1e-12)
        no_spread += weight * (found.standard_error == 0)
    return Coverage(design, share, held, no_spread)


def measure_caseloads(design: Design, share: float, chance: np.random.Generator) -> Coverage:
    """
    Draw caseloads in which each case is good enough with the same chance, draw a sample of each, and weigh the intervals that hold.

    What is held is the share of the caseload the sample came from, not the chance.
    """
    room = min(0.1, share / 2, (1 - share) / 2) if len(design.populations) > 1 else 0.0
    chances = [share + room * (-1) ** place for place in range(len(design.populations))]
    yes = [chance.binomial(size, each, CASELOADS) for size, each in zip(design.populations, chances, strict=True)]
    pairs = zip(yes, design.populations, design.sampled, strict=True)
    seen = [chance.hypergeometric(marked, size - marked, sampled) for marked, size, sampled in pairs]
    truths = sum(yes) / sum(design.populations)
    held = dict.fromkeys(product(CHOSEN, LEVELS), 0.0)
    worked_out: dict[tuple[int, ...], list[tuple[float, float]]] = {}
    no_spread = 0
    for truth, *counts in zip(truths.tolist(), *(column.tolist() for column in seen), strict=True):
        key = tuple(counts)
        if key not in worked_out:
            worked_out[key] = list(_limits(design, key))
        no_spread += all(count in (0, size) for count, size in zip(key, design.sampled, strict=True))
        for which, (lower, upper) in zip(held, worked_out[key], strict=True):
            held[which] += (lower - 1e-12 <= truth <= upper + 1e-12) / CASELOADS
    return Coverage(design, share, held, no_spread / CASELOADS)


def _limits(design: Design, seen: tuple[int, ...]) -> Iterator[tuple[float, float]]:
    rows = zip(design.populations, design.sampled, seen, strict=True)
    strata = [StratumCounts(size, sampled, sampled, each) for size, sampled, each in rows]
    for name, level in product(CHOSEN, LEVELS):
        found = proportion(strata, level, name if name in METHODS else choose_method(strata))
        yield found.lower, found.upper


def coverage_table(found: list[Coverage], methods: tuple[str, ...]) -> list[str]:
    """Give the table: one row per number of cases and of strata, mean and least over the true shares."""
    heads = [f"{method} {level:.0%}" for method, level in product(methods, LEVELS)]
    lines = ["| cases | strata | " + " | ".join(heads) + " | no spread, worst |", "| ---: | ---: |" + " ---: |" * (len(heads) + 1)]
    for cases, strata in product(SIZES, STRATA):
        rows = [row for row in found if sum(row.design.sampled) == cases and len(row.design.sampled) == strata]
        cells = []
        for key in product(methods, LEVELS):
            values = [row.held[key] for row in rows]
            cells.append(f"{sum(values) / len(values):.3f} ({min(values):.2f})")
        lines.append(f"| {cases} | {strata} | " + " | ".join(cells) + f" | {max(row.no_spread for row in rows):.0%} |")
    return lines


def summary_table(found: list[Coverage], methods: tuple[str, ...]) -> list[str]:
    """Give mean and least of every method: over all, and the lowest mean of a design."""
    lines = ["| method | level | mean | lowest mean of a design | least |", "| --- | ---: | ---: | ---: | ---: |"]
    for key in product(methods, LEVELS):
        by_design: dict[Design, list[float]] = {}
        for row in found:
            by_design.setdefault(row.design, []).append(row.held[key])
        values = [row.held[key] for row in found]
        lowest = min(sum(each) / len(each) for each in by_design.values())
        lines.append(f"| {key[0]} | {key[1]:.0%} | {sum(values) / len(values):.3f} | {lowest:.3f} | {min(values):.3f} |")
    return lines


# -------------------------------------------------------------------------------------------------------------------- bands


def measure_bands(
    draws: int, strata: int, chance: np.random.Generator, *, truth: tuple[float, float] | None = None, sizes: tuple[int, ...] = SIZES
) -> list[tuple[int, float, float]]:
    """
    Give for every tenth of the probabilities stated: how many, their mean, and the share that came true.

    One stratum: the yes among all cases uniform on 0..N, or shares from the beta distribution given as *truth*. Several: the share
    uniform, spread over the strata as in `place_yes`.
    """
    designs = [make_design(cases, strata, times) for cases in sizes for times in (2, 6)]
    stated, true = [], []
    for design in designs:
        worked_out: dict[tuple[int, ...], list[float]] = {}
        for _ in range(draws // len(designs) + 1):
            size = sum(design.populations)
            if truth is not None:
                yes: tuple[int, ...] = (int(chance.binomial(size, chance.beta(*truth))),)
            else:
                yes = (int(chance.integers(0, size + 1)),) if strata == 1 else place_yes(design, chance.random())
            pairs = zip(yes, design.populations, design.sampled, strict=True)
            seen = tuple(int(chance.hypergeometric(marked, population - marked, sampled)) for marked, population, sampled in pairs)
            if seen not in worked_out:
                rows = zip(design.populations, design.sampled, seen, strict=True)
                worked_out[seen] = band_probabilities([StratumCounts(size_, n, n, each) for size_, n, each in rows], BANDS)
            percent = (200 * sum(yes) + size) // (2 * size)
            band = sum(percent >= edge for edge in BANDS)
            stated.extend(worked_out[seen])
            true.extend(float(place == band) for place in range(len(BANDS) + 1))
    tenth = np.minimum((np.array(stated) * 10).astype(int), 9)
    means = [(tenth == place) for place in range(10)]
    return [(int(mask.sum()), float(np.array(stated)[mask].mean()), float(np.array(true)[mask].mean())) for mask in means]


def band_table(rows: list[tuple[int, float, float]]) -> list[str]:
    """Give the table: one row per tenth."""
    lines = ["| stated | times | mean stated | came true | difference, points |", "| --- | ---: | ---: | ---: | ---: |"]
    for place, (times, stated, true) in enumerate(rows):
        lines.append(f"| {10 * place} to {10 * place + 10}% | {times} | {stated:.1%} | {true:.1%} | {100 * (true - stated):+.1f} |")
    return lines


def other_truth(name: str, chance: np.random.Generator) -> str:
    """Say how far the statements miss where true shares come from another distribution, in samples of 60 and more."""
    rows = measure_bands(DRAWS // 4, 1, chance, truth=TRUTHS[name], sizes=tuple(size for size in SIZES if size >= 60))
    miss = max(abs(true - stated) for _, stated, true in rows)
    return f"- {name}: at worst {100 * miss:.1f} points off, over {DRAWS // 4} draws."


# --------------------------------------------------------------------------------------------------------------------- page


def write_page() -> str:
    """Measure all and give the page."""
    chance = np.random.default_rng(SEED)
    found: list[Coverage] = []
    drawn: list[Coverage] = []
    for cases, strata in product(SIZES, STRATA):
        found.extend(measure_coverage(make_design(cases, strata), share, chance) for share in SHARES)
        drawn.extend(measure_caseloads(make_design(cases, strata), share, chance) for share in SHARES)
        print(f"  {cases} cases in {strata} strata", file=sys.stderr)
    one, several = measure_bands(DRAWS, 1, chance), measure_bands(DRAWS // 4, 4, chance)
    worst = max(abs(true - stated) for _, stated, true in one)
    worst_several = max(abs(true - stated) for _, stated, true in several)
    others = [other_truth(name, chance) for name in TRUTHS]
    shares = f"{min(SHARES):.0%} to {max(SHARES):.0%}"
    return "\n".join(
        [
            "# Calibration",
            "",
            "Whether the statistics keep their promises, measured. `make bench-statistics` writes this page again; the seed is fixed.",
            "",
            "## Intervals",
            "",
            f"How often the interval holds the share of the caseload: {SIZES[0]} to {SIZES[-1]} cases of six times as many,",
            f"{STRATA[0]} to {STRATA[-1]} strata of unequal size whose shares differ by up to twenty points, true shares of {shares}.",
            f"Caseloads differ: {CASELOADS} for each design and share, every case good enough with the same chance, one sample of each.",
            "",
            *summary_table(drawn, CHOSEN),
            "",
            "In brackets is the least over the true shares. The last column is the share of samples, at worst, that show no spread at all:",
            "there the methods of other programs give nothing or a point.",
            "",
            *coverage_table(drawn, CHOSEN),
            "",
            "### For one fixed truth",
            "",
            "The same for one caseload at a time. Counts are whole, so a single truth can fall between the intervals: `score` keeps its",
            "level on average and misses it for some truths; `strict` is guaranteed with one stratum, and holds on average with several.",
            f"One stratum is exact, by every possible sample; several are {SAMPLES} samples each, good to about two points a figure.",
            "",
            *summary_table(found, METHODS),
            "",
            *coverage_table(found, METHODS),
            "",
            "## Probabilities of bands",
            "",
            f"Of all probabilities stated for the bands of {BANDS[0]}, {BANDS[1]} and {BANDS[2]}%, how many came true.",
            f"One stratum, true shares uniform on 0 to 1, {DRAWS} draws: at worst {100 * worst:.1f} points off.",
            "",
            *band_table(one),
            "",
            f"Four strata, {DRAWS // 4} draws, where the probability is approximate: at worst {100 * worst_several:.1f} points off.",
            "",
            *band_table(several),
            "",
            "Where true shares are not equally likely, the statement leans on a belief that is not so. One stratum, 60 cases or more:",
            "",
            *others,
            "",
            "Below 30 cases `inspectorate certainty` says so in words.",
            "",
        ]
    )


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(write_page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(PAGE.parents[2])}")
