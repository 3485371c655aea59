"""Many inspections at once: how many published overall ratings the engine works out again, and from what. Counts, never a success rate."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from inspectorate.inspection.read import RatedInspection


class Tally(NamedTuple):
    """
    Published overall ratings against what the known facts allow, by basis (design 4.2).

    `agrees`: the facts leave exactly the published rating. `possible`: they leave it among others; basis `part` when some ratings are
    ruled out, `nothing` when none is. `contradicts`: they rule it out. `only_overall` are those of basis `nothing` of which nothing
    below the overall rating is known. `without_overall` had no overall rating to check.
    """

    inspections: int
    agrees: Mapping[str, int]
    possible: Mapping[str, int]
    contradicts: Mapping[str, int]
    only_overall: int
    without_overall: int

    def sentence(self) -> str:
        """Say it in one line, hiding nothing."""
        standards, total, counts = (self.agrees.get(basis, 0) for basis in ("standards", "score", "counts"))
        narrowed, against = self.possible.get("part", 0), sum(self.contradicts.values())
        no_help = self.possible.get("nothing", 0) - self.only_overall
        first = f"{standards} {_form(standards, 'recomputes', 'recompute')} from the standards"
        parts = [
            f"{first}, {total} from a published total, {counts} from counts",
            f"{narrowed} {_form(narrowed, 'is', 'are')} narrowed, the published rating among those left",
            f"{no_help} {_form(no_help, 'has', 'have')} facts that rule nothing out" if no_help else "",
            f"{self.only_overall} {_form(self.only_overall, 'has', 'have')} nothing below the overall rating to check",
            f"{against} {_form(against, 'contradicts', 'contradict')}",
        ]
        line = f"{self.inspections} {_form(self.inspections, 'inspection', 'inspections')}: {'; '.join(part for part in parts if part)}."
        bare = self.without_overall
        return f"{line} {bare} {_form(bare, 'has', 'have')} no published overall rating." if bare else line


def tally(results: Iterable[RatedInspection]) -> Tally:
    """Count how rated inspections stand to what was published about them."""
    agrees: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    contradicts: Counter[str] = Counter()
    inspections = only_overall = without_overall = 0
    for rated in results:
        inspections += 1
        check = rated.result.published
        if check is None or check.overall is None:
            without_overall += 1
        elif check.agrees is None:
            possible[check.basis] += 1
            only_overall += check.basis == "nothing" and not _has_more(rated)
        else:
            (agrees if check.agrees else contradicts)[check.basis] += 1
    return Tally(inspections, dict(agrees), dict(possible), dict(contradicts), only_overall, without_overall)


def _has_more(rated: RatedInspection) -> bool:
    """Tell whether anything is known that could bear on the overall rating: a counted standard, a score, a count."""
    published = rated.inspection.evidence.published
    if published is not None and (published.score is not None or published.counts):
        return True
    counted = {standard.ref for standard in rated.inspection.edition.standards if standard.counted}
    return any(ref in counted for ref in rated.inspection.evidence.standards)


def _form(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
