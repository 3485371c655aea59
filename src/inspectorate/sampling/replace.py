"""A sampled case falls out: the next reserve of its stratum takes its place, and why is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.errors import Place, Problem
from inspectorate.sampling.draw import Replacement
from inspectorate.sampling.settings import SamplingError

if TYPE_CHECKING:
    from inspectorate.sampling.draw import Draw


def replace_case(draw: Draw, case_id: str, reason: str) -> Draw:
    """
    Replace a sampled case by the next reserve of its stratum.

    Raises:
        SamplingError: The case is not in the sample, no reason is given, or the stratum has no reserve left.

    Source: HMIP method 8.1 (reserve cases); requirements U-C1, M-09.
    """
    gone = next((case for case in draw.sample if case.case_id == case_id), None)
    if gone is None:
        earlier = next((each for each in draw.replacements if each.case_id == case_id), None)
        found = f"{case_id!r}, replaced by {earlier.by}" if earlier else repr(case_id)
        raise SamplingError([Problem("SMP040", "error", "This case is not in the sample.", Place(path="sample"), found)])
    if not reason.strip():
        raise SamplingError([Problem("SMP041", "error", "A replacement needs a reason.", Place(path=case_id), None, "why it fell out")])
    reserve = next((case for case in draw.reserves if case.stratum == gone.stratum), None)
    if reserve is None:
        place, fix = Place(path=gone.stratum), "Draw again with a larger buffer, or accept a smaller sample and say so."
        raise SamplingError([Problem("SMP042", "error", "The stratum has no reserve left.", place, None, "a reserve", fix)])
    taken = reserve._replace(order=gone.order, weight=gone.weight)
    return draw._replace(
        sample=tuple(taken if case is gone else case for case in draw.sample),
        reserves=tuple(case for case in draw.reserves if case is not reserve),
        replacements=(*draw.replacements, Replacement(case_id, reserve.case_id, gone.stratum, reason.strip())),
    )
