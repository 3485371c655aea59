"""
Old results for new areas: what is known of the predecessors, why that is no rating, and where counts by unit are left, an estimate.

With overall ratings only, a new area's predecessors are listed and a rating is refused. With counts by unit the percentages of key
questions are estimated again for the new area, by the weights with which the cases were drawn; they are estimates and never ratings.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.analysis.basis import Basis, overall_basis
from inspectorate.analysis.compare import answer_pair
from inspectorate.register import Link, Organisations, first_day, load_comparability, same_name
from inspectorate.statistics import (
    CombinedEstimate,
    Predecessor,
    ProportionEstimate,
    StratumCounts,
    UnitCounts,
    area_covariance,
    combine_summaries,
    proportion,
    summary_covariance,
)
from inspectorate.statistics import rebase as rebase_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inspectorate.inspection import RatedInspection, Unit
    from inspectorate.model import KeyQuestion
    from inspectorate.register import Comparability, Lineage

WORDS = "re-based estimate, not a rating"
"""What is printed with every estimate."""
_ALL = "all"


class PredecessorRecord(NamedTuple):
    """
    One predecessor of a new area: the link, its inspections (oldest first), and what of it passes.

    `units` are the names of the units that pass, where the latest inspection has counts by unit and the lineage or the units' areas say
    which; `caseload` is theirs, `caseload_before` that of the whole predecessor.
    """

    link: Link
    inspections: tuple[Basis, ...]
    units: tuple[str, ...]
    caseload: int | None
    caseload_before: int | None


class RebasedEstimate(NamedTuple):
    """
    The percentage of one key question, estimated for a new area; a re-based estimate, not a rating.

    Units: proportions 0 to 1; `yes` of `cases` are the sampled cases of the units that pass, None where only summaries were left.
    """

    ref: str
    title: str
    proportion: float
    standard_error: float
    lower: float
    upper: float
    level: float
    method: str
    effective_cases: float
    yes: int | None
    cases: int | None
    assumptions: tuple[str, ...]
    words: str = WORDS


class SharedCovariance(NamedTuple):
    """How the estimates of two areas that share a split predecessor vary together, for one key question."""

    ref: str
    one: str
    other: str
    shared: tuple[str, ...]
    covariance: float
    correlation: float | None


class RebasedArea(NamedTuple):
    """
    A new area: its predecessors, why it has no rating, and estimates where counts by unit allow them.

    `refusal` says why there is no one rating, always; `missing` why there is no estimate, of all or of some key questions. `own` are its
    own inspections, if it has been inspected since.
    """

    organisation: str
    status: str
    since: str | None
    predecessors: tuple[PredecessorRecord, ...]
    refusal: tuple[str, ...]
    estimates: tuple[RebasedEstimate, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    own: tuple[Basis, ...]


class Rebasing(NamedTuple):
    """All new areas of a lineage that were asked for, and the covariances between them."""

    lineage: str
    areas: tuple[RebasedArea, ...]
    covariances: tuple[SharedCovariance, ...]
    left_out: tuple[str, ...]


class _Part(NamedTuple):
    """A predecessor with the inspection that its counts are taken from; `passing` are the units that pass, None if they are not told."""

    link: Link
    inspected: tuple[RatedInspection, ...]
    passing: tuple[Unit, ...] | None
    problem: str | None

    @property
    def latest(self) -> RatedInspection | None:
        return self.inspected[-1] if self.inspected else None

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.latest.inspection.units if self.latest is not None else ()

    @property
    def caseload(self) -> int:
        return sum(unit.caseload for unit in self.units)


class _Sources(NamedTuple):
    """What an estimate was made from, kept for the covariances: counts by stratum, or summaries."""

    strata: Mapping[tuple[str, str], StratumCounts] | None
    summaries: tuple[Predecessor, ...]


def rebase(
    lineage: Lineage,
    rated: Sequence[RatedInspection],
    area: str | None = None,
    *,
    organisations: Organisations | None = None,
    register: Comparability | None = None,
    level: float = 0.80,
) -> Rebasing:
    """
    Re-base inspections on the areas of a lineage.

    Args:
        lineage: Which area came, or is to come, from which organisations.
        rated: Inspections of the predecessors; those of others are left out. An area's own are shown beside it.
        area: One area of the lineage, by name; all that have an inspected predecessor when None.
        organisations: The register of organisations, which knows other names.
        register: The comparability register; the one that comes with Inspectorate when None.
        level: Of the intervals of the estimates.

    Returns:
        One entry for each area and status of its links, in the order of the lineage; never a rating.
    """
    known = organisations or Organisations()
    register = register or load_comparability()
    spelled = lineage.find(area) if area is not None else None
    names = [each for each in lineage.areas if area is None or (spelled is not None and same_name(each, spelled))]
    done: list[RebasedArea] = []
    sources: list[dict[str, _Sources]] = []
    left_out: list[str] = []
    for name in names:
        for status in dict.fromkeys(link.status for link in lineage.predecessors(name)):
            parts = [_part(link, rated, known) for link in lineage.predecessors(name, status)]
            if area is None and not any(part.inspected for part in parts):
                left_out.append(name)
                continue
            found, made = _area(name, parts, rated, known, register, level)
            done.append(found)
            sources.append(made)
    return Rebasing(lineage.file, tuple(done), tuple(_covariances(done, sources)), tuple(left_out))


def _part(link: Link, rated: Sequence[RatedInspection], known: Organisations) -> _Part:
    inspected = tuple(sorted((each for each in rated if _is_of(each, link.predecessor, known)), key=_moment))
    units = inspected[-1].inspection.units if inspected else ()
    if link.parts:
        passing = tuple(unit for unit in units if any(_names(unit, part) for part in link.parts))
        absent = [part for part in link.parts if not any(_names(unit, part) for unit in units)]
        if absent and units:
            return _Part(
                link, inspected, None, f"{link.predecessor} has no counts for {', '.join(absent)}, which the lineage says passes on."
            )
        return _Part(link, inspected, passing or None, None)
    by_area = tuple(unit for unit in units if unit.area is not None and known.same(unit.area, link.organisation))
    if by_area:
        return _Part(link, inspected, by_area, None)
    return _Part(link, inspected, units if units and link.share == 1 else None, None)


def _names(unit: Unit, part: str) -> bool:
    return same_name(unit.unit, part) or (unit.area is not None and same_name(unit.area, part))


def _is_of(rated: RatedInspection, name: str, known: Organisations) -> bool:
    heading = rated.inspection.heading.organisation
    listed = known.find(heading.name, heading.id)
    return known.same(heading.name, name) or (listed is not None and listed == known.find(name))


def _moment(rated: RatedInspection) -> tuple[str, str]:
    heading = rated.inspection.heading
    date = heading.fieldwork_from or heading.fieldwork_to or heading.published_on
    return (first_day(date) if date is not None else "", heading.id)


def _area(
    name: str, parts: list[_Part], rated: Sequence[RatedInspection], known: Organisations, register: Comparability, level: float
) -> tuple[RebasedArea, dict[str, _Sources]]:
    own = tuple(overall_basis(each) for each in sorted((each for each in rated if _is_of(each, name, known)), key=_moment))
    missing = list(dict.fromkeys(_missing(parts)))
    estimates: list[RebasedEstimate] = []
    made: dict[str, _Sources] = {}
    notes = list(_notes(parts))
    first = parts[0].latest
    if not missing and first is not None:
        for standard, question in first.inspection.edition.key_questions():
            refs, why, caveats = _refs(standard.ref, question, parts, register)
            if why is not None:
                missing.append(why)
                continue
            if refs is None:
                continue
            estimate, source = _estimate(question, refs, parts, level)
            estimates.append(estimate._replace(title=question.short or standard.title))
            made[question.ref] = source
            notes += caveats
    link = parts[0].link
    area = RebasedArea(
        name,
        link.status,
        link.since,
        tuple(_record(part) for part in parts),
        tuple(_refusal(name, parts)),
        tuple(estimates),
        tuple(dict.fromkeys(missing)),
        tuple(dict.fromkeys(notes)),
        own,
    )
    return area, made


def _record(part: _Part) -> PredecessorRecord:
    passing = part.passing or ()
    return PredecessorRecord(
        part.link,
        tuple(overall_basis(each) for each in part.inspected),
        tuple(unit.unit for unit in passing),
        sum(unit.caseload for unit in passing) if passing else None,
        part.caseload if part.units else None,
    )


def _refusal(name: str, parts: list[_Part]) -> Iterator[str]:
    inspected = [part for part in parts if part.inspected]
    yield f"{name} is not what was inspected: its predecessors were, each as a whole, at its own date."
    if len(inspected) > 1:
        yield "A rating is a word on a scale for one organisation; the ratings of several are not averaged into one."
    unknown = [part.link.predecessor for part in parts if part.link.share is None]
    split = [part.link.predecessor for part in parts if part.link.share is not None and part.link.share < 1]
    if unknown:
        yield f"What share of {_listed(unknown)} passes is not known."
    if split:
        yield f"Only part of {_listed(split)} passes, and a rating of the whole says nothing about a part."
    absent = [part.link.predecessor for part in parts if not part.inspected]
    if absent:
        yield f"There is no inspection of {_listed(absent)} among these files."


def _missing(parts: list[_Part]) -> Iterator[str]:
    """Say why there is no estimate at all."""
    without = [part.link.predecessor for part in parts if part.latest is not None and part.problem is None and not part.units]
    if without:
        yield f"There are no counts by unit of {_listed(without)}."
    for part in parts:
        whose = part.link.predecessor
        if part.latest is None:
            yield f"There is no inspection of {whose} among these files."
        elif part.problem is not None:
            yield part.problem
        elif part.units and not any(unit.sampled for unit in part.units):
            yield f"No case of {whose} was sampled."
        elif part.units and part.passing is None and part.link.share is None:
            yield f"Neither the units of {whose} that pass nor its share is known."


def _notes(parts: list[_Part]) -> Iterator[str]:
    for part in parts:
        for unit in part.passing or ():
            if unit.sampled == 0 and unit.caseload > 0:
                yield f"No case of {unit.unit} ({part.link.predecessor}) was in the sample; the estimate speaks for the other units."
        if part.passing is not None and part.link.share is not None and part.caseload:
            of_caseload = Fraction(sum(unit.caseload for unit in part.passing), part.caseload)
            if abs(of_caseload - part.link.share) > Fraction(1, 100):
                said = f"{float(100 * part.link.share):g}%"
                yield (
                    f"The units of {part.link.predecessor} that pass have {float(100 * of_caseload):.0f}% of its caseload; "
                    f"the lineage says {said}. The units are used."
                )


def _refs(
    standard: str, question: KeyQuestion, parts: list[_Part], register: Comparability
) -> tuple[dict[str, str] | None, str | None, list[str]]:
    """Give the key question's ref with each predecessor; None where no unit has counts of it, or the reason why they may not be joined."""
    first = parts[0].latest
    refs: dict[str, str] = {}
    caveats: list[str] = []
    if not any(question.ref in unit.key_questions for unit in parts[0].units):
        return None, None, []
    for part in parts:
        latest = part.latest
        if first is None or latest is None:
            return None, None, []
        ref = question.ref
        if latest is not first:
            answer = answer_pair(first, latest, standard, register=register)
            if answer is None or answer.verdict == "refused" or answer.other_ref is None:
                why = answer.reasons[0].text if answer is not None and answer.reasons else "It has no counterpart."
                return None, f"{question.ref} is not put together: {why}", []
            ref = answer.other_ref + question.ref.removeprefix(standard)
            caveats += [reason.text for reason in answer.reasons if reason.code in ("register", "break", "raters")]
        refs[part.link.predecessor] = ref
    wanted = [(part, unit) for part in parts for unit in (part.passing if part.passing is not None else part.units)]
    having = [(part, unit) for part, unit in wanted if refs[part.link.predecessor] in unit.key_questions]
    if not having:
        return None, None, []
    absent = [f"{unit.unit} ({part.link.predecessor})" for part, unit in wanted if (part, unit) not in having and unit.sampled > 0]
    if absent:
        return None, f"{question.ref} has no counts for {_listed(absent)}.", []
    by_counts = all(part.passing is not None for part in parts)
    with_cases = {part.link.predecessor for part, unit in having if unit.key_questions[refs[part.link.predecessor]].cases}
    if not with_cases or (not by_counts and len(with_cases) < len(parts)):
        return None, f"{question.ref} applied to no sampled case of the units that pass.", []
    return refs, None, caveats


