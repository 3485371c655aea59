"""Results as tables that fit 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.reporting.words import joined, period_words, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Scale, StandardResult

WIDTH = 80
_LEFT, _RATING = 34, 22


def inspection_table(rated: RatedInspection, level: float | None = None) -> str:
    """Give one inspection as a table: who, when and by whom, the overall rating, each standard with what decided it."""
    return "\n".join([*heading_lines(rated), "", *_overall_lines(rated), "", *_standard_lines(rated, level), *_foot(rated)])


def heading_lines(rated: RatedInspection) -> list[str]:
    """Say whose ratings these are: no rating is shown without its date, its framework and who gave it."""
    inspection = rated.inspection
    heading, edition = inspection.heading, inspection.edition
    fieldwork = period_words(heading.fieldwork_from, heading.fieldwork_to)
    dates = [
        f"fieldwork {fieldwork}" if fieldwork else "",
        f"published {period_words(heading.published_on, None)}" if heading.published_on else "",
    ]
    when = ", ".join(part for part in dates if part) or "date not known"
    mark = {"synthetic": "SYNTHETIC: made up, not a real inspection", "draft": "DRAFT: not published"}.get(heading.provenance)
    lines = [heading.organisation.name, *([mark] if mark else [])]
    lines.append(f"{edition.title} ({edition.edition})")
    lines.append(f"Rated by {inspection.rated_by or 'not said'}; {when}")
    return [part for line in lines for part in wrapped(line, WIDTH)]


def inspection_line(rated: RatedInspection) -> str:
    """Give one inspection as one line."""
    overall, published = rated.result.overall, rated.result.published
    scale = rated.inspection.edition.scale
    shown = overall.label or {"none_by_design": "no overall rating", "nothing_rated": "nothing rated"}.get(
        overall.state, _ways(overall.possible, scale)
    )
    check = "–"
    if published is not None and published.overall is not None:
        check = {True: "agrees", False: "contradicts"}.get(published.agrees, "possible") if published.agrees is not None else "possible"
        check += f" ({published.basis})"
    heading = rated.inspection.heading
    when = (heading.published_on or heading.fieldwork_from or "no date")[:7]
    return f"{_cut(heading.id, 33):33} {when:7} {_cut(shown, 20):20} {check}"


def line_heading() -> str:
    """Give the heading of the lines."""
    return f"{'inspection':33} {'date':7} {'recomputed':20} published rating\n{'-' * 33} {'-' * 7} {'-' * 20} {'-' * 17}"


def tally_lines(rated: Iterable[RatedInspection]) -> list[str]:
    """Say how the published ratings hold up, by basis."""
    from inspectorate.inspection.tally import tally

    return wrapped(tally(rated).sentence(), WIDTH)


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Break a text into lines at spaces."""
    lines: list[str] = []
    line = indent
    for word in text.split():
        if len(line) + len(word) + 1 > width and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += word + " "
    return [*lines, line.rstrip()] if line.strip() else lines


def _overall_lines(rated: RatedInspection) -> Iterator[str]:
    overall, scale = rated.result.overall, rated.inspection.edition.scale
    if overall.state == "rated":
        score = (
            "" if overall.score is None else f"{overall.score} of {overall.max}" if overall.max is not None else f"total {overall.score}"
        )
        yield f"{'Overall':{_LEFT}} {overall.label or '':{_RATING}} {score}".rstrip()
    elif overall.state == "open":
        yield from _beside("Overall", f"not settled: {_ways(overall.possible, scale)}")
    else:
        yield f"{'Overall':{_LEFT}} {'no overall rating, by design' if overall.state == 'none_by_design' else 'nothing was rated'}"
    published = rated.result.published
    if published is not None and published.overall is not None:
        label = next(point.label for point in scale.points if point.id == published.overall)
        score = f", {published.score} of {published.max}" if published.score is not None and published.max is not None else ""
        how = {True: f"agrees, by {published.basis}", False: "contradicts what is known"}.get(bool(published.agrees), "")
        yield from _beside("  as published", f"{label}{score} ({how if published.agrees is not None else 'possible, not settled'})")
    for status in rated.result.statuses:
        held = status.value or {True: "yes", False: "no", None: "cannot be told"}[status.holds]
        yield f"{'  ' + _cut(status.title, _LEFT - 2):{_LEFT}} {held}"


