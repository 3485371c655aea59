"""
What if: small changes to the evidence, in words, and what they move. Nothing is written.

A change is `REF +N` or `REF -N` (answers of a key question), `REF P%`, `REF RATING`, `REF not_rated`, `FACT=VALUE`,
`REF discretion RATING` or `CASE REF ANSWER`. Several apply in order; each is checked against what the ones before made.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from inspectorate.documents import nearest
from inspectorate.errors import ChangeRefusedError, Place, Problem
from inspectorate.inspection.facts import known_facts, read_fact
from inspectorate.model import DiscretionDecision, Figures, NotRated, Result, StandardEvidence
from inspectorate.rating import figures_of, moved_case, rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectorate.inspection.read import RatedInspection
    from inspectorate.model import CaseReferences, Edition, Evidence, KeyQuestion, Scale, Standard, Word

_ANSWERS = re.compile(r"[+-]\d{1,9}")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)%")
_FACT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(\S.*)")
_ASSUMED = "what if"
_WORDS: dict[str, Word] = {"yes": "yes", "no": "no", "unknown": "unknown"}


class Moved(NamedTuple):
    """One rating before and after: of a standard (its ref) or of the whole (`overall`)."""

    ref: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    score_before: int | None = None
    score_after: int | None = None

    @property
    def moved(self) -> bool:
        """Whether anything is different."""
        return self.before != self.after or self.score_before != self.score_after


class WhatIf(NamedTuple):
    """The result before and after, and every rating that the changes touched or moved."""

    changes: tuple[str, ...]
    before: RatedInspection
    after: RatedInspection
    touched: tuple[Moved, ...]
    overall: Moved


def what_if(rated: RatedInspection, changes: Sequence[str]) -> WhatIf:
    """
    Apply changes in order and rate again.

    Raises:
        ChangeRefusedError: A change cannot be understood or cannot be made; carries the reason for each that was refused.
    """
    edition, evidence = rated.inspection.edition, rated.inspection.evidence
    touched: list[str] = []
    refused: list[Problem] = []
    for change in changes:
        try:
            evidence, ref = _apply(change.strip(), edition, evidence)
        except ChangeRefusedError as error:
            refused += error.problems
            continue
        touched += [ref] if ref else []
    if refused:
        raise ChangeRefusedError(refused)
    after = rate(edition, evidence)
    worse = [problem for problem in after.problems if problem.severity == "error"]
    if worse:
        raise ChangeRefusedError([problem._replace(where=Place()) for problem in worse])
    moved = [each for each in _all_moved(rated.result, after) if each.moved or each.ref in touched]
    overall = Moved(
        "overall",
        "Overall rating",
        rated.result.overall.possible,
        after.overall.possible,
        rated.result.overall.score,
        after.overall.score,
    )
    changed = rated._replace(inspection=rated.inspection._replace(evidence=evidence), result=after)
    return WhatIf(tuple(changes), rated, changed, tuple(moved), overall)


def _all_moved(before: Result, after: Result) -> list[Moved]:
    return [
        Moved(old.ref, old.title, old.possible, new.possible, old.score, new.score)
        for old, new in zip(before.standards, after.standards, strict=True)
    ]


def _apply(change: str, edition: Edition, evidence: Evidence) -> tuple[Evidence, str | None]:
    fact = _FACT.fullmatch(change)
    if fact:
        return _with_fact(change, fact.group(1), fact.group(2).strip().lower(), edition, evidence), None
    words = change.split()
    if len(words) < 2:
        raise _refuse(
            "WIF001",
            change,
            "This change cannot be understood.",
            expected="REF +N, REF P%, REF RATING, REF not_rated, REF discretion RATING, FACT=VALUE or CASE REF ANSWER",
            fix="Quote each change as one word of the command." if len(words) == 1 else None,
        )
    ref, rest = words[0], " ".join(words[1:])
    standard = edition.standard(ref)
    asked_of_case = _key_question(words[1], edition)
    if standard is None and len(words) == 3 and asked_of_case is not None:
        owner, asked = asked_of_case
        return _with_figures(evidence, owner, asked, _one_answer(change, ref, words[2], owner, asked, evidence)), owner.ref
    question = _key_question(ref, edition)
    if standard is None and question is None:
        raise _unknown_ref(change, ref, edition)
    if question is not None:
        owner, asked = question
        return _with_figures(evidence, owner, asked, _figures(change, rest, owner, asked, evidence)), owner.ref
    if standard is None:
        raise _unknown_ref(change, ref, edition)
    if words[1].lower() == "discretion":
        return _with_discretion(change, " ".join(words[2:]), standard, evidence), standard.ref
    return _with_standard(change, rest, standard, evidence), standard.ref


def _key_question(ref: str, edition: Edition) -> tuple[Standard, KeyQuestion] | None:
    found = ((owner, owner.key_question(ref)) for owner in edition.standards)
    return next(((owner, question) for owner, question in found if question is not None), None)


def _one_answer(change: str, case: str, said: str, standard: Standard, question: KeyQuestion, evidence: Evidence) -> Figures:
    """Answer a key question otherwise on one case."""
    known = evidence.standards.get(standard.ref, StandardEvidence()).figures.get(question.ref)
    cases = known.references if known is not None else None
    if cases is None:
        message = "Answers of single cases cannot be changed: this key question has counts, not cases."
        raise _refuse("WIF009", change, message, repr(case), f"{question.ref} +N")
    word = _WORDS.get(said.lower())
    if word is None:
        raise _refuse("WIF012", change, "This is no answer that a case can have.", repr(said), " | ".join(_WORDS))
    if case in cases.not_applicable:
        message = f"The key question does not apply to this case, by the route {cases.route}."
        raise _refuse("WIF011", change, message, repr(case), "a case to which it applies")
    if case not in _asked(cases):
        near = nearest(case, _asked(cases))
        message = "There is no such case in the sample of this key question."
        raise _refuse(
            "WIF010", change, message, repr(case), f"one of {len(_asked(cases))} cases", f"Did you mean {near!r}?" if near else None
        )
    return figures_of(moved_case(cases, case, word))


def _asked(cases: CaseReferences) -> tuple[str, ...]:
    return (*cases.yes, *cases.no, *cases.unanswered)


def _figures(change: str, rest: str, standard: Standard, question: KeyQuestion, evidence: Evidence) -> Figures:
    known = evidence.standards.get(standard.ref, StandardEvidence()).figures.get(question.ref)
    percent = _PERCENT.fullmatch(rest.replace(" ", ""))
    if standard.by == "cases" and percent:
        value = Decimal(percent.group(1))
        if value > 100:
            raise _refuse("WIF004", change, "A per cent is at most 100.", f"{value}%")
        return Figures(None, known.cases if known else None, value)
    if standard.by == "cases" and _ANSWERS.fullmatch(rest):
        if known is None or known.yes is None or known.cases is None:
            raise _refuse(
                "WIF005", change, "The counts of this key question are not known, so answers cannot be moved.", None, f"{question.ref} P%"
            )
        yes = known.yes + int(rest)
        if not 0 <= yes <= known.cases:
            found = f"{known.yes} of {known.cases} {rest}"
            raise _refuse("WIF006", change, "There are not so many answers to move.", found, f"from 0 to {known.cases} sufficient cases")
        return Figures(yes, known.cases, None, None, known.unanswered)
    if standard.by == "cases":
        raise _refuse("WIF001", change, "This change of a key question cannot be understood.", repr(rest), "+N, -N or P%")
    return Figures(rating=_point(change, rest, standard.key_question_scale or standard.scale))


def _with_figures(evidence: Evidence, standard: Standard, question: KeyQuestion, figures: Figures) -> Evidence:
    before = evidence.standards.get(standard.ref, StandardEvidence())
    after = before._replace(figures={**before.figures, question.ref: figures}, stated=None, not_rated=None)
    return evidence._replace(standards={**evidence.standards, standard.ref: after})


def _with_standard(change: str, rest: str, standard: Standard, evidence: Evidence) -> Evidence:
    """Set a standard's rating aside from its figures, or take it out."""
    decisions = tuple(each for each in evidence.discretion if each.standard != standard.ref)
    if rest.lower().replace(" ", "_") == "not_rated":
        after = StandardEvidence(not_rated=NotRated("other", _ASSUMED))
    elif _ANSWERS.fullmatch(rest) or _PERCENT.fullmatch(rest):
        refs = ", ".join(question.ref for question in standard.key_questions)
        raise _refuse("WIF003", change, "Answers belong to a key question, not to a standard.", repr(standard.ref), refs or "a rating")
    else:
        after = StandardEvidence(stated=_point(change, rest, standard.scale), reason=_ASSUMED)
    return evidence._replace(standards={**evidence.standards, standard.ref: after}, discretion=decisions)


