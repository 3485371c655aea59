"""What is counted: one row per stratum, and what follows from the rows before any interval is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum, inf
from operator import index
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import StatisticsInputError
from inspectorate.statistics.refusal import problem, refuse

if TYPE_CHECKING:
    from inspectorate.errors import Problem


class StratumCounts(NamedTuple):
    """
    What one stratum of a sample holds; the counts are checked by the functions that read them.

    A question that does not apply to every case, or a sub-group, has fewer `applicable` than `sampled`.

    Units: cases; 0 <= yes <= applicable <= sampled <= population.
    """

    population: int
    sampled: int
    applicable: int
    yes: int


class Moments(NamedTuple):
    """
    The estimate and what its intervals are made from.

    `population` is the cases to which the question applies; it is estimated when `is_domain`.
    """

    proportion: float
    variance: float
    effective_cases: float
    degrees_of_freedom: int
    cases: int
    yes: int
    population: int
    is_domain: bool
    weight: float


def check_strata(strata: Iterable[StratumCounts], argument: str = "strata") -> tuple[StratumCounts, ...]:
    """
    Give the strata that hold cases, checked; refuse impossible counts, unsampled strata and an empty base, all problems together.

    Raises:
        StatisticsInputError: `STA001` impossible counts, `STA002` nothing to estimate from, `STA003` a stratum with cases, none sampled.

    Source: statistics reference section 2: an unsampled stratum is a listed problem unless declared out of scope (leave it out then).
    """
    checked: list[StratumCounts] = []
    problems: list[Problem] = []
    for place, row in enumerate(strata):
        try:
            counts = StratumCounts(*(index(number) for number in row))
        except TypeError:
            message = "Each stratum is four whole numbers: population, sampled, applicable, yes."
            problems.append(problem("STA001", f"{argument}[{place}]", message, found=row))
            continue
        problems.extend(_problems_of(counts, f"{argument}[{place}]"))
        if counts.population > 0:
            checked.append(counts)
    if problems:
        raise StatisticsInputError(problems)
    if not any(row.applicable for row in checked):
        raise refuse("STA002", argument, "No sampled case counts here, so nothing can be estimated.", expected="at least one case")
    return tuple(checked)


def _problems_of(counts: StratumCounts, argument: str) -> Iterable[Problem]:
    if not 0 <= counts.yes <= counts.applicable <= counts.sampled <= counts.population:
        yield problem(
            "STA001", argument, "These counts cannot be.", found=counts, expected="0 <= yes <= applicable <= sampled <= population"
        )
    elif counts.sampled == 0 < counts.population:
        fix = "Sample it, or leave the stratum out and say that it is out of scope."
        yield problem("STA003", argument, "The stratum has cases and none was sampled.", found=f"0 of {counts.population}", fix=fix)


def find_moments(strata: tuple[StratumCounts, ...]) -> Moments:
    """
    Give the weighted proportion, its linearised variance with finite correction, effective cases and degrees of freedom.

    A stratum with one sampled case of several has no spread of its own: its part of the variance is that of one case at the overall
    proportion, so nobody has to choose. Sums are exact to the last bit, so the order of strata never matters.

    Source: statistics reference section 2; a domain as a ratio over all strata (Särndal, Swensson and Wretman 1992, section 5.8).
    """
    weights = [row.population / row.sampled for row in strata]
    weight = fsum(w * row.applicable for w, row in zip(weights, strata, strict=True))
    share = fsum(w * row.yes for w, row in zip(weights, strata, strict=True)) / weight
    spread = fsum(_spread(row, share) for row in strata)
    variance = max(0.0, spread / weight**2)
    unknown = fsum(w * w * row.applicable * _unsampled_factor(row) for w, row in zip(weights, strata, strict=True))
    cases = sum(row.applicable for row in strata)
    is_domain = any(row.applicable < row.sampled for row in strata)
    return Moments(
        proportion=share,
        variance=variance if 0 < share < 1 else 0.0,
        effective_cases=weight**2 / unknown if unknown else inf,
        degrees_of_freedom=cases - sum(row.applicable > 0 for row in strata),
        cases=cases,
        yes=sum(row.yes for row in strata),
        population=max(cases, int(weight + 0.5)) if is_domain else sum(row.population for row in strata),
        is_domain=is_domain,
        weight=weight,
    )


def _unsampled_factor(row: StratumCounts) -> float:
    """(1 - f) N / (N - 1), zero for a stratum taken in full."""
    return 0.0 if row.sampled == row.population else (row.population - row.sampled) / (row.population - 1)


def _spread(row: StratumCounts, share: float) -> float:
    """Give the stratum's part of the variance of the weighted total of (answer - share) over the domain."""
    n, d, y = row.sampled, row.applicable, row.yes
    if n == row.population or d == 0:
        return 0.0
    weight = row.population / n
    if n == 1:
        return weight * weight * share * (1 - share)
    squares = (y * (n - y) - 2 * share * y * (n - d) + share * share * d * (n - d)) / n
    return weight * weight * (1 - n / row.population) * n / (n - 1) * squares