def _beside(left: str, text: str) -> Iterator[str]:
    """Set a text to the right of what it is about, on as many lines as it needs."""
    first, *more = wrapped(text, WIDTH - _LEFT - 1)
    yield f"{left:{_LEFT}} {first}"
    yield from (f"{'':{_LEFT}} {line}" for line in more)


def _standard_lines(rated: RatedInspection, level: float | None) -> Iterator[str]:
    for domain in rated.inspection.edition.domains:
        yield domain.title
        for standard in domain.standards:
            result = rated.result.standard(standard.ref)
            if result is None:
                continue
            title = _cut(f"  {standard.ref}  {standard.title}", _LEFT)
            rating, why = _rating_words(result, standard.scale), _why(result)
            first, *more = wrapped(why, WIDTH - _LEFT - _RATING - 2) or [""]
            yield f"{title:{_LEFT}} {_cut(rating, _RATING):{_RATING}} {first}".rstrip()
            yield from (f"{'':{_LEFT}} {'':{_RATING}} {line}" for line in more)
            if level is not None:
                yield from _interval_lines(result, level)


def _interval_lines(result: StandardResult, level: float) -> Iterator[str]:
    from inspectorate.statistics import score_interval

    for question in result.key_questions:
        if question.yes is not None and question.cases:
            lower, upper = score_interval(question.yes, question.cases, level)
            figure = f"{plain_number(question.percent or 0)}% of {question.cases}"
            yield f"        {question.ref}  {figure:14} {100 * lower:.0f}% to {100 * upper:.0f}% ({100 * level:g}% score interval)"


def _rating_words(result: StandardResult, scale: Scale) -> str:
    if result.rating is not None:
        return next(point.label for point in scale.points if point.id == result.rating)
    if result.state == "not_rated":
        return "no rating, by design" if _by_design(result) else "not rated"
    return "does not apply" if result.state == "not_applicable" else "not known"


def _why(result: StandardResult) -> str:
    marks = []
    low = next((question for question in result.key_questions if question.ref in result.deciding), None)
    if low is not None and low.percent is not None:
        base = f" of {low.cases}" if low.cases else ""
        marks.append(f"{low.ref}: {plain_number(low.percent)}%{base}")
    if result.state == "unknown" and result.possible:
        known = "some ratings ruled out" if len(result.possible) < 4 else ""
        marks.append(known if result.stated is None else "judged, but a fact that could limit it is not given")
    blank = sum(question.unanswered for question in result.key_questions)
    if blank:
        marks.append(f"{blank} without a yes or a no")
    if result.discretion.used:
        marks.append("discretion used")
    if _by_design(result):
        shown = [question for question in result.key_questions if question.percent is not None]
        marks += [f"{each.ref}: {plain_number(each.percent or 0)}%{f' of {each.cases}' if each.cases else ''}" for each in shown]
    elif result.not_rated is not None and result.state == "not_rated":
        marks.append(result.not_rated.reason or result.not_rated.code.replace("_", " "))
    if not result.counted:
        marks.append("not counted")
    if result.how not in (None, "direct"):
        marks.append(str(result.how).replace("_", " "))
    if result.carried_from:
        marks.append(f"carried from {result.carried_from}")
    marks += ["limited"] * bool(result.limits) + ["sensitive to an unverified rule"] * bool(result.sensitive_to)
    return "; ".join(mark for mark in marks if mark)


def _by_design(result: StandardResult) -> bool:
    return result.not_rated is not None and result.not_rated.code == "not_graded_by_design" and result.not_rated.reason is None


def _foot(rated: RatedInspection) -> Iterator[str]:
    edition = rated.inspection.edition
    if rated.result.overall.sensitive_to:
        rules = joined(sorted({each.title.lower() for each in rated.result.overall.sensitive_to}))
        yield ""
        yield from wrapped(f"The overall rating rests on a rule that nobody could check: {rules}.", WIDTH)
    yield ""
    yield f"Edition {edition.id}, {edition.hash[:19]}…"


def _ways(possible: tuple[str, ...], scale: Scale) -> str:
    if len(possible) == len(scale.points):
        return "any rating"
    return " or ".join(point.label for point in scale.points if point.id in possible)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
