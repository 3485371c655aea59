"""docs/reference/columns.md: what caseloads, draws and case files hold, from the specifications that read and write them."""

from __future__ import annotations

from inspectorate.assessment import ANSWERS, CASES, INTERVIEWS, POPULATION
from inspectorate.sampling import CASELOAD, MATCHES, OUTPUTS, RULES
from inspectorate.tables import describe_columns

HEAD = """\
# Columns

What to hand in for a sample, and what comes back. Files are CSV (UTF-8; commas, semicolons or tabs), XLSX, XLS or ODS. Names of columns
and values are read without regard to case, spaces and signs; the heading may stand below a title. Columns not listed here are ignored,
unless the strata of the edition look at them. Where no date in a column tells whether 03/04/2019 is in March or April, say so
(`--dates day-first`).
"""
PROFILE = """\
## Mapping profile

An extract whose columns or values have other names is read through a profile (YAML, `--map FILE`), written once:

```yaml
columns: {Offender Ref: case_id, Sex at Birth: gender}
values:
  setting: {ORA Community Order: community, ORA Licence: post_custody}
sheet: Caseload
dates: day_first
```
"""
CASE_FILES = """\
# Case files

What was found in the cases, beside an inspection file that names them: `cases: cases.csv`, `answers: answers.csv`, and where there are
any `population: population.csv` and `interviews: interviews.csv`. The same forms of files are read. Every row that cannot stand is
told with its row and column; with an error among them nothing is rated.
"""


def page() -> str:
    """Write the page."""
    parts = [HEAD, describe_columns(CASELOAD), _exclusions(), PROFILE, *(describe_columns(output) for output in OUTPUTS)]
    parts += [CASE_FILES, *(describe_columns(each) for each in (CASES, ANSWERS, POPULATION, INTERVIEWS))]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _exclusions() -> str:
    lines = ["## Who is left out", "", "An edition declares its exclusions. These words have a rule of their own:", ""]
    lines += ["| an edition says | code | looks at | reason |", "| --- | --- | --- | --- |"]
    lines += [f"| {rule.words} | `{rule.code}` | `{rule.column}` | {rule.reason} |" for rule in RULES]
    lines += ["", "Any other reason an edition lists is read from the column `exclude`. Nobody is left out for anything else.", ""]
    lines += [
        "Duplicates are found last. Two rows are one person with any of these; the earliest-starting is kept:",
        "",
    ]
    lines += [f"- {match.says} (`{'`, `'.join(match.columns)}`)" for match in MATCHES]
    lines += ["", "An identifier that is empty, or not of its form, matches nobody."]
    return "\n".join(lines)
