"""From an edition as written to an edition in force: names become rules, scales and conditions."""

from __future__ import annotations

from typing import Any

from inspectorate.documents import Reading, nearest
from inspectorate.model import (
    Bounds,
    CaseField,
    Clause,
    Condition,
    ContextQuestion,
    CountThresholds,
    Discretion,
    Domain,
    Edition,
    Exceptions,
    InterviewQuestion,
    Judged,
    KeyQuestion,
    Known,
    Limit,
    LowestOf,
    NoRating,
    PercentBands,
    PercentOfMax,
    Point,
    Prompt,
    Route,
    Rule,
    Sample,
    Scale,
    Setting,
    Standard,
    StatusRule,
    Stratum,
    SumBands,
    WorstOf,
)

_OPEN = Known("open")


def build_edition(written: dict[str, Any], rule_kinds: dict[str, str], edition_hash: str, extends: str | None, reading: Reading) -> Edition:
    """
    Put an edition in force together from its parts as written.

    Names that lead nowhere are reported in *reading*; the edition is to be used only when nothing was.
    """
    scale = Scale("rating", _points(written["scale"]))
    scales = {"rating": scale, **{name: Scale(name, _points(points)) for name, points in written["scales"].items()}}
    rules = {name: build_rule(name, rule_kinds[name], rule) for name, rule in written["rules"].items()}
    builder = _Builder(scales, rules, reading)
    overall_scale = builder.scale(written["overall_scale"] or "rating", "$.overall_scale")
    return Edition(
        **{key: written[key] for key in ("id", "ref", "title", "publisher", "edition", "licence", "locale", "source", "source_url")},
        **{key: written[key] for key in ("retrieved_on", "in_force_from", "in_force_to", "notes", "uncertainty_shown_to")},
        extends=extends,
        scale=overall_scale,
        scales=scales,
        rules=rules,
        domains=tuple(builder.domain(domain, f"$.domains[{index}]") for index, domain in enumerate(written["domains"])),
        overall=builder.rule(written["overall"], "$.overall"),
        limits=tuple(_limit(limit) for limit in written["limits"]),
        statuses=tuple(_status(status) for status in written["statuses"]),
        discretion=_discretion(written["discretion"]),
        case_fields=tuple(CaseField(field["id"], field["title"], field["options"], _known(field)) for field in written["case_fields"]),
        routes=tuple(Route(r["id"], r["title"], r["field"], r["values"], _known(r)) for r in written["routes"]),
        samples=tuple(_sample(sample) for sample in written["samples"]),
        context_questions=tuple(
            ContextQuestion(q["id"], q["text"], _known(q), q["steps"], q["applies_when"]) for q in written["context_questions"]
        ),
        interview_questions=tuple(InterviewQuestion(q["id"], q["text"], _known(q)) for q in written["interview_questions"]),
        hash=edition_hash,
    )


def build_rule(name: str, kind: str, written: dict[str, Any]) -> Rule:
    """Make the rule of a kind from its parameters as written."""
    head = {"id": name, "title": written["title"], "known": _known(written)}
    match kind:
        case "percent_bands":
            return PercentBands(
                **head,
                at_least=_bounds(written["at_least"]),
                rounding=_setting(f"{name}.rounding", "Rounding before banding", written["rounding"]),
                minimum_cases=_maybe_setting(f"{name}.minimum_cases", "Fewest cases behind a key question", written["minimum_cases"]),
            )
        case "lowest_of":
            return LowestOf(**head)
        case "judgement":
            return Judged(
                **head, reason_required=written["reason_required"], indicative=tuple(_limit(limit) for limit in written["indicative"])
            )
        case "sum_and_bands":
            return SumBands(
                **head,
                mean_at_most=_bounds(written["mean_at_most"]),
                boundary=_maybe_setting(f"{name}.boundary", "A mean exactly on an edge", written["boundary"]),
                total_at_most=_bounds(written["total_at_most"]),
            )
        case "percent_of_max":
            return PercentOfMax(
                **head,
                max_per_item=written["max_per_item"],
                at_least=_bounds(written["at_least"]),
                rounding=_setting(f"{name}.rounding", "Rounding before banding", written["rounding"]),
            )
        case "worst_of":
            exceptions = written["exceptions"]
            return WorstOf(**head, among=written["among"], exceptions=Exceptions(**exceptions) if exceptions else None)
        case "count_thresholds":
            return CountThresholds(
                **head,
                clauses=tuple(Clause(**{**clause, "at_most": tuple(clause["at_most"].items())}) for clause in written["clauses"]),
                thresholds=tuple((row["rated_to"], row["x"]) for row in written["thresholds"]),
                otherwise=written["otherwise"],
                normally=written["normally"],
            )
        case _:
            return NoRating(**head)


