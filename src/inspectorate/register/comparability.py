"""
The comparability register: which standards of two editions may be set side by side, who decided it, when and why.

A measure keeps its identity across a change of wording only when somebody has recorded so. What nobody has recorded is not comparable.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from inspectorate.documents import INVALID, Choice, Field, ListOf, MapOf, PartDate, Reading, Record, Text, read_nodes, read_root
from inspectorate.errors import DocumentInvalidError, has_errors
from inspectorate.register.dates import first_day, surely_before

if TYPE_CHECKING:
    from inspectorate.errors import Problem

Verdict = Literal["same", "with_caveat", "not_comparable"]
VERDICTS: tuple[Verdict, ...] = ("same", "with_caveat", "not_comparable")
SHIPPED = Path(__file__).parent / "comparability.yaml"


class Decision(NamedTuple):
    """Who decided an entry, when, and what it rests on."""

    by: str
    on: str
    status: str
    source: str | None = None


class Ruling(NamedTuple):
    """What the register says on one pair of measures; `entry` is None where nobody has recorded anything."""

    verdict: Verdict
    reason: str
    entry: str | None = None
    decision: Decision | None = None


class Group(NamedTuple):
    """Standards ruled on together: pairs of refs, the first edition's to the second's."""

    pairs: tuple[tuple[str, str], ...]
    verdict: Verdict
    reason: str


class Entry(NamedTuple):
    """What is recorded on every pair of an edition of `between` and one of `also`; the same lists for one edition with itself."""

    id: str
    between: tuple[str, ...]
    also: tuple[str, ...]
    overall: Group
    standards: tuple[Group, ...]
    others: str
    decision: Decision


class Break(NamedTuple):
    """
    A break in a series: what is dated before it and what is not stand on different ground.

    `effect`: `refuse` (nothing may be set side by side across it) or `caveat`. It concerns the editions it names; `unrated_before`
    says that what came before had no rating at all.
    """

    id: str
    title: str
    on: str
    editions: tuple[str, ...]
    effect: Literal["refuse", "caveat"]
    reason: str
    unrated_before: bool
    decision: Decision


class Comparability(NamedTuple):
    """A comparability register, read and checked."""

    file: str
    title: str
    entries: tuple[Entry, ...]
    breaks: tuple[Break, ...]

    def entry(self, edition: str, other: str) -> tuple[Entry | None, bool]:
        """Give the entry on two editions, and whether it names them the other way round."""
        for entry in self.entries:
            if edition in entry.between and other in entry.also:
                return entry, False
            if other in entry.between and edition in entry.also:
                return entry, True
        return None, False

    def counterpart(self, edition: str, ref: str, other: str) -> str | None:
        """Give the ref under which *other* has the standard *ref* of *edition*; None where it has no counterpart."""
        entry, turned = self.entry(edition, other)
        if entry is None:
            return ref if edition == other else None
        for group in entry.standards:
            for first, second in group.pairs:
                if ref == (second if turned else first):
                    return first if turned else second
        return ref if edition == other else None

    def ruling(self, edition: str, ref: str | None, other: str, other_ref: str | None) -> Ruling:
        """Say whether a standard of one edition may be set beside one of another; refs of None ask about the overall rating."""
        entry, turned = self.entry(edition, other)
        if entry is None:
            if edition == other and ref == other_ref:
                return Ruling("same", "The same standard of the same edition." if ref else "The same edition.")
            return Ruling("not_comparable", "Nobody has recorded that the two may be compared; what is not recorded is not compared.")
        if ref is None or other_ref is None:
            group = entry.overall
            return Ruling(group.verdict, group.reason, entry.id, entry.decision)
        pair = (other_ref, ref) if turned else (ref, other_ref)
        for group in entry.standards:
            if pair in group.pairs:
                return Ruling(group.verdict, group.reason, entry.id, entry.decision)
        if edition == other and ref == other_ref:
            return Ruling("same", "The same standard of the same edition.", entry.id, entry.decision)
        return Ruling("not_comparable", entry.others, entry.id, entry.decision)

    def breaks_between(self, edition: str, date: str | None, other: str, other_date: str | None) -> tuple[Break, ...]:
        """Give the recorded breaks that lie between two dated inspections; one undated is on neither side."""
        if date is None or other_date is None:
            return ()
        (early, early_edition), (late, late_edition) = sorted([(date, edition), (other_date, other)], key=lambda each: first_day(each[0]))
        return tuple(
            each
            for each in self.breaks
            if {early_edition, late_edition} <= set(each.editions) and surely_before(early, each.on) and not surely_before(late, each.on)
        )


def read_comparability(path: Path, shown: str | None = None) -> tuple[Comparability | None, tuple[Problem, ...]]:
    """Read a comparability register; None when anything is an error, and every problem with its place."""
    node, problems = read_nodes(path, shown or str(path))
    if node is None:
        return None, tuple(problems)
    reading = Reading(shown or str(path))
    reading.problems = problems
    written = read_root(COMPARABILITY, node, reading)
    if written is INVALID or has_errors(reading.problems):
        return None, tuple(reading.problems)
    entries = tuple(_entry(each, written["decision"]) for each in written["entries"])
    breaks = tuple(_break(each, written["decision"]) for each in written["breaks"])
    _check(entries, reading)
    if has_errors(reading.problems):
        return None, tuple(reading.problems)
    return Comparability(reading.file or "", written["title"], entries, breaks), tuple(reading.problems)


def load_comparability(path: Path | None = None) -> Comparability:
    """
    Load a comparability register: the one that comes with Inspectorate, or another.

    Raises:
        DocumentInvalidError: The file has errors; carries all problems.
    """
    return _shipped() if path is None else _load(path)


@lru_cache(maxsize=1)
def _shipped() -> Comparability:
    return _load(SHIPPED)


def _load(path: Path) -> Comparability:
    register, problems = read_comparability(path, path.name if path == SHIPPED else None)
    if register is None:
        raise DocumentInvalidError(problems)
    return register


def comparability_schema() -> dict[str, Any]:
    """Describe a comparability register as JSON Schema (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Inspectorate comparability register",
        **COMPARABILITY.schema(),
    }


