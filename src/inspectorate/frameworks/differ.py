"""What differs between two editions, as values: added, removed, renumbered, reworded, rated in another way, dated, known in another way."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from inspectorate.frameworks.matching import matched_prompts, matched_questions, matched_standards, number_below
from inspectorate.model import (
    ContextQuestion,
    CountThresholds,
    InterviewQuestion,
    Judged,
    Known,
    LowestOf,
    NoRating,
    PercentBands,
    PercentOfMax,
    Setting,
    SumBands,
    WorstOf,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from inspectorate.model import (
        CaseField,
        Discretion,
        Edition,
        KeyQuestion,
        Limit,
        Prompt,
        Route,
        Rule,
        Sample,
        Scale,
        Standard,
        StatusRule,
    )

    Entry = Limit | StatusRule | Sample | Route | CaseField | ContextQuestion | InterviewQuestion

Kind = Literal["added", "removed", "renumbered", "reworded", "rerated", "dated", "known", "changed"]
About = Literal[
    "edition",
    "scale",
    "domain",
    "standard",
    "key_question",
    "prompt",
    "rule",
    "setting",
    "limit",
    "status",
    "discretion",
    "sample",
    "route",
    "case_field",
    "context_question",
    "interview_question",
]


_KINDS: dict[type, str] = {
    CountThresholds: "count_thresholds",
    Judged: "judgement",
    LowestOf: "lowest_of",
    NoRating: "none",
    PercentBands: "percent_bands",
    PercentOfMax: "percent_of_max",
    SumBands: "sum_and_bands",
    WorstOf: "worst_of",
}


class Difference(NamedTuple):
    """
    One thing that differs.

    `ref` and `title` are those of the later edition, or of the earlier one for what was removed; `before` and `after` are values as
    an edition file would write them.
    """

    kind: Kind
    about: About
    ref: str
    title: str
    field: str | None = None
    before: str | None = None
    after: str | None = None


def compare_editions(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """
    Compare two editions, standards first in the order of the later one.

    Standards are matched by number and title, then by title, key questions by their text, so that what was only renumbered is told from
    what is new. Our own labels and notes, sources, licences and addresses are not compared.
    """
    return tuple(
        chain(
            _edition(before, after),
            _scales(before.scales, after.scales),
            _domains(before, after),
            _standards(before, after),
            _rules(before.rules, after.rules),
            _entries("limit", _by_id(before.limits), _by_id(after.limits)),
            _entries("status", _by_id(before.statuses), _by_id(after.statuses)),
            _discretion(before.discretion, after.discretion),
            _entries("sample", _by_id(before.samples), _by_id(after.samples)),
            _entries("route", _by_id(before.routes), _by_id(after.routes)),
            _entries("case_field", _by_id(before.case_fields), _by_id(after.case_fields)),
            _entries("context_question", _by_id(before.context_questions), _by_id(after.context_questions)),
            _entries("interview_question", _by_id(before.interview_questions), _by_id(after.interview_questions)),
        )
    )


def _edition(before: Edition, after: Edition) -> Iterator[Difference]:
    whole = (after.id, after.title)
    for field in ("in_force_from", "in_force_to"):
        yield from _field("dated", "edition", whole, field, getattr(before, field), getattr(after, field))
    for field in ("title", "publisher", "locale", "uncertainty_shown_to"):
        yield from _field("changed", "edition", whole, field, getattr(before, field), getattr(after, field))
    yield from _field("rerated", "edition", whole, "overall", before.overall.id, after.overall.id)
    yield from _field("rerated", "edition", whole, "overall_scale", before.scale.id, after.scale.id)


def _scales(before: Mapping[str, Scale], after: Mapping[str, Scale]) -> Iterator[Difference]:
    for name in (*after, *(name for name in before if name not in after)):
        old = {point.id: point for point in before[name].points} if name in before else {}
        new = {point.id: point for point in after[name].points} if name in after else {}
        for point in new.values():
            subject = (f"{name}.{point.id}", point.label)
            if point.id not in old:
                yield Difference("added", "scale", *subject)
                continue
            earlier = old[point.id]
            yield from _field("reworded", "scale", subject, "label", earlier.label, point.label)
            yield from _field("reworded", "scale", subject, "meaning", earlier.meaning, point.meaning)
            yield from _field("rerated", "scale", subject, "score", earlier.score, point.score)
        for point in old.values():
            if point.id not in new:
                yield Difference("removed", "scale", f"{name}.{point.id}", point.label)
        kept = [[point for point in points if point in old and point in new] for points in (old, new)]
        yield from _field("rerated", "scale", (name, name), "order", tuple(kept[0]), tuple(kept[1]))


def _domains(before: Edition, after: Edition) -> Iterator[Difference]:
    old, new = ({domain.ref: domain for domain in edition.domains} for edition in (before, after))
    for domain in new.values():
        if domain.ref in old:
            yield from _field("reworded", "domain", (domain.ref, domain.title), "title", old[domain.ref].title, domain.title)
        else:
            yield Difference("added", "domain", domain.ref, domain.title)
    yield from (Difference("removed", "domain", domain.ref, domain.title) for domain in old.values() if domain.ref not in new)


def _standards(before: Edition, after: Edition) -> Iterator[Difference]:
    for old, new in matched_standards(before, after):
        if old is not None and new is not None:
            yield from _standard(old, new)
        else:
            yield from _come_or_gone("standard", *((each and (each.ref, each.title)) for each in (old, new)))


def _standard(old: Standard, new: Standard) -> Iterator[Difference]:
    subject = (new.ref, new.title)
    yield from _field("renumbered", "standard", subject, "ref", old.ref, new.ref)
    yield from _field("reworded", "standard", subject, "title", old.title, new.title)
    yield from _field(_worded(old.statement, new.statement), "standard", subject, "statement", old.statement, new.statement)
    for point in dict.fromkeys((*dict(old.characteristics), *dict(new.characteristics))):
        texts = (dict(old.characteristics).get(point), dict(new.characteristics).get(point))
        yield from _field("reworded", "standard", subject, f"characteristics.{point}", *texts)
    for field in ("by", "counted", "optional"):
        yield from _field("rerated", "standard", subject, field, getattr(old, field), getattr(new, field))
    for field in ("rule", "key_question_rule", "scale", "key_question_scale"):
        one, two = getattr(old, field), getattr(new, field)
        yield from _field("rerated", "standard", subject, field, one and one.id, two and two.id)
    yield from _known("standard", subject, old.known, new.known)
    for earlier, later in matched_questions(old, new):
        if earlier is not None and later is not None:
            yield from _key_question(earlier, later, renumbered=number_below(earlier, old) != number_below(later, new))
        else:
            yield from _come_or_gone("key_question", *((each and (each.ref, _text(each))) for each in (earlier, later)))


def _key_question(old: KeyQuestion, new: KeyQuestion, *, renumbered: bool) -> Iterator[Difference]:
    """Compare two key questions; a number that only follows its standard's is not said again."""
    subject = (new.ref, _text(new))
    if renumbered:
        yield from _field("renumbered", "key_question", subject, "ref", old.ref, new.ref)
    yield from _field(_worded(old.text, new.text), "key_question", subject, "text", old.text, new.text)
    for field in ("applies_when", "optional", "pools"):
        yield from _field("rerated", "key_question", subject, field, getattr(old, field), getattr(new, field))
    yield from _known("key_question", subject, old.known, new.known)
    if None in (old.text, new.text) and not (old.prompts and new.prompts):
        return  # where a wording is not public, nobody knows its prompts: none of them was added or removed
    for earlier, later in matched_prompts(old, new):
        if earlier is not None and later is not None:
            prompt = (new.ref + later.ref, _text(later))
            yield from _field("reworded", "prompt", prompt, "text", earlier.text, later.text)
            yield from _field("rerated", "prompt", prompt, "applies_when", earlier.applies_when, later.applies_when)
        else:
            gone, come = ((each and (of.ref + each.ref, _text(each))) for of, each in ((old, earlier), (new, later)))
            yield from _come_or_gone("prompt", gone, come)