class _Builder:
    """Looks names up and reports those that lead nowhere."""

    def __init__(self, scales: dict[str, Scale], rules: dict[str, Rule], reading: Reading) -> None:
        self.scales = scales
        self.rules = rules
        self.reading = reading

    def rule(self, name: str, path: str) -> Rule:
        """Find a rule by id."""
        if name in self.rules:
            return self.rules[name]
        near = nearest(name, list(self.rules))
        self.reading.report(
            "FRM010",
            path,
            "There is no rule with this id.",
            repr(name),
            f"one of {', '.join(self.rules)}",
            near and f"Did you mean {near!r}?",
        )
        return NoRating(name, name, _OPEN)

    def scale(self, name: str, path: str) -> Scale:
        """Find a scale by id."""
        if name in self.scales:
            return self.scales[name]
        self.reading.report("FRM011", path, "There is no scale with this id.", repr(name), f"one of {', '.join(self.scales)}")
        return next(iter(self.scales.values()))

    def domain(self, written: dict[str, Any], path: str) -> Domain:
        """Put a domain together; its standards take from it what they do not say."""
        standards = tuple(self.standard(item, written, f"{path}.standards[{index}]") for index, item in enumerate(written["standards"]))
        return Domain(written["id"] or f"domain-{written['ref']}", written["ref"], written["title"], standards)

    def standard(self, written: dict[str, Any], domain: dict[str, Any], path: str) -> Standard:
        """Put a standard together."""
        said = {key: written[key] or domain[key] for key in ("by", "rule", "key_question_rule", "scale", "key_question_scale")}
        if said["by"] is None or said["rule"] is None:
            self.reading.report("FRM012", path, "The standard does not say how it is rated.", None, "by and rule, here or in its domain")
        question_rule = said["key_question_rule"] if said["by"] == "cases" or said["key_question_scale"] else None
        standard_id = written["id"] or "standard-" + written["ref"].replace(".", "-").replace("_", "-").lower()
        return Standard(
            id=standard_id,
            ref=written["ref"],
            title=written["title"],
            by=said["by"] or "judgement",
            rule=self.rule(said["rule"] or "none", f"{path}.rule"),
            scale=self.scale(said["scale"] or "rating", f"{path}.scale"),
            known=_known(written),
            statement=written["statement"],
            aliases=written["aliases"],
            counted=written["counted"],
            optional=written["optional"],
            key_question_rule=self.rule(question_rule, f"{path}.key_question_rule") if question_rule else None,
            key_question_scale=self.scale(said["key_question_scale"] or said["scale"] or "rating", f"{path}.key_question_scale"),
            key_questions=tuple(_key_question(item, standard_id, index) for index, item in enumerate(written["key_questions"])),
            characteristics=tuple(written["characteristics"].items()),
            note=written["note"],
        )


def _key_question(written: dict[str, Any], standard_id: str, index: int) -> KeyQuestion:
    prompts = tuple(
        Prompt(_letter(number), prompt["text"], _known(prompt), prompt["applies_when"]) for number, prompt in enumerate(written["prompts"])
    )
    return KeyQuestion(
        id=f"{standard_id}-{index + 1}",
        ref=written["ref"],
        text=written["text"],
        known=_known(written),
        short=written["short"],
        plain=written["plain"],
        applies_when=written["applies_when"],
        prompts=prompts,
        pools=written["pools"],
        optional=written["optional"],
    )


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"z{number - 25}"


def _points(written: tuple[dict[str, Any], ...]) -> tuple[Point, ...]:
    return tuple(Point(**point) for point in written)


def _bounds(written: dict[str, Any]) -> Bounds:
    return tuple(written.items())


def _known(written: dict[str, Any]) -> Known:
    return Known(written["status"] or "open", written["source"], written["confidence"], written["printed_in"])


def _setting(setting_id: str, title: str, written: dict[str, Any]) -> Setting:
    return Setting(setting_id, written["title"] or title, written["value"], _known(written), written["alternatives"])


def _maybe_setting(setting_id: str, title: str, written: dict[str, Any] | None) -> Setting | None:
    return _setting(setting_id, title, written) if written is not None else None


def _condition(written: dict[str, Any]) -> Condition:
    heads = {**written, "all": tuple(map(_condition, written["all"])), "any": tuple(map(_condition, written["any"]))}
    return Condition(**heads)


def _limit(written: dict[str, Any]) -> Limit:
    return Limit(
        written["id"],
        written["title"],
        _known(written),
        written["applies_to"],
        _condition(written["when"]),
        written["at_best"],
        written["normally"],
    )


def _status(written: dict[str, Any]) -> StatusRule:
    when = _condition(written["when"]) if written["when"] else None
    return StatusRule(written["id"], written["title"], _known(written), when, written["options"])


def _discretion(written: dict[str, Any] | None) -> Discretion | None:
    if written is None:
        return None
    window = _setting("discretion.window", "How near an edge discretion is open", written["window"])
    return Discretion(_known(written), window, written["one_answer"], written["max_bands"])


def _sample(written: dict[str, Any]) -> Sample:
    strata = tuple(
        Stratum(s["id"], s["title"], tuple((key, tuple(values)) for key, values in s["where"].items())) for s in written["strata"]
    )
    plain = {
        key: written[key] for key in ("id", "title", "standards", "window", "confidence_level", "margin", "cases", "buffer", "per_officer")
    }
    return Sample(**plain, known=_known(written), strata=strata, clusters=written["clusters"], exclusions=written["exclusions"])
