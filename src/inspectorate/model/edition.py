"""An edition: a framework as in force from a date, whole and frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from inspectorate.model.known import Known
    from inspectorate.model.rule import Discretion, Limit, Rule, StatusRule
    from inspectorate.model.scale import Scale

By = Literal["cases", "judgement", "score", "text"]


class Prompt(NamedTuple):
    """A point to look for in a case, below a key question. Never rated."""

    ref: str
    text: str | None
    known: Known
    applies_when: str | None = None


class KeyQuestion(NamedTuple):
    """
    A question that a standard rests on.

    `short` is a label of two or three words; `plain` finishes the sentence "49% of cases …" for a lay reader (both our own words);
    `pools` names the key questions of another edition whose counts are summed into this one; an `optional` one that an inspection leaves
    out was not inspected and takes no part.
    """

    id: str
    ref: str
    text: str | None
    known: Known
    short: str | None = None
    plain: str | None = None
    applies_when: str | None = None
    prompts: tuple[Prompt, ...] = ()
    pools: tuple[str, ...] = ()
    optional: bool = False


class Standard(NamedTuple):
    """What is expected of the service in one respect, and how it is rated."""

    id: str
    ref: str
    title: str
    by: By
    rule: Rule
    scale: Scale
    known: Known
    statement: str | None = None
    aliases: tuple[str, ...] = ()
    counted: bool = True
    optional: bool = False
    key_question_rule: Rule | None = None
    key_question_scale: Scale | None = None
    key_questions: tuple[KeyQuestion, ...] = ()
    characteristics: tuple[tuple[str, str], ...] = ()
    note: str | None = None

    def key_question(self, ref: str) -> KeyQuestion | None:
        """Find a key question by its ref, which may begin with an accepted alias of the standard; None when there is none."""
        own = next((self.ref + ref[len(alias) :] for alias in self.aliases if ref.startswith(alias)), ref)
        return next((question for question in self.key_questions if question.ref in (ref, own)), None)


class Domain(NamedTuple):
    """A group of standards, as the report groups them."""

    id: str
    ref: str
    title: str
    standards: tuple[Standard, ...]


class Route(NamedTuple):
    """A condition on a case under which a question applies: a field of the case and the values that open the question."""

    id: str
    title: str
    field: str
    values: tuple[str, ...]
    known: Known


class CaseField(NamedTuple):
    """Something routing reads on a case."""

    id: str
    title: str
    options: tuple[str, ...]
    known: Known


class Stratum(NamedTuple):
    """A group within which cases are drawn: the values its cases have."""

    id: str
    title: str
    where: tuple[tuple[str, tuple[str, ...]], ...]


class Sample(NamedTuple):
    """What is drawn, for which standards, from which window, how many and how."""

    id: str
    title: str
    standards: tuple[str, ...]
    known: Known
    window: str | None = None
    confidence_level: Decimal | None = None
    margin: Decimal | None = None
    cases: str | None = None
    strata: tuple[Stratum, ...] = ()
    buffer: Decimal | None = None
    per_officer: int | None = None
    clusters: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()


class ContextQuestion(NamedTuple):
    """A question that is shown and never rated; a chain has steps, each with its own base."""

    id: str
    text: str
    known: Known
    steps: tuple[str, ...] = ()
    applies_when: str | None = None


class InterviewQuestion(NamedTuple):
    """A question put to staff, not to a case."""

    id: str
    text: str
    known: Known


class Edition(NamedTuple):
    """Everything a rating needs to know about the method, resolved and hashed."""

    id: str
    ref: str
    title: str
    publisher: str
    edition: str
    licence: str
    locale: str
    source: str | None
    source_url: str | None
    retrieved_on: str | None
    in_force_from: str | None
    in_force_to: str | None
    extends: str | None
    notes: str | None
    scale: Scale
    scales: Mapping[str, Scale]
    rules: Mapping[str, Rule]
    domains: tuple[Domain, ...]
    overall: Rule
    limits: tuple[Limit, ...]
    statuses: tuple[StatusRule, ...]
    discretion: Discretion | None
    uncertainty_shown_to: Literal["team", "panel", "provider", "public"]
    case_fields: tuple[CaseField, ...]
    routes: tuple[Route, ...]
    samples: tuple[Sample, ...]
    context_questions: tuple[ContextQuestion, ...]
    interview_questions: tuple[InterviewQuestion, ...]
    hash: str

    @property
    def standards(self) -> tuple[Standard, ...]:
        """All standards, in the order of the edition."""
        return tuple(standard for domain in self.domains for standard in domain.standards)

    def standard(self, ref: str) -> Standard | None:
        """Find a standard by its ref or an accepted alias of it; None when there is none."""
        return next((standard for standard in self.standards if ref == standard.ref or ref in standard.aliases), None)

    def key_questions(self) -> Iterator[tuple[Standard, KeyQuestion]]:
        """Go through all key questions with their standards."""
        for standard in self.standards:
            for question in standard.key_questions:
                yield standard, question
