"""A specification as a page that a provider can hand to the analyst who makes the extract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectorate.tables.dates import FORMS

if TYPE_CHECKING:
    from inspectorate.tables.columns import Column, Specification


def describe_columns(specification: Specification) -> str:
    """Write the specification as a section in Markdown, every column with what it holds and the other names it is known by."""
    lines = [
        f"## {specification.title}",
        "",
        specification.row,
        "",
        "| column | holds | must be there | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for column in specification.columns:
        there = "yes, in every row" if column.filled else "yes" if column.required else ""
        lines.append(f"| `{column.name}` | {_escape(_holds(column))} | {there} | {_escape(_meaning(column))} |")
    return "\n".join(lines) + "\n"


def _holds(column: Column) -> str:
    if column.kind == "choice":
        also = ", or another word" if column.open else ""
        return " · ".join(f"`{option.id}`" for option in column.options) + also
    words = {"date": FORMS, "yes_no": "yes or no", "whole": "a whole number", "text": column.what}
    return words[column.kind]


def _meaning(column: Column) -> str:
    parts = [column.description]
    if column.protected:
        parts.append("A protected characteristic: exclusions are counted by it.")
    if column.aliases:
        parts.append("Also read under: " + ", ".join(column.aliases) + ".")
    parts.extend(f"`{option.id}` is also written {', '.join(option.aliases)}." for option in column.options if option.aliases)
    return " ".join(parts)


def _escape(text: str) -> str:
    return text.replace("|", "\\|")
