"""
Every overall rating that published facts leave possible, worked out by going through all combinations of ratings.

Written apart from the engine, to check it: it reads the inspection files as plain YAML, has the band tables of the method as literals
(HMIP method 2.3, 2.4 and 2.7; other-methods section 1) and imports nothing of ours.
"""

from itertools import product

import yaml

SCALE = ("inadequate", "requires_improvement", "good", "outstanding")
EVERYTHING = frozenset(SCALE)

# Counted standards -> key questions they rest on; 0 where the rating is a judgement.
ADULT = {"1.1": 0, "1.2": 0, "1.3": 0, "1.4": 0, "2.1": 3, "2.2": 3, "2.3": 3, "2.4": 3}
YOUTH = {**ADULT, "3.1": 3, "3.2": 3, "3.3": 3}
STANDARDS = {
    "hmip-crc-2018": ADULT | {"4.1": 4, "4.2": 3},
    "hmip-crc-2019": ADULT | {"4.1": 4, "4.2": 3},
    "hmip-nps-2018": ADULT | {"3.1": 2, "3.2": 3},
    "hmip-nps-2019": ADULT | {"3.1": 2, "3.2": 3},
    "hmip-pdu-2021": {"1.1": 0, "1.2": 0, "1.3": 0, "1.4": 0, "2.1": 1, "2.2": 3, "2.3": 3, "2.4": 3, "2.5": 3},
    "hmip-pdu-2023": {"1.1": 0, "1.2": 0, "1.3": 0, "2.1": 3, "2.2": 3, "2.3": 3, "2.4": 3},
    "hmip-region-2023": {"1.1": 0, "1.2": 0, "2.1": 4, "2.2": 8, "2.3": 1, "2.4": 4, "2.5": 0, "2.6": 3},
    "hmip-youth-2018": YOUTH | {"3.4": 2},
    "hmip-youth-2021": YOUTH | {"3.4": 0},  # 4.1 is shown and not counted
    "cqc-local-authority-2023": dict.fromkeys("123456789", 0),
}

# Number of standards -> the highest total of Inadequate, Requires improvement and Good. HMIP method 2.7, as printed there.
TOTALS = {7: (3, 10, 17), 8: (4, 12, 20), 9: (4, 13, 22), 10: (5, 15, 25), 12: (6, 18, 30)}
CQC_TOTALS = (13, 22, 31)  # of nine scores from 1 to 4


def read(path):
    """Read a file as plain YAML."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def overall(framework, scores):
    """Band the total of the scores of all counted standards."""
    edges = CQC_TOTALS if framework.startswith("cqc") else TOTALS[len(scores)]
    return SCALE[sum(sum(scores) > edge for edge in edges)]


def band(percent):
    """Give the score of a key question's percentage."""
    return sum(percent >= edge for edge in (50, 65, 80))


def options(entry, key_questions):
    """Give the scores a standard may have: what is stated, else at most the lowest known key question, else any."""
    if "score" in entry:
        return (entry["score"],)
    if "rating" in entry:
        return (SCALE.index(entry["rating"]),)
    known = [band(question["percent"]) for question in entry.get("key_questions", {}).values()]
    if not known:
        return (0, 1, 2, 3)
    return (min(known),) if len(known) == key_questions else tuple(range(min(known) + 1))


def all_options(document):
    """Give the scores that each counted standard of an inspection may have."""
    results = document.get("results", {})
    standards = STANDARDS[document["inspection"]["framework"]]
    return [options(results.get(ref, {}), questions) for ref, questions in standards.items()]


def reachable(choices):
    """Give all numbers of standards at each score that some choice of ratings leads to: exact, because only the numbers matter."""
    found = {(0, 0, 0, 0, 0)}
    for scores in choices:
        found = {(*numbers[:score], numbers[score] + 1, *numbers[score + 1 :]) for numbers in found for score in scores}
    return [tuple(score for score, number in enumerate(numbers) for _ in range(number)) for numbers in found]


def fits(scores, score, counts):
    """Tell whether ratings have a published total and published counts."""
    if score is not None and sum(scores) != score:
        return False
    words = [SCALE[each] for each in scores] if counts else []
    return all(sum(words.count(word) for word in words_joined.split("_or_")) == number for words_joined, number in counts.items())


def possible(document, score, counts, states=None):
    """Give the overall ratings of all states that have the total and the counts."""
    framework = document["inspection"]["framework"]
    states = reachable(all_options(document)) if states is None else states
    return frozenset(overall(framework, scores) for scores in states if fits(scores, score, counts))


def judge(document):
    """Give what the engine should say of a published overall rating: agrees, basis, what is possible. None where there is none."""
    published = document.get("published", {})
    if "overall" not in published:
        return None
    score, counts = published.get("score"), published.get("counts", {})
    left = possible(document, score, counts)
    if len(possible(document, None, {})) == 1:
        basis = "standards"
    elif score is not None and len(possible(document, score, {})) == 1:
        basis = "score"
    elif len(left) == 1:
        basis = "counts"
    else:
        basis = "nothing" if left == EVERYTHING else "part"
    agrees = False if published["overall"] not in left else True if len(left) == 1 else None
    return agrees, basis, left


def possible_one_by_one(document):
    """Give the overall ratings by going through every single combination: slow, and the check on `reachable`."""
    framework = document["inspection"]["framework"]
    return frozenset(overall(framework, scores) for scores in product(*all_options(document)))