def _estimate(question: KeyQuestion, refs: dict[str, str], parts: list[_Part], level: float) -> tuple[RebasedEstimate, _Sources]:
    if all(part.passing is not None for part in parts):
        return _from_counts(question, refs, parts, level)
    return _from_summaries(question, refs, parts, level)


def _from_counts(question: KeyQuestion, refs: dict[str, str], parts: list[_Part], level: float) -> tuple[RebasedEstimate, _Sources]:
    """Estimate as a domain of the old samples: every case keeps the weight with which it was drawn."""
    samples: dict[tuple[str, str], tuple[int, int]] = {}
    counts: list[UnitCounts] = []
    area: list[tuple[str, str]] = []
    for part in parts:
        whose = part.link.predecessor
        samples[whose, _ALL] = (part.caseload, sum(unit.sampled for unit in part.units))
        for unit in part.units:
            if refs[whose] in unit.key_questions:
                counted = unit.key_questions[refs[whose]]
                counts.append(UnitCounts(whose, _ALL, unit.unit, counted.cases, counted.yes))
        area += [(whose, unit.unit) for unit in part.passing or () if refs[whose] in unit.key_questions]
    strata = rebase_counts(samples, counts, area)
    found = proportion(strata.values(), level)
    assumptions = ("Each predecessor's cases are taken as one simple random sample of its caseload.",)
    return _rebased(question, found, found.yes, found.cases, assumptions), _Sources(strata, ())