def _need(shape: Any, doc: str = "") -> Field:  # noqa: ANN401 – any shape
    return Field(shape, required=True, doc=doc)


_DECISION_FIELDS = {
    "decided_by": Field(Text(), doc="who decided; that of the file when left out"),
    "decided_on": Field(PartDate()),
    "status": Field(Choice(("published", "recollected", "inferred")), doc="how the reason is known"),
    "source": Field(Text()),
}
_VERDICT = Choice(VERDICTS)
COMPARABILITY = Record(
    dict,
    {
        "title": _need(Text()),
        "decision": _need(
            Record(
                dict,
                {
                    "decided_by": _need(Text()),
                    "decided_on": _need(PartDate()),
                    "status": _need(Choice(("published", "recollected", "inferred"))),
                },
                "who decided, where an entry does not say",
            )
        ),
        "entries": _need(
            ListOf(
                Record(
                    dict,
                    {
                        "id": _need(Text(r"[a-z0-9][a-z0-9-]*", "an id: small letters, digits and hyphens")),
                        "between": _need(ListOf(Text(), 1), "ids of editions"),
                        "and": _need(ListOf(Text(), 1), "ids of the editions on the other side"),
                        "overall": _need(
                            Record(dict, {"verdict": _need(_VERDICT), "reason": _need(Text())}, "the ruling on the overall rating")
                        ),
                        "standards": Field(
                            ListOf(
                                Record(
                                    dict,
                                    {
                                        "refs": Field(ListOf(Text()), default=(), doc="standards with the same ref on both sides"),
                                        "pairs": Field(MapOf(Text()), default={}, doc="refs of `between` to refs of `and`"),
                                        "verdict": _need(_VERDICT),
                                        "reason": _need(Text()),
                                    },
                                    "a ruling on standards",
                                )
                            ),
                            default=(),
                        ),
                        "others": Field(
                            Text(), default="The two standards are not each other's counterpart.", doc="the reason on all others"
                        ),
                        **_DECISION_FIELDS,
                    },
                    "an entry",
                )
            )
        ),
        "breaks": Field(
            ListOf(
                Record(
                    dict,
                    {
                        "id": _need(Text(r"[a-z0-9][a-z0-9-]*", "an id: small letters, digits and hyphens")),
                        "title": _need(Text()),
                        "on": _need(PartDate(), "the date from which the other ground holds"),
                        "editions": _need(ListOf(Text(), 1), "ids of the editions it concerns"),
                        "effect": _need(Choice(("refuse", "caveat"))),
                        "reason": _need(Text()),
                        "unrated_before": Field(Choice(("yes", "no")), default="no"),
                        **_DECISION_FIELDS,
                    },
                    "a break",
                )
            ),
            default=(),
        ),
    },
    "a comparability register",
)


def _decision(written: dict[str, Any], default: dict[str, Any]) -> Decision:
    given = {key: written[key] if written[key] is not None else default[key] for key in ("decided_by", "decided_on", "status")}
    return Decision(given["decided_by"], given["decided_on"], given["status"], written["source"])


def _entry(written: dict[str, Any], default: dict[str, Any]) -> Entry:
    groups = tuple(
        Group((*((ref, ref) for ref in group["refs"]), *group["pairs"].items()), group["verdict"], group["reason"])
        for group in written["standards"]
    )
    overall = Group((), written["overall"]["verdict"], written["overall"]["reason"])
    decision = _decision(written, default)
    return Entry(written["id"], written["between"], written["and"], overall, groups, written["others"], decision)


def _break(written: dict[str, Any], default: dict[str, Any]) -> Break:
    plain = {key: written[key] for key in ("id", "title", "on", "editions", "effect", "reason")}
    return Break(**plain, unrated_before=written["unrated_before"] == "yes", decision=_decision(written, default))


def _check(entries: tuple[Entry, ...], reading: Reading) -> None:
    ids: set[str] = set()
    pairs: dict[frozenset[str], str] = {}
    for at, entry in enumerate(entries):
        path = f"$.entries[{at}]"
        if entry.id in ids:
            reading.report("REG040", f"{path}.id", "This id stands twice.", repr(entry.id), "each id once")
        ids.add(entry.id)
        for pair in {frozenset((one, other)) for one in entry.between for other in entry.also}:
            if pair in pairs:
                found = " and ".join(sorted(pair))
                reading.report("REG041", path, "These editions are ruled on twice.", found, f"once; first in {pairs[pair]}")
            pairs.setdefault(pair, entry.id)
        for side in (0, 1):
            refs = [each[side] for group in entry.standards for each in group.pairs]
            for ref in sorted({ref for ref in refs if refs.count(ref) > 1}):
                reading.report("REG042", f"{path}.standards", "This standard is ruled on twice.", repr(ref), "each standard once")
