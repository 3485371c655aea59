"""The columns of a caseload: one specification, which reads extracts, checks them and is published for those who make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.tables import Column, Option, Specification

if TYPE_CHECKING:
    from inspectorate.model import Sample

OFFICER = "responsible_officer"
YES_WORDS = "Yes or no; an empty cell is read as no, and counted."
CASE_ID = r"\w[\w ./:#-]{0,63}"
COMMUNITY = ("community order", "co", "suspended sentence order", "sso", "suspended sentence", "youth rehabilitation order", "yro")
POST_CUSTODY = ("licence", "post-sentence supervision", "pss", "post sentence supervision", "post release", "custody")

CASELOAD = Specification(
    "caseload",
    "Caseload",
    "One row a case: every case of the area in the window, before any exclusion. Names, births and identifiers are used to find one person "
    "in two rows, and are never written to a sample.",
    (
        Column("case_id", "Case", "text", "Reference of the case; no two rows share one.", required=True, filled=True,
               aliases=("case reference", "case ref", "case number", "event id"), pattern=CASE_ID,
               what="up to 64 letters, digits, spaces and . / : # - _, a letter or digit first"),
        Column("first_name", "First name", "text", "First name of the person.", aliases=("forename", "given name")),
        Column("last_name", "Last name", "text", "Last name of the person.", aliases=("surname", "family name")),
        Column("birth_date", "Date of birth", "date", "Day of birth of the person.", aliases=("dob", "birth day")),
        Column("gender", "Gender", "choice", "Gender as recorded. Nobody is left out for it.", aliases=("sex",), open=True, protected=True,
               options=(Option("male", ("m", "man")), Option("female", ("f", "woman")),
                        Option("other", ("non-binary", "indeterminate", "o")), Option("unknown", ("not known", "not stated", "nk", "u")))),
        Column("ethnicity", "Ethnicity", "text", "Ethnicity as recorded.", aliases=("ethnic group", "ethnic origin"), protected=True),
        Column("disability", "Disability", "text", "Disability as recorded.", aliases=("disabled",), protected=True),
        Column("religion", "Religion", "text", "Religion or belief as recorded.", aliases=("religion or belief",), protected=True),
        Column("sexual_orientation", "Sexual orientation", "text", "Sexual orientation as recorded.", protected=True),
        Column("crn", "CRN", "text", "Case reference number of the person in the case management system."),
        Column("pnc", "PNC", "text", "Police national computer number of the person.", aliases=("pnc number", "pnc id")),
        Column("setting", "Setting", "choice", "Whether the person serves a community sentence or is out of custody.",
               aliases=("sentence type", "disposal type"), options=(Option("community", COMMUNITY), Option("post_custody", POST_CUSTODY))),
        Column("rosh", "Risk of serious harm", "choice", "Risk of serious harm as the provider assessed it.",
               aliases=("rosh level", "risk of serious harm level", "risk level"),
               options=(Option("low", ("l",)), Option("medium", ("m", "med")), Option("high", ("h",)),
                        Option("very_high", ("vh", "v high", "veryhigh")))),
        Column("start_date", "Start date", "date", "Day on which the sentence or the licence began.",
               aliases=("sentence date", "release date", "sentence start", "commencement date", "start")),
        Column("cluster", "Cluster", "text", "Cluster of units, where there is one."),
        Column("local_delivery_unit", "Local delivery unit", "text", "Unit that holds the case.", aliases=("ldu", "delivery unit", "pdu")),
        Column("team", "Team", "text", "Team that holds the case."),
        Column(OFFICER, "Responsible officer", "text", "Who holds the case: a name or, better, a code.",
               aliases=("officer", "ro", "offender manager", "probation practitioner")),
        Column("restricted", "Restricted record", "yes_no", f"Whether access to the record is restricted. {YES_WORDS}",
               aliases=("restricted access", "lao", "limited access")),
        Column("exclude", "Exclude because", "text", "A reason of the edition's list for leaving the case out; else empty.",
               aliases=("exclusion", "exclusion reason")),
    ),
)  # fmt: skip


def caseload_specification(sample: Sample) -> Specification:
    """
    Give the columns of a caseload for one kind of sample: what its strata look at has to be there, and may be any column.

    Source: HMIP method 8.1 (longlist); the strata, exclusions and clusters of the edition.
    """
    wanted: dict[str, list[str]] = {}
    for stratum in sample.strata:
        for field, values in stratum.where:
            wanted.setdefault(field, []).extend(values)
    columns = []
    for column in CASELOAD.columns:
        if column.name in wanted and column.kind == "choice":
            known = {option.id for option in column.options}
            more = tuple(Option(value) for value in dict.fromkeys(wanted[column.name]) if value not in known)
            columns.append(column._replace(required=True, options=(*column.options, *more)))
        elif column.name in wanted:
            columns.append(_as_choice(column, wanted[column.name]))
        else:
            columns.append(column)
    known_names = {column.name for column in columns}
    columns += [
        _as_choice(Column(field, field.replace("_", " "), "choice", "The strata look at it."), values)
        for field, values in wanted.items()
        if field not in known_names
    ]
    columns += [
        Column(name, name.replace("_", " "), "text", "The sample is shared out by it.")
        for name in sample.clusters
        if name not in {*known_names, *wanted}
    ]
    return CASELOAD._replace(columns=tuple(columns))


def _as_choice(column: Column, values: list[str]) -> Column:
    return column._replace(kind="choice", options=tuple(Option(value) for value in dict.fromkeys(values)), open=True, required=True)
