"""Rules, limits, conditions and settings in plain words: what an edition says, for a reader who will not open the file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, assert_never

from inspectorate.model import (
    CountThresholds,
    Judged,
    LowestOf,
    NoRating,
    PercentBands,
    PercentOfMax,
    SumBands,
    WorstOf,
)
from inspectorate.reporting.words import capital, counted, joined, number_word, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.model import Clause, Condition, Discretion, Edition, Known, Limit, Rule, Scale, Setting, SettingValue, StatusRule

NOT_PUBLIC: Final = "(wording not public)"
"""What is printed where a text is not known."""
_DEPARTURE = "It holds normally: a departure with a recorded reason is allowed."
_VALUES: dict[SettingValue, str] = {
    "half_up": "half up, to a whole number",
    "none": "not rounded",
    "lower": "the lower band",
    "upper": "the upper band",
    None: "not set",
}


def rule_words(rule: Rule, scale: Scale, below: str = "key question") -> list[str]:
    """
    Say what a rule does, one sentence an item.

    Args:
        rule: Of any kind.
        scale: What it rates on.
        below: What it combines: key questions for a standard, standards for the overall rating.
    """
    match rule:
        case PercentBands():
            return list(_percent_bands(rule, scale))
        case LowestOf():
            return [f"The lowest {below} decides."]
        case Judged():
            return list(_judged(rule, scale))
        case SumBands():
            return list(_sum_bands(rule, scale))
        case PercentOfMax():
            return list(_percent_of_max(rule, scale))
        case WorstOf():
            return list(_worst_of(rule, below))
        case CountThresholds():
            return list(_count_thresholds(rule, scale, below))
        case NoRating():
            return ["Nothing is rated, by design."]
        case _:
            assert_never(rule)


def setting_words(setting: Setting, value: SettingValue) -> str:
    """Say a value of a setting: the declared one, or one of its alternatives."""
    if isinstance(value, int | Decimal):
        unit = {"window": "percentage point", "minimum_cases": "case"}.get(setting.id.rpartition(".")[2], "")
        plural = "s" if unit and value != 1 else ""
        return f"{plain_number(value)} {unit}{plural}".strip()
    return _VALUES.get(value, str(value))


def alternatives_words(setting: Setting) -> str | None:
    """Say what a setting might be instead; None where it can be nothing else."""
    others = [setting_words(setting, value) for value in setting.alternatives]
    return joined(others, "or") if others else None


def known_words(known: Known) -> list[str]:
    """Say how well something is known, where it was read, and where the publisher prints it."""
    said = [capital(known.in_words()) + "."]
    said += [f"Source: {known.source}."] if known.source else []
    return said + ([f"Printed in: {known.printed_in}."] if known.printed_in else [])


def condition_words(condition: Condition, edition: Edition, items: str = "standard") -> str:
    """Say a condition as the second half of "when …"; *items* is what "any" looks at."""
    if condition.all or condition.any:
        parts, word = condition.all or condition.any, "and" if condition.all else "or"
        inner = [_inside(part, edition, items) for part in parts]
        return f"; {word} ".join(inner) if any(part.all or part.any for part in parts) else joined(inner, word)
    if condition.fact is not None:
        return f'the fact "{condition.fact.replace("_", " ")}" is {condition.equals}'
    if condition.item is not None:
        return f"{item_words(condition.item, edition)} is {_label(str(condition.equals), _scale_of(condition.item, edition))}"
    if condition.any_item is not None:
        return _any_item_words(condition, edition, items)
    if condition.computed is not None:
        return f"the rule gives {_anywhere(condition.computed, edition)}"
    status = next((each.title for each in edition.statuses if each.id == condition.status), str(condition.status))
    return f"the status {status} holds"


def limit_words(limit: Limit, edition: Edition) -> list[str]:
    """Say what a limiting rule does."""
    target = {"overall": "the overall rating", "each_standard": "the standard"}.get(limit.applies_to) or item_words(
        limit.applies_to, edition
    )
    best = _label(limit.at_best, edition.scale if limit.applies_to == "overall" else _scale_of(limit.applies_to, edition))
    when = condition_words(limit.when, edition, "standard" if limit.applies_to == "overall" else "key question")
    said = [f"When {when}, {target} is {best} at best."]
    return said + ([_DEPARTURE] if limit.normally else [])


def status_words(status: StatusRule, edition: Edition) -> list[str]:
    """Say when a status holds, or who sets it."""
    if status.when is None:
        options = [option.replace("_", " ") for option in status.options]
        return [f"Set by a person: {joined(options, 'or')}."]
    return [f"It holds when {condition_words(status.when, edition)}."]


def discretion_words(discretion: Discretion) -> list[str]:
    """Say when a ratings panel may move a computed rating."""
    window = setting_words(discretion.window, discretion.window.value)
    near = f"within {window} of" if discretion.window.value else "exactly on"
    said = [f"A ratings panel may move a computed rating by one band, across an edge that the lowest key question is {near}."]
    if discretion.one_answer:
        said.append("It may also where one answer more or less would take the lowest key question across.")
    return [*said, "It records its reason and who decided."]


def item_words(ref: str, edition: Edition) -> str:
    """Name a standard or a key question as a reader knows it: its number and title, or its title where the ref is a word of ours."""
    standard = edition.standard(ref)
    if standard is None:
        return ref
    return standard.title if ref[:1].islower() else f"{ref} {standard.title}"


def _percent_bands(rule: PercentBands, scale: Scale) -> Iterator[str]:
    yield f"A percentage of cases {_rising(rule.at_least, scale)}."
    yield _rounding(rule.rounding)
    few = rule.minimum_cases
    if few is None or few.value is None:
        yield "No fewest number of cases is set."
    else:
        yield f"A key question with fewer than {setting_words(few, few.value)} takes no part."


def _percent_of_max(rule: PercentOfMax, scale: Scale) -> Iterator[str]:
    yield f"The scores are added and taken as a percentage of the most they could be, {rule.max_per_item} each."
    yield f"A percentage {_rising(rule.at_least, scale)}."
    yield _rounding(rule.rounding)


def _rising(bounds: tuple[tuple[str, Decimal], ...], scale: Scale) -> str:
    lowest = f"below {plain_number(bounds[0][1])} is {scale.points[0].label}"
    return "; ".join([lowest, *(f"from {plain_number(edge)} {_label(point, scale)}" for point, edge in bounds)])


def _rounding(setting: Setting) -> str:
    if setting.value == "none":
        return "The percentage is not rounded before it is banded."
    return "The percentage is rounded half up, to a whole number, before it is banded."


def _sum_bands(rule: SumBands, scale: Scale) -> Iterator[str]:
    yield "The scores are added."
    if rule.total_at_most:
        said = [f"up to {plain_number(edge)}: {_label(point, scale)}" for point, edge in rule.total_at_most]
        yield f"A low total is good. {capital('; '.join(said))}; above that: {scale.points[0].label}."
        return
    upper = rule.boundary is not None and rule.boundary.value == "upper"
    word = "below" if upper else "of at most"
    (first, edge), *others = rule.mean_at_most
    said = [f"A mean {word} {plain_number(edge)} is {_label(first, scale)}"]
    said += [f"{word} {plain_number(edge)} {_label(point, scale)}" for point, edge in others]
    yield f"{'; '.join(said)}; {'from there' if upper else 'above that'} {scale.points[-1].label}."
    yield f"A mean exactly on an edge falls in {'the upper band' if upper else 'the lower band'}."


def _worst_of(rule: WorstOf, below: str) -> Iterator[str]:
    among = f"the worst of {joined([_plain_ref(ref) for ref in rule.among])}" if rule.among else f"the worst {below}"
    yield f"{capital(among)} decides."
    if rule.exceptions is not None:
        few, steps = rule.exceptions.most, rule.exceptions.steps
        never = f", but never {joined([_plain_ref(ref) for ref in rule.exceptions.not_items], 'or')}" if rule.exceptions.not_items else ""
        yield f"With a recorded reason at most {number_word(few)} may stand {counted(steps, 'step')} below the rating given{never}."


def _count_thresholds(rule: CountThresholds, scale: Scale, below: str) -> Iterator[str]:
    yield "The first line that fits decides:"
    for clause in rule.clauses:
        yield f"{_label(clause.to, scale)} when {joined(list(_clause(clause, scale, below)))}."
    yield f"Otherwise {_label(rule.otherwise, scale)}." if rule.otherwise else "Otherwise it is left to judgement."
    if rule.thresholds:
        said = [f"{x} for {f'up to {number_word(most)} rated' if most is not None else 'more'}" for most, x in rule.thresholds]
        yield f"X is {joined(said)}."
    if rule.normally:
        yield _DEPARTURE


def _clause(clause: Clause, scale: Scale, below: str) -> Iterator[str]:
    if clause.counted is not None:
        few = clause.at_least or "1"
        many = f"{below} is" if few == "1" else f"{below}s are"
        yield f"at least {few if few == 'X' else number_word(int(few))} {many} {_label(clause.counted, scale)}"
    if clause.others is not None:
        yield f"every other is at least {_label(clause.others, scale)}"
    for point, most in clause.at_most:
        yield f"{'none' if most == 0 else 'at most ' + number_word(most)} is {_label(point, scale)}"


def _judged(rule: Judged, scale: Scale) -> Iterator[str]:
    yield f"A person decides: {joined([point.label for point in scale.points], 'or')}."
    if rule.reason_required:
        yield "A reason is required."
    for limit in rule.indicative:
        yield f"An indication that warns and never decides: {limit.title}, then {_label(limit.at_best, scale)} at best."


def _inside(condition: Condition, edition: Edition, items: str) -> str:
    words = condition_words(condition, edition, items)
    if condition.any:
        return f"either {words}"
    return f"both {words}" if condition.all else words


def _any_item_words(condition: Condition, edition: Edition, items: str) -> str:
    point = str(condition.any_item)
    scales = [_scale_of(ref, edition) for ref in condition.among] or _scales(edition)
    scale = next((scale for scale in scales if point in scale.ids), edition.scale)
    who = f"any of {joined([item_words(ref, edition) for ref in condition.among])}" if condition.among else f"any {items}"
    worse = "" if scale.ids[:1] == (point,) else " or worse"
    return f"{who} is {_label(point, scale)}{worse}"


def _scales(edition: Edition) -> list[Scale]:
    mine = [scale for standard in edition.standards for scale in (standard.scale, standard.key_question_scale) if scale is not None]
    return [*mine, edition.scale]


def _scale_of(ref: str, edition: Edition) -> Scale:
    standard = edition.standard(ref)
    if standard is not None:
        return standard.scale
    inside = next((each for each, question in edition.key_questions() if question.ref == ref), None)
    if inside is not None:
        return inside.key_question_scale or inside.scale
    return edition.standards[0].scale


def _anywhere(point: str, edition: Edition) -> str:
    scale = next((scale for scale in [edition.scale, *_scales(edition)] if point in scale.ids), edition.scale)
    return _label(point, scale)


def _label(point: str, scale: Scale) -> str:
    return next((each.label for each in scale.points if each.id == point), point)


def _plain_ref(ref: str) -> str:
    return ref.replace("_", " ")
