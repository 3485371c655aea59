"""Rate under the editions of HM Inspectorate of Probation from a line of a table: `66 79 95` are per cents, `34/60` is a count."""

from decimal import Decimal
from functools import lru_cache

from tests.spec.systems import edition

from inspectorate.model import (
    DiscretionDecision,
    Edition,
    Evidence,
    Figures,
    PercentBands,
    StandardEvidence,
    StandardResult,
    SumBands,
)
from inspectorate.rating import rate

LETTERS = {"I": "inadequate", "R": "requires_improvement", "G": "good", "O": "outstanding"}


def figures(line: str, standard: str = "2.1") -> dict[str, Figures]:
    """Give the key questions of a standard their figures; `34/60+2` has two cases nobody answered, `?` is unknown, `-` had no case."""
    found = {}
    for at, word in enumerate(line.split(), start=1):
        if word == "-":
            found[f"{standard}.{at}"] = Figures(None, 0)
        elif "/" in word:
            counts, _, blanks = word.partition("+")
            yes, cases = map(int, counts.split("/"))
            found[f"{standard}.{at}"] = Figures(yes if cases else None, cases, unanswered=int(blanks or 0))
        elif word != "?":
            found[f"{standard}.{at}"] = Figures(percent=Decimal(word))
    return found


def case_standard(line: str, of: Edition | str = "hmip-crc-2019", ref: str = "2.1", *, provenance="draft", **known) -> StandardResult:
    """Rate one standard from its key questions."""
    of = edition(of) if isinstance(of, str) else of
    decisions = (DiscretionDecision(ref, *known.pop("decide")),) if "decide" in known else ()
    evidence = StandardEvidence(figures=figures(line, ref), **known)
    return rate(of, Evidence(provenance, {ref: evidence}, discretion=decisions)).standard(ref)


@lru_cache(maxsize=32)
def setting(name: str, rounding: str | None = None, boundary: str | None = None, window: int | None = None, **more) -> Edition:
    """Give an edition with a setting at another value, all else as shipped."""
    of = edition(name)
    rules = {rule_id: _changed(rule, rounding, boundary, more) for rule_id, rule in of.rules.items()}
    standards = [
        [
            each._replace(rule=rules[each.rule.id], key_question_rule=each.key_question_rule and rules[each.key_question_rule.id])
            for each in domain.standards
        ]
        for domain in of.domains
    ]
    domains = tuple(domain._replace(standards=tuple(below)) for domain, below in zip(of.domains, standards, strict=True))
    discretion = of.discretion
    if discretion is not None and window is not None:
        discretion = discretion._replace(window=discretion.window._replace(value=window))
    return of._replace(rules=rules, overall=rules[of.overall.id], domains=domains, discretion=discretion)


def _changed(rule, rounding, boundary, more):
    if isinstance(rule, PercentBands):
        other = rule._replace(rounding=rule.rounding._replace(value=rounding)) if rounding else rule
        return other._replace(minimum_cases=rule.minimum_cases._replace(value=more["minimum_cases"])) if more else other
    if isinstance(rule, SumBands) and boundary:
        return rule._replace(boundary=rule.boundary._replace(value=boundary))
    return rule
