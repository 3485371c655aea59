"""Areas that change, as text: predecessors with their ratings, the refusal of one rating, and estimates that are no ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.reporting.comparison import rating_words
from inspectorate.reporting.table import WIDTH, wrapped
from inspectorate.reporting.words import capital, counted, date_words, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.analysis import PredecessorRecord, RebasedArea, RebasedEstimate, Rebasing, RecommendationHistory, SharedCovariance

STANDINGS = {
    "closed": "closed",
    "open": "open",
    "passed": "passed on",
    "partly_closed": "passed on, closed in part",
    "unanswered": "nothing recorded",
    "orphaned": "left behind: nothing recorded since the organisation became others",
}
"""What a standing is called."""


def rebasing_text(rebasing: Rebasing) -> str:
    """Give re-based areas as text."""
    lines: list[str] = []
    for area in rebasing.areas:
        lines += [*([""] if lines else []), *_area_lines(area)]
    if rebasing.covariances:
        lines += ["", *_covariance_lines(rebasing.covariances)]
    if rebasing.left_out:
        number = capital(counted(len(rebasing.left_out), "area"))
        text = f"{number} of the lineage had no inspected predecessor among these files: {joined(rebasing.left_out)}."
        lines += ["", *wrapped(text, WIDTH)]
    return "\n".join(lines)


def recommendations_text(histories: Sequence[RecommendationHistory]) -> str:
    """Give what happened next to recommendations as text."""
    lines = ["What happened next to the recommendations", ""]
    for history in histories:
        due = f" (due {date_words(history.due)})" if history.due else ""
        lines += wrapped(f"{history.id} to {history.to}, {history.inspection}: {history.text}{due}", WIDTH)
        for step in history.steps:
            when = f"{date_words(step.on)}: " if step.on else ""
            what = {"passed": f"passed to {step.to}", "closed": "closed" + (f" by {step.to}" if step.to else ""), "open": "open"}[
                step.outcome
            ]
            lines += wrapped(f"{when}{what}. {step.reason or ''}", WIDTH, indent="    ")
        holders = f", with {joined(history.holders)}" if history.holders else ""
        lines += [*wrapped(f"Now: {STANDINGS[history.standing]}{holders}.", WIDTH, indent="    "), ""]
    return "\n".join(lines).rstrip()


def _area_lines(area: RebasedArea) -> Iterator[str]:
    since = f" from {date_words(area.since)}" if area.since else ""
    yield from wrapped(f"{area.organisation} ({area.status}{since})", WIDTH)
    yield ""
    yield f"{'came from':39} {'share':7} rating and date"
    yield f"{'-' * 39} {'-' * 7} {'-' * 32}"
    for record in area.predecessors:
        yield from _record_lines(record)
    yield ""
    yield from wrapped("No rating is given. " + " ".join(area.refusal), WIDTH)
    if area.status == "proposed":
        yield from wrapped("The area is a proposal: nothing has passed to it.", WIDTH)
    for basis in area.own:
        subject = basis.subject
        when = date_words(subject.date) if subject.date else "date not known"
        whose = f"{subject.framework}, rated by {subject.rated_by or 'not said'}"
        text = f"It has been inspected itself since: {rating_words(basis)} ({when}, {whose}). That rating stands."
        yield from wrapped(text, WIDTH)
    yield ""
    if area.estimates:
        yield from _estimate_lines(area.estimates)
    if area.missing:
        intro = "No estimate either:" if not area.estimates else "Not estimated:"
        yield from wrapped(f"{intro} {' '.join(area.missing)}", WIDTH)
    for note in area.notes:
        yield from wrapped(f"Note: {note}", WIDTH)


def _record_lines(record: PredecessorRecord) -> Iterator[str]:
    link = record.link
    share = "unknown" if link.share is None else "all" if link.share == 1 else f"{float(100 * link.share):g}%"
    ratings = []
    for basis in record.inspections:
        when = date_words(basis.subject.date) if basis.subject.date else "date not known"
        ratings += wrapped(f"{rating_words(basis)}, {when}", 33)
    left = wrapped(link.predecessor, 39)
    right = ratings or ["no inspection here"]
    for at in range(max(len(left), len(right))):
        name, rating = (part[at] if at < len(part) else "" for part in (left, right))
        yield f"{name:39} {share if at == 0 else '':7} {rating}".rstrip()
    subjects = [basis.subject for basis in record.inspections]
    details = list(dict.fromkeys(f"{subject.framework}, rated by {subject.rated_by or 'not said'}" for subject in subjects))
    if record.units:
        noun = "unit" if len(record.units) == 1 else "units"
        details.append(f"{noun} {joined(record.units)}: {record.caseload:,} of {record.caseload_before:,} cases")
    details.append(f"link: {link.source}" + (f" ({link.confidence})" if link.confidence else ""))
    yield from wrapped("; ".join(details), WIDTH, indent="  ")


def _estimate_lines(estimates: Sequence[RebasedEstimate]) -> Iterator[str]:
    level = estimates[0].level
    yield f"{capital(estimates[0].words)}: per cent of cases that were good enough"
    yield ""
    yield f"{'key question':31} {'estimate':>8} {f'{100 * level:g}% interval':>13} {'sampled':>10}"
    yield f"{'-' * 31} {'-' * 8} {'-' * 13} {'-' * 10}"
    for each in estimates:
        interval = f"{100 * each.lower:.0f}% to {100 * each.upper:.0f}%"
        sampled = f"{each.yes} of {each.cases}" if each.cases is not None else "–"
        name = f"{each.ref}  {each.title}"
        yield f"{name[:31]:31} {f'{100 * each.proportion:.0f}%':>8} {interval:>13} {sampled:>10}"
    yield ""
    methods = joined(list(dict.fromkeys(each.method for each in estimates)))
    assumed = " ".join(dict.fromkeys(text for each in estimates for text in each.assumptions))
    weighted = "Weighted: the estimate need not be the per cent of the sampled cases." if estimates[0].cases is not None else ""
    yield from wrapped(f"{weighted} Interval: {methods}. {assumed}", WIDTH)


def _covariance_lines(covariances: Sequence[SharedCovariance]) -> Iterator[str]:
    pairs: dict[tuple[str, str, tuple[str, ...]], list[SharedCovariance]] = {}
    for each in covariances:
        pairs.setdefault((each.one, each.other, each.shared), []).append(each)
    for (one, other, shared), found in pairs.items():
        yield from wrapped(f"{one} and {other} share {joined(shared)}, so their estimates are not independent.", WIDTH)
        yield ""
        yield f"{'key question':12} {'covariance':>12} {'correlation':>12}"
        yield f"{'-' * 12} {'-' * 12} {'-' * 12}"
        for each in found:
            correlation = "–" if each.correlation is None else f"{each.correlation:.3f}"
            yield f"{each.ref:12} {each.covariance:>12.7f} {correlation:>12}"
