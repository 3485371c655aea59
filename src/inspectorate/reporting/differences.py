"""What differs between two editions, in words: by what became of it, texts side by side, a change of terms said once."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from textwrap import wrap
from typing import TYPE_CHECKING

from inspectorate.frameworks import settings_of
from inspectorate.reporting.method import in_force_words, rated_scale
from inspectorate.reporting.rules import limit_words, rule_words, setting_words, status_words
from inspectorate.reporting.table import WIDTH
from inspectorate.reporting.words import capital, counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.frameworks import Difference
    from inspectorate.model import Edition

_HEADINGS = {
    "added": "ADDED",
    "removed": "REMOVED",
    "renumbered": "RENUMBERED",
    "rerated": "RATED IN ANOTHER WAY",
    "reworded": "REWORDED",
    "changed": "CHANGED",
    "known": "KNOWN IN ANOTHER WAY",
}
_KINDS_OF_RULE = {
    "percent_bands": "bands of a percentage",
    "lowest_of": "the lowest decides",
    "judgement": "judgement",
    "sum_and_bands": "scores added and banded",
    "percent_of_max": "scores as a percentage of the most possible",
    "worst_of": "the worst decides",
    "count_thresholds": "a table of counts",
    "none": "no rating",
}
_WHOLE = ("clauses", "thresholds", "otherwise", "normally", "exceptions", "indicative", "among", "reason_required")
"""Fields of a rule that only its whole wording explains."""
_BY = {"cases": "cases", "judgement": "judgement", "score": "a score", "text": "text, without a rating"}
_OFTEN = 3
"""A change of words that stands in so many texts is a change of terms."""
Swap = tuple[str, str]


def difference_text(before: Edition, after: Edition, differences: Sequence[Difference]) -> str:
    """Give all differences between two editions as text that fits 80 columns; "no difference" where there is none."""
    said = [part for word, edition in (("From", before), ("To", after)) for part in _hang(f"{word:4} {_named(edition)}", 5)]
    if not differences:
        return "\n".join([*said, "", "There is no difference between them."])
    for kind, heading in _HEADINGS.items():
        chosen = [each for each in differences if each.kind == kind]
        if chosen:
            said += ["", heading, *_section(kind, chosen, before, after)]
    if all(each.kind == "dated" for each in differences):
        said += ["", "They differ in their dates only."]
    return "\n".join(said)


def _named(edition: Edition) -> str:
    return f"{edition.id}: {edition.title} ({edition.edition}), {in_force_words(edition)}"


def _section(kind: str, differences: Sequence[Difference], before: Edition, after: Edition) -> Iterator[str]:
    if kind == "reworded":
        yield from _reworded(differences)
    elif kind == "known":
        yield from _known(differences)
    else:
        say = {"added": _added, "removed": _removed, "renumbered": _renumbered}.get(kind, _changed)
        for words in dict.fromkeys(say(each, before, after) for each in differences):
            yield from _hang(f"  {words}", 4)


def _added(each: Difference, before: Edition, after: Edition) -> str:
    del before
    return f"{_subject(each)}{_contents(each, after)}"


def _removed(each: Difference, before: Edition, after: Edition) -> str:
    del after
    return f"{_subject(each)}{_contents(each, before)}"


def _contents(each: Difference, edition: Edition) -> str:
    standard = edition.standard(each.ref) if each.about == "standard" else None
    if standard is None:
        return ""
    parts = [f"rated by {_BY[standard.by]}"] if standard.by != "text" else [_BY["text"]]
    parts += [counted(len(standard.key_questions), "key question")] if standard.key_questions else []
    return f": {', '.join(parts)}"


def _renumbered(each: Difference, before: Edition, after: Edition) -> str:
    del before, after
    name = each.title or "(wording not public)"
    return f"{capital(_about(each))} {each.ref} {name}: before {each.before}"


def _changed(each: Difference, before: Edition, after: Edition) -> str:
    """Say what something is now and what it was: whole rules, limits and statuses where one value does not say it."""
    whole = {"limit": _limit, "status": _status}.get(each.about)
    if each.about == "rule" and each.field in _WHOLE:
        whole = _rule
    if whole is not None:
        return f"{_subject(each)}: {whole(each.ref, after)} Before: {whole(each.ref, before)}"
    field = _field_words(each)
    new, old = (_value(each, value, edition) for value, edition in ((each.after, after), (each.before, before)))
    return f"{_subject(each)}: {field + ' ' if field else ''}{new}, before {old}"


def _limit(limit_id: str, edition: Edition) -> str:
    return " ".join(limit_words(next(limit for limit in edition.limits if limit.id == limit_id), edition))


def _status(status_id: str, edition: Edition) -> str:
    return " ".join(status_words(next(status for status in edition.statuses if status.id == status_id), edition))


def _rule(rule_id: str, edition: Edition) -> str:
    rule = edition.rules[rule_id]
    return " ".join(rule_words(rule, rated_scale(rule, edition), "standard" if rule is edition.overall else "key question"))


def _field_words(each: Difference) -> str:
    field = each.field or ""
    head, _, point = field.partition(".")
    named = {
        "by": "rated by",
        "rule": "the rule that rates it is",
        "key_question_rule": "the rule for its key questions is",
        "scale": "its scale is",
        "key_question_scale": "the scale of its key questions is",
        "overall": "the rule for the overall rating is",
        "overall_scale": "the scale of the overall rating is",
        "applies_when": "asked on",
        "at_least": f"{point.replace('_', ' ')} from",
        "mean_at_most": f"{point.replace('_', ' ')} up to a mean of",
        "total_at_most": f"{point.replace('_', ' ')} up to",
        "value": "",
        "uncertainty_shown_to": "uncertainty of ratings is shown to",
    }
    return named.get(head, head.replace("_", " "))


def _value(each: Difference, value: str | None, edition: Edition) -> str:
    if value is None:
        return "every case" if each.field == "applies_when" else "not set"
    if each.about == "setting" and each.field == "value":
        setting = next(setting for setting in settings_of(edition) if setting.id == each.ref)
        return setting_words(setting, setting.value)
    if each.field == "strata":
        return "; ".join(stratum.title for sample in edition.samples if sample.id == each.ref for stratum in sample.strata) or "none"
    if each.field == "by":
        return _BY.get(value, value)
    if each.field in ("rule", "key_question_rule", "overall"):
        return f'"{edition.rules[value].title}"' if value in edition.rules else value
    if each.field == "kind":
        return _KINDS_OF_RULE.get(value, value)
    if each.field == "applies_when":
        return next((route.title.lower() for route in edition.routes if route.id == value), value)
    return {"true": "yes", "false": "no", "[]": "none"}.get(value, value.strip("[]"))


def _about(each: Difference) -> str:
    return each.about.replace("_", " ")


def _subject(each: Difference) -> str:
    """Name what differs: its number where the publisher gives one, its title else."""
    if each.about == "edition":
        return "The edition"
    if each.about == "discretion":
        return "Discretion"
    if each.about in ("domain", "standard", "key_question", "prompt"):
        title = each.title if each.about in ("domain", "standard") or each.kind in ("added", "removed") else ""
        title = title or ("(wording not public)" if each.kind in ("added", "removed") else "")
        return f"{capital(_about(each))} {each.ref} {title}".rstrip()
    return f'{capital(_about(each))} "{each.title}"'


def _reworded(differences: Sequence[Difference]) -> Iterator[str]:
    """Show texts side by side; where only terms were changed, say the terms once and name the texts."""
    swaps = {at: _swaps(each.before or "", each.after or "") for at, each in enumerate(differences)}
    times = Counter(swap for found in swaps.values() for swap in set(found or ()))
    terms = {swap for swap, number in times.items() if number >= _OFTEN}
    plain = [at for at, found in swaps.items() if found and set(found) <= terms]
    for at, each in enumerate(differences):
        if at not in plain:
            where = "" if each.field in ("text", "title", "statement") else f", {_field_words(each)}"
            where = {"title": ", title", "statement": ", statement"}.get(str(each.field), where)
            yield from _hang(f"  {_reworded_subject(each)}{where}", 4)
            yield from _hang(f"    before: {each.before or 'nothing'}", 12)
            yield from _hang(f"    after:  {each.after or 'nothing'}", 12)
    if plain:
        used = [swap for swap in terms if any(swap in (swaps[at] or ()) for at in plain)]
        said = joined([f'"{new}" for "{old}"' for old, new in sorted(used, key=lambda swap: -times[swap])])
        refs = joined(list(dict.fromkeys(differences[at].ref for at in plain)))
        yield from _hang(f"  {capital(counted(len(plain), 'text'))} only {'says' if len(plain) == 1 else 'say'} {said}: {refs}", 4)


def _reworded_subject(each: Difference) -> str:
    if each.about in ("domain", "standard", "key_question", "prompt"):
        return f"{capital(_about(each))} {each.ref}"
    return f"{capital(_about(each))} {each.ref}" if each.about in ("context_question", "interview_question", "scale") else _subject(each)


def _swaps(before: str, after: str) -> list[Swap] | None:
    """Give the words that stand in place of others; None when words came or went elsewhere."""
    old, new = (re.findall(r"\w+|[^\w\s]", text) for text in (before, after))
    found = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            found.append((" ".join(old[old_from:old_to]), " ".join(new[new_from:new_to])))
        elif tag != "equal":
            return None
    return found


def _known(differences: Sequence[Difference]) -> Iterator[str]:
    """Say together what came to be known better or worse in the same way."""
    groups: dict[str, list[str]] = {}
    for each in differences:
        if each.field in ("text", "statement"):
            words = (
                "Their wording is public, before it was not" if each.before is None else "Their wording is not public, before it was known"
            )
        elif each.field == "alternatives":
            others = [(value or "[]").strip("[]") or "none" for value in (each.after, each.before)]
            words = f"What it might be instead: {others[0]}; before {others[1]}"
        else:
            words = f"{capital(_surely(each.after))}, before {_surely(each.before)}"
        groups.setdefault(words, []).append(each.ref if each.about in ("standard", "key_question") else _plainly(each))
    for words, refs in groups.items():
        yield from _hang(f"  {words}: {joined(list(dict.fromkeys(refs)))}", 4)


def _surely(status: str | None) -> str:
    word, _, confidence = (status or "not known").partition(", ")
    return f"{word} with {confidence} confidence" if confidence else word


def _plainly(each: Difference) -> str:
    return f"{_about(each)} {each.ref}" if each.about != "discretion" else "discretion"


def _hang(text: str, indent: int) -> list[str]:
    inner = text.lstrip()
    start = " " * (len(text) - len(inner))
    return wrap(inner, WIDTH, initial_indent=start, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
