"""
Files and functions stay readable in one sitting.

The limits are where the build stops, not what to aim for: a source file is best under 200 lines and a function under 25. An
exception names its present size and its reason, and may only shrink: when the thing gets smaller, so must the number here.
"""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE_FILE, TEST_FILE, FUNCTION = 600, 800, 80

# path -> (lines, reason)
LONG_FILES: dict[str, tuple[int, str]] = {}

# path::qualified.name -> (lines, reason)
LONG_FUNCTIONS: dict[str, tuple[int, str]] = {}

# Data tables and generated files, by path.
EXEMPT: dict[str, str] = {}

KINDS = {".py", ".js", ".css", ".typ", ".sh"}
FOLDERS = ("src", "tests", "scripts", "benchmarks")


@cache
def files():
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in KINDS)
    return {name: path for path in sorted(found) if (name := path.relative_to(ROOT).as_posix()) not in EXEMPT}


def functions(tree, prefix=""):
    for node in ast.iter_child_nodes(tree):
        name = f"{prefix}{node.name}" if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else prefix.rstrip(".")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield name, node.end_lineno - node.lineno + 1
        yield from functions(node, f"{name}." if name else "")


def judge(sizes, limits, exceptions):
    complaints = []
    for name, lines in sizes.items():
        allowed, _ = exceptions.get(name, (limits(name), ""))
        if lines > allowed:
            complaints.append(f"{name}: {lines} lines, more than {allowed}; split it by idea")
    for name, (allowed, reason) in exceptions.items():
        lines = sizes.get(name, 0)
        if lines <= limits(name):
            complaints.append(f"{name}: {lines} lines, needs no exception any more; take it off the list")
        elif lines < allowed:
            complaints.append(f"{name}: {lines} lines, fewer than the {allowed} of its exception; lower the number")
        if not reason:
            complaints.append(f"{name}: an exception needs a reason")
    return complaints


def test_files_are_short():
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in files().items()}

    assert judge(sizes, lambda name: TEST_FILE if name.startswith("tests/") else SOURCE_FILE, LONG_FILES) == []


def test_functions_are_short():
    sizes = {}
    for name, path in files().items():
        if path.suffix == ".py":
            sizes |= {f"{name}::{function}": lines for function, lines in functions(ast.parse(path.read_text(encoding="utf-8")))}

    assert judge(sizes, lambda _: FUNCTION, LONG_FUNCTIONS) == []


def test_exceptions_may_only_shrink():
    def limit(_):
        return 10

    assert judge({"a": 10}, limit, {}) == []
    assert judge({"a": 11}, limit, {}) == ["a: 11 lines, more than 10; split it by idea"]
    assert judge({"a": 12}, limit, {"a": (12, "a table")}) == []
    assert judge({"a": 13}, limit, {"a": (12, "a table")}) == ["a: 13 lines, more than 12; split it by idea"]
    assert judge({"a": 11}, limit, {"a": (12, "a table")}) == ["a: 11 lines, fewer than the 12 of its exception; lower the number"]
    assert judge({"a": 10}, limit, {"a": (12, "a table")}) == ["a: 10 lines, needs no exception any more; take it off the list"]
    assert judge({"a": 12}, limit, {"a": (12, "")}) == ["a: an exception needs a reason"]
