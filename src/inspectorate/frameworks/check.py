"""Checks of an edition's meaning, one small function a rule, all with one signature."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from inspectorate.model import (
    Bounds,
    Condition,
    CountThresholds,
    Edition,
    Judged,
    Known,
    LowestOf,
    NoRating,
    PercentBands,
    PercentOfMax,
    Rule,
    Setting,
    SumBands,
    WorstOf,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from inspectorate.documents import Reading
    from inspectorate.model import Scale


_FOR_KEY_QUESTIONS = "This kind of rule rates key questions, and nothing above them."


def check_edition(edition: Edition, reading: Reading) -> None:
    """Report everything in *edition* that has no meaning or leads nowhere."""
    for check in _CHECKS:
        check(edition, reading)


def _refs_are_unique(edition: Edition, reading: Reading) -> None:
    refs: Counter[str] = Counter()
    for domain_at, domain in enumerate(edition.domains):
        for standard_at, standard in enumerate(domain.standards):
            path = f"$.domains[{domain_at}].standards[{standard_at}]"
            for name in (standard.ref, *standard.aliases, *(question.ref for question in standard.key_questions)):
                refs[name] += 1
                if refs[name] == 2:
                    reading.report("FRM020", path, "This ref stands twice in the edition.", repr(name), "each ref once")


def _points_are_unique(edition: Edition, reading: Reading) -> None:
    for name, scale in edition.scales.items():
        words = Counter(word.lower() for point in scale.points for word in {point.id, point.label.lower(), *point.aliases})
        path = "$.scale" if name == "rating" else f"$.scales.{name}"
        for word, times in words.items():
            if times > 1:
                reading.report("FRM021", path, "Two points of the scale answer to the same word.", repr(word), "each word once")


def _bounds_fit_the_scale(edition: Edition, reading: Reading) -> None:
    for name, rule in edition.rules.items():
        path = f"$.rules.{name}"
        scale = _scale_rated_by(edition, rule)
        if isinstance(rule, PercentBands | PercentOfMax):
            _check_bounds(rule.at_least, scale.ids[1:], f"{path}.at_least", reading)
        elif isinstance(rule, SumBands):
            if bool(rule.mean_at_most) == bool(rule.total_at_most):
                reading.report("FRM022", path, "The bands are not given once.", None, "either mean_at_most or total_at_most")
            elif rule.mean_at_most:
                _check_bounds(rule.mean_at_most, scale.ids[:-1], f"{path}.mean_at_most", reading)
                if rule.boundary is None:
                    reading.report("FRM049", path, "The side of a mean on an edge is not declared.", None, "boundary")
            else:
                _check_bounds(rule.total_at_most, tuple(reversed(scale.ids[1:])), f"{path}.total_at_most", reading)


def _check_bounds(bounds: Bounds, expected: tuple[str, ...], path: str, reading: Reading) -> None:
    if tuple(point for point, _ in bounds) != expected:
        found = ", ".join(point for point, _ in bounds) or "nothing"
        reading.report("FRM023", path, "The bands do not follow the scale.", found, ", ".join(expected))
    edges = [edge for _, edge in bounds]
    if any(after <= before for before, after in pairwise(edges)):
        reading.report("FRM024", path, "The edges of the bands do not rise.", ", ".join(map(str, edges)), "each edge above the one before")


def _scale_rated_by(edition: Edition, rule: Rule) -> Scale:
    """Give the scale a rule rates on: of the standards that use it, of their key questions, or of the overall rating."""
    for standard in edition.standards:
        if standard.rule is rule:
            return standard.scale
        if standard.key_question_rule is rule and standard.key_question_scale is not None:
            return standard.key_question_scale
    return edition.scale


def _rules_suit_the_level(edition: Edition, reading: Reading) -> None:
    if isinstance(edition.overall, PercentBands):
        reading.report("FRM025", "$.overall", _FOR_KEY_QUESTIONS, "percent_bands")
    for domain_at, domain in enumerate(edition.domains):
        for standard_at, standard in enumerate(domain.standards):
            path = f"$.domains[{domain_at}].standards[{standard_at}]"
            from_below = isinstance(standard.rule, LowestOf | PercentOfMax | SumBands | WorstOf | CountThresholds)
            if isinstance(standard.rule, PercentBands):
                reading.report(
                    "FRM025",
                    path,
                    "This kind of rule rates key questions, and nothing above them.",
                    "percent_bands",
                    "lowest_of, judgement, …",
                )
            unrated = isinstance(standard.rule, NoRating)
            if standard.by == "cases" and not unrated and not (from_below and isinstance(standard.key_question_rule, PercentBands)):
                expected = "a rule over key questions, and percent_bands as key_question_rule"
                reading.report("FRM026", path, "A standard rated by cases needs rules for its key questions.", None, expected)
            if from_below and not standard.key_questions:
                reading.report("FRM027", path, "The standard is rated from key questions and has none.", None, "at least one key question")
            if standard.by == "text" and not unrated:
                reading.report("FRM050", path, "A standard in text has no rating.", None, "a rule of the kind none")


def _points_exist(edition: Edition, reading: Reading) -> None:
    for at, limit in enumerate(edition.limits):
        scale = edition.scale
        if limit.applies_to not in ("overall", "each_standard"):
            target = edition.standard(limit.applies_to)
            if target is None:
                reading.report("FRM028", f"$.limits[{at}].applies_to", "There is no standard with this ref.", repr(limit.applies_to))
                continue
            scale = target.scale
        elif limit.applies_to == "each_standard" and edition.standards:
            scale = edition.standards[0].scale
        if limit.at_best not in scale.ids:
            reading.report("FRM029", f"$.limits[{at}].at_best", "The scale has no such point.", repr(limit.at_best), ", ".join(scale.ids))


def _points_of_count_tables_exist(edition: Edition, reading: Reading) -> None:
    for name, rule in edition.rules.items():
        if isinstance(rule, CountThresholds):
            scale = _scale_rated_by(edition, rule)
            named = [rule.otherwise, *(point for clause in rule.clauses for point in (clause.to, clause.counted, clause.others))]
            named += [point for clause in rule.clauses for point, _ in clause.at_most]
            for point in named:
                if point is not None and point not in scale.ids:
                    reading.report("FRM029", f"$.rules.{name}", "The scale has no such point.", repr(point), ", ".join(scale.ids))
            if any(clause.at_least == "X" for clause in rule.clauses) and not rule.thresholds:
                reading.report("FRM030", f"$.rules.{name}", "X is used and never said.", None, "thresholds")


def _conditions_have_one_head(edition: Edition, reading: Reading) -> None:
    for path, condition in _conditions(edition):
        for part in _parts(condition):
            heads = [part.all, part.any, part.fact, part.item, part.any_item, part.computed, part.status]
            if sum(bool(head) for head in heads) != 1:
                reading.report(
                    "FRM031", path, "A condition asks one thing.", None, "one of all, any, fact, item, any_item, computed, status"
                )
            if bool(part.fact or part.item) != (part.equals is not None):
                reading.report(
                    "FRM032", path, "A fact or an item is compared with a value.", None, "equals beside fact or item, and nowhere else"
                )
            for ref in (*part.among, *([part.item] if part.item else ())):
                if edition.standard(ref) is None and not any(question.ref == ref for _, question in edition.key_questions()):
                    reading.report("FRM028", path, "There is no standard with this ref.", repr(ref))
            if part.status and part.status not in {status.id for status in edition.statuses}:
                reading.report("FRM033", path, "There is no status with this id.", repr(part.status))


def _points_asked_for_exist(edition: Edition, reading: Reading) -> None:
    scales = {standard.ref: standard.scale for standard in edition.standards}
    scales.update({question.ref: standard.key_question_scale or standard.scale for standard, question in edition.key_questions()})
    for path, condition in _conditions(edition):
        for part in _parts(condition):
            refs = (part.item,) if part.item else part.among or tuple(scales)
            looked_at = [scales[ref] for ref in refs if ref in scales]
            if part.computed is not None:
                looked_at.append(edition.scale)
            point = part.equals if part.item else part.any_item or part.computed
            if point and looked_at and not any(point in scale.ids for scale in looked_at):
                reading.report("FRM029", path, "The scale has no such point.", repr(point), ", ".join(looked_at[0].ids))


def _refs_are_written_out(edition: Edition, reading: Reading) -> None:
    """A rule that named a standard by an alias, or one that is not there, would silently read nothing."""
    refs = {standard.ref for standard in edition.standards} | {question.ref for _, question in edition.key_questions()}
    named = [(path, ref) for path, condition in _conditions(edition) for part in _parts(condition) for ref in (part.item, *part.among)]
    named += [(f"$.limits[{at}].applies_to", limit.applies_to) for at, limit in enumerate(edition.limits)]
    for name, rule in edition.rules.items():
        if isinstance(rule, WorstOf):
            named += [(f"$.rules.{name}", ref) for ref in (*rule.among, *(rule.exceptions.not_items if rule.exceptions else ()))]
    for path, ref in named:
        if ref is not None and ref not in refs and ref not in ("overall", "each_standard"):
            standard = edition.standard(ref)
            fix = f"Write {standard.ref!r}, not its alias." if standard is not None else None
            reading.report(
                "FRM046", path, "A rule names each standard by its ref.", repr(ref), "the ref of a standard or key question", fix
            )


def _conditions_see_what_they_read(edition: Edition, reading: Reading) -> None:
    """A limit on the whole sees standards, one on a standard its key questions; neither sees statuses, no status sees `computed`."""
    standards = {standard.ref for standard in edition.standards}
    for at, limit in enumerate(edition.limits):
        below = [
            each for each in edition.standards if limit.applies_to in (each.ref, "each_standard") and not isinstance(each.rule, Judged)
        ]
        seen = standards if limit.applies_to == "overall" else {question.ref for each in below for question in each.key_questions}
        for part in _parts(limit.when):
            unseen = [ref for ref in (part.item, *part.among) if ref is not None and ref not in seen]
            if unseen or part.status is not None or (part.any_item is not None and not seen):
                found = ", ".join(unseen) or part.status or part.any_item
                expected = "standards, for a limit on the whole; its key questions, for one on a standard; facts; computed"
                reading.report("FRM047", f"$.limits[{at}].when", "The limit cannot see what it asks for.", found, expected)
    earlier: set[str] = set()
    for at, status in enumerate(edition.statuses):
        for part in _parts(status.when) if status.when is not None else ():
            unseen = [ref for ref in (part.item, *part.among) if ref is not None and ref not in standards]
            late = part.status is not None and part.status not in earlier
            if unseen or part.computed is not None or late:
                found = ", ".join(unseen) or part.computed or part.status
                expected = "standards, facts, and computed statuses that stand before it"
                reading.report("FRM047", f"$.statuses[{at}].when", "The status cannot see what it asks for.", found, expected)
        if status.when is not None:
            earlier.add(status.id)


def _items_fit_the_scale(edition: Edition, reading: Reading) -> None:
    """What rates by comparing items puts them on its own scale, so that every point of theirs has to be one of it."""
    whole = ("$.overall", edition.overall, edition.scale, [(each.ref, each.scale) for each in edition.standards if each.counted])
    levels = [whole]
    for standard in edition.standards:
        scale = standard.key_question_scale or standard.scale
        levels.append((f"standard {standard.ref}", standard.rule, standard.scale, [(each.ref, scale) for each in standard.key_questions]))
    for path, rule, scale, items in levels:
        compares = isinstance(rule, LowestOf | WorstOf) or (isinstance(rule, CountThresholds) and any(each.others for each in rule.clauses))
        among = rule.among if isinstance(rule, WorstOf) else ()
        wrong = [ref for ref, other in items if compares and (not among or ref in among) and not set(other.ids) <= set(scale.ids)]
        if wrong:
            expected = ", ".join(scale.ids) or "a scale"
            reading.report(
                "FRM048",
                path if path == "$.overall" else "$.domains",
                "Items on another scale cannot be compared.",
                ", ".join(wrong),
                expected,
            )


def _indicative_limits_fit_the_scale(edition: Edition, reading: Reading) -> None:
    for name, rule in edition.rules.items():
        scale = _scale_rated_by(edition, rule)
        for at, limit in enumerate(rule.indicative if isinstance(rule, Judged) else ()):
            if limit.at_best not in scale.ids:
                path = f"$.rules.{name}.indicative[{at}].at_best"
                reading.report("FRM029", path, "The scale has no such point.", repr(limit.at_best), ", ".join(scale.ids))


def _what_is_rated_has_a_scale(edition: Edition, reading: Reading) -> None:
    rules = [(edition.overall, edition.scale), *((standard.rule, standard.scale) for standard in edition.standards)]
    if any(not isinstance(rule, NoRating) and not scale.points for rule, scale in rules):
        reading.report("FRM045", "$", "Something is rated and there is no scale to rate it on.", None, "scale, worst point first")


def _conditions(edition: Edition) -> Iterator[tuple[str, Condition]]:
    for at, limit in enumerate(edition.limits):
        yield f"$.limits[{at}].when", limit.when
    for at, status in enumerate(edition.statuses):
        if status.when is not None:
            yield f"$.statuses[{at}].when", status.when
    for name, rule in edition.rules.items():
        for at, limit in enumerate(rule.indicative if isinstance(rule, Judged) else ()):
            yield f"$.rules.{name}.indicative[{at}].when", limit.when


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in (*condition.all, *condition.any):
        yield from _parts(part)


def _statuses_say_how(edition: Edition, reading: Reading) -> None:
    for at, status in enumerate(edition.statuses):
        if (status.when is None) == (not status.options):
            reading.report("FRM034", f"$.statuses[{at}]", "A status is computed or set by a person.", None, "either when or options")


def _routes_lead_somewhere(edition: Edition, reading: Reading) -> None:
    fields = {field.id: field for field in edition.case_fields}
    for at, route in enumerate(edition.routes):
        field = fields.get(route.field)
        if field is None:
            reading.report("FRM035", f"$.routes[{at}].field", "There is no case field with this id.", repr(route.field))
        elif not set(route.values) <= set(field.options):
            wrong = ", ".join(sorted(set(route.values) - set(field.options)))
            reading.report("FRM036", f"$.routes[{at}].values", "The case field has no such value.", wrong, ", ".join(field.options))
    routes = {route.id for route in edition.routes}
    for domain_at, domain in enumerate(edition.domains):
        for standard_at, standard in enumerate(domain.standards):
            asked = [question.applies_when for question in standard.key_questions]
            asked += [prompt.applies_when for question in standard.key_questions for prompt in question.prompts]
            for name in sorted({name for name in asked if name is not None} - routes):
                reading.report("FRM037", f"$.domains[{domain_at}].standards[{standard_at}]", "There is no route with this id.", repr(name))


def _samples_serve_standards(edition: Edition, reading: Reading) -> None:
    for at, sample in enumerate(edition.samples):
        for ref in sample.standards:
            if edition.standard(ref) is None:
                reading.report("FRM028", f"$.samples[{at}].standards", "There is no standard with this ref.", repr(ref))


def _texts_are_there_or_open(edition: Edition, reading: Reading) -> None:
    for domain_at, domain in enumerate(edition.domains):
        for standard_at, standard in enumerate(domain.standards):
            for question_at, question in enumerate(standard.key_questions):
                if question.text is None and question.known.status != "open":
                    path = f"$.domains[{domain_at}].standards[{standard_at}].key_questions[{question_at}]"
                    fix = "a text, or status: open when its wording is not public"
                    reading.report("FRM038", path, "The key question has no text.", None, fix)


def _sources_are_named(edition: Edition, reading: Reading) -> None:
    for path, known in _known_things(edition):
        if known.status != "open" and not known.source:
            reading.report("FRM039", path, "A rule says where it comes from.", None, "source")
        if known.status == "recollected" and known.confidence is None:
            reading.report("FRM040", path, "What is recollected says how surely.", None, "confidence: high, medium or low")


def _alternatives_only_where_unsure(edition: Edition, reading: Reading) -> None:
    for path, setting in _settings(edition):
        if setting.known.status == "published" and setting.alternatives:
            reading.report("FRM041", path, "What is published has no alternatives.", ", ".join(map(str, setting.alternatives)))
        allowed = _ALLOWED.get(setting.id.rpartition(".")[2])
        for value in setting.alternatives:
            if allowed and not allowed(str(value)):
                reading.report("FRM042", path, "This alternative is not a value of the setting.", repr(value))


def _known_things(edition: Edition) -> Iterator[tuple[str, Known]]:
    for name, rule in edition.rules.items():
        yield f"$.rules.{name}", rule.known
    for at, limit in enumerate(edition.limits):
        yield f"$.limits[{at}]", limit.known
    for at, status in enumerate(edition.statuses):
        yield f"$.statuses[{at}]", status.known
    if edition.discretion is not None:
        yield "$.discretion", edition.discretion.known
    for path, setting in _settings(edition):
        yield path, setting.known


def _settings(edition: Edition) -> Iterable[tuple[str, Setting]]:
    for setting in settings_of(edition):
        where = "$." if setting.id.startswith("discretion.") else "$.rules."
        yield where + setting.id, setting


def settings_of(edition: Edition) -> tuple[Setting, ...]:
    """Give every setting of an edition that has a status of its own."""
    found: list[Setting | None] = []
    for rule in edition.rules.values():
        if isinstance(rule, PercentBands):
            found += [rule.rounding, rule.minimum_cases]
        elif isinstance(rule, SumBands):
            found.append(rule.boundary)
        elif isinstance(rule, PercentOfMax):
            found.append(rule.rounding)
    if edition.discretion is not None:
        found.append(edition.discretion.window)
    return tuple(setting for setting in found if setting is not None)


def _dates_run_forward(edition: Edition, reading: Reading) -> None:
    begin, end = edition.in_force_from, edition.in_force_to
    if begin and end and end[: len(begin)] < begin[: len(end)]:
        reading.report("FRM043", "$.in_force_to", "The edition ends before it begins.", f"{begin} to {end}")


_ALLOWED: dict[str, Callable[[str], bool]] = {
    "rounding": lambda value: value in ("none", "half_up"),
    "boundary": lambda value: value in ("lower", "upper"),
    "window": lambda value: value.isdigit() and int(value) <= 100,
    "minimum_cases": lambda value: value.isdigit(),
}
_CHECKS: tuple[Callable[[Edition, Reading], None], ...] = (
    _refs_are_unique,
    _points_are_unique,
    _bounds_fit_the_scale,
    _rules_suit_the_level,
    _points_exist,
    _points_of_count_tables_exist,
    _conditions_have_one_head,
    _points_asked_for_exist,
    _refs_are_written_out,
    _conditions_see_what_they_read,
    _items_fit_the_scale,
    _indicative_limits_fit_the_scale,
    _what_is_rated_has_a_scale,
    _statuses_say_how,
    _routes_lead_somewhere,
    _samples_serve_standards,
    _texts_are_there_or_open,
    _sources_are_named,
    _alternatives_only_where_unsure,
    _dates_run_forward,
)
