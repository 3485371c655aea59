"""Comparison: every request is answered allowed, allowed with a caveat, or refused with the reason; never a bare league table."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple

from inspectorate.analysis.basis import Basis, Subject, overall_basis, standard_basis, subject_of
from inspectorate.register import Decision, load_comparability

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.inspection import RatedInspection
    from inspectorate.register import Comparability

Verdict = Literal["allowed", "allowed_with_caveat", "refused"]
FEW_CASES = 30
"""Under so many cases behind the deciding question a comparison says so."""


class Reason(NamedTuple):
    """Why a comparison is refused or has a caveat; `decision` says who decided it where it stands in the register."""

    code: str
    text: str
    decision: Decision | None = None


class Answer(NamedTuple):
    """
    The answer on one measure of two inspections.

    `ref` and `other_ref` are None for the overall rating; `other_ref` is None too where the other edition has no counterpart, and then
    `two` is None. `settled` tells whether both ratings are known: an allowed comparison may still have nothing to show.
    """

    ref: str | None
    other_ref: str | None
    title: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    one: Basis
    two: Basis | None

    @property
    def settled(self) -> bool:
        """Whether both ratings are known."""
        return self.two is not None and self.one.rating is not None and self.two.rating is not None

    @property
    def side_by_side(self) -> tuple[Basis, Basis] | None:
        """The two ratings to show side by side; None when the comparison is refused: then they are not to be shown so."""
        return None if self.verdict == "refused" or self.two is None else (self.one, self.two)

    @property
    def is_break(self) -> bool:
        """Whether a line from one to the other would cross a break; tables print `[b]`."""
        return self.verdict == "refused" or any(reason.code == "break" for reason in self.reasons)


class PairComparison(NamedTuple):
    """Two inspections and the answers on each measure; `one` and `two` are places in the comparison's subjects."""

    one: int
    two: int
    answers: tuple[Answer, ...]


