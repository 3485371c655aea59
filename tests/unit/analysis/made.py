"""Case files of the demonstration inspection for tests: its counts exactly, its grades, two assessors; nothing drawn at random."""

from pathlib import Path

from inspectorate.inspection import load_rated

ROOT = Path(__file__).resolve().parents[3]
COUNTS = ROOT / "examples" / "demonstration" / "northbank.yaml"
NOT_LOW = 112
BY_GRADE = {"2.3.3": (31, 50)}  # of 112: senior case managers 31 of 50, case managers 18 of 62


def northbank_counts():
    """Give the counts of the demonstration: key question -> (yes, cases)."""
    rated = load_rated(COUNTS)
    return {each.ref: (each.yes, each.cases) for result in rated.result.standards for each in result.key_questions if each.yes is not None}


def write_northbank(folder, *, second=True, population=True):
    """Write the demonstration as cases; give the path of the inspection file."""
    counts = northbank_counts()
    text = COUNTS.read_text(encoding="utf-8")
    judged = "\n".join(line for line in text[text.index("results:") : text.index('  "2.1":')].splitlines())
    files = ["cases: cases.csv", "answers: answers.csv", *(["population: population.csv"] if population else [])]
    heading = text[: text.index("headline:")]
    path = folder / "northbank.yaml"
    path.write_text("\n".join([heading, judged, *files, ""]), encoding="utf-8")
    (folder / "cases.csv").write_text("\n".join(_case_rows()) + "\n", encoding="utf-8")
    (folder / "answers.csv").write_text("\n".join(_answer_rows(counts, second=second)) + "\n", encoding="utf-8")
    rows = ["sample,stratum,cases", "supervision,not_low,1120", "supervision,low,180", "unpaid_work,all,160", "through_the_gate,all,60"]
    (folder / "population.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def _case_rows():
    yield "case_id,sample,stratum,rosh_inspector,staff_grade"
    for at in range(130):
        stratum, risk = ("not_low", "medium") if at < NOT_LOW else ("low", "low")
        grade = "senior_case_manager" if at < 50 else "case_manager"
        yield f"N-{at + 1:03},supervision,{stratum},{risk},{grade}"
    yield from (f"U-{at + 1:03},unpaid_work,all,medium," for at in range(40))
    yield from (f"G-{at + 1:03},through_the_gate,all,medium," for at in range(30))


def _answer_rows(counts, *, second):
    yield "case_id,question,answer,assessor,round"
    for question, (yes, cases) in counts.items():
        letter = {"4.1": "U", "4.2": "G"}.get(question[:3], "N")
        for at in range(cases):
            good = _is_good(question, at, yes, cases)
            yield f"{letter}-{at + 1:03},{question},{'yes' if good else 'no'},Ada,first"
            if second and letter == "N" and at < 18:
                differs = (at == 0 and question == "2.4.3") or (at < 6 and question == "2.1.1")
                yield f"{letter}-{at + 1:03},{question},{'yes' if good != differs else 'no'},Ben,second"


def _is_good(question, at, yes, cases):
    """Spread the yes evenly over the cases, so that nothing but the grades in BY_GRADE differs."""
    if question not in BY_GRADE:
        return (at + 1) * yes // cases > at * yes // cases
    higher, of = BY_GRADE[question]
    return at < higher if at < of else at - of < yes - higher
