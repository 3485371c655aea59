"""Every rating can be recomputed from its trace alone, and no step of a trace can be altered without its being found."""

import copy
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import replay
from tests.property.inspections import inspections
from tests.spec.systems import edition

from inspectorate.rating import rate

REPLAY = Path(__file__).parents[1] / "replay.py"
NORTHBANK = Path(__file__).parents[2] / "examples" / "demonstration" / "northbank.yaml"


def traced(name, evidence):
    """Give the trace as it is written to a file and read back."""
    return json.loads(json.dumps(rate(edition(name), evidence).trace.as_json()))


@pytest.mark.slow
@settings(max_examples=150)
@given(inspections())
def test_every_step_recomputes(inspection):
    assert replay.wrong(traced(*inspection)) == []


def places(data, path=()):
    """Every scalar, and every list and mapping that is empty, with the way to it."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from places(value, (*path, key)) if value != [] or key != "children" else ()
    elif isinstance(data, list) and data:
        for at, value in enumerate(data):
            yield from places(value, (*path, at))
    else:
        yield path, data


def altered(value, by):
    """Give another value of the same kind."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + by
    if isinstance(value, str):
        return value + "x" if by % 2 else value[:-1] + ("y" if value[-1:] != "y" else "z")
    return ["x"] if isinstance(value, list) else {"x": "x"}


@pytest.mark.slow
@settings(max_examples=150)
@given(inspections(), st.data())
def test_an_altered_value_is_found(inspection, data):
    trace = traced(*inspection)
    path, value = data.draw(st.sampled_from(list(places(trace))))
    changed = copy.deepcopy(trace)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = altered(value, data.draw(st.integers(1, 3)))

    assert replay.wrong(changed) != [], path


@pytest.mark.slow
@settings(max_examples=100)
@given(inspections(), st.data())
def test_a_step_left_out_is_found(inspection, data):
    """Of the standards, of their key questions, of what was computed and decided."""
    trace = traced(*inspection)
    whole = trace["children"][0]
    parents = [
        step for standard in whole["children"] for step in (standard, *standard["children"]) if step["operation"] in ("combine", "settle")
    ]
    parents = [step for step in (whole, *parents) if any(child["result"]["possible"] for child in step["children"])]
    if not parents:
        return
    parent = data.draw(st.sampled_from(parents))
    parent["children"].remove(data.draw(st.sampled_from([child for child in parent["children"] if child["result"]["possible"]])))

    assert replay.wrong(trace) == [f"{parent['operation']} {parent['about']}"] or parent["children"] == []


def run(lines):
    return subprocess.run([sys.executable, "-I", str(REPLAY)], input=lines, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def northbank():
    from inspectorate.inspection import load_rated, result_data

    return result_data(load_rated(NORTHBANK))


def test_the_program_reads_results(northbank):
    """It needs nothing of ours: isolated from the environment, it runs on the file alone."""
    line = json.dumps(northbank, ensure_ascii=False)
    done = run(f"{line}\n{line}\n")

    assert (done.returncode, done.stdout, done.stderr) == (0, "Every step recomputes.\n", "")


def test_the_program_names_what_was_altered(northbank):
    changed = copy.deepcopy(northbank)
    steps = {child["about"]: child for child in changed["trace"]["children"][0]["children"]}
    lowest = steps["2.4"]["children"][0]["children"][2]
    assert (lowest["about"], lowest["inputs"]["yes"], lowest["inputs"]["cases"]) == ("2.4.3", 55, 112)
    lowest["inputs"]["yes"] = 56
    steps["1.1"]["result"]["possible"] = ["outstanding"]
    done = run(json.dumps(changed) + "\n")

    assert (done.returncode, done.stdout) == (1, "combine overall\nsettle 1.1\npercent_of_cases 2.4.3\n")


def test_the_program_imports_nothing_of_ours():
    text = REPLAY.read_text(encoding="utf-8")
    imported = {line.split()[1] for line in io.StringIO(text) if line.startswith(("import ", "from "))}

    assert imported == {"hashlib", "json", "sys", "fractions", "itertools"}


def test_the_program_stays_short_enough_to_read():
    """All lines count, and none is long; the number may only shrink."""
    lines = REPLAY.read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 123
    assert max(map(len, lines)) <= 140
