"""The hash of a frame and the key of each case in it: what makes a draw repeatable, whatever the order of the rows."""

from __future__ import annotations

import hashlib
import json
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from inspectorate.sampling.settings import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inspectorate.tables import Table

_CHUNK = 256


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
    writers = [_writer(table.columns[name]) for name in names]
    digest = hashlib.sha256(b"[")
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        cells = [map(write, map(table.columns[name].__getitem__, chunk)) for write, name in zip(writers, names, strict=True)]
        digest.update((b"," if start else b"") + ",".join(map(template.__mod__, zip(*cells, strict=True))).encode())
    digest.update(b"]")
    return digest.hexdigest()


class _Written(dict[object, str]):
    """Cells as JSON, each different one written once."""

    def __missing__(self, cell: object) -> str:
        self[cell] = encode_basestring(cell) if isinstance(cell, str) else json.dumps(cell)
        return self[cell]


def _writer(column: Sequence[object]) -> Callable[[Any], str]:
    """Give the quickest way to write a column: where nearly every cell is another text, keeping them gains nothing."""
    first = column[:_CHUNK]
    many = len(set(first)) * 4 > len(first) >= _CHUNK
    return encode_basestring if many and isinstance(column[0], str) and None not in column else _Written().__getitem__


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
