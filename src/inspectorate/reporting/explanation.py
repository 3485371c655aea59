"""A whole explanation as a document: the overall rating, or one standard down to its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.reporting.explain import case_sentences, overall_sentences, paragraphs, question_sentences, standard_sentences
from inspectorate.reporting.rules import NOT_PUBLIC
from inspectorate.reporting.table import heading_lines, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectorate.inspection import RatedInspection


def explanation_text(rated: RatedInspection, ref: str | None = None, width: int = 80) -> str:
    """
    Give an explanation as text: the overall rating and every standard, or one standard with its key questions, or one key question.

    Raises:
        KeyError: The edition has no such standard or key question.
    """
    lines = [*heading_lines(rated), ""]
    for title, text in sections(rated, ref):
        lines += [*wrapped(title, width), *wrapped(text, width), ""]
    return "\n".join(lines).rstrip()


def sections(rated: RatedInspection, ref: str | None = None) -> Iterator[tuple[str, str]]:
    """Give the titled paragraphs of an explanation."""
    edition = rated.inspection.edition
    if ref in (None, "overall"):
        yield "Overall", paragraphs(overall_sentences(rated))
        if ref is None:
            for standard in edition.standards:
                yield f"{standard.ref} {standard.title}", paragraphs(standard_sentences(rated, standard.ref))
        return
    standard_asked = edition.standard(ref or "")
    if standard_asked is None:
        text = next((question.text for _, question in edition.key_questions() if question.ref == ref), None)
        title = f"{ref} {text or NOT_PUBLIC}"
        yield title, paragraphs([*question_sentences(rated, ref or ""), *case_sentences(rated, ref or "")])
        return
    yield f"{standard_asked.ref} {standard_asked.title}", paragraphs(standard_sentences(rated, standard_asked.ref))
    result = rated.result.standard(standard_asked.ref)
    known = {each.ref for each in result.key_questions if each.percent is not None or each.rating is not None} if result else set()
    for question in standard_asked.key_questions:
        if question.ref in known:
            asked = question.text or NOT_PUBLIC
            yield f"{question.ref} {asked}", paragraphs([*question_sentences(rated, question.ref), *case_sentences(rated, question.ref)])
