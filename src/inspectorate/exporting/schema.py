"""The one schema of the ratings table: every column with its name, title, datatype and meaning."""

from __future__ import annotations

from typing import Literal, NamedTuple

Datatype = Literal["text", "integer", "decimal", "boolean", "date"]
Options = tuple[tuple[str, str], ...]

PART_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
"""A date as exact as it is known: a year, a month or a day."""


class Column(NamedTuple):
    """One column: a `required` one is never empty; `options` are its values with their labels, where they are a closed set."""

    name: str
    title: str
    datatype: Datatype
    description: str
    required: bool = False
    options: Options = ()
    least: int | None = None
    most: int | None = None


LEVELS: Options = (
    ("inspection", "the inspection as a whole"),
    ("standard", "a standard"),
    ("key_question", "a key question of a standard"),
    ("context", "a figure that is shown and never rated"),
)
MEASURES: Options = (
    ("overall_rating", "overall rating"),
    ("standard_rating", "rating of a standard"),
    ("key_question_figure", "cases that met a key question"),
    ("context_figure", "context figure"),
    ("sample_size", "cases inspected"),
)
PROVENANCES: Options = (("published", "published by the rater"), ("synthetic", "made up for demonstration"))
STATES: Options = (
    ("rated", "has a rating"),
    ("unknown", "should have a value; it is not known, or more than one rating is possible"),
    ("open", "an overall rating that waits for what is not known"),
    ("not_rated", "was not rated, for the reason in the column blank"),
    ("not_applicable", "does not apply here"),
    ("nothing_rated", "an overall rating of nothing: no standard was rated"),
    ("none_by_design", "the edition gives no overall rating"),
    ("shown", "a figure that is shown and never rated"),
)
BLANKS: Options = (
    ("unknown", "the value exists or should; it is not in the sources, or more than one is possible"),
    ("not_rated:CODE", "not rated; the code says why, as no_cases, too_few_cases or insufficient_evidence"),
    ("not_applicable", "does not exist for this organisation"),
    ("not_inspected", "exists and was not looked at this time"),
    ("withheld", "known and held back, as under appeal or review"),
    ("none_by_design", "the edition rates nothing here"),
)
"""What an empty value may mean. `not_rated:CODE` carries a code of the inspection file."""
HOWS: Options = (
    ("direct", "given by the source"),
    ("inferred", "inferred from the source's words"),
    ("by_elimination", "the only one left"),
    ("derived", "worked out from figures"),
)
BASES: Options = (
    ("standards", "the ratings of the standards settle it"),
    ("score", "the published score settles it"),
    ("counts", "the published counts settle it"),
    ("part", "some ratings are ruled out"),
    ("nothing", "nothing known rules a rating out"),
)
_WHICH = "; see datapackage.json for what each value means"

COLUMNS: tuple[Column, ...] = (
    Column("inspection_id", "Inspection", "text", "Stable id of the inspection, never used again.", required=True),
    Column(
        "organisation_id",
        "Organisation id",
        "text",
        "Id of the organisation at the time: as recorded, else its name in small letters and hyphens.",
        required=True,
    ),
    Column("organisation_name", "Organisation", "text", "Name of the organisation at the time.", required=True),
    Column("area", "Area", "text", "Area that the inspection covers, as named at the time."),
    Column("kind", "Kind of inspection", "text", "single_organisation, joint, area or thematic.", required=True),
    Column("provenance", "Provenance", "text", f"Whether it happened{_WHICH}.", required=True, options=PROVENANCES),
    Column("framework", "Framework edition", "text", "Id of the edition of the framework it was rated under.", required=True),
    Column("edition_hash", "Hash of the edition", "text", "SHA-256 of the resolved content of the edition.", required=True),
    Column("rater", "Rater", "text", "Who rated it."),
    Column("fieldwork_from", "Fieldwork from", "date", "First day of fieldwork, as exact as it is known: year, month or day."),
    Column("fieldwork_to", "Fieldwork to", "date", "Last day of fieldwork, as exact as it is known."),
    Column("published_on", "Published on", "date", "Day of publication, as exact as it is known."),
    Column("level", "Level", "text", f"What the row is about{_WHICH}.", required=True, options=LEVELS),
    Column(
        "ref",
        "Reference",
        "text",
        'The publisher\'s code of the standard or key question; "overall" of the overall rating, "cases" of the sample size.',
        required=True,
    ),
    Column("title", "Title", "text", "Title of the standard, short text of the key question, label of the figure."),
    Column("measure", "Measure", "text", f"What the row measures{_WHICH}.", required=True, options=MEASURES),
    Column("numerator", "Numerator", "integer", "Cases that met the question or reached the step.", least=0),
    Column("denominator", "Denominator", "integer", "Cases to which it applied; of sample_size, the cases inspected.", least=0),
    Column("unanswered", "Unanswered", "integer", "Cases not answered or that nobody could tell; outside the denominator.", least=0),
    Column("percent", "Per cent", "decimal", "As published, else numerator of denominator to the nearest whole number.", least=0, most=100),
    Column("rating", "Rating", "text", "Id of the rating that follows from what is known; empty where more than one is possible."),
    Column("rating_label", "Rating in words", "text", "The rating as the edition words it."),
    Column("rating_position", "Position of the rating", "integer", "Place of the rating on its scale, 1 for the worst.", least=1),
    Column("scale_points", "Points of the scale", "integer", "How many ratings the scale has.", least=1),
    Column("score", "Score", "integer", "Score of the rating; of the overall rating, the sum."),
    Column("max", "Highest score", "integer", "Highest score the overall rating could have had."),
    Column("how", "How known", "text", f"How the source gives it{_WHICH}.", options=HOWS),
    Column("carried_from", "Carried from", "date", "Date of an earlier rating that still stands."),
    Column("state", "State", "text", f"Whether there is a rating, and why not{_WHICH}.", required=True, options=STATES),
    Column(
        "blank",
        "Which blank",
        "text",
        "Why the rating, or the figure, is empty: unknown, not_rated:CODE, not_applicable, not_inspected, withheld or none_by_design.",
    ),
    Column("possible", "Possible ratings", "text", "Ids of every rating still possible, lowest first, joined by |."),
    Column("published_rating", "Published overall rating", "text", "Id of the overall rating as the rater published it."),
    Column("published_score", "Published score", "integer", "Total score as published."),
    Column("published_max", "Published highest score", "integer", "Highest score as published."),
    Column("agrees", "Agrees", "boolean", "Whether what is known gives the published overall rating; empty where that cannot be told."),
    Column("basis", "Basis", "text", f"What settles whether it agrees{_WHICH}.", options=BASES),
    Column("counted", "Counted", "boolean", "Whether the standard counts towards the overall rating."),
    Column("discretion_used", "Discretion used", "boolean", "Whether a panel moved the computed rating."),
    Column("sensitive", "Sensitive", "boolean", "Whether another reading of a rule nobody could check would change it."),
    Column(
        "comparability",
        "Comparability",
        "text",
        "Whether the value may be set beside that of the same organisation's inspection before it: comparable, with_caveat or "
        "not_comparable, then a colon and the ids of the comparability register that say so; empty where there is none before.",
    ),
    Column("source", "Source", "text", "Where the value was read; else the sources of the inspection, joined by |."),
    Column("previous_inspection", "Previous inspection", "text", "Id of the inspection before."),
)
PRIMARY_KEY = ("inspection_id", "level", "ref", "measure")
COLUMN = {column.name: column for column in COLUMNS}