class Comparison(NamedTuple):
    """All inspections of a request and every pair of them, answered."""

    subjects: tuple[Subject, ...]
    pairs: tuple[PairComparison, ...]
    register: str

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All verdicts, pair by pair."""
        return tuple(answer.verdict for pair in self.pairs for answer in pair.answers)


def compare(rated: Sequence[RatedInspection], refs: Sequence[str] | None = None, *, register: Comparability | None = None) -> Comparison:
    """
    Answer for every pair of inspections, and for the overall rating and every standard, whether they may be set side by side.

    Args:
        rated: Two or more inspections, in the order in which they are shown.
        refs: Refs of the first inspection's edition; `overall` asks about the overall rating. All when None.
        register: The comparability register; the one that comes with Inspectorate when None.

    Returns:
        One pair for each two inspections; in each pair one answer a measure. A ref that neither edition has is left out: see `known_refs`.
    """
    register = register or load_comparability()
    subjects = tuple(subject_of(each) for each in rated)
    first = rated[0].inspection.edition.id if rated else ""
    pairs = []
    for one, two in combinations(range(len(rated)), 2):
        answers = tuple(_answers(rated[one], rated[two], refs, first, register))
        pairs.append(PairComparison(one, two, answers))
    return Comparison(subjects, tuple(pairs), register.title)


def known_refs(rated: RatedInspection) -> tuple[str, ...]:
    """Give the refs that a comparison starting from this inspection may ask about."""
    return ("overall", *(standard.ref for standard in rated.inspection.edition.standards))


def answer_pair(
    one: RatedInspection, two: RatedInspection, ref: str | None = None, *, register: Comparability | None = None
) -> Answer | None:
    """Answer on one measure of two inspections: the overall rating when *ref* is None; None when the first has no such standard."""
    register = register or load_comparability()
    if ref is None:
        return _answer(overall_basis(one), overall_basis(two), register, _overall_reasons(one, two))
    basis = standard_basis(one, ref)
    if basis is None or basis.ref is None:
        return None
    other_ref = register.counterpart(basis.subject.edition, basis.ref, two.inspection.edition.id)
    other = None if other_ref is None else standard_basis(two, other_ref)
    if other is None:
        return _without_counterpart(basis, two, register)
    return _answer(basis, other, register, _design_reasons(one, two, basis, other))


def _answers(
    one: RatedInspection, two: RatedInspection, refs: Sequence[str] | None, first: str, register: Comparability
) -> Iterator[Answer]:
    edition = one.inspection.edition
    for ref in refs if refs is not None else ("overall", *(standard.ref for standard in edition.standards)):
        own: str | None = ref
        if refs is not None and ref != "overall" and edition.id != first:
            own = register.counterpart(first, ref, edition.id)
        if own is None:
            continue
        answer = answer_pair(one, two, None if own == "overall" else own, register=register)
        if answer is not None:
            yield answer


def _answer(one: Basis, two: Basis, register: Comparability, before: list[Reason]) -> Answer:
    """Collect what forbids it; only where nothing does, what has to be said with it."""
    ruling = register.ruling(one.subject.edition, one.ref, two.subject.edition, two.ref)
    breaks = register.breaks_between(one.subject.edition, one.subject.date, two.subject.edition, two.subject.date)
    refusals = [*before]
    if ruling.verdict == "not_comparable":
        refusals.append(_other_publisher(one, two) if ruling.entry is None else Reason("register", ruling.reason, ruling.decision))
    refusals += [Reason("break", f"{each.title}. {each.reason}", each.decision) for each in breaks if each.effect == "refuse"]
    if refusals:
        return Answer(one.ref, two.ref, one.title, "refused", tuple(refusals), one, two)
    caveats = [Reason("register", ruling.reason, ruling.decision)] if ruling.verdict == "with_caveat" else []
    caveats += [Reason("break", f"{each.title}. {each.reason}", each.decision) for each in breaks]
    caveats += _caveats(one, two)
    return Answer(one.ref, two.ref, one.title, "allowed_with_caveat" if caveats else "allowed", tuple(caveats), one, two)


def _without_counterpart(one: Basis, two: RatedInspection, register: Comparability) -> Answer:
    other = overall_basis(two)
    refusals = _same_facts(one.subject, other.subject)
    ruling = register.ruling(one.subject.edition, one.ref or "", other.subject.edition, "")
    if ruling.entry is None:
        refusals.append(_other_publisher(one, other))
    else:
        refusals.append(Reason("register", ruling.reason, ruling.decision))
    return Answer(one.ref, None, one.title, "refused", tuple(refusals), one, None)


def _overall_reasons(one: RatedInspection, two: RatedInspection) -> list[Reason]:
    reasons = _same_facts(subject_of(one), subject_of(two))
    unrated = [each for each in (one, two) if each.result.overall.state == "none_by_design"]
    titles = dict.fromkeys(each.inspection.edition.title for each in unrated)
    reasons += [Reason("no_overall", f"{title} has no overall rating, by design.") for title in titles]
    return reasons


def _design_reasons(one: RatedInspection, two: RatedInspection, basis: Basis, other: Basis) -> list[Reason]:
    reasons = _same_facts(basis.subject, other.subject)
    for rated, each in ((one, basis), (two, other)):
        result = rated.result.standard(each.ref or "")
        if result is not None and result.not_rated is not None and result.not_rated.code == "not_graded_by_design":
            reasons.append(Reason("not_graded", f"{each.ref} {each.title} is not rated in {each.subject.framework}, by design."))
    return list(dict.fromkeys(reasons))


def _same_facts(one: Subject, two: Subject) -> list[Reason]:
    if one.inspection == two.inspection:
        return [Reason("same_inspection", "It is the same inspection twice.")]
    made_up = {one.provenance, two.provenance}
    if "synthetic" in made_up and len(made_up) > 1:
        return [Reason("synthetic", "One of the two is made up (synthetic) and the other is not.")]
    return []


def _other_publisher(one: Basis, two: Basis) -> Reason:
    raters = [each.subject.rated_by or "not said" for each in (one, two)]
    if one.subject.rated_by != two.subject.rated_by:
        text = f"Rated by {raters[0]} and by {raters[1]}, each by its own standards. "
        text += "The words may be alike; nobody has recorded that they mean the same."
    else:
        text = "Nobody has recorded that these two editions may be compared, and what is not recorded is not compared."
    return Reason("unrecorded", text)


def _caveats(one: Basis, two: Basis) -> list[Reason]:
    found: list[Reason] = []
    first, second = one.subject, two.subject
    if first.rated_by != second.rated_by:
        found.append(Reason("raters", f"Rated by different bodies: {first.rated_by or 'not said'}, and {second.rated_by or 'not said'}."))
    if one.ref is None and None not in (one.max, two.max) and one.max != two.max:
        found.append(Reason("other_sum", f"One total is out of {one.max}, the other out of {two.max}: not the same standards were rated."))
    for name, each in _sides(one, two):
        found += [Reason(code, f"{name}: {text}") for code, text in _weaknesses(each)]
    return found


def _weaknesses(each: Basis) -> Iterator[tuple[str, str]]:
    """Say what is weak about one rating, whatever it is compared with."""
    known = each.how.split(",")[0]
    if each.subject.date is None:
        yield "no_date", "the date is not known."
    if each.subject.provenance == "draft":
        yield "draft", "the rating is a draft and not published."
    if each.carried_from:
        yield "carried", f"the rating was carried over from {each.carried_from}, with no new inspection."
    if known in ("inferred", "by_elimination", "derived"):
        yield "not_direct", f"the rating is {known.replace('_', ' ')}, not stated."
    if "contradicts" in each.how:
        yield "contradicted", "the published rating contradicts what else is known."
    if each.deciding is not None and each.deciding.cases is not None and each.deciding.cases < FEW_CASES:
        yield "few_cases", f"the rating rests on {each.deciding.cases} cases ({each.deciding.ref}); chance alone can move it."
    if each.unverified:
        rules = "; ".join(title[:1].lower() + title[1:] for title in each.unverified)
        yield "unverified", f"the rating rests on a rule that nobody could check ({rules})."


def _sides(one: Basis, two: Basis) -> tuple[tuple[str, Basis], tuple[str, Basis]]:
    """Name the two sides so that a reader can tell them apart: by organisation, else by date as well."""
    if one.subject.organisation != two.subject.organisation:
        return (one.subject.organisation, one), (two.subject.organisation, two)
    return (one.subject.inspection, one), (two.subject.inspection, two)
