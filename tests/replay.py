"""Recompute every step of a trace from its JSON alone: `python tests/replay.py < result.json`, one result a line; names what does not."""
# Short enough to be read at one sitting by someone who trusts nothing else here.
# fmt: off
# isort: off

import hashlib
import json
import sys
from fractions import Fraction
from itertools import combinations_with_replacement, groupby, product

def band(value, p):
    value = (value + Fraction(1, 2)) // 1 if p["rounding"] == "half_up" else value
    return sum(value >= Fraction(edge) for _, edge in p["at_least"])

def percent_of_cases(i, p):
    scale, yes, base, blank, fewest = (p or i)["scale"], i["yes"], i["cases"], i["unanswered"], p.get("minimum_cases") or 1
    if base is not None and base + blank < fewest:
        return {"possible": [], "takes_part": False}
    found = {band(Fraction(i["percent"]), p)} if p and i["percent"] is not None else set()
    if not p or ((blank or not found) and (base is None or (yes is None and base))):
        return {"possible": scale, "takes_part": True}
    for n in {min(n, base + blank) for n in (*range(base, base + 201), base + blank)} if blank or not found else ():
        found |= {band(Fraction(100 * ((yes or 0) + more), n), p) for more in range(0, n - base + 1, 1 + blank // 500) if n >= fewest}
    found |= {len(scale) - 1} if base is not None and base < fewest else set()
    return {"possible": [scale[at] for at in sorted(found)], "takes_part": True}

def holds(c, items, facts, computed=None, statuses=None):
    if "all" in c or "any" in c:
        return (all if "all" in c else any)(holds(part, items, facts, computed, statuses) for part in c.get("all") or c["any"])
    if "fact" in c or "item" in c:
        return (facts.get(c["fact"]) if "fact" in c else items.get(c["item"], [None])[0]) == c["equals"]
    seen = [items[ref] for ref in c.get("among", items) if ref in items and "any_item" in c]
    return (any(c["any_item"] in scale and scale.index(at) <= scale.index(c["any_item"]) for at, scale in seen) if "any_item" in c
            else computed == c["computed"] if "computed" in c else statuses[c["status"]])

def states(i, p):  # every way the items and the facts nobody gave may stand; items alike that no rule names are exchangeable
    def alike(item):
        return json.dumps([json.dumps(item["ref"]) in json.dumps(p) and item["ref"], item["scale"], item["possible"], item["counted"]])
    for branch in i["branches"] or [i]:
        groups = [list(group) for _, group in groupby(sorted(branch["items"], key=alike), key=alike)]
        open_facts = {fact: [None, *values] for fact, values in p["facts"].items() if fact not in branch["facts"]}
        for ways in product(*(combinations_with_replacement(group[0]["possible"], len(group)) for group in groups)):
            placed = [pair for group, way in zip(groups, ways, strict=True) for pair in zip(group, way, strict=True)]
            seen = {item["ref"]: (at, [point for point, _ in p["scales"][item["scale"]]]) for item, at in placed}
            for values in product(*open_facts.values()):
                yield [pair for pair in placed if pair[0]["counted"]], seen, branch["facts"] | dict(zip(open_facts, values, strict=True))

def decide(p, scale, placed, to):
    kind, points, total = p["kind"], [at for _, at in placed], sum(dict(p["scales"][item["scale"]])[at] for item, at in placed)
    if not placed or kind in ("judgement", "none"):
        return None
    if kind == "sum_and_bands" and p["total_at_most"]:
        return next((scale.index(point) for point, most in p["total_at_most"] if total <= Fraction(most)), 0)
    if kind == "sum_and_bands":
        means = [(Fraction(total, len(placed)), Fraction(mean)) for _, mean in p["mean_at_most"]]
        return sum(mean > edge or (mean == edge and p["boundary"] == "upper") for mean, edge in means)
    if kind == "percent_of_max":
        return band(Fraction(100 * total, p["max_per_item"] * len(placed)), p)
    if kind == "count_thresholds":
        x, to = next((x for most, x in p["thresholds"] if most is None or len(points) <= most), 0), p["normally"] and to
        for row in [*p["clauses"], {"to": p["otherwise"], "counted": None, "others": None, "at_most": []}]:
            few = row["counted"] and points.count(row["counted"]) < (x if row["at_least"] == "X" else int(row["at_least"] or 1))
            low = row["others"] and any(at != row["counted"] and scale.index(at) < scale.index(row["others"]) for at in points)
            if not few and not low and all(points.count(point) <= most for point, most in row["at_most"]):
                return scale.index(to or row["to"]) if row["to"] else None
    places = {item["ref"]: scale.index(at) for item, at in placed if item["ref"] in (p.get("among") or [item["ref"]])}
    below, but = {ref: scale.index(to or scale[0]) - at for ref, at in places.items() if at < scale.index(to or scale[0])}, p.get("exceptions")
    fine = but and below and len(below) <= but["most"] and max(below.values()) <= but["steps"] and not set(below) & set(but["not_items"])
    return scale.index(to) if fine else min(places.values(), default=None)

def combine(i, p):
    scale, found, counted = [point for point, _ in p["scales"][p["scale"]]], set(), [item for item in i["items"] if item["counted"]]
    for placed, items, facts in states(i, p) if not p["whole"] or (counted and p["kind"] != "none") else ():
        place = decide(p, scale, placed, i["departure"])
        for computed in [place] if place is not None else [scale.index(i["given"])] if i["given"] else range(len(scale)):
            ceilings = [max(scale.index(limit["at_best"]), scale.index(i["eased"].get(limit["id"], scale[0])))
                        for limit in p["limits"] if holds(limit["when"], items, facts, scale[computed])]
            found.add(scale[min([computed, *ceilings])])
    summed = p["kind"] in ("sum_and_bands", "percent_of_max") and [(dict(p["scales"][item["scale"]]), item["possible"]) for item in counted]
    score = sum(scores[at[0]] for scores, at in summed) if summed and all(len(at) == 1 for _, at in summed) else None
    best = sum(max(scores.values()) for scores, _ in summed) if summed and not p.get("total_at_most") else None
    return {"possible": [point for point in scale if point in found]} | ({"score": score, "max": best} if p["whole"] else {})

def settle(i, p):
    if i["decided"] or (p["kind"] == "judgement" and i["computed"] is not None and not i["stated"]):
        return {"possible": [i["decided"]] if i["decided"] else i["computed"]}
    stands = i["stated"] and (not i["computed"] or i["stated"] in i["computed"] or i["stated_stands"])
    return {"possible": [i["stated"]] if stands else i["computed"] or [point for point, _ in p["scale"]]}

def discretion(i, p):
    here, to, edges = p["scale"].index(i["computed"][0]), p["scale"].index(i["to"]), p["at_least"]
    exact = Fraction(i["percent"]) if i["percent"] is not None else Fraction(100 * i["yes"], i["cases"])
    value = (exact + Fraction(1, 2)) // 1 if p["rounding"] == "half_up" else exact
    near, yes = abs(Fraction(edges[max(here, to) - 1][1]) - value) <= p["window"], (i["yes"] or 0) + to - here
    flips = p["one_answer"] and i["yes"] is not None and i["cases"] and 0 <= yes <= i["cases"]
    flips = flips and (band(Fraction(100 * yes, i["cases"]), p) - here) * (to - here) > 0
    fine = (near or flips) and i["reason"] and i["decided_by"] and len(i["computed"]) == abs(to - here) == 1 and band(exact, p) == here
    return {"possible": [i["to"]] if fine and str(value) == i["value"] else []}

def status(i, p):
    seen = set()
    for _, items, facts in states(i, p) if p["when"] else ():
        found = {}
        for name, when in p["statuses"].items():
            found[name] = holds(when, items, facts, None, found)
        seen.add(found[p["status"]])
    return {"holds": seen.pop() if len(seen) == 1 else None, "value": None if p["when"] else i["facts"].get(p["status"])}

RECOMPUTED = {
    "percent_of_cases": percent_of_cases, "combine": combine, "settle": settle, "discretion": discretion, "status": status,
    "given": lambda i, _: {"possible": [i["rating"]], "takes_part": True}, "unknown": lambda i, _: {"possible": i["scale"], "takes_part": True},
    "not_asked": lambda _, __: {"possible": [], "takes_part": False}, "not_rated": lambda _, __: {"possible": []}, "inspection": lambda _, __: {}}

def read_from_below(i, p, kids):  # whether a step read what the steps below it say
    leaves = {leaf["about"]: leaf["inputs"] for kid in kids for leaf in kid["children"]}
    if "items" in i:
        return not kids or {x["ref"]: x["possible"] for x in i["items"]} == {x["about"]: x["result"]["possible"] for x in kids if x["result"]["possible"]}
    if "decided" in i:
        said = {kid["operation"]: kid["result"]["possible"] for kid in kids}
        lowest = [kid["inputs"][key] == leaves[kid["inputs"]["lowest"]][key] for kid in kids[1:] for key in ("yes", "cases", "percent")]
        return said == {key: at for key, at in (("combine", i["computed"]), ("discretion", i["decided"] and [i["decided"]])) if at is not None} and all(lowest)
    return all(kid["inputs"]["items"] == kids[0]["inputs"]["items"] for kid in kids if "statuses" in kid["rule"]["parameters"]) if "hash" in i else True

def wrong(step):  # the steps that do not recompute, by operation and what they are about
    read = json.dumps({key: step[key] for key in ("operation", "about", "title", "inputs", "rule")}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        i, p = step["inputs"], (step["rule"] or {"parameters": {}})["parameters"]
        fine = step["result"] == RECOMPUTED[step["operation"]](i, p) and read_from_below(i, p, step["children"])
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        fine = False
    fine = fine and step["sha256"] == hashlib.sha256(read.encode()).hexdigest()
    return [*([] if fine else [f"{step['operation']} {step['about']}"]), *(name for child in step["children"] for name in wrong(child))]

if __name__ == "__main__":
    found = [name for line in sys.stdin if line.strip() for name in wrong(json.loads(line)["trace"])]
    print(*found or ["Every step recomputes."], sep="\n")
    sys.exit(bool(found))
