"""One inspection's pages: the card with everything beside it, and the full explanation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from inspectorate.reporting.card import build_card, card_fragment
from inspectorate.reporting.explain import overall_sentences
from inspectorate.reporting.explanation import sections
from inspectorate.reporting.steps_html import steps_fragment
from inspectorate.reporting.table import heading_lines
from inspectorate.reporting.words import capital, counted, date_words, joined, plain_number
from inspectorate.site.data_page import feeds_of
from inspectorate.site.lists import markup
from inspectorate.site.render import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inspectorate.inspection import RatedInspection
    from inspectorate.model import Change, Scale
    from inspectorate.site.build import Options
    from inspectorate.site.collect import Summary

_KINDS = (
    ("gap", "Gaps"),
    ("mixed", "Mixed"),
    ("strength", "Strengths"),
    ("already_addressed", "Already being addressed"),
    ("practice_example", "Examples of practice"),
)
FILES = (
    ("card.svg", "the card as a picture"),
    ("card.html", "the card as a page"),
    ("card.txt", "the card as text"),
    ("result.json", "the whole result with its trace"),
    ("inspection.yaml", "what was rated"),
    ("results.csv", "one row for each measure"),
)


class ChainStep(NamedTuple):
    """One step of a chain: how many cases came so far, and of how many."""

    name: str
    cases: int
    share: str
    most: bool


class Chain(NamedTuple):
    """A chain of steps, in words and step by step."""

    title: str
    words: str
    steps: tuple[ChainStep, ...]


PICTURES = (
    ("card.png", "the card as an image"),
    ("card.pdf", "the card to print"),
    ("preview.png", "the picture that goes with a link"),
)


def inspection_page(summary: Summary, rated: RatedInspection, history: Sequence[Summary], options: Options) -> Page:
    """Give the page of one inspection."""
    base = options.base
    written = rated.inspection.written
    label = _said_rating(summary)
    values: dict[str, Any] = {
        "summary": summary,
        "card": markup(card_fragment(build_card(rated))),
        "headline": written["headline"],
        "cautions": list(_cautions(summary, rated)),
        "why": overall_sentences(rated)[:3],
        "would_change": list(_would_change(rated)),
        "findings": list(_findings(rated)),
        "chains": [_chain(each) for each in written["context"] if each["steps"]],
        "figures": list(_figures(written["context"])),
        "recommendations": written["recommendations"],
        "statement": written["statement"],
        "history": history,
        "sources": _sources(rated),
        "notes": rated.inspection.heading.notes,
        "quote": _quote(summary),
        "citation": _citation(summary, base),
        "files": files_of(summary, pictures=options.pictures),
        "preview": f"{base}inspections/{summary.id}/{'preview.png' if options.pictures else 'card.svg'}",
        "pictures": options.pictures,
        "feeds": feeds_of(rated),
        "embed_image": f'<img src="{base}inspections/{summary.id}/card.svg" alt="{_alt(summary)}" width="595">',
        "embed_frame": f'<iframe src="{base}inspections/{summary.id}/card.html" title="{_alt(summary)}" width="100%" height="900">'
        "</iframe>",
        "base": base,
        "mail_subject": f"{summary.organisation}: {label}",
    }
    description = f"{summary.organisation}: {label}. {_dated(summary)}"
    return Page(f"inspections/{summary.id}.html", "inspection.html", summary.organisation, values, description, "inspections/index.html")


def files_of(summary: Summary, *, pictures: bool) -> tuple[tuple[str, str], ...]:
    """Give the files that stand beside a page: a draft is no open data and has no table, pictures are made when asked for."""
    written = tuple(each for each in FILES if each[0] != "results.csv" or summary.provenance != "draft")
    return written + PICTURES if pictures else written


def why_page(summary: Summary, rated: RatedInspection) -> Page:
    """Give the page with every sentence and every step."""
    values = {
        "summary": summary,
        "who": heading_lines(rated)[1:],
        "sections": list(sections(rated)),
        "trace": markup(steps_fragment(rated.result.trace)),
    }
    title = f"Why, in full: {summary.organisation}"
    return Page(f"inspections/{summary.id}/why.html", "why.html", title, values, "", "inspections/index.html")


def _cautions(summary: Summary, rated: RatedInspection) -> Iterator[str]:
    if summary.provenance == "synthetic":
        yield "Synthetic: everything on this page is made up. No such inspection took place."
    if summary.provenance == "draft":
        yield "Draft: these ratings have not been published."
    if summary.counted and summary.known < summary.counted:
        yield f"{capital(counted(summary.counted - summary.known, 'standard'))} of {summary.counted} are not in these sources."
    inferred = [each.title for each in rated.result.standards if each.how not in (None, "direct")]
    if inferred:
        yield f"Inferred from the wording of a source, not stated in it: {joined(inferred)}."
    if summary.sensitive:
        yield "A rating here rests on a rule that nobody has been able to check; the card says which."
    if summary.agrees is False:
        yield "The published rating contradicts what is known here."


def _would_change(rated: RatedInspection) -> Iterator[str]:
    scale = rated.inspection.edition.scale
    overall = rated.result.overall
    for change, way in ((overall.up, "higher"), (overall.down, "lower")):
        if change is not None:
            yield f"The whole: {counted(change.steps, 'standard')} one step {way} would make it {scale.label(change.to)}."
    for result in rated.result.standards:
        standard = rated.inspection.edition.standard(result.ref)
        if standard is None:
            continue
        parts = [
            _answers(change, way, standard.scale) for change, way in ((result.up, "more"), (result.down, "fewer")) if change is not None
        ]
        if parts:
            yield f"{result.title}: {'; '.join(parts)}."


def _answers(change: Change, way: str, scale: Scale) -> str:
    return f"{counted(change.steps, f'{way} sufficient answer')} would make it {scale.label(change.to)}"


def _findings(rated: RatedInspection) -> Iterator[dict[str, Any]]:
    titles = {question.ref: f"{standard.title}" for standard, question in rated.inspection.edition.key_questions()}
    titles |= {standard.ref: standard.title for standard in rated.inspection.edition.standards}
    for kind, title in _KINDS:
        found = [
            {**finding, "about": titles.get(finding["ref"] or "", "")}
            for finding in rated.inspection.written["findings"]
            if finding["kind"] == kind
        ]
        if found:
            yield {"title": title, "findings": found}


def _chain(written: Mapping[str, Any]) -> Chain:
    """Give a chain of steps and mark the one at which most cases are lost."""
    names, cases = list(written["steps"]), list(written["steps"].values())
    lost = [before - after for before, after in pairwise(cases)]
    worst = lost.index(max(lost)) + 1 if lost and max(lost) > 0 else None
    steps = []
    for at, (name, number) in enumerate(zip(names, cases, strict=True)):
        before = cases[at - 1] if at else 0
        share = f"{(200 * number + before) // (2 * before)}% of {before}" if at and before else ""
        steps.append(ChainStep(name.replace("_", " "), number, share, at == worst))
    words = joined([f"{step.cases} {step.name}" for step in steps], "then")
    return Chain(written["label"] or written["id"] or "Steps", words, tuple(steps))


def _figures(context: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in context:
        if each["steps"]:
            continue
        if each["yes"] is not None and each["cases"]:
            percent = (200 * each["yes"] + each["cases"]) // (2 * each["cases"])
            value = f"{percent}% ({each['yes']} of {each['cases']})"
        elif each["percent"] is not None:
            value = f"{plain_number(each['percent'])}%" + (f" of {each['cases']}" if each["cases"] else "")
        else:
            continue
        yield {"value": value, "label": each["label"] or each["id"], "source": each["source"]}


def _sources(rated: RatedInspection) -> list[str]:
    """Give every source once: the inspection's, then those of its parts."""
    named = list(rated.inspection.heading.sources)
    named += [entry["source"] for entry in rated.inspection.written["results"].values() if entry["source"]]
    published = rated.inspection.evidence.published
    named += [published.source] if published is not None and published.source else []
    return list(dict.fromkeys(named))


