"""The stored record of a draw: one object as JSON, and the four tables that are views of it."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from inspectorate import __version__
from inspectorate.errors import Place, Problem
from inspectorate.sampling.draw import ALGORITHM, Draw, Drawn, Replacement, StratumDraw
from inspectorate.sampling.exclusions import Count, Exclusion
from inspectorate.sampling.keyed import Passed
from inspectorate.sampling.nested import Step
from inspectorate.sampling.settings import SEPARATOR, SamplingError, Settings
from inspectorate.tables import Column, Profile, Specification

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMAT = "inspectorate-draw/1"
_ORDER = Column("order", "Order", "whole", "Place in the order of the draw, from 1; a replacement takes the place of the case it replaces.")
_CASE = Column("case_id", "Case", "text", "Reference of the case, as in the caseload.", filled=True)
_STRATUM = Column("stratum", "Stratum", "text", "Id of the stratum in the edition; all, where it has none; no_stratum, where none fits.")
_KEY = Column("key", "Key", "text", "SHA-256 of seed, purpose, hash of the frame and case_id: the smallest were drawn.")
OUTPUTS = (
    Specification("sample.csv", "sample.csv", "One row a case of the sample.", (
        _ORDER, _CASE, _STRATUM, _KEY,
        Column("weight", "Weight", "text", "Eligible cases of the stratum for each case drawn from it."))),
    Specification("reserves.csv", "reserves.csv", "One row a reserve, in the order in which they are used within each stratum.", (
        _ORDER, _CASE, _STRATUM, _KEY)),
    Specification("excluded.csv", "excluded.csv", "One row a case left out before the draw.", (
        _CASE, Column("code", "Code", "text", "Code of the rule: restricted, future_start, outside_window, duplicate, or another."),
        Column("reason", "Reason", "text", "The rule in words."), Column("row", "Row", "whole", "Row of the caseload file."),
        Column("duplicate_of", "Duplicate of", "text", "The case of the same person that stays."))),
    Specification("allocation.csv", "allocation.csv", "One row a stratum; the steps that led there are in draw.json.", (
        _STRATUM, Column("title", "Title", "text", "What the stratum is."),
        Column("eligible", "Eligible", "whole", "Cases after exclusions."),
        Column("allocated", "Allocated", "whole", "Cases that the sample should have of it."),
        Column("drawn", "Drawn", "whole", "Cases that it has; fewer is a shortfall."),
        Column("reserves_allocated", "Reserves allocated", "whole", "Reserves that it should have."),
        Column("reserves_drawn", "Reserves drawn", "whole", "Reserves drawn for it."))),
)  # fmt: skip
"""The four tables and their columns. None holds a name, a date of birth or an identifier of a person."""


def draw_data(draw: Draw, profile: Profile | None = None) -> dict[str, Any]:
    """
    Give the whole record of a draw as plain data.

    Source: requirements U-C1, M-09 (frame hash, exclusions, allocation steps, draw, reserves and substitutions are stored).
    """
    lists = ("strata", "steps", "sample", "reserves", "passed", "replacements", "exclusions", "counts")
    profile = profile or Profile()
    return {
        "format": FORMAT,
        "engine": __version__,
        "algorithm": ALGORITHM,
        "separator": SEPARATOR,
        "edition": draw.edition,
        "edition_hash": draw.edition_hash,
        "kind": draw.kind,
        "settings": {name: str(value) if isinstance(value, Decimal) else value for name, value in draw.settings._asdict().items()},
        "profile": {
            **profile._asdict(),
            "columns": dict(profile.columns),
            "values": {name: dict(of) for name, of in profile.values.items()},
        },
        "size": draw.size,
        "frame_hash": f"sha256:{draw.frame_hash}",
        "caseload": draw.caseload,
        "eligible": draw.eligible,
        **{name: [entry._asdict() for entry in getattr(draw, name)] for name in lists},
        "problems": [{**problem.as_json(), "file": None} for problem in draw.problems],
    }


def draw_files(draw: Draw, profile: Profile | None = None) -> dict[str, bytes]:
    """
    Give the five files of a draw by name.

    Source: requirements U-C1, M-09.
    """
    rows: dict[str, Sequence[Drawn | Exclusion | StratumDraw]] = {
        "sample.csv": draw.sample,
        "reserves.csv": draw.reserves,
        "excluded.csv": draw.exclusions,
        "allocation.csv": draw.strata,
    }
    files = {output.name: _table(output, (entry._asdict() for entry in rows[output.name])) for output in OUTPUTS}
    text = json.dumps(draw_data(draw, profile), ensure_ascii=False, indent=1) + "\n"
    return {**files, "draw.json": text.encode()}


def _table(output: Specification, rows: Iterable[dict[str, Any]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in output.columns])
    for row in rows:
        writer.writerow([_cell(row[column.name]) for column in output.columns])
    return stream.getvalue().encode()


def _cell(value: object) -> str:
    return "" if value is None else f"{value:.6f}" if isinstance(value, float) else str(value)


def read_draw(text: bytes, shown: str) -> tuple[Draw, Profile]:
    """
    Read the record of a draw.

    Raises:
        SamplingError: It is not the record of a draw.

    Source: requirements U-C1, M-09.
    """
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']!r}")
        return _draw(data), Profile(**data["profile"])
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation, RecursionError) as error:
        place = Place(shown)
        problem = Problem("SMP043", "error", "This is not the record of a draw.", place, str(error)[:200], f"draw.json, {FORMAT}")
        raise SamplingError([problem]) from error


def _draw(data: dict[str, Any]) -> Draw:
    settings = dict(data["settings"])
    for name in ("confidence", "margin", "buffer"):
        settings[name] = None if settings[name] is None else Decimal(settings[name])
    places = [Place(entry["file"], entry["line"], entry["column"], entry["path"]) for entry in data["problems"]]
    return Draw(
        data["edition"],
        data["edition_hash"],
        data["kind"],
        Settings(**settings),
        int(data["size"]),
        str(data["frame_hash"]).removeprefix("sha256:"),
        int(data["caseload"]),
        int(data["eligible"]),
        tuple(Exclusion(**entry) for entry in data["exclusions"]),
        tuple(Count(**entry) for entry in data["counts"]),
        tuple(StratumDraw(**entry) for entry in data["strata"]),
        tuple(Step(**entry) for entry in data["steps"]),
        tuple(Drawn(**entry) for entry in data["sample"]),
        tuple(Drawn(**entry) for entry in data["reserves"]),
        tuple(Passed(**entry) for entry in data["passed"]),
        tuple(
            Problem(entry["code"], entry["severity"], entry["message"], place, entry["found"], entry["expected"], entry["fix"])
            for entry, place in zip(data["problems"], places, strict=True)
        ),
        tuple(Replacement(**entry) for entry in data["replacements"]),
    )