def _with_discretion(change: str, rest: str, standard: Standard, evidence: Evidence) -> Evidence:
    if not rest:
        raise _refuse("WIF001", change, "Discretion moves a standard to a rating.", expected=f"{standard.ref} discretion RATING")
    to = _point(change, rest, standard.scale)
    decisions = tuple(each for each in evidence.discretion if each.standard != standard.ref)
    decision = DiscretionDecision(standard.ref, to, _ASSUMED, None, _ASSUMED)
    return evidence._replace(discretion=(*decisions, decision))


def _with_fact(change: str, name: str, said: str, edition: Edition, evidence: Evidence) -> Evidence:
    known = known_facts(edition)
    if name not in known:
        near = nearest(name, list(known))
        fix = f"Did you mean {near!r}?" if near else None
        raise _refuse("WIF007", change, "No rule of this edition reads this fact.", repr(name), ", ".join(known) or "no facts", fix)
    value = read_fact(said, known[name])
    if value is None:
        raise _refuse("WIF013", change, "This fact is either true or false.", repr(said), "true or false")
    return evidence._replace(facts={**evidence.facts, name: value})


def _point(change: str, word: str, scale: Scale) -> str:
    point = scale.find(word)
    if point is None and re.fullmatch(r"\d{1,3}", word):
        point = scale.by_score(int(word))
    if point is None:
        labels = [each.label for each in scale.points]
        near = nearest(word.replace("_", " "), labels)
        fix = f"Did you mean {near!r}?" if near else None
        raise _refuse("WIF008", change, "This rating is not on the scale.", repr(word), " | ".join(labels), fix)
    return point.id


def _unknown_ref(change: str, ref: str, edition: Edition) -> ChangeRefusedError:
    refs = [name for each in edition.standards for name in (each.ref, *(question.ref for question in each.key_questions))]
    near = nearest(ref, refs)
    fix = f"Did you mean {near!r}?" if near else None
    return _refuse("WIF002", change, "The edition has no standard or key question with this ref.", repr(ref), None, fix)


def _refuse(
    code: str, change: str, message: str, found: str | None = None, expected: str | None = None, fix: str | None = None
) -> ChangeRefusedError:
    return ChangeRefusedError([Problem(code, "error", f"“{change}”: {message}", Place(), found, expected, fix)])