def _from_summaries(question: KeyQuestion, refs: dict[str, str], parts: list[_Part], level: float) -> tuple[RebasedEstimate, _Sources]:
    """Estimate by caseload where a predecessor is split by a share alone; the assumption is printed."""
    summaries = []
    for part in parts:
        whose = part.link.predecessor
        units = part.passing if part.passing is not None else part.units
        counted = [unit.key_questions[refs[whose]] for unit in units if refs[whose] in unit.key_questions]
        yes, cases = sum(each.yes for each in counted), sum(each.cases for each in counted)
        share = 1.0 if part.passing is not None or part.link.share is None else float(part.link.share)
        summaries.append(Predecessor(whose, sum(unit.caseload for unit in units), cases, yes / cases if cases else 0.0, None, share))
    found = combine_summaries(summaries, level)
    return _rebased(question, found, None, None, found.assumptions), _Sources(None, tuple(summaries))


def _rebased(
    question: KeyQuestion, found: ProportionEstimate | CombinedEstimate, yes: int | None, cases: int | None, assumptions: tuple[str, ...]
) -> RebasedEstimate:
    return RebasedEstimate(
        question.ref,
        question.short or "",
        found.proportion,
        found.standard_error,
        found.lower,
        found.upper,
        found.level,
        found.method,
        found.effective_cases,
        yes,
        cases,
        assumptions,
    )


