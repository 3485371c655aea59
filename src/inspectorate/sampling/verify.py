"""Draw again from the stored settings, and say what differs from what is stored."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from inspectorate.sampling.draw import draw_sample
from inspectorate.sampling.record import draw_files
from inspectorate.sampling.replace import replace_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.model import Edition
    from inspectorate.sampling.draw import Draw
    from inspectorate.tables import Profile, Table


def compare_draw(stored: Draw, files: Mapping[str, bytes], table: Table, edition: Edition, profile: Profile) -> list[str]:
    """
    Draw again from a caseload by the settings of a stored draw, and give a sentence for each difference; none if all is the same.

    Args:
        stored: The record that was kept.
        files: The five files that were kept, by name.
        table: The caseload.
        edition: The edition to draw by.
        profile: The mapping that was kept with the record.

    Raises:
        SamplingError: The caseload cannot be drawn from at all, or a stored replacement cannot be made again.

    Source: requirements U-C1, M-01, M-09.
    """
    again = draw_sample(table, edition, stored.kind, stored.settings)
    for replacement in stored.replacements:
        again = replace_case(again, replacement.case_id, replacement.reason)
    differences = []
    if edition.hash != stored.edition_hash:
        differences.append(f"The edition {edition.id} has changed since: {stored.edition_hash} then, {edition.hash} now.")
    if again.frame_hash != stored.frame_hash:
        differences.append(f"The eligible cases are not the same: sha256:{stored.frame_hash} then, sha256:{again.frame_hash} now.")
    for name, content in draw_files(again, profile).items():
        kept = files.get(name)
        if kept is None:
            differences.append(f"{name} is missing.")
        elif kept != content:
            differences += [f"{name}: {words}" for words in _differ(name, kept, content)]
    return differences


def _differ(name: str, kept: bytes, made: bytes) -> list[str]:
    if not name.endswith(".csv"):
        return ["the record is not what this draw gives."]
    before, after = _cases(kept), _cases(made)
    words = [f"{case} is stored and is not in the new draw." for case in before if case not in after]
    words += [f"{case} is in the new draw and is not stored." for case in after if case not in before]
    return words or ["the same rows, in other words or order."]


def _cases(content: bytes) -> dict[str, None]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8", "replace")))
    return {str(row.get("case_id") or row.get("stratum")): None for row in rows}
