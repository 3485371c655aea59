"""Old results for new areas: after a merger, a split or a new boundary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import fsum, inf, sqrt
from typing import NamedTuple

from inspectorate.errors import StatisticsInputError
from inspectorate.statistics.counts import StratumCounts, check_strata, find_moments
from inspectorate.statistics.distributions import two_sided_normal
from inspectorate.statistics.proportion import score_limits
from inspectorate.statistics.refusal import check_between, problem, refuse

OldStratum = tuple[str, str]
"""Organisation and stratum, as they were when the sample was drawn."""


class UnitCounts(NamedTuple):
    """The sampled cases of one unit in one old stratum: those to which the question applies, and the yes among them."""

    organisation: str
    stratum: str
    unit: str
    applicable: int
    yes: int


class Overlap(NamedTuple):
    """The sampled cases of one old stratum that two areas both hold."""

    applicable: int
    yes: int


class Predecessor(NamedTuple):
    """
    What is left of an old organisation when its cases are not: a published summary.

    `share` of its caseload goes to the new area; less than 1 rests on the assumption that the parts were alike. Without
    `standard_error`, that of a simple random sample of `cases` is taken.

    Units: proportion, standard error and share 0 to 1.
    """

    name: str
    caseload: int
    cases: int
    proportion: float
    standard_error: float | None = None
    share: float = 1.0


class CombinedEstimate(NamedTuple):
    """
    A proportion put together from summaries; `assumptions` is printed with it.

    Units: proportions 0 to 1; `caseload` is of the new area, fractional where a share was taken.
    """

    proportion: float
    standard_error: float
    effective_cases: float
    lower: float
    upper: float
    caseload: float
    level: float
    method: str
    assumptions: tuple[str, ...]


# --------------------------------------------------------------------------------------------------------- counts are there


def rebase(
    samples: Mapping[OldStratum, tuple[int, int]], units: Iterable[UnitCounts], area: Collection[tuple[str, str]]
) -> dict[OldStratum, StratumCounts]:
    """
    Give the counts of a new area over the old strata with their old weights, ready for `proportion` and `difference`.

    The area is a domain of the old samples: percentages are never averaged, and a case keeps the weight it was drawn with.

    Args:
        samples: Population and sampled cases of every old stratum.
        units: Counts by old stratum and unit; several rows of one unit are added.
        area: The units of the new area, as organisation and unit.

    Returns:
        One row for every stratum of the organisations that the area draws from, in the order of *samples*.

    Raises:
        StatisticsInputError: A row names a stratum that is not in *samples*, or the area holds no unit that was counted.

    Shape: old strata -> as many rows. Estimate with `proportion(rebase(...).values())`.
    Source: statistics reference section 6.
    """
    wanted = set(area)
    rows = list(units)
    missing = [problem("STA010", f"units[{i}]", "The sample of this stratum is not given.", found=row) for i, row in enumerate(rows)
               if (row.organisation, row.stratum) not in samples]  # fmt: skip
    if missing:
        raise StatisticsInputError(missing)
    counted = {(row.organisation, row.unit) for row in rows}
    if absent := sorted(wanted - counted):
        shown = ", ".join(f"{unit} of {organisation}" for organisation, unit in absent)
        raise refuse("STA010", "area", "A unit of the area is in no old sample.", found=shown, fix="Leave it out, and say so.")
    organisations = {organisation for organisation, _ in wanted}
    inside = [row for row in rows if (row.organisation, row.unit) in wanted]
    result = {}
    for key, (population, sampled) in samples.items():
        if key[0] in organisations:
            here = [row for row in inside if (row.organisation, row.stratum) == key]
            result[key] = StratumCounts(population, sampled, sum(row.applicable for row in here), sum(row.yes for row in here))
    return result


def area_covariance(
    area_a: Mapping[OldStratum, StratumCounts],
    area_b: Mapping[OldStratum, StratumCounts],
    overlap: Mapping[OldStratum, Overlap] | None = None,
) -> float:
    """
    Give the covariance of the proportions of two areas that draw on the same old strata, such as the parts of a split organisation.

    Also for two sub-groups of one sample. Hand it to `difference(..., covariance=...)`.

    Args:
        area_a: From `rebase`.
        area_b: From `rebase`; a stratum in both has the same population and sample.
        overlap: Cases that are in both areas, by old stratum; none if the areas share no unit.

    Raises:
        StatisticsInputError: A shared stratum differs between the areas, or the overlap is larger than an area.

    Shape: two areas -> 1 covariance; of an area with itself it is the variance.
    Source: statistics reference section 6; linearisation as for `proportion`.
    """
    a, b = find_moments(check_strata(area_a.values(), "area_a")), find_moments(check_strata(area_b.values(), "area_b"))
    shared = [key for key in area_a if key in area_b]
    both = overlap or {}
    parts = []
    for key in shared:
        one, other, common = area_a[key], area_b[key], both.get(key, Overlap(0, 0))
        _check_shared(one, other, common, key)
        parts.append(_joint_spread(one, other, common, (a.proportion, b.proportion)))
    return fsum(parts) / (a.weight * b.weight)


def _check_shared(one: StratumCounts, other: StratumCounts, common: Overlap, key: OldStratum) -> None:
    where = " / ".join(key)
    if one[:2] != other[:2]:
        found = f"{one.sampled} of {one.population} and {other.sampled} of {other.population}"
        raise refuse("STA010", where, "The two areas give this stratum different samples.", found=found)
    together = one.applicable + other.applicable - common.applicable
    no_a, no_b, no_both = (row.applicable - row.yes for row in (one, other, common))
    fits = 0 <= common.yes <= min(one.yes, other.yes) and 0 <= no_both <= min(no_a, no_b) and together <= one.sampled
    if not fits:
        raise refuse("STA010", where, "The areas hold more cases here than were sampled, or share more than they hold.", found=common)


def _joint_spread(one: StratumCounts, other: StratumCounts, common: Overlap, shares: tuple[float, float]) -> float:
    n, population = one.sampled, one.population
    if n == population:
        return 0.0
    share_a, share_b = shares
    weight = population / n
    if n == 1:
        middle = (share_a + share_b) / 2
        return weight * weight * common.applicable * (middle * (1 - share_a) * (1 - share_b) + (1 - middle) * share_a * share_b)
    products = common.yes * (1 - share_a) * (1 - share_b) + (common.applicable - common.yes) * share_a * share_b
    totals = (one.yes - share_a * one.applicable) * (other.yes - share_b * other.applicable)
    return weight * weight * (1 - n / population) * n / (n - 1) * (products - totals / n)


# -------------------------------------------------------------------------------------------------------- only summaries left


def combine_summaries(predecessors: Iterable[Predecessor], level: float = 0.80) -> CombinedEstimate:
    """
    Estimate a new area from published summaries of its predecessors, weighted by caseload, with what that assumes.

    Raises:
        StatisticsInputError: No predecessor, a name twice, or a summary that cannot be.

    Shape: k predecessors -> 1 estimate: sum C p / sum C with C = share x caseload; SE^2 = sum (C / sum C)^2 SE^2; the interval is Wilson's
    form with the effective cases that follow from each summary.
    Source: statistics reference section 6.
    """
    rows = _check_predecessors(predecessors, "predecessors")
    level = check_between(level, 0, 1, "level")
    weights = _weights(rows)
    share = fsum(w * row.proportion for w, row in zip(weights, rows, strict=True))
    known = [_effective(row) for row in rows]
    unknown = fsum(w * w / cases for w, cases in zip(weights, known, strict=True))
    effective = 1 / unknown if unknown else inf
    share = min(1.0, max(0.0, share))
    lower, upper = (share, share) if effective == inf else score_limits(share, effective, two_sided_normal(level))
    return CombinedEstimate(
        proportion=share,
        standard_error=sqrt(fsum((w * _standard_error(row)) ** 2 for w, row in zip(weights, rows, strict=True))),
        effective_cases=effective,
        lower=lower,
        upper=upper,
        caseload=fsum(row.share * row.caseload for row in rows),
        level=level,
        method="summaries weighted by caseload",
        assumptions=tuple(_assumptions(rows)),
    )


def summary_covariance(predecessors_a: Iterable[Predecessor], predecessors_b: Iterable[Predecessor]) -> float:
    """
    Give the covariance of two combined estimates that share a split predecessor (the same name in both).

    Raises:
        StatisticsInputError: As for `combine_summaries`; or a shared predecessor is not the same, or its shares are more than the whole.

    Shape: two areas -> 1 covariance: sum (C_a / sum C_a)(C_b / sum C_b) SE^2 over the shared.
    Source: statistics reference section 6.
    """
    rows_a, rows_b = _check_predecessors(predecessors_a, "predecessors_a"), _check_predecessors(predecessors_b, "predecessors_b")
    others = {row.name: (row, weight) for row, weight in zip(rows_b, _weights(rows_b), strict=True)}
    parts = []
    for row, weight in zip(rows_a, _weights(rows_a), strict=True):
        if row.name in others:
            other, other_weight = others[row.name]
            if row._replace(share=1.0) != other._replace(share=1.0) or row.share + other.share > 1 + 1e-9:
                message = "The two areas give this predecessor different summaries, or more than the whole of it."
                raise refuse("STA010", row.name, message, found=f"shares {row.share:g} and {other.share:g}")
            parts.append(weight * other_weight * _standard_error(row) ** 2)
    return fsum(parts)


def _check_predecessors(predecessors: Iterable[Predecessor], argument: str) -> list[Predecessor]:
    rows = list(predecessors)
    problems = []
    for row in rows:
        if not (0 <= row.proportion <= 1 and 1 <= row.cases <= row.caseload and 0 < row.share <= 1):
            expected = "1 <= cases <= caseload, a proportion from 0 to 1, a share above 0 and up to 1"
            problems.append(problem("STA010", f"{argument}: {row.name}", "This summary cannot be.", found=row, expected=expected))
        elif row.standard_error is not None and not 0 <= row.standard_error <= 1:
            problems.append(problem("STA010", f"{argument}: {row.name}", "This standard error cannot be.", found=row.standard_error))
    if len({row.name for row in rows}) < len(rows) or not rows:
        problems.append(problem("STA010", argument, "Give at least one predecessor, and each once.", found=f"{len(rows)} rows"))
    if problems:
        raise StatisticsInputError(problems)
    return rows


def _weights(rows: list[Predecessor]) -> list[float]:
    total = fsum(row.share * row.caseload for row in rows)
    return [row.share * row.caseload / total for row in rows]


def _effective(row: Predecessor) -> float:
    """Give n*: from the standard error where it says something, else from the counts as one simple random sample."""
    if row.standard_error and 0 < row.proportion < 1:
        return row.proportion * (1 - row.proportion) / row.standard_error**2
    return inf if row.cases == row.caseload else row.cases * (row.caseload - 1) / (row.caseload - row.cases)


def _standard_error(row: Predecessor) -> float:
    if row.standard_error is not None:
        return row.standard_error
    return sqrt(row.proportion * (1 - row.proportion) / _effective(row))


def _assumptions(rows: list[Predecessor]) -> Iterable[str]:
    if len(rows) > 1:
        yield f"Only summaries of {len(rows)} predecessors were left; their percentages are weighted by caseload."
    for row in rows:
        if row.share < 1:
            yield f"{row.share:.0%} of {row.name} is taken; this assumes that its parts were alike."