def _covariances(areas: list[RebasedArea], sources: list[dict[str, _Sources]]) -> Iterator[SharedCovariance]:
    for (one, of_one), (other, of_other) in combinations(zip(areas, sources, strict=True), 2):
        names = {record.link.predecessor for record in other.predecessors}
        shared = tuple(record.link.predecessor for record in one.predecessors if record.link.predecessor in names)
        if not shared or one.status != other.status or one.since != other.since:
            continue
        errors = {each.ref: each.standard_error for each in other.estimates}
        for estimate in one.estimates:
            if estimate.ref not in of_other:
                continue
            found = _covariance(of_one[estimate.ref], of_other[estimate.ref])
            if found is not None:
                product = estimate.standard_error * errors[estimate.ref]
                correlation = found / product if product and sqrt(product) > 0 else None
                yield SharedCovariance(estimate.ref, one.organisation, other.organisation, shared, found, correlation)


def _covariance(one: _Sources, other: _Sources) -> float | None:
    if one.strata is not None and other.strata is not None:
        return area_covariance(one.strata, other.strata)
    if one.summaries and other.summaries:
        wholes = {each.name: each._replace(share=1.0) for each in one.summaries}
        if all(wholes.get(each.name, each._replace(share=1.0)) == each._replace(share=1.0) for each in other.summaries):
            return summary_covariance(one.summaries, other.summaries)
    return None


def _listed(names: Sequence[str]) -> str:
    """Join names; those that have an "and" or a comma of their own with semicolons."""
    if any(" and " in name or "," in name for name in names):
        return "; ".join(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
