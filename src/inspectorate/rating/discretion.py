"""
Discretion: a ratings panel moves a computed rating by one band, across an edge that is near, with a reason.

Source: HMIP method 2.5; design 4.1, *Discretion*.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.errors import Place, Problem
from inspectorate.model import LowestOf, PercentBands
from inspectorate.rating.bands import Number, banded_percent, banded_value, edges, position

if TYPE_CHECKING:
    from inspectorate.model import Discretion, DiscretionDecision, Edition, Standard
    from inspectorate.rating.combine import Settings
    from inspectorate.rating.outcome import QuestionOutcome


class DiscretionCheck(NamedTuple):
    """Whether discretion is open (None: cannot be told), to which positions, and what became of a decision."""

    eligible: bool | None
    to: tuple[int, ...] = ()
    moved_to: int | None = None
    decision: DiscretionDecision | None = None
    value: Number | None = None
    low: QuestionOutcome | None = None
    problems: tuple[Problem, ...] = ()


def check_discretion(
    edition: Edition,
    standard: Standard,
    low: QuestionOutcome | None,
    computed: tuple[int, ...],
    decision: DiscretionDecision | None,
    settings: Settings,
) -> DiscretionCheck:
    """
    Tell whether discretion is open on a standard, and check a decision to use it.

    Returns:
        The check; its problems carry a code each (DSC001 to DSC009) and are empty when the decision stands.

    Source: HMIP method 2.5.
    """
    bands, rule = standard.key_question_rule, edition.discretion
    case_standard = standard.by == "cases" and isinstance(bands, PercentBands) and isinstance(standard.rule, LowestOf)
    if rule is None or not case_standard or not isinstance(bands, PercentBands):
        problem = None
        if decision is not None:
            problem = _refused("DSC009", standard) if rule is None else _refused("DSC001", standard)
        return DiscretionCheck(False, decision=decision, problems=(problem,) if problem else ())
    window = open_to(bands, rule, low, computed, settings)
    if decision is None:
        return window
    to = standard.scale.position(decision.to)
    problems = _decision_problems(decision, standard, window, computed, to)
    return window._replace(moved_to=to, decision=decision, problems=problems)


def open_to(
    bands: PercentBands, rule: Discretion, low: QuestionOutcome | None, computed: tuple[int, ...], settings: Settings
) -> DiscretionCheck:
    """
    Tell across which edges discretion is open, measured on the value that is banded.

    An edge is open when the lowest key question is within the window of it, or when one answer would take it across.

    Source: HMIP method 2.5, both limbs of the trigger.
    """
    if low is None or low.figures is None or len(computed) != 1 or low.figures.unanswered:
        return DiscretionCheck(None)
    rounding, band_edges = str(settings[bands.rounding.id]), edges(bands.at_least)
    figures, here = low.figures, computed[0]
    if figures.percent is not None:
        value = banded_percent(figures.percent, rounding)
    else:
        value = banded_value(figures.yes or 0, figures.cases or 1, rounding)
    if position(value, band_edges) != here:
        return DiscretionCheck(None)
    width = int(settings[rule.window.id] or 0)
    up = here < len(band_edges) and band_edges[here] - value <= width
    down = here > 0 and value - band_edges[here - 1] <= width
    counted = figures.yes is not None and figures.cases
    if rule.one_answer and counted:
        yes, cases = figures.yes or 0, figures.cases or 1
        up = up or (yes < cases and position(banded_value(yes + 1, cases, rounding), band_edges) > here)
        down = down or (yes > 0 and position(banded_value(yes - 1, cases, rounding), band_edges) < here)
    to = (*((here - 1,) if down else ()), *((here + 1,) if up else ()))
    if not to and rule.one_answer and not counted:
        return DiscretionCheck(None, value=value, low=low)
    return DiscretionCheck(bool(to), to, value=value, low=low)


def _decision_problems(
    decision: DiscretionDecision, standard: Standard, window: DiscretionCheck, computed: tuple[int, ...], to: int
) -> tuple[Problem, ...]:
    problems = []
    if not decision.reason:
        problems.append(_refused("DSC007", standard))
    if not decision.decided_by:
        problems.append(_refused("DSC008", standard))
    if len(computed) != 1 or (window.eligible is None and to not in window.to):
        problems.append(_refused("DSC002", standard))
    elif to == computed[0]:
        problems.append(_refused("DSC003", standard, standard.scale.points[to].label))
    elif abs(to - computed[0]) > 1:
        found = f"from {standard.scale.points[computed[0]].label} to {standard.scale.points[to].label}"
        problems.append(_refused("DSC004", standard, found))
    elif not window.eligible:
        problems.append(_refused("DSC006", standard, _shown(window.value)))
    elif to not in window.to:
        problems.append(_refused("DSC005", standard, standard.scale.points[to].label))
    return tuple(problems)


def _shown(value: Number | None) -> str:
    if isinstance(value, Fraction) and value.denominator != 1:
        return f"{float(value):.2f}%"
    return f"{value}%"


_WORDS = {
    "DSC001": ("Discretion is for standards rated by cases.", None, "Rate the standard by judgement instead."),
    "DSC002": ("Discretion cannot be checked here.", "counts that give one computed rating", "Give the key questions' counts."),
    "DSC003": ("Discretion changes nothing here.", "a rating other than the computed one", "Leave the entry out."),
    "DSC004": ("Discretion moves a rating by one band at most.", "the next band", None),
    "DSC005": ("Discretion is open on this standard, but not across this edge.", "the band across the edge that is near", None),
    "DSC006": (
        "The lowest key question is not near enough to an edge for discretion.",
        "a value within the window, or one answer from an edge",
        None,
    ),
    "DSC007": ("Discretion needs a reason.", "reason: why the panel moved the rating", None),
    "DSC008": ("Discretion needs a decider.", "decided_by: who decided", None),
    "DSC009": ("This edition has no discretion.", None, "Leave the entry out."),
}


def _refused(code: str, standard: Standard, found: str | None = None) -> Problem:
    message, expected, fix = _WORDS[code]
    return Problem(code, "error", f"{standard.ref} {standard.title}: {message}", Place(path="$.discretion"), found, expected, fix)