def _said_rating(summary: Summary) -> str:
    if summary.published is not None:
        return summary.published.word
    return summary.overall.word or "no overall rating"


def _quote(summary: Summary) -> str:
    """Give one sentence that says the rating with its date, its method and who gave it."""
    mark = " (fictional)" if summary.provenance == "synthetic" else ""
    who = summary.rated_by or "The rater, who is not named in the sources,"
    number = f" ({summary.score} of {summary.max})" if summary.score is not None and summary.max is not None else ""
    rating = _said_rating(summary)
    said = (
        f"rated {summary.organisation} “{rating}” overall{number}"
        if rating != "no overall rating"
        else f"inspected {summary.organisation} and gave no overall rating"
    )
    return f"{who} {said}, {_dated(summary)}, under {summary.edition_title} ({summary.edition_label}){mark}."


def _citation(summary: Summary, base: str) -> str:
    who = summary.rated_by or "Rater not named"
    when = f" ({summary.published_on[:4]})" if summary.published_on else " (no date)"
    return f"{who}{when}. {summary.organisation}. {summary.edition_title}, {summary.edition_label}. {base}inspections/{summary.id}.html"


def _alt(summary: Summary) -> str:
    return f"Report card: {summary.organisation}, {_said_rating(summary)}, {_dated(summary)}".replace('"', "")


def _dated(summary: Summary) -> str:
    if summary.published_on:
        return f"published {date_words(summary.published_on)}"
    return f"fieldwork {date_words(summary.fieldwork_from)}" if summary.fieldwork_from else "date not known"
