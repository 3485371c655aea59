"""Outside facts of an inspection: which ones the edition reads, and what each may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.documents import nearest, step
from inspectorate.rating.conditions import facts_read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.documents import Reading
    from inspectorate.model import Edition

_SAID = {"true": "true", "yes": "true", "false": "false", "no": "false"}


def facts_of(written: Mapping[str, str], edition: Edition, reading: Reading) -> dict[str, str]:
    """Give the facts of a file as the edition's rules compare them; report each that no rule reads or that says nothing to them."""
    known = known_facts(edition)
    facts: dict[str, str] = {}
    for name, said in written.items():
        path = step("$.facts", name)
        if name not in known:
            near = nearest(name, list(known))
            fix = f"Did you mean {near!r}?" if near else None
            message = "No rule of this edition reads this fact."
            reading.report("INS022", path, message, repr(name[:60]), ", ".join(known) or "no facts", fix)
            continue
        value = read_fact(said, known[name])
        if value is None:
            reading.report("INS026", path, "This fact is either true or false.", repr(said[:60]), "true or false")
        else:
            facts[name] = value
    return facts


def known_facts(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Give the facts that an edition reads, each with the values it is compared with; none for a status, which has its own list."""
    conditions = [limit.when for limit in edition.limits] + [status.when for status in edition.statuses if status.when is not None]
    return {**facts_read(conditions), **{status.id: () for status in edition.statuses if status.options}}


def read_fact(said: str, compared: tuple[str, ...]) -> str | None:
    """Read what is said of a fact; one that is compared with true or false may be yes or no too, and nothing else."""
    value = said.strip().lower()
    return _SAID.get(value) if compared and set(compared) <= {"true", "false"} else value
