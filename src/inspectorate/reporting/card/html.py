"""A card as HTML: one page that needs nothing else, or a fragment for a larger page. No script."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from inspectorate.reporting import palette
from inspectorate.reporting.card.shapes import stair_boxes

if TYPE_CHECKING:
    from inspectorate.reporting.card.model import (
        Axis,
        Card,
        DomainBlock,
        Head,
        Meaning,
        Overall,
        QuestionLine,
        Rating,
        StandardLine,
        StepState,
    )
    from inspectorate.reporting.card.shapes import Box

_HERE = Path(__file__).parent
_FACES = (("Regular", "400"), ("Bold", "700"))


def card_html(card: Card) -> str:
    """Give a card as one self-contained page: style and typeface inside, nothing loaded, no script."""
    said = f"{card.overall.label}: {card.overall.rating.word}. {card.overall.why}"
    return (
        f'<!doctype html>\n<html lang="{card.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(card.name)}</title>\n<meta name="description" content="{escape(said)}">\n'
        f"<style>\n{_font_faces()}{card_style()}</style>\n</head>\n"
        f'<body class="card-page">\n<main>\n{card_fragment(card)}\n</main>\n</body>\n</html>\n'
    )


def card_fragment(card: Card, *, heading: int = 1) -> str:
    """
    Give a card as an `article` for a page that carries `card_style()`.

    Args:
        card: The card.
        heading: The level of its own heading; those inside are one lower.
    """
    parts = [_head(card.head, heading), _overall(card.overall, heading + 1), _standards(card), _below(card, heading + 1)]
    kind = "" if card.has_evidence else " card--list"
    kind += " card--spread" if card.has_spread else ""
    hashed = f'data-edition="{escape(card.edition_id)}" data-edition-hash="{escape(card.edition_hash)}"'
    html = f'<article class="card{kind}" lang="{card.language}" {hashed}>\n' + "\n".join(parts) + "\n</article>"
    return html.replace(' lang=""', f' lang="{card.content_language}"' if card.content_language != card.language else "")


@lru_cache(maxsize=1)
def card_style() -> str:
    """Give the style sheet of cards: the file beside this module, and the colours of every position on every scale."""
    rules = [
        f".rated-{points}-{place}{{color:{color}}}"
        for points, colors in palette.RATINGS.items()
        for place, color in enumerate(colors, start=1)
    ]
    names = {name: getattr(palette, name) for name in ("INK", "QUIET", "PAPER", "TINT", "EDGE", "AXIS", "RULE", "MARK")}
    root = "".join(f"--{name.lower()}:{value};" for name, value in names.items())
    sheet = (_HERE / "card.css").read_text(encoding="utf-8")
    return f".card,.card-page{{{root}}}\n{''.join(rules)}\n{sheet}"


@lru_cache(maxsize=1)
def _font_faces() -> str:
    from base64 import b64encode

    folder = _HERE.parent / "fonts"
    faces = []
    for face, weight in _FACES:
        data = b64encode((folder / f"AtkinsonHyperlegibleNext-{face}.woff2").read_bytes()).decode()
        source = f"url(data:font/woff2;base64,{data}) format('woff2')"
        faces.append(f"@font-face{{font-family:'Atkinson Hyperlegible Next';font-weight:{weight};font-display:swap;src:{source}}}\n")
    return "".join(faces)


def _head(head: Head, level: int) -> str:
    mark = f'\n<p class="card__mark">{escape(head.mark)}</p>' if head.mark else ""
    facts = "".join(f"<div><dt>{escape(fact.label)}</dt> <dd>{escape(fact.text)}</dd></div>\n" for fact in head.facts)
    return (
        f'<header class="card__head">\n<p class="card__kicker">{escape(head.title)}</p>{mark}\n'
        f'<h{level} class="card__name">{escape(head.organisation)}</h{level}>\n<p class="card__kind">{escape(head.kind)}</p>\n'
        f'<dl class="card__facts">\n{facts}</dl>\n</header>'
    )


def _overall(overall: Overall, level: int) -> str:
    place = "".join(f"<span>{escape(word)}</span> " for word in (overall.place, overall.score) if word)
    remarks = "".join(f"\n<p>{escape(remark)}</p>" for remark in overall.remarks)
    return (
        f'<section class="card__overall">\n<h{level} class="card__label">{escape(overall.label)}</h{level}>\n'
        f'<div class="card__verdict{_rated(overall.rating)}">{_stairs(overall.rating, 22, 60, 6)}\n'
        f'<p class="card__word" lang="">{escape(overall.rating.word)}</p>'
        + (f'\n<p class="card__place">{place.strip()}</p>' if place else "")
        + f'</div>\n<p class="card__why">{escape(overall.why)}</p>{remarks}\n</section>'
    )


def _standards(card: Card) -> str:
    heads = " ".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in card.shown_columns)
    bodies = "\n".join(_domain(domain, evidence=card.has_evidence) for domain in card.domains)
    return (
        f'<section class="card__standards">\n<table role="table">\n'
        f'<caption class="card__title">{escape(card.standards_title)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n{bodies}\n</table>\n</section>'
    )


def _domain(domain: DomainBlock, *, evidence: bool) -> str:
    rows = "\n".join(_standard(line, evidence=evidence) for line in domain.standards)
    axis = f'<td role="cell">{_axis(domain.axis) if domain.axis else ""}</td>' if evidence else ""
    title = f'<th scope="rowgroup" role="rowheader" colspan="2" lang="">{escape(domain.title)}</th>'
    return f'<tbody role="rowgroup">\n<tr role="row" class="card__domain">{title} {axis}</tr>\n{rows}\n</tbody>'


def _axis(axis: Axis) -> str:
    ticks = "".join(f'<text x="{value:g}%" y="11">{escape(label)}</text> ' for value, label in axis.ticks)
    lines = "".join(f'<line x1="{value:g}%" x2="{value:g}%" y1="15" y2="19"/>' for value, _ in axis.ticks)
    return f'<div class="card__axis"><span>{escape(axis.label)}</span> <svg height="19">{ticks}{lines}</svg></div>'


def _standard(line: StandardLine, *, evidence: bool) -> str:
    ref = f'<span class="card__ref">{escape(line.ref)}</span> ' if line.ref else ""
    remarks = "".join(f' <span class="card__remark">{escape(remark)}</span>' for remark in line.remarks)
    lang = ' lang=""' if line.rating.reached else ""
    steps = _stairs(line.rating, 6, 15, 2)
    word = f'<strong class="card__rating{_rated(line.rating)}"{lang}>{steps} <span>{escape(line.rating.word)}</span></strong>'
    basis = ""
    if evidence:
        questions = "\n".join(_question(question) for question in line.questions)
        listed = f'\n<ul class="card__questions" role="list">\n{questions}\n</ul>' if questions else ""
        text = f'<p class="card__text">{escape(line.text)}</p>' if line.text else ""
        basis = f'\n<td role="cell">{listed}{text}</td>'
    title = f'<span class="card__standard" lang="">{escape(line.title)}</span>'
    return f'<tr role="row">\n<th scope="row" role="rowheader">{ref}{title}</th>\n<td role="cell">{word}{remarks}</td>{basis}\n</tr>'


def _question(question: QuestionLine) -> str:
    label = f'<span class="card__question" lang="">{escape(question.label)}</span>'
    if question.rating is not None:
        steps = _stairs(question.rating, 5, 12, 2)
        drawn = f'<span class="card__rated{_rated(question.rating)}" lang="">{steps} {escape(question.rating.word)}</span>'
    else:
        drawn = _track(question)
    figure = f'<span class="card__figure">{escape(question.figure)}</span>' if question.figure else ""
    spread = f' <span class="card__spread">{escape(question.spread)}</span>' if question.spread else ""
    lowest = f' <span class="card__lowest">{escape(question.lowest)}</span>' if question.lowest else ""
    kind = ' class="is-lowest"' if question.lowest else ""
    return f"<li{kind}>{label} {drawn} {figure}{spread}{lowest}</li>"


def _track(question: QuestionLine) -> str:
    at = f"{question.percent or 0:g}%"
    edges = "".join(f'<line class="edge" x1="{edge:g}%" x2="{edge:g}%" y1="3" y2="15"/>' for edge in question.edges)
    spread = ""
    if question.interval:
        low, high = question.interval
        spread = f'<line class="spread" x1="{low:.2f}%" x2="{high:.2f}%" y1="9" y2="9"/>'
    mark = '<path class="lowest" d="M0 2.5 6.5 9 0 15.5-6.5 9z"/>' if question.lowest else '<circle class="dot" cx="0" cy="9" r="4"/>'
    line = '<line class="axis" x1="0" x2="100%" y1="9" y2="9"/>'
    return (
        f'<svg class="card__track" height="18" aria-hidden="true">{line}{edges}{spread}<svg x="{at}" overflow="visible">{mark}</svg></svg>'
    )


def _stairs(rating: Rating, width: int, height: int, gap: int) -> str:
    """Draw the steps of a scale as stairs: reached ones filled, possible ones half filled, the others outlined."""
    points = len(rating.steps)
    if not points:
        return ""
    parts = "".join(_stair(step, box) for step, box in zip(rating.steps, stair_boxes(points, width, height, gap), strict=True))
    total = points * (width + gap) - gap
    size = f'width="{total}" height="{height}" viewBox="0 0 {total} {height}"'
    return f'<svg class="card__stairs" {size} aria-hidden="true">{parts}</svg>'


def _stair(step: StepState, box: Box) -> str:
    x, y, width, height = box
    across = f'x="{x:g}" width="{width:g}"'
    half = f'<rect class="half" {across} y="{y + height / 2:.2f}" height="{height / 2:.2f}"/>' if step == "possible" else ""
    return f'<rect class="{step}" {across} y="{y:.2f}" height="{height:.2f}"/>{half}'


def _rated(rating: Rating) -> str:
    return f" rated-{len(rating.steps)}-{rating.reached}" if rating.reached else ""


def _below(card: Card, level: int) -> str:
    foot, parts = card.foot, []
    if card.notes:
        notes = "".join(f"<li>{escape(note)}</li>\n" for note in card.notes)
        parts.append(f'<section class="card__notes">\n<h{level}>{escape(card.notes_title)}</h{level}>\n<ul>\n{notes}</ul>\n</section>')
    if foot.meanings:
        meanings = "".join(_meaning(meaning) for meaning in foot.meanings)
        parts.append(
            f'<section class="card__meanings">\n<h{level}>{escape(foot.meanings_title)}</h{level}>\n<dl>\n{meanings}</dl>\n</section>'
        )
    basis = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in foot.basis)
    parts.append(f'<section class="card__basis">\n<h{level}>{escape(foot.basis_title)}</h{level}>\n{basis}</section>')
    return '<footer class="card__foot">\n' + "\n".join(parts) + "\n</footer>"


def _meaning(meaning: Meaning) -> str:
    word = f"{_stairs(meaning.rating, 6, 15, 2)} <span>{escape(meaning.rating.word)}</span>"
    term = f'<span class="card__meaning{_rated(meaning.rating)}">{word}</span>'
    return f'<div><dt lang="">{term}</dt> <dd>{escape(meaning.text or "")}</dd></div>\n'
