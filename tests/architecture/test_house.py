"""Rules of the house that the linters cannot see."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src" / "inspectorate"
PACKAGES = sorted(path.parent.relative_to(ROOT / "src").as_posix().replace("/", ".") for path in LIBRARY.rglob("__init__.py"))
SURFACES = [name for name in PACKAGES if name != "inspectorate"]
SHARED = {"common", "core", "base", "misc", "util", "utils", "utilities", "helper", "helpers", "shared", "lib", "tools", "general"}
RULE_PACKAGES = {"inspectorate.rating", "inspectorate.sampling"}
CORE_DEPENDENCIES = {
    "click": "click",
    "jinja2": "jinja2",
    "numpy": "numpy",
    "python-calamine": "python_calamine",
    "pyyaml": "yaml",
    "scipy": "scipy",
}  # name on the index -> name when imported


def exported(package):
    module = importlib.import_module(package)
    for name in getattr(module, "__all__", ()):
        thing = inspect.unwrap(getattr(module, name))
        if inspect.isclass(thing) or inspect.isfunction(thing):
            yield name, thing


def docstring(thing):
    """Return what was written in the source: dataclasses and enumerations make up a docstring of their own."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(thing)))
    return ast.get_docstring(tree.body[0]) or ""


@pytest.mark.parametrize("package", PACKAGES)
def test_package_says_what_it_is(package):
    source = (ROOT / "src" / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8")
    text = ast.get_docstring(ast.parse(source)) or ""

    assert text, f"{package} has no docstring: say what idea lives there and what does not"
    assert len(text.splitlines()) <= 10, f"{package}: a package says what it is in ten lines"


@pytest.mark.parametrize("package", SURFACES)
def test_package_declares_its_surface(package):
    module = importlib.import_module(package)
    names = getattr(module, "__all__", None)

    assert names is not None, f"{package} has no __all__: it is the whole surface of the package"
    assert [name for name in names if not hasattr(module, name)] == []
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("package", SURFACES)
def test_exported_things_have_a_docstring(package):
    assert [name for name, thing in exported(package) if not docstring(thing)] == []


def test_functions_that_encode_rules_name_their_source():
    functions = {
        f"{package}.{name}": thing
        for package in sorted(RULE_PACKAGES & set(PACKAGES))
        for name, thing in exported(package)
        if inspect.isfunction(thing)
    }

    assert [name for name, thing in functions.items() if not re.search(r"^Source: \S", docstring(thing), re.MULTILINE)] == []


def test_nothing_is_called_shared():
    names = [path for path in LIBRARY.rglob("*") if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")]

    assert [path.relative_to(ROOT).as_posix() for path in names if path.stem in SHARED] == []


@pytest.mark.slow
def test_every_module_imports_with_the_core_dependencies_alone():
    """An installation without extras has click and PyYAML, and nothing else may be needed to import the library."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in project["dependencies"]}
    assert named == set(CORE_DEPENDENCIES)

    program = f"""
import importlib.abc, pkgutil, sys

ALLOWED = {{"inspectorate", "_yaml", *{sorted(CORE_DEPENDENCIES.values())!r}, *sys.stdlib_module_names}}

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in ALLOWED:
            raise ImportError(f"{{name}} is not a core dependency")

sys.meta_path.insert(0, Refuse())
import inspectorate
for module in pkgutil.walk_packages(inspectorate.__path__, "inspectorate."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_lock_is_hashed_and_names_no_address(path):
    text = path.read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)

    assert re.findall(r"^.*(?:://|^-[a-z-]+ |^ *--(?!hash=)).*$", text, re.MULTILINE) == []
    assert len(pins) == len(re.findall(r"^[^\s#].*\\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)) > 0


def test_locks_of_other_tools_are_not_committed():
    """They name registry addresses on every line."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()

    assert [
        name for name in tracked if Path(name).name in {"uv.lock", "pylock.toml", "poetry.lock", "package-lock.json", "yarn.lock"}
    ] == []


def test_decision_records_are_numbered_in_order():
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
    numbers = [re.fullmatch(r"(\d{4})-[a-z0-9-]+\.md", name) for name in names]

    assert [name for name, number in zip(names, numbers, strict=True) if number is None] == []
    assert [int(number[1]) for number in numbers] == list(range(1, len(names) + 1))


def test_every_lint_ignore_has_a_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rules = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.mccabe]")]
    lines = [line.strip() for line in rules.splitlines() if not line.startswith("select")]

    assert [line for line in lines if re.search(r'"[A-Z]{1,4}\d{0,4}"', line) and not re.search(r"# \S", line)] == []


def test_suppressions_name_their_rule_and_reason():
    """Write `# noqa: S607 – the tool is found on PATH` or `# type: ignore[arg-type]  # reason`, never a bare one."""
    any_kind = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no\s*(cover|branch))\b")
    complete = re.compile(r"#\s*(noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\]|pragma: no (cover|branch))\s*[#–:(-]\s*\w")
    bare = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted([*LIBRARY.rglob("*.py"), *ROOT.glob("scripts/*.py")])
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any_kind.search(line) and not complete.search(line)
    ]

    assert bare == []
