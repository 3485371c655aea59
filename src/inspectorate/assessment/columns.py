"""The columns of the case-level files of an inspection, said once: they read the files and describe them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.tables import Column, Specification

if TYPE_CHECKING:
    from inspectorate.model import Edition

DEFAULT_SAMPLE = "supervision"
CASE_ID = Column(
    "case_id", "Case", "text", "The reference of the case: the same in all files, and never a name.", required=True, filled=True
)
CASES = Specification(
    "cases",
    "Cases (cases.csv)",
    "One row is one case of the sample. Besides these columns it has those of the edition's case fields (what routing reads), and any "
    "attributes: staff_grade, gender, officer, unit and so on.",
    (
        CASE_ID,
        Column("stratum", "Stratum", "text", "The stratum from which the case was drawn.", required=True, filled=True),
        Column("sample", "Sample", "text", f"The sample it belongs to, by the edition's id; {DEFAULT_SAMPLE} where empty."),
    ),
)
ANSWERS = Specification(
    "answers",
    "Answers (answers.csv)",
    "One row is one answer of one assessor on one case.",
    (
        CASE_ID,
        Column(
            "question",
            "Question",
            "text",
            "A key question (2.1.1), a prompt (2.1.1a) or a context question (c.domestic_abuse_asked).",
            required=True,
            filled=True,
        ),
        Column("answer", "Answer", "text", "yes, no, na (not applicable), unknown (cannot tell), or empty: not answered.", required=True),
        Column("assessor", "Assessor", "text", "Who answered."),
        Column("round", "Round", "text", "first, second or agreed; first where empty. Agreed answers rate, else first; second never do."),
        Column("note", "Note", "text", "Why. It stays with the answer and enters nothing."),
    ),
)
POPULATION = Specification(
    "population",
    "Population (population.csv)",
    "One row is one stratum of the eligible caseload.",
    (
        Column("sample", "Sample", "text", f"The sample, by the edition's id; {DEFAULT_SAMPLE} where empty."),
        Column("stratum", "Stratum", "text", "The stratum, as in cases.csv.", required=True, filled=True),
        Column("cases", "Cases", "whole", "How many eligible cases it has.", required=True, filled=True),
    ),
)
INTERVIEWS = Specification(
    "interviews",
    "Interviews (interviews.csv)",
    "One row is one answer of one member of staff.",
    (
        Column("interview_id", "Interview", "text", "The reference of the interview, never a name.", required=True, filled=True),
        Column("staff_grade", "Staff grade", "text", "The grade of the member of staff."),
        Column("question", "Question", "text", "The edition's id of the question, as i.workload.", required=True, filled=True),
        Column("answer", "Answer", "text", "yes, no, na, unknown, or empty: not answered.", required=True),
    ),
)


def cases_of(edition: Edition, names: tuple[str, ...]) -> Specification:
    """Give the columns of a table of cases under an edition: its case fields too, and every further column as an attribute."""
    columns = [*CASES.columns, *(Column(field.id, field.title, "text", field.title) for field in edition.case_fields)]
    known = {column.name for column in columns} | {column.title.casefold() for column in columns}
    further = [name for name in dict.fromkeys(names) if name and name.casefold() not in known]
    return CASES._replace(columns=(*columns, *(Column(name, name, "text", "An attribute.") for name in further)))
