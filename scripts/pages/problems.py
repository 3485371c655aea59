"""docs/reference/problems.md: every problem code, collected from the calls in the source that carry one."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_GAP = re.compile(r"\{[^{}]*\}")
CODE = re.compile(r"[A-Z]{3}\d{3}")
FAMILIES = {
    "DOC": "Any file: can it be read, and has it the form it should?",
    "FRM": "Editions: has what they say a meaning?",
    "INS": "Inspection files: do they fit their edition?",
    "ASM": "Assessments: do cases and answers fit the edition and each other?",
    "RAT": "Ratings: can what was stated, judged and decided be taken as given?",
    "DSC": "Discretion: may the panel move this rating?",
    "WIF": "What if: can this change be made?",
    "REG": "The register of organisations: lineage, comparisons and what became of recommendations.",
    "CMP": "Comparisons: can these be compared?",
    "TAB": "Tables that people hand in: can their rows and cells be read?",
    "SMP": "Samples: can this caseload be drawn from, and did it give all that was asked?",
    "EST": "Estimates: can the cases be looked at like this?",
    "AGR": "Agreement between assessors: can these answers be compared?",
    "CER": "Certainty: may this audience see it?",
    "STA": "Statistics: can this be estimated?",
    "CRD": "Report cards: can this be drawn?",
    "EXP": "Open data: can this be exported?",
    "SIT": "The folder of pages and data.",
}
ONE_MEANING = {
    "DOC003": "There is no such file.",
    "DOC021": "This text does not have the form it should: it is empty, too long, or written in another way.",
    "FRM047": "The limit or status cannot see what it asks for.",
    "INS001": "The edition has nothing with this ref.",
    "RAT001": "The stated rating is not what its figures or the panel's discretion give.",
    "RAT007": "The edition does not allow this departure here.",
    "REG001": "The table cannot be read.",
    "REG004": "This column cannot be used.",
    "REG014": "More than the whole is passed on.",
    "STA001": "These counts cannot be.",
    "STA004": "A number is out of range.",
    "STA006": "These ratings by several raters cannot be compared.",
    "STA007": "A sample cannot be allocated to strata like this.",
    "STA008": "These bands cannot be.",
    "STA010": "What is given of areas, samples and rounds does not fit together.",
    "TAB002": "The table cannot be read.",
    "TAB014": "It cannot be told whether the day or the month comes first.",
    "WIF001": "This change cannot be understood.",
}
"""Codes that are said in more than one wording, with the one thing they mean."""
HANDED_ON = ("_refused",)
"""Functions that look the message up in a table by the code."""
Names = dict[str, list[str]]
Assigned = dict[str, list[tuple[int, list[str]]]]
_SEVERITY = {"warn": "warning", "note": "note"}


class Use(NamedTuple):
    """One place where a code is given, with the message it is given with (None: the place only hands it on)."""

    code: str
    message: str | None
    severity: str | None
    module: str
    line: int


class Entry(NamedTuple):
    """One code: how bad, what is said, and where it comes from."""

    code: str
    severities: tuple[str, ...]
    messages: tuple[str, ...]
    modules: tuple[str, ...]


@cache
def uses(source: Path) -> list[Use]:
    """Find every place in the Python files below *source* that gives a problem code."""
    found = []
    for path in sorted(source.rglob("*.py")):
        module = path.relative_to(source).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [use._replace(module=module) for use in sorted(_in_module(tree), key=lambda use: use.line)]
    return found


def entries(source: Path) -> list[Entry]:
    """Give every code once, in order, with all that is said of it."""
    by_code: dict[str, list[Use]] = {}
    for use in uses(source):
        by_code.setdefault(use.code, []).append(use)
    return [
        Entry(
            code,
            tuple(sorted({use.severity for use in found if use.severity})),
            tuple(dict.fromkeys(use.message for use in found if use.message)),
            tuple(sorted({use.module for use in found if use.message})),
        )
        for code, found in sorted(by_code.items())
    ]


def ambiguous(source: Path) -> dict[str, tuple[str, ...]]:
    """Give the codes that are said in several wordings without a word here on the one thing they mean."""
    return {
        entry.code: entry.messages
        for entry in entries(source)
        if len({_GAP.sub("{}", message) for message in entry.messages}) != 1 and entry.code not in ONE_MEANING
    }


def page(source: Path) -> str:
    """Write the page."""
    lines = [
        "# Problems",
        "",
        "What is wrong with a file, or worth knowing about it, is told with a code that stays the same, its place, what was found,",
        "what was expected and what to do. An *error* stops the work on that file (exit code 1); a *warning* does not. Words in braces",
        "are filled in.",
        "",
    ]
    family = ""
    order = {family: at for at, family in enumerate(FAMILIES)}
    for entry in sorted(entries(source), key=lambda entry: (order.get(entry.code[:3], len(order)), entry.code)):
        if entry.code[:3] != family:
            lines += [""] * bool(family)
            family = entry.code[:3]
            lines += [f"## {family}", "", FAMILIES.get(family, ""), "", "| code | severity | message | from |", "| --- | --- | --- | --- |"]
        said = ONE_MEANING.get(entry.code) or "".join(entry.messages[:1])
        others = "".join(f"<br>“{message}”" for message in entry.messages) if entry.code in ONE_MEANING else ""
        modules = ", ".join(f"`{module}`" for module in entry.modules)
        lines.append(f"| {entry.code} | {' or '.join(entry.severities)} | {_cell(said + others)} | {modules} |")
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _in_module(tree: ast.Module) -> Iterator[Use]:
    """Go through calls, tables of messages and default arguments that hold a code; then through every other mention."""
    told: set[tuple[int, int]] = set()
    constants = {name: texts[0][1] for name, texts in _assigned(tree, tree.body).items()}
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        yield from _in_function(function, constants, told)
    for node in ast.walk(tree):
        for key, value in zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ():
            if key is not None and _is_code(key):
                told.add((key.lineno, key.col_offset))
                for message in _texts(value.elts[0] if isinstance(value, ast.Tuple) else value, {}):
                    yield Use(key.value, message, "error", "", key.lineno)
    for node in ast.walk(tree):
        if _is_code(node) and (node.lineno, node.col_offset) not in told:
            yield Use(node.value, None, None, "", node.lineno)


def _in_function(function: ast.FunctionDef, constants: Names, told: set[tuple[int, int]]) -> Iterator[Use]:
    assigned = _assigned(function)
    yield from _defaults(function, assigned, told)
    for node in ast.walk(function):
        for at, argument in enumerate(node.args) if isinstance(node, ast.Call) else ():
            place = (getattr(argument, "lineno", 0), getattr(argument, "col_offset", 0))
            if _is_code(argument) and place not in told:
                told.add(place)
                names = constants | {
                    name: max(texts)[1]
                    for name, before in assigned.items()
                    if (texts := [each for each in before if each[0] <= node.lineno])
                }
                yield from _call(node, at, argument, names)


def _call(node: ast.Call, at: int, code: ast.Constant, names: Names) -> Iterator[Use]:
    """Read a call such as `report(code, path, message)`, `Problem(code, severity, message)` or `_problem(code, place, message)`."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    severities = [_SEVERITY.get(called, "error")]
    if called == "Problem" and len(node.args) > at + 1:
        severities = _texts(node.args[at + 1], names) or ["error"]
    texts = _texts(node.args[at + 2], names) if len(node.args) > at + 2 and called not in HANDED_ON else []
    if not texts:
        yield Use(code.value, None, None, "", node.lineno)
    yield from (Use(code.value, text, severity, "", node.lineno) for text in texts for severity in severities)


