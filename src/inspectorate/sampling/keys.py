"""The hash of a frame and the key of each case in it: what makes a draw repeatable, whatever the order of the rows."""

from __future__ import annotations

import hashlib
import json
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from inspectorate.sampling.settings import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.tables import Table

_CHUNK = 2048


def hash_frame(table: Table, rows: Sequence[int]) -> str:
    """
    Hash the eligible rows: SHA-256 of their canonical JSON (UTF-8, sorted keys, no spaces), sorted by case_id, as one list.

    Every column that the specification knows takes part, as it was read: dates in ISO form, choices by their ids, empty cells null.

    Source: statistics reference section 6 (frame_hash).
    """
    ids = table.columns["case_id"]
    ordered = sorted(rows, key=ids.__getitem__)  # type: ignore[arg-type]  # a case id is text
    names = sorted(table.columns)
    template = "{" + ",".join(json.dumps(name).replace("%", "%%") + ":%s" for name in names) + "}"
    digest = hashlib.sha256(b"[")
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        columns = [_encoded(table.columns[name], chunk) for name in names]
        digest.update((b"," if start else b"") + ",".join(map(template.__mod__, zip(*columns, strict=True))).encode())
    digest.update(b"]")
    return digest.hexdigest()


def _encoded(column: Sequence[object], rows: Sequence[int]) -> list[str]:
    """Write cells as JSON; nearly all are text, which has a quick way."""
    return [encode_basestring(value) if value.__class__ is str else json.dumps(value) for value in map(column.__getitem__, rows)]


def case_key(seed: str, purpose: str, frame_hash: str, case_id: str) -> str:
    """
    Give the key of a case as 64 hexadecimal digits: SHA-256 of `seed␟purpose␟frame_hash␟case_id` in UTF-8. The smallest are drawn.

    Source: statistics reference section 6 (Draw).
    """
    return hashlib.sha256(SEPARATOR.join((seed, purpose, frame_hash, case_id)).encode()).hexdigest()


def case_keys(seed: str, purpose: str, frame_hash: str, case_ids: Sequence[str]) -> list[bytes]:
    """
    Give the keys of many cases as bytes; the same as `case_key` for each.

    Source: statistics reference section 6 (Draw).
    """
    start = hashlib.sha256(SEPARATOR.join((seed, purpose, frame_hash, "")).encode())
    keys = []
    for case_id in case_ids:
        key = start.copy()
        key.update(case_id.encode())
        keys.append(key.digest())
    return keys
