"""Random inspections under every edition: what may stand in a file, as evidence."""

from decimal import Decimal

from hypothesis import strategies as st
from tests.spec.systems import FIXTURES, edition

from inspectorate.frameworks import shipped_editions
from inspectorate.model import (
    CountThresholds,
    Departure,
    DiscretionDecision,
    Evidence,
    Figures,
    NotRated,
    OverallJudgement,
    PublishedOutcome,
    StandardEvidence,
    WorstOf,
)

HMIP = tuple(name for name in shipped_editions() if name.startswith("hmip") and "dipp" not in name)
EVERY = (*shipped_editions(), *sorted(path.stem for path in FIXTURES.glob("*.yaml")))


@st.composite
def counts(draw, most=30, blanks=3):
    """Counts, a per cent with or without its base, or nothing."""
    kind = draw(st.sampled_from(("counts", "counts", "counts", "blanks", "percent", "both", "none")))
    cases = draw(st.integers(0, most))
    if kind == "percent":
        return Figures(percent=Decimal(draw(st.integers(0, 100))))
    if kind == "both":
        return Figures(None, cases + 1, Decimal(draw(st.integers(0, 100))))
    if kind == "none":
        return None
    yes = draw(st.integers(0, cases))
    return Figures(yes if cases else None, cases, unanswered=draw(st.integers(0, blanks)) if kind == "blanks" else 0)


@st.composite
def of_standard(draw, standard):
    """What may be known of one standard; None when nothing is."""
    kind = draw(st.sampled_from(("figures", "figures", "stated", "stated", "stated", "not_rated", "nothing", "both")))
    points = standard.scale.ids
    if standard.by == "text" or not points:
        return StandardEvidence(text="Findings.") if kind != "nothing" else None
    figures = {}
    if kind in ("figures", "both") and standard.key_questions:
        for question in standard.key_questions:
            if standard.by == "cases":
                figures[question.ref] = draw(counts())
            elif standard.key_question_rule or standard.key_question_scale is not standard.scale:
                figures[question.ref] = Figures(rating=draw(st.sampled_from(standard.key_question_scale.ids)))
        figures = {ref: each for ref, each in figures.items() if each is not None}
    if kind == "not_rated":
        return StandardEvidence(not_rated=NotRated(draw(st.sampled_from(("no_cases", "not_applicable", "not_recorded", "other")))))
    stated = draw(st.sampled_from(points)) if kind in ("stated", "both") or (kind == "figures" and not figures) else None
    return None if kind == "nothing" else StandardEvidence(figures=figures, stated=stated)


@st.composite
def inspections(draw, names=EVERY):
    """The id of an edition and evidence under it: known, unknown, contradicting, decided, as it comes."""
    name = draw(st.sampled_from(names))
    of = edition(name)
    known = {standard.ref: draw(of_standard(standard)) for standard in of.standards}
    words = {fact: draw(st.sampled_from(("true", "false", None))) for fact in sorted(_facts(of))}
    points = of.scale.ids or ("none",)
    case_standards = [standard for standard in of.standards if standard.by == "cases" and standard.scale.points]
    decided = draw(st.lists(st.sampled_from(case_standards), max_size=2, unique_by=lambda each: each.ref)) if case_standards else []
    normal = [limit.id for limit in of.limits if limit.normally and limit.applies_to == "overall"]
    open_rule = isinstance(of.overall, WorstOf | CountThresholds)
    rules = normal + (["overall"] if open_rule else [])
    departures = (
        draw(st.lists(st.builds(Departure, st.sampled_from(rules), st.sampled_from(points), st.sampled_from(("why", None))), max_size=1))
        if rules
        else []
    )
    return name, Evidence(
        provenance=draw(st.sampled_from(("draft", "published"))),
        standards={ref: each for ref, each in known.items() if each is not None},
        overall=draw(st.none() | st.sampled_from(points).map(lambda point: OverallJudgement(point, "Weighed.")))
        if of.scale.points
        else None,
        departures=tuple(departures),
        facts={fact: word for fact, word in words.items() if word is not None},
        discretion=tuple(
            DiscretionDecision(each.ref, draw(st.sampled_from(each.scale.ids)), "Weighed.", None, "panel") for each in decided
        ),
        published=draw(
            st.none()
            | st.builds(
                PublishedOutcome, st.none() | st.sampled_from(points), st.none() | st.integers(0, 39), st.none(), st.just({}), st.none()
            )
        )
        if of.scale.points
        else None,
    )


def _facts(of):
    whens = [limit.when for limit in of.limits] + [status.when for status in of.statuses if status.when is not None]
    return {fact for when in whens for fact in _read(when)}


def _read(condition):
    return {condition.fact} - {None} | {fact for part in (*condition.all, *condition.any) for fact in _read(part)}