def _defaults(function: ast.FunctionDef, assigned: Assigned, told: set[tuple[int, int]]) -> Iterator[Use]:
    """Read a function whose parameter holds the code unless the caller says another: `def find(…, code="INS003")`."""
    arguments = [*function.args.posonlyargs, *function.args.args]
    names = {name: texts[-1][1] for name, texts in assigned.items()}
    for argument, default in zip(reversed(arguments), reversed(function.args.defaults), strict=False):
        if _is_code(default):
            told.add((default.lineno, default.col_offset))
            calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and len(node.args) > 2]
            for call in calls:
                for text in _texts(call.args[2], names) if getattr(call.args[0], "id", "") == argument.arg else ():
                    yield Use(default.value, text, "error", "", default.lineno)


def _assigned(scope: ast.AST, body: list[ast.stmt] | None = None) -> Assigned:
    """Give the texts that are assigned to names in a function (or in *body* alone), with their lines."""
    found: Assigned = {}
    for node in body if body is not None else ast.walk(scope):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) and node.value else []
        for target in targets:
            for name, value in _pairs(target, node.value):
                found.setdefault(name, []).append((node.lineno, _texts(value, {})))
    return found


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for one, two in zip(target.elts, value.elts, strict=True):
            yield from _pairs(one, two)


def _texts(node: ast.expr, names: Names) -> list[str]:
    """Give every text an expression can be: a literal, a template with its gaps in braces, either side of an `if`, a name's texts."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{_gap(part)}}}" for part in node.values)]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, names), *_texts(node.orelse, names)]
    if isinstance(node, ast.Name):
        return names.get(node.id, [])
    return []


def _gap(part: ast.expr) -> str:
    """Name what fills a gap, from the last name in it."""
    inner = part.value if isinstance(part, ast.FormattedValue) else part
    found = [
        node.attr if isinstance(node, ast.Attribute) else node.id for node in ast.walk(inner) if isinstance(node, ast.Attribute | ast.Name)
    ]
    return found[0].strip("_").replace("_", " ") if found else "…"


def _is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value) is not None
