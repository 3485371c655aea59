"""Rate an inspection under any system from a line of a table: scores or letters in the order of the edition's standards."""

from functools import lru_cache
from pathlib import Path

from inspectorate.frameworks import load_edition, load_edition_file, shipped_editions
from inspectorate.model import Condition, Edition, Evidence, Figures, Result, StandardEvidence
from inspectorate.rating import rate

FIXTURES = Path(__file__).parents[1] / "fixtures" / "editions"
WORDS = {"O": "outstanding", "G": "good", "R": "requires_improvement", "I": "inadequate"}


@lru_cache(maxsize=64)
def edition(edition_id: str) -> Edition:
    """Give a shipped edition, or one of the fixtures."""
    return load_edition(edition_id) if edition_id in shipped_editions() else load_edition_file(FIXTURES / f"{edition_id}.yaml")


def scored(edition_id: str, line: str) -> dict[str, StandardEvidence]:
    """Give the standards their scores or letters, in the order of the edition; those beyond the line stay absent."""
    evidence = {}
    for word, standard in zip(line.split(), edition(edition_id).standards, strict=False):
        point = WORDS.get(word) or standard.scale.by_score(int(word)).id
        evidence[standard.ref] = StandardEvidence(stated=point)
    return evidence


def judged(edition_id: str, ref: str, line: str) -> StandardEvidence:
    """Give the key questions of one standard their scores, all of them and in order."""
    standard = edition(edition_id).standard(ref)
    pairs = zip(standard.key_questions, line.split(), strict=True)
    return StandardEvidence(
        figures={question.ref: Figures(rating=standard.key_question_scale.by_score(int(word)).id) for question, word in pairs}
    )


def rated(edition_id: str, evidence: dict[str, StandardEvidence], facts=None, **decisions) -> Result:
    """Rate; every fact that a limit reads is false unless *facts* says otherwise (None: nobody gave it)."""
    of = edition(edition_id)
    read = {fact: "false" for limit in of.limits for fact in _facts(limit.when)} | (facts or {})
    given = {fact: value for fact, value in read.items() if value is not None}
    return rate(of, Evidence(provenance="draft", standards=evidence, facts=given, **decisions))


def statuses_that_hold(result: Result) -> list[str]:
    """Give the ids of the statuses that hold, in the order of the edition."""
    return [status.id for status in result.statuses if status.holds]


def _facts(condition: Condition) -> list[str]:
    inside = [fact for part in (*condition.all, *condition.any) for fact in _facts(part)]
    return [condition.fact, *inside] if condition.fact else inside