def _rules(before: Mapping[str, Rule], after: Mapping[str, Rule]) -> Iterator[Difference]:
    for name, new in after.items():
        old = before.get(name)
        if old is None:
            yield Difference("added", "rule", name, new.title)
        elif type(old) is not type(new):
            yield Difference("rerated", "rule", name, new.title, "kind", _KINDS[type(old)], _KINDS[type(new)])
        else:
            yield from _fields("rule", (name, new.title), old._asdict(), new._asdict())
    yield from (Difference("removed", "rule", name, rule.title) for name, rule in before.items() if name not in after)


def _discretion(old: Discretion | None, new: Discretion | None) -> Iterator[Difference]:
    subject = ("discretion", "Discretion")
    if old is not None and new is not None:
        yield from _fields("discretion", subject, old._asdict(), new._asdict())
    else:
        yield from _come_or_gone("discretion", old and subject, new and subject)


def _come_or_gone(about: About, old: tuple[str, str] | None, new: tuple[str, str] | None) -> Iterator[Difference]:
    yield from (Difference("added", about, *subject) for subject in (new,) if subject is not None)
    yield from (Difference("removed", about, *subject) for subject in (old,) if subject is not None)


def _entries(about: About, before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Iterator[Difference]:
    for name, new in after.items():
        if name in before:
            yield from _fields(about, (name, _title(new)), before[name]._asdict(), new._asdict())
        else:
            yield Difference("added", about, name, _title(new))
    yield from (Difference("removed", about, name, _title(old)) for name, old in before.items() if name not in after)


def _fields(about: About, subject: tuple[str, str], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    """Compare two values of one type field by field, edges of bands and settings each on their own."""
    for field, new in after.items():
        old = before[field]
        if field == "id":
            continue
        if isinstance(old, Known) and isinstance(new, Known):
            yield from _known(about, subject, old, new)
        elif isinstance(old, Setting) and isinstance(new, Setting):
            yield from _setting(old, new)
        elif field in ("at_least", "mean_at_most", "total_at_most"):
            for point in dict.fromkeys((*dict(old), *dict(new))):
                yield from _field("rerated", about, subject, f"{field}.{point}", dict(old).get(point), dict(new).get(point))
        else:
            yield from _field(_kind_of(about, field), about, subject, field, old, new)


def _setting(old: Setting, new: Setting) -> Iterator[Difference]:
    subject = (new.id, new.title)
    yield from _field("reworded", "setting", subject, "title", old.title, new.title)
    yield from _field("rerated", "setting", subject, "value", old.value, new.value)
    yield from _field("known", "setting", subject, "alternatives", old.alternatives, new.alternatives)
    yield from _known("setting", subject, old.known, new.known)


def _kind_of(about: About, field: str) -> Kind:
    if field in ("title", "text"):
        return "reworded"
    return "rerated" if about in ("rule", "limit", "status", "discretion") else "changed"


def _known(about: About, subject: tuple[str, str], old: Known, new: Known) -> Iterator[Difference]:
    yield from _field("known", about, subject, "status", _status(old), _status(new))


def _field(kind: Kind, about: About, subject: tuple[str, str], field: str, old: object, new: object) -> Iterator[Difference]:
    if old != new:
        yield Difference(kind, about, *subject, field, shown_value(old), shown_value(new))


def shown_value(value: object) -> str | None:
    """Give a value as an edition file would write it, in one line."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Setting):
        return shown_value(value.value)
    if isinstance(value, tuple):
        if hasattr(value, "_asdict"):
            said = {
                key: shown_value(inner)
                for key, inner in value._asdict().items()
                if inner not in (None, ()) and not isinstance(inner, Known)
            }
            return "{" + ", ".join(f"{key}: {inner}" for key, inner in said.items()) + "}"
        return "[" + ", ".join(str(shown_value(inner)) for inner in value) + "]"
    return str(value)


def _worded(old: str | None, new: str | None) -> Kind:
    return "known" if None in (old, new) else "reworded"


def _status(known: Known) -> str:
    return f"{known.status}, {known.confidence}" if known.confidence else known.status


def _by_id(things: Iterable[Entry]) -> dict[str, Entry]:
    return {thing.id: thing for thing in things}


def _title(thing: Entry) -> str:
    return thing.text if isinstance(thing, ContextQuestion | InterviewQuestion) else thing.title


def _text(thing: KeyQuestion | Prompt) -> str:
    return thing.text or ""
