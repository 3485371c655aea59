"""Re-samples through the real rules. What is the same to the rules is rated once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.rating.fast import lowest_position, rate_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from inspectorate.analysis.resample import Drawn
    from inspectorate.model import Edition, Standard
    from inspectorate.rating.combine import Settings

_BASE = 1 << 32


class Tally(NamedTuple):
    """How many re-samples gave each rating, by standard and overall; "" where there was none."""

    standards: Mapping[str, Counter[str]]
    overall: Counter[str]


def rate_again(
    edition: Edition,
    questions: Mapping[str, Iterable[str]],
    fixed: Mapping[str, str],
    drawn: Sequence[Drawn],
    settings: Settings,
    facts: Mapping[str, str],
) -> Tally:
    """
    Rate every re-sample by the rules of the edition.

    The rules see of a key question's count only its band, so that counts in one band are rated as one, and re-samples whose standards are
    all rated alike are one overall rating. A key question that lost all its cases takes no part, as in the rules.

    Args:
        edition: The edition in force.
        questions: The key questions of each standard that is rated by cases, by its ref.
        fixed: Ratings of the other standards.
        drawn: The re-samples of all those key questions.
        settings: As `declared_settings`.
        facts: Outside facts that limiting rules read.
    """
    columns = {
        question: (block.yes[:, at] * _BASE + block.cases[:, at]).tolist() for block in drawn for at, question in enumerate(block.questions)
    }
    by_standard: dict[str, list[str]] = {}
    for ref, of in questions.items():
        standard = edition.standard(ref)
        if standard is not None:
            by_standard[ref] = _standard_ratings(edition, standard, {question: columns[question] for question in of}, settings, facts)
    overall: Counter[str] = Counter()
    for ratings, times in Counter(zip(*by_standard.values(), strict=True)).items():
        again = {ref: rating for ref, rating in zip(by_standard, ratings, strict=True) if rating}
        overall[rate_counts(edition, {}, {**fixed, **again}, settings=settings, facts=facts).overall or ""] += times
    return Tally({ref: Counter(ratings) for ref, ratings in by_standard.items()}, overall)


def _standard_ratings(
    edition: Edition, standard: Standard, columns: Mapping[str, list[int]], settings: Settings, facts: Mapping[str, str]
) -> list[str]:
    names = tuple(columns)
    alike = [_one_for_each_band(standard, question, columns[question], settings) for question in names]
    known: dict[tuple[tuple[int, int], ...], str] = {}
    ratings = []
    for row in zip(*alike, strict=True):
        if row not in known:
            counts = {standard.ref: dict(zip(names, row, strict=True))}
            known[row] = rate_counts(edition, counts, {}, settings=settings, facts=facts).standards.get(standard.ref, "")
        ratings.append(known[row])
    return ratings


def _one_for_each_band(standard: Standard, question: str, column: list[int], settings: Settings) -> list[tuple[int, int]]:
    """Put for every count the first one that fell in the same band."""
    first: dict[int | None, tuple[int, int]] = {}
    stands_for: dict[int, tuple[int, int]] = {}
    for code in dict.fromkeys(column):
        counts = divmod(code, _BASE)
        stands_for[code] = first.setdefault(lowest_position(standard, {question: counts}, settings), counts)
    return [stands_for[code] for code in column]
