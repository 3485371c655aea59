"""
The register: who is inspected, what became of them, and what may be compared with what.

Organisations (`register.yaml`), their lineage (`lineage.csv`), the follow-up of recommendations (`follow-up.csv`) and the comparability
register that comes with Inspectorate. Editions are known by their ids alone; nothing is rated here.
"""

from inspectorate.register.comparability import (
    Break,
    Comparability,
    Decision,
    Ruling,
    comparability_schema,
    load_comparability,
    read_comparability,
)
from inspectorate.register.dates import first_day, months_between, surely_before
from inspectorate.register.follow_up import FollowUp, load_follow_up, read_follow_up
from inspectorate.register.lineage import Descent, Lineage, Link, join_lineages, load_lineage, read_lineage, same_name, unknown_organisation
from inspectorate.register.organisations import (
    BecameOf,
    Organisations,
    RegisteredOrganisation,
    join_organisations,
    load_organisations,
    read_organisations,
    register_schema,
)

__all__ = [
    "BecameOf",
    "Break",
    "Comparability",
    "Decision",
    "Descent",
    "FollowUp",
    "Lineage",
    "Link",
    "Organisations",
    "RegisteredOrganisation",
    "Ruling",
    "comparability_schema",
    "first_day",
    "join_lineages",
    "join_organisations",
    "load_comparability",
    "load_follow_up",
    "load_lineage",
    "load_organisations",
    "months_between",
    "read_comparability",
    "read_follow_up",
    "read_lineage",
    "read_organisations",
    "register_schema",
    "same_name",
    "surely_before",
    "unknown_organisation",
]
