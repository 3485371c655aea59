"""Northbank's answers: as many yes as the figures ask, more in cases that are done well; prompts, chains and second scores that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspectorate.assessment import questions_of, route
from inspectorate.demonstration import figures
from inspectorate.demonstration.chance import MILLION, highest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectorate.assessment import Asked
    from inspectorate.demonstration.cases import Seen
    from inspectorate.demonstration.chance import Chance
    from inspectorate.model import Edition

ASSESSORS = ("A1", "A2", "A3", "A4", "A5", "A6")
_HOME_VISITS, _INVOLVED = "2.3.3e", "2.2.1a"
"""Prompts that say what a context question says, too."""


class Given(NamedTuple):
    """One row of answers.csv."""

    case_id: str
    question: str
    answer: str
    assessor: str
    round: str = "first"
    note: str = ""


class Truth(NamedTuple):
    """What counts in the end: the cases in which each question is yes."""

    yes: dict[str, frozenset[str]]

    def word(self, question: str, case: str) -> str:
        """Give the answer to a question on a case."""
        return "yes" if case in self.yes[question] else "no"


def answers(cases: Sequence[Seen], edition: Edition, chance: Chance) -> list[Given]:
    """Give every answer, case by case."""
    questions = questions_of(edition)
    by_sample = {sample.id: [ref for ref in questions if questions[ref].standard in sample.standards] for sample in edition.samples}
    truth = _truth(cases, questions, chance)
    twice = highest(
        (case.case_id for case in cases if case.sample == "supervision"),
        figures.SCORED_TWICE,
        lambda name: chance.number("twice", name),
    )
    rows: list[Given] = []
    for case in cases:
        assessor = chance.pick(ASSESSORS, "assessor", case.case_id)
        first = _of_case(case, [questions[ref] for ref in by_sample[case.sample]], truth, assessor, chance)
        if case.case_id in twice:
            first = list(_scored_twice(first, questions, assessor, chance))
        rows += first
        if case.sample == "supervision":
            rows += _context(case.case_id, truth, assessor)
    return rows


def _truth(cases: Sequence[Seen], questions: dict[str, Asked], chance: Chance) -> Truth:
    yes: dict[str, frozenset[str]] = {}
    seen = {case.case_id: case for case in cases}

    def score(question: str, name: str) -> int:
        return 45 * _quality(seen[name], chance) + 55 * chance.number("answer", question, name)

    for ref, most in figures.SUFFICIENT.items():
        asked = [name for name, case in seen.items() if _applies(questions[ref], case)]
        groups = figures.BY_GRADE.get(ref)
        parts = {grade: [name for name in asked if seen[name].staff_grade == grade] for grade in groups} if groups else {"": asked}
        wanted = groups or {"": most}
        yes[ref] = frozenset().union(*(highest(parts[each], wanted[each], lambda name, ref=ref: score(ref, name)) for each in wanted))  # type: ignore[misc]  # the default binds the name
    yes |= _context_truth([case for case in cases if case.sample == "supervision"], yes, chance)
    return Truth(yes)


def _quality(case: Seen, chance: Chance) -> int:
    """How well a case is done on the whole: a little better where a senior case manager holds it."""
    return chance.number("quality", case.case_id) + (MILLION // 12 if case.staff_grade == figures.SENIOR else 0)


def _applies(asked: Asked, case: Seen) -> bool:
    sample = {"4.1": "unpaid_work", "4.2": "through_the_gate"}.get(asked.standard or "", "supervision")
    return case.sample == sample and route(asked, case._asdict()).applies


def _context_truth(cases: Sequence[Seen], yes: dict[str, frozenset[str]], chance: Chance) -> dict[str, frozenset[str]]:
    names = [case.case_id for case in cases]
    found = {
        "c.own_plan": highest(
            names, figures.OWN_PLAN, lambda name: chance.number("own plan", name) + (MILLION // 2 if name in yes["2.2.1"] else 0)
        ),
        "c.home_visit_needed": frozenset(case.case_id for case in cases if case.home_visit_needed == "yes"),
    }
    found["c.home_visit_made"] = highest(
        found["c.home_visit_needed"],
        figures.HOME_VISIT["made"],
        lambda name: chance.number("visited", name) + (MILLION // 3 if name in yes["2.3.3"] else 0),
    )
    for chain, steps in (("c.domestic_abuse", figures.DOMESTIC_ABUSE), ("c.new_circumstances", figures.NEW_CIRCUMSTANCES)):
        base = frozenset(names)
        for step, most in steps.items():
            base = highest(base, most, lambda name, ref=f"{chain}_{step}": chance.number(ref, name))  # type: ignore[misc]  # the default binds the name
            found[f"{chain}_{step}"] = base
    return found


def _of_case(case: Seen, questions: Sequence[Asked], truth: Truth, assessor: str, chance: Chance) -> list[Given]:
    """Answer the prompts of a case first and the key question after them, as inspectors do."""
    fields = case._asdict()
    rows: list[Given] = []
    for asked in (each for each in questions if each.kind == "key_question"):
        prompts = [each for each in questions if each.kind == "prompt" and each.key_question == asked.ref]
        open_prompts = [each.ref for each in prompts if route(each, fields).applies]
        applies = route(asked, fields).applies
        said = _prompts(case.case_id, open_prompts, truth, chance, sufficient=applies and case.case_id in truth.yes[asked.ref])
        rows += [Given(case.case_id, each.ref, said.get(each.ref, "na"), assessor) for each in prompts]
        rows.append(Given(case.case_id, asked.ref, truth.word(asked.ref, case.case_id) if applies else "na", assessor))
    return rows


def _prompts(case: str, open_prompts: Sequence[str], truth: Truth, chance: Chance, *, sufficient: bool) -> dict[str, str]:
    """Answer the prompts that apply: mostly yes below a sufficient key question, never all no below one, never all yes below another."""
    said = {}
    for ref in open_prompts:
        if chance.happens(1, "blank", ref, case):
            said[ref] = "unknown" if chance.happens(50, "cannot tell", ref, case) else ""
        else:
            said[ref] = "yes" if chance.happens(82 if sufficient else 34, "prompt", ref, case) else "no"
    for ref, context in ((_HOME_VISITS, "c.home_visit_made"), (_INVOLVED, "c.own_plan")):
        if ref in said:
            said[ref] = truth.word(context, case)
    free = [ref for ref in open_prompts if ref not in (_HOME_VISITS, _INVOLVED)]
    wanted = "yes" if sufficient else "no"
    if free and wanted not in said.values():
        said[free[0]] = wanted
    return said


def _scored_twice(first: Sequence[Given], questions: dict[str, Asked], assessor: str, chance: Chance) -> Iterator[Given]:
    """Add a second score to every key question, and where the two differ what was agreed: that is what counts."""
    other = chance.pick([each for each in ASSESSORS if each != assessor], "second", first[0].case_id)
    for row in first:
        if questions[row.question].kind != "key_question":
            yield row
            continue
        against = {"yes": "no", "no": "yes"}.get(row.answer, row.answer)
        differ = against != row.answer and chance.happens(16, "differ", row.question, row.case_id)
        first_erred = differ and chance.happens(40, "first erred", row.question, row.case_id)
        yield row._replace(answer=against) if first_erred else row
        yield row._replace(answer=against if differ and not first_erred else row.answer, assessor=other, round="second")
        if differ:
            yield row._replace(assessor=assessor, round="agreed", note="discussed")


def _context(case: str, truth: Truth, assessor: str) -> Iterator[Given]:
    """Answer the context questions; each step of a chain is asked where the one before was yes."""
    for chain, steps in (
        ("c.domestic_abuse", figures.DOMESTIC_ABUSE),
        ("c.home_visit", figures.HOME_VISIT),
        ("c.new_circumstances", figures.NEW_CIRCUMSTANCES),
    ):
        for step in steps:
            word = truth.word(f"{chain}_{step}", case)
            yield Given(case, f"{chain}_{step}", word, assessor)
            if word == "no":
                break
    yield Given(case, "c.own_plan", truth.word("c.own_plan", case), assessor)
