"""In which stratum of the edition a case belongs; a case that no stratum describes stays in, in a stratum of its own kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem
from inspectorate.model import Stratum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.model import Sample
    from inspectorate.tables import Table

ALL = Stratum("all", "All cases", ())
REST = Stratum("no_stratum", "Cases that no stratum of the edition describes", ())


class Placed(NamedTuple):
    """
    The stratum of each eligible row, in the order of the rows, and the strata: those of the edition and, if needed, the rest.

    Shape: `of` has one stratum id a row.
    """

    strata: tuple[Stratum, ...]
    of: list[str]
    problems: tuple[Problem, ...]


def place_cases(table: Table, rows: Sequence[int], sample: Sample) -> Placed:
    """
    Place every eligible case in one stratum; unknown and missing values land in the rest, with a warning that counts them.

    Source: HMIP method 8.1 (five strata); the strata of the edition; requirements M-05, M-06.
    """
    if not sample.strata:
        return Placed((ALL,), [ALL.id] * len(rows), ())
    fields = list(dict.fromkeys(field for stratum in sample.strata for field, _ in stratum.where))
    columns = [table.columns[field] for field in fields]
    combinations = list(zip(*([column[row] for row in rows] for column in columns), strict=True))
    counts = Counter(combinations)
    problems: list[Problem] = []
    where: dict[tuple[object, ...], str] = {}
    unplaced: Counter[str] = Counter()
    for values in sorted(counts, key=str):
        case = dict(zip(fields, values, strict=True))
        fitting = [stratum.id for stratum in sample.strata if all(case[field] in accepted for field, accepted in stratum.where)]
        where[values] = fitting[0] if fitting else REST.id
        if len(fitting) > 1:
            found = f"{_words(case)}: {', '.join(fitting)}"
            place = Place(table.file, path="strata")
            problems.append(Problem("SMP020", "error", "The edition puts a case in two strata.", place, found, "one stratum"))
        if not fitting:
            unplaced[_words(_unknown(case, sample) or case)] += counts[values]
    for words, count in unplaced.items():
        message = "No stratum describes these cases; they are drawn from a stratum of their own."
        problems.append(Problem("SMP021", "warning", message, Place(table.file, path="strata"), f"{count} with {words}"))
    of = list(map(where.__getitem__, combinations))
    rest = (REST,) if REST.id in where.values() else ()
    return Placed((*sample.strata, *rest), of, tuple(problems))


def _unknown(case: dict[str, object], sample: Sample) -> dict[str, object]:
    """Give the fields whose value no stratum names at all."""
    named = {(field, value) for stratum in sample.strata for field, values in stratum.where for value in values}
    return {field: value for field, value in case.items() if (field, value) not in named}


def _words(case: dict[str, object]) -> str:
    return ", ".join(f"{field} {'missing' if value is None else value}" for field, value in case.items())
