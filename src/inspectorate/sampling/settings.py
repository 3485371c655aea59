"""What a draw is asked for: everything that, with the caseload and the edition, decides its outcome."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from inspectorate.errors import Place, Problem, UserError

if TYPE_CHECKING:
    from inspectorate.model import Sample

Procedure = Literal["largest-remainder", "moj"]
SEPARATOR = "␟"
"""Stands between the parts of a key: U+241F, the symbol for the unit separator."""


class SamplingError(UserError):
    """A sample cannot be drawn, replaced or read as asked; carries every problem."""


class Settings(NamedTuple):
    """
    The settings of a draw.

    `size`, or `confidence` and `margin`; `as_of` is the day of the draw as ISO text; `floor` is the least of every stratum that has so
    many; `purpose` keeps two draws from one frame with one seed apart (the kind of sample unless given).
    """

    seed: str
    as_of: str
    size: int | None = None
    confidence: Decimal | None = None
    margin: Decimal | None = None
    buffer: Decimal = Decimal(0)
    procedure: Procedure = "largest-remainder"
    floor: int = 0
    purpose: str = ""
    started_from: str | None = None
    started_to: str | None = None


def complete_settings(settings: Settings, sample: Sample) -> Settings:
    """
    Fill what was not given from the edition's specification: confidence and margin, and the purpose.

    Raises:
        SamplingError: A setting cannot be, or neither the settings nor the edition give a size.

    Source: HMIP method 8.3 (sizes by programme); statistics reference section 6.
    """
    problems = []
    if not settings.seed or SEPARATOR in settings.seed:
        problems.append(_problem("SMP010", "seed", "The seed cannot be used.", repr(settings.seed), f"a text without {SEPARATOR}"))
    if settings.size is not None and settings.size < 1:
        problems.append(_problem("SMP011", "size", "A sample has at least one case.", str(settings.size)))
    if settings.size is None and settings.confidence is None and settings.margin is None:
        settings = settings._replace(confidence=sample.confidence_level, margin=sample.margin)
    if settings.size is None and (settings.confidence is None or settings.margin is None):
        said = f"the edition says: {sample.cases}" if sample.cases else "the edition gives no size"
        problems.append(_problem("SMP012", "size", "How many cases to draw is not known.", said, "a size, or a confidence and a margin"))
    if problems:
        raise SamplingError(problems)
    return settings._replace(purpose=settings.purpose or sample.id)


def _problem(code: str, path: str, message: str, found: str | None = None, expected: str | None = None) -> Problem:
    return Problem(code, "error", message, Place(path=path), found, expected)
