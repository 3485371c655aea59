# Recompute every step of a trace from its JSON alone: `python tests/replay.py < result.json`, one result a line; names what does not.
# Short enough to be read at one sitting by someone who trusts nothing else here.
# fmt: off
import hashlib  # noqa: I001 – no blank lines, to be seen at once
import json
import sys
from fractions import Fraction
from itertools import combinations_with_replacement, groupby, product
def rounded(value, p):
    return (value + Fraction(1, 2)) // 1 if p["rounding"] == "half_up" else value
def band(value, p):
    return sum(rounded(value, p) >= Fraction(edge) for _, edge in p["at_least"])
def percent_of_cases(i, p):
    scale, yes, base, blank, fewest = (p or i)["scale"], i["yes"], i["cases"], i["unanswered"], p.get("minimum_cases") or 1
    takes_part, printed = base is None or base + blank >= fewest, [Fraction(i["percent"])] if p and i["percent"] is not None else []
    found = {band(value, p) for value in printed}
    if not p or ((blank or not found) and (base is None or (yes is None and base))):
        found = range(len(scale))
    elif blank or not found:
        shares = [((yes or 0) + more, n) for n in {min(n, base + blank) for n in (*range(base, base + 201), base + blank)} if n >= fewest
                  for more in range(0, n - base + 1, 1 + blank // 500)]
        found |= {band(Fraction(100 * some, n), p) for some, n in shares} | {len(scale) - 1 for _ in range(base, fewest)}
    return {"possible": [scale[at] for at in sorted(found)] if takes_part else [], "takes_part": takes_part}
def holds(c, items, facts, computed=None, statuses=None):
    if "all" in c or "any" in c:
        return (all if "all" in c else any)(holds(part, items, facts, computed, statuses) for part in c.get("all") or c["any"])
    if "any_item" in c:
        seen = [items[ref] for ref in c.get("among", items) if ref in items]
        return any(c["any_item"] in scale and scale.index(at) <= scale.index(c["any_item"]) for at, scale in seen)
    if "fact" in c or "item" in c:
        return (facts.get(c["fact"]) if "fact" in c else items.get(c["item"], [None])[0]) == c["equals"]
    return computed == c["computed"] if "computed" in c else holds(statuses[c["status"]], items, facts, None, statuses)
def states(i, p):  # every way the items and the facts nobody gave may stand; items alike that no rule names are exchangeable
    def alike(item):
        return json.dumps([json.dumps(item["ref"]) in json.dumps(p) and item["ref"], item["scale"], item["possible"], item["counted"]])
    for branch in i["branches"] or [i]:
        groups = [list(group) for _, group in groupby(sorted(branch["items"], key=alike), key=alike)]
        open_facts = {fact: [None, *values] for fact, values in p["facts"].items() if fact not in branch["facts"]}
        for ways in product(*(combinations_with_replacement(group[0]["possible"], len(group)) for group in groups)):
            placed = [pair for group, way in zip(groups, ways, strict=True) for pair in zip(group, way, strict=True)]
            seen = {item["ref"]: (at, list(dict(p["scales"][item["scale"]]))) for item, at in placed}
            for values in product(*open_facts.values()):
                yield [x for x in placed if x[0]["counted"]], seen, branch["facts"] | dict(zip(open_facts, values, strict=True))
def decide(p, scale, placed, to):
    kind, points, total = p["kind"], [at for _, at in placed], sum(dict(p["scales"][item["scale"]])[at] for item, at in placed)
    if not placed or kind in ("judgement", "none"):
        return None
    if kind == "sum_and_bands":
        above = [Fraction(total, len(placed)) - Fraction(edge) for _, edge in p["mean_at_most"]]
        low = [scale.index(point) for point, most in p["total_at_most"] if total <= Fraction(most)]
        return (low or [0])[0] if p["total_at_most"] else sum(by > 0 or (by == 0 and p["boundary"] == "upper") for by in above)
    if kind == "percent_of_max":
        return band(Fraction(100 * total, p["max_per_item"] * len(placed)), p)
    if kind == "count_thresholds":
        x, to = next((x for most, x in p["thresholds"] if most is None or len(points) <= most), 0), p["normally"] and to
        for row in p["clauses"]:
            enough = not row["counted"] or points.count(row["counted"]) >= (x if row["at_least"] == "X" else int(row["at_least"] or 1))
            others = [scale.index(at) >= scale.index(row["others"]) for at in points if row["others"] and at != row["counted"]]
            if enough and all(others) and all(points.count(point) <= most for point, most in row["at_most"]):
                return scale.index(to or row["to"])
        return scale.index(to or p["otherwise"]) if p["otherwise"] else None
    among, but = p.get("among") or [item["ref"] for item, _ in placed], p.get("exceptions")
    places = {item["ref"]: scale.index(at) for item, at in placed if item["ref"] in among}
    below = {ref: scale.index(to) - at for ref, at in places.items() if at < scale.index(to)} if to and but else {}
    fine = below and len(below) <= but["most"] and max(below.values()) <= but["steps"] and not set(below) & set(but["not_items"])
    return scale.index(to) if fine else min(places.values(), default=None)
def combine(i, p):
    scale, found, counted = [point for point, _ in p["scales"][p["scale"]]], set(), [item for item in i["items"] if item["counted"]]
    for placed, items, facts in states(i, p) if not p["whole"] or (counted and p["kind"] != "none") else ():
        place, given = decide(p, scale, placed, i["departure"]), [scale.index(i["given"])] if i["given"] else range(len(scale))
        for computed in given if place is None else [place]:
            limits = [x for x in p["limits"] if holds(x["when"], items, facts, scale[computed])]
            found.add(min([computed, *(max(scale.index(x["at_best"]), scale.index(i["eased"].get(x["id"], scale[0]))) for x in limits)]))
    summed = p["kind"] in ("sum_and_bands", "percent_of_max") and [(dict(p["scales"][item["scale"]]), item["possible"]) for item in counted]
    score = sum(scores[at[0]] for scores, at in summed) if summed and all(len(at) == 1 for _, at in summed) else None
    best = sum(max(scores.values()) for scores, _ in summed) if summed and not p.get("total_at_most") else None
    return {"possible": [scale[at] for at in sorted(found)]} | ({"score": score, "max": best} if p["whole"] else {})
def settle(i, p):
    stands = i["stated"] and (not i["computed"] or i["stated"] in i["computed"] or i["stated_stands"])
    judged = p["kind"] == "judgement" and i["computed"] is not None and not i["stated"]
    said = [i["stated"]] if stands else i["computed"] if judged or i["computed"] else [point for point, _ in p["scale"]]
    return {"possible": [i["decided"]] if i["decided"] else said}
def discretion(i, p):
    here, to, edges = p["scale"].index(i["computed"][0]), p["scale"].index(i["to"]), p["at_least"]
    exact = Fraction(i["percent"]) if i["percent"] is not None else Fraction(100 * i["yes"], i["cases"])
    near, yes = abs(Fraction(edges[max(here, to) - 1][1]) - rounded(exact, p)) <= p["window"], (i["yes"] or 0) + to - here
    one = p["one_answer"] and i["yes"] is not None and i["cases"] and 0 <= yes <= i["cases"]
    fine = (near or (one and (band(Fraction(100 * yes, i["cases"]), p) - here) * (to - here) > 0)) and i["reason"] and i["decided_by"]
    fine = fine and len(i["computed"]) == abs(to - here) == 1 and band(exact, p) == here
    return {"possible": [i["to"]] if fine and str(rounded(exact, p)) == i["value"] else []}
def status(i, p):  # one status may rest on others
    ways, when = states(i, p) if p["when"] else (), p["statuses"].get(p["status"])
    seen = {holds(when, items, facts, None, p["statuses"]) for _, items, facts in ways}
    return {"holds": seen.pop() if len(seen) == 1 else None, "value": None if p["when"] else i["facts"].get(p["status"])}
RECOMPUTED = {
    "percent_of_cases": percent_of_cases, "combine": combine, "settle": settle, "discretion": discretion, "status": status,
    "given": lambda i, _: {"possible": [i["rating"]], "takes_part": True}, "inspection": lambda _, __: {},
    "unknown": lambda i, _: {"possible": i["scale"], "takes_part": True}, "not_rated": lambda _, __: {"possible": []},
    "not_asked": lambda _, __: {"possible": [], "takes_part": False}}
def read_from_below(i, kids):  # whether a step read what the steps below it say
    if "items" in i:
        below = {kid["about"]: kid["result"]["possible"] for kid in kids if kid["result"]["possible"]}
        return not kids or {item["ref"]: item["possible"] for item in i["items"]} == below
    if "decided" in i:
        said = {"combine": i["computed"], "discretion": [i["decided"]] if i["decided"] else None}
        leaves, read = {leaf["about"]: leaf["inputs"] for kid in kids for leaf in kid["children"]}, [kid["inputs"] for kid in kids[1:]]
        lowest = all(each[key] == leaves[each["lowest"]][key] for each in read for key in ("yes", "cases", "percent"))
        said = {key: possible for key, possible in said.items() if possible is not None}
        return lowest and {kid["operation"]: kid["result"]["possible"] for kid in kids} == said
    return "hash" not in i or all(x["inputs"]["items"] == kids[0]["inputs"]["items"] for x in kids if "statuses" in x["rule"]["parameters"])
def wrong(step):  # the steps that do not recompute, by operation and what they are about
    read = {key: step[key] for key in ("operation", "about", "title", "inputs", "rule")}
    digest = hashlib.sha256(json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    try:
        result = RECOMPUTED[step["operation"]](step["inputs"], (step["rule"] or {"parameters": {}})["parameters"])
        fine = step["result"] == result and step["sha256"] == digest and read_from_below(step["inputs"], step["children"])
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        fine = False
    return [*([] if fine else [f"{step['operation']} {step['about']}"]), *(name for child in step["children"] for name in wrong(child))]
if __name__ == "__main__":
    found = [name for line in sys.stdin if line.strip() for name in wrong(json.loads(line)["trace"])]
    print(*found or ["Every step recomputes."], sep="\n")
    sys.exit(bool(found))
