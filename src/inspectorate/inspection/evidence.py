"""From an inspection file as written to the evidence of a rating: words become ids, and what cannot be is a problem with its place."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from inspectorate.documents import nearest, step
from inspectorate.inspection.facts import facts_of
from inspectorate.model import (
    CountThresholds,
    Departure,
    DiscretionDecision,
    Evidence,
    Figures,
    KeyQuestion,
    NoRating,
    OverallJudgement,
    PublishedOutcome,
    Scale,
    Standard,
    StandardEvidence,
    WorstOf,
)

if TYPE_CHECKING:
    from inspectorate.documents import Reading
    from inspectorate.model import Edition

PooledCounts = dict[str, tuple[int, int]]
"""Key question ref -> (yes, cases), summed over the inspections pooled."""


def evidence_of(written: dict[str, Any], edition: Edition, pooled: PooledCounts, reading: Reading) -> Evidence:
    """
    Resolve an inspection file against its edition.

    Refs may be aliases, ratings may be ids, labels, aliases or scores. Everything that leads nowhere is reported in *reading*; the
    evidence is to be used only when nothing was.
    """
    standards: dict[str, StandardEvidence] = {}
    for ref, entry in written["results"].items():
        path = f"$.results{_key(ref)}"
        standard = edition.standard(ref)
        if standard is None:
            known = [each.ref for each in edition.standards]
            near = nearest(ref, known)
            fix = f"Did you mean {near!r}?" if near else None
            reading.report("INS001", path, "The edition has no standard with this ref.", repr(ref), ", ".join(known), fix)
        elif standard.ref in standards:
            reading.report("INS002", path, "This standard stands twice in the results.", repr(ref), "each standard once")
        else:
            standards[standard.ref] = _standard_evidence(entry, standard, path, reading)
    _add_pooled(standards, edition, pooled, reading)
    return Evidence(
        provenance=written["inspection"].provenance if written["inspection"] is not None else "draft",
        standards=standards,
        overall=_overall(written["overall"], edition, reading),
        departures=_departures(written["departures"], edition, reading),
        facts=facts_of(written["facts"], edition, reading),
        discretion=_decisions(written["discretion"], edition, reading),
        published=_published(written["published"], edition, reading),
    )


def find_point(word: str, scale: Scale, path: str, reading: Reading, code: str = "INS003") -> str | None:
    """Give the id of the point a word names on a scale; report the word, with the nearest, when it names none."""
    point = scale.find(word)
    if point is not None:
        return point.id
    labels = [each.label for each in scale.points]
    near = nearest(word.replace("_", " "), [*labels, *(alias for each in scale.points for alias in each.aliases)])
    fix = f"Did you mean {near!r}?" if near else None
    reading.report(code, path, "This rating is not on the scale.", repr(word[:60]), " | ".join(labels), fix)
    return None


def _standard_evidence(entry: dict[str, Any], standard: Standard, path: str, reading: Reading) -> StandardEvidence:
    stated = _stated(entry, standard, path, reading)
    figures: dict[str, Figures] = {}
    for ref, written in entry["key_questions"].items():
        at = f"{path}.key_questions{_key(ref)}"
        question = standard.key_question(ref)
        if question is None:
            found = ", ".join(each.ref for each in standard.key_questions) or "none"
            reading.report("INS004", at, "The standard has no key question with this ref.", repr(ref), found)
            continue
        if question.ref in figures:
            reading.report("INS027", at, "This key question stands twice in the results.", repr(ref), "each key question once")
            continue
        known = _figures(written, standard, question, at, reading)
        if known is not None:
            figures[question.ref] = known
    has_more = stated is not None or figures or entry["text"]
    if entry["not_rated"] is not None and has_more:
        reading.report("INS005", f"{path}.not_rated", "A standard is rated or it is not.", "both", "a rating with figures, or not_rated")
    if entry["carried_from"] is not None and stated is None:
        reading.report("INS006", f"{path}.carried_from", "An earlier date stands beside no rating.", entry["carried_from"], "rating")
    return StandardEvidence(
        figures=figures,
        stated=stated,
        how=entry["how"],
        reason=entry["reason"],
        source=entry["source"],
        carried_from=entry["carried_from"],
        not_rated=entry["not_rated"],
        text=entry["text"],
    )


def _stated(entry: dict[str, Any], standard: Standard, path: str, reading: Reading) -> str | None:
    given = [(key, entry[key]) for key in ("rating", "score", "value") if entry[key] is not None]
    if not given:
        return None
    if len(given) > 1:
        found = " and ".join(key for key, _ in given)
        reading.report("INS007", path, "The rating of a standard is given more than once.", found, "one of rating, score and value")
        return None
    key, value = given[0]
    if isinstance(standard.rule, NoRating):
        expected = "figures of its key questions" if standard.by == "cases" else "text"
        reading.report("INS008", f"{path}.{key}", "Nothing is rated here, by design.", repr(str(value)), expected)
        return None
    if key == "score":
        point = standard.scale.by_score(value)
        if point is None:
            scores = ", ".join(str(each.score) for each in standard.scale.points)
            reading.report("INS009", f"{path}.score", "This score is not on the scale.", str(value), scores)
        return point.id if point else None
    return find_point(str(value), standard.scale, f"{path}.{key}", reading)


def _figures(written: dict[str, Any], standard: Standard, question: KeyQuestion, path: str, reading: Reading) -> Figures | None:
    del question
    yes, cases, percent, unanswered = (written[key] for key in ("yes", "cases", "percent", "unanswered"))
    direct = written["rating"] is not None or written["score"] is not None
    if direct:
        if any(value is not None for value in (yes, cases, percent)):
            reading.report(
                "INS010", path, "A key question has figures or a rating, not both.", "both", "yes and cases, or rating, or score"
            )
            return None
        rating = _stated({**written, "value": None}, standard._replace(scale=standard.key_question_scale or standard.scale), path, reading)
        return Figures(rating=rating) if rating is not None else None
    if standard.by != "cases":
        reading.report(
            "INS011",
            path,
            "This standard is not rated by cases, so its key questions have no counts.",
            None,
            "rating or reason on the standard",
        )
        return None
    if yes is not None and percent is not None:
        reading.report(
            "INS012", path, "Give the count or the per cent, not both.", "yes and percent", "yes and cases, or percent and cases"
        )
        return None
    if yes is not None and cases is None:
        reading.report("INS013", path, "A count has no base.", f"yes: {yes}", "cases beside yes")
        return None
    if yes is None and percent is None and cases != 0:
        reading.report(
            "INS014", path, "The key question has no figure.", None, "yes and cases, or percent; leave it out when it is unknown"
        )
        return None
    if yes is not None and cases is not None and yes > cases:
        reading.report("INS015", f"{path}.yes", "More cases were sufficient than there were.", f"{yes} of {cases}", f"at most {cases}")
        return None
    if percent is not None and cases:
        return _from_percent(percent, cases, unanswered, path, reading)
    return Figures(yes if cases != 0 else None, cases, percent, None, unanswered)


def _from_percent(percent: Decimal, cases: int, unanswered: int, path: str, reading: Reading) -> Figures:
    """Fill the count when exactly one whole number of cases gives the published per cent, to the places it is printed with."""
    step_size = Decimal(1).scaleb(-max(0, -int(percent.as_tuple().exponent)))
    middle = int(percent * cases / 100)
    fitting = [
        yes
        for yes in range(max(0, middle - 2), min(cases, middle + 2) + 1)
        if (Decimal(100 * yes) / Decimal(cases)).quantize(step_size, ROUND_HALF_UP) == percent
    ]
    if not fitting:
        reading.warn("INS016", f"{path}.percent", "No whole number of cases gives this per cent.", f"{percent}% of {cases}")
    return Figures(fitting[0] if len(fitting) == 1 else None, cases, percent, None, unanswered)


def _add_pooled(standards: dict[str, StandardEvidence], edition: Edition, pooled: PooledCounts, reading: Reading) -> None:
    for standard, question in edition.key_questions():
        parts = [pooled[ref] for ref in question.pools if ref in pooled]
        if not parts or len(parts) < len(question.pools):
            continue
        before = standards.get(standard.ref, StandardEvidence())
        if question.ref in before.figures:
            message = "This key question has figures of its own and figures pooled from other inspections."
            reading.report("INS017", f"$.results{_key(standard.ref)}", message, question.ref, "one of the two")
            continue
        figures = Figures(sum(yes for yes, _ in parts), sum(cases for _, cases in parts))
        standards[standard.ref] = before._replace(figures={**before.figures, question.ref: figures})


def _overall(written: dict[str, Any] | None, edition: Edition, reading: Reading) -> OverallJudgement | None:
    if written is None:
        return None
    rating = find_point(written["rating"], edition.scale, "$.overall.rating", reading)
    return OverallJudgement(rating, written["reason"], written["decided_by"]) if rating is not None else None


def _departures(written: tuple[dict[str, Any], ...], edition: Edition, reading: Reading) -> tuple[Departure, ...]:
    departures = []
    limits = {limit.id: limit for limit in edition.limits}
    for at, entry in enumerate(written):
        path = f"$.departures[{at}]"
        limit = limits.get(entry["rule"])
        open_rule = isinstance(edition.overall, WorstOf | CountThresholds) and (
            getattr(edition.overall, "normally", False) or getattr(edition.overall, "exceptions", None) is not None
        )
        if not (entry["rule"] == "overall" and open_rule) and not (limit is not None and limit.normally):
            names = [name for name, each in limits.items() if each.normally] + (["overall"] if open_rule else [])
            expected = ", ".join(names) or "no rule of this edition"
            reading.report("INS018", f"{path}.rule", "The edition allows no departure from this rule.", repr(entry["rule"]), expected)
            continue
        if not entry["reason"]:
            reading.report("INS019", path, "A departure needs a reason.", None, "reason")
        limited = edition.standard(limit.applies_to) if limit is not None else None
        to = find_point(entry["to"], limited.scale if limited is not None else edition.scale, f"{path}.to", reading)
        if to is not None:
            departures.append(Departure(entry["rule"], to, entry["reason"]))
    return tuple(departures)


def _decisions(written: tuple[dict[str, Any], ...], edition: Edition, reading: Reading) -> tuple[DiscretionDecision, ...]:
    decisions: list[DiscretionDecision] = []
    for at, entry in enumerate(written):
        path = f"$.discretion[{at}]"
        standard = edition.standard(entry["standard"])
        if standard is None:
            known = ", ".join(each.ref for each in edition.standards)
            reading.report("INS001", f"{path}.standard", "The edition has no standard with this ref.", repr(entry["standard"]), known)
            continue
        if any(decision.standard == standard.ref for decision in decisions):
            reading.report("INS020", path, "Discretion is used twice on one standard.", repr(standard.ref), "one decision")
            continue
        to = find_point(entry["to"], standard.scale, f"{path}.to", reading)
        if to is not None:
            decisions.append(DiscretionDecision(standard.ref, to, entry["reason"], entry["decided_on"], entry["decided_by"]))
    return tuple(decisions)


def _published(written: dict[str, Any] | None, edition: Edition, reading: Reading) -> PublishedOutcome | None:
    if written is None:
        return None
    overall = written["overall"]
    if overall is not None:
        overall = find_point(overall, edition.scale, "$.published.overall", reading)
    counts: dict[tuple[str, ...], int] = {}
    for words, number in written["counts"].items():
        path = step("$.published.counts", words)
        points = [find_point(word, edition.scale, path, reading) for word in words.split("_or_")]
        if all(point is not None for point in points):
            key = tuple(sorted(point for point in points if point is not None))
            if key in counts:
                reading.report("INS021", path, "These ratings are counted twice.", repr(words), "each count once")
            counts[key] = number
    return PublishedOutcome(overall, written["score"], written["max"], counts, written["source"])


def _key(ref: str) -> str:
    return step("", ref)
