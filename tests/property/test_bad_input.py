"""
Whatever stands in a file, the command ends with 0 or 1 and lists what is wrong with code and place: never a traceback, never exit 3.

Valid inspection and edition files are mutated at random: keys deleted, doubled, retyped, renamed; values of every kind that is none.
"""

import copy
import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectorate.cli.main import run
from inspectorate.frameworks import edition_document

ROOT = Path(__file__).parents[2]
SEEDS = (
    "examples/demonstration/northbank.yaml",
    "examples/published/cqc-hertfordshire-2024.yaml",
    "examples/published/crc-bgsw-2019.yaml",
)
EDITIONS = ("hmip-crc-2018", "cqc-adult-social-care-2018", "ofsted-report-card-2025", "fhrs-2012", "ofsted-ilacs-2018")
NASTY = (
    *(
        "",
        " ",
        "null",
        "~",
        "NaN",
        ".nan",
        ".inf",
        "-.inf",
        "1e400",
        "-1e400",
        "1e-400",
        "0x10",
        "0o7",
        "1_000",
        "true",
        "False",
        "yes",
        "no",
        "on",
    ),
    *("9" * 15, "9" * 16, "9" * 400, "-1", "-0", "+5", "1.0000000000000001", "100.5", "٣", "½", "2019-02-30", "9999-99-99", "0000"),
    *(
        "\t",
        "a\tb",
        "\x00",
        "\x1b[31m",
        "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "\u202e",
        "é" * 200,
        "x" * 30_000,
    ),
    *(
        "good",
        "Outstanding",
        "poor",
        "RI",
        "2.1",
        "2.1.1",
        "overall",
        "each_standard",
        "judgement",
        "{person}",
        "{nothing}",
        "../../etc/passwd",
    ),
    *("[", "]", "{", "}", ": :", "- -", "#", "&a b", "*a", "!!python/object:os.system x", "|", ">", "%", "@", "`", "'", '"'),
)
scalars = st.sampled_from(NASTY) | st.integers().map(str) | st.floats().map(str) | st.booleans() | st.none() | st.text(max_size=20)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NASTY) | st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@lru_cache(maxsize=32)
def seed(name):
    text = (ROOT / name).read_text(encoding="utf-8") if name in SEEDS else None
    return yaml.load(text, yaml.BaseLoader) if text else edition_document(name)


def ways(data, path=()):
    """Every place in a document."""
    yield path
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from ways(value, (*path, key))


def at(data, path):
    for key in path:
        data = data[key]
    return data


def mutate(draw, data):
    """Change one place of a document: take it away, put something else there, double it, or give it another name."""
    path = draw(st.sampled_from(list(ways(data))))
    if not path:
        return draw(values) if draw(st.integers(0, 9)) == 0 else data
    holder, key, kind = (
        at(data, path[:-1]),
        path[-1],
        draw(st.sampled_from(("delete", "retype", "retype", "nasty", "nasty", "move", "rename", "double"))),
    )
    if kind == "delete":
        del holder[key]
    elif kind == "retype":
        holder[key] = draw(values)
    elif kind == "nasty":
        holder[key] = draw(st.sampled_from(NASTY))
    elif kind == "move":
        holder[key] = copy.deepcopy(at(data, draw(st.sampled_from(list(ways(data))))))
    elif kind == "rename" and isinstance(holder, dict):
        holder[draw(st.sampled_from(NASTY) | st.sampled_from([str(other) for way in ways(data) for other in way[-1:]]))] = holder.pop(key)
    elif isinstance(holder, list):
        holder.insert(key, holder[key])
    return data


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Writes every value out: an anchor would hide what is tried here behind the refusal of anchors."""

    def ignore_aliases(self, data):
        return True


@st.composite
def documents(draw, names):
    data = copy.deepcopy(seed(draw(st.sampled_from(names))))
    for _ in range(draw(st.integers(1, 3))):
        data = mutate(draw, data) if isinstance(data, dict | list) and data else data
    try:
        text = yaml.dump(data, Dumper=_Dumper, allow_unicode=draw(st.booleans()), default_flow_style=draw(st.booleans()), sort_keys=False)
    except (RecursionError, yaml.YAMLError):
        text = "x: y"
    raw = text.encode("utf-8", "replace")
    cut = draw(st.integers(0, len(raw)))
    if draw(st.integers(0, 4)) == 0:
        raw = (
            raw[:cut]
            + draw(st.sampled_from((b"", b"\t", b"\x00", b"\xff\xfe", b"\n---\n", b"&a [*a]", b"\r", b'"\\ud800"', b"\xe2\x80\xa8")))
            + raw[cut:]
        )
    return raw


PROBLEM = re.compile(r"^(?P<where>.*?)(?:: )?(error|warning|note) [A-Z]{3}\d{3}: \S")


def command(*words):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(words))
    return code, out.getvalue(), err.getvalue()


def judge(code, out, err, path):
    """Done or refused; what was refused is listed, each line with code, place and words that can be printed anywhere."""
    assert code in (0, 1), err
    assert "Traceback" not in err
    assert "fault of Inspectorate" not in err
    (out + err).encode("utf-8")
    if code == 1:
        lines = [line for line in (out + err).splitlines() if PROBLEM.match(line)]
        assert lines, err
        assert all(str(path.parent) in line for line in lines)


SLOW = settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
)


@pytest.mark.slow
@SLOW
@given(raw=documents(SEEDS))
def test_mutated_inspections(tmp_path, raw):
    path = tmp_path / "mutated.yaml"
    path.write_bytes(raw)
    judge(*command("rate", str(path)), path)
    code, out, err = command("rate", "--json", str(path))
    assert all("trace" in json.loads(line) for line in out.split("\n") if line)
    assert all({"code", "severity", "message", "file", "line", "path"} <= set(json.loads(line)) for line in err.split("\n") if line)
    assert code in (0, 1)
    assert bool(out) == (code == 0)


@pytest.mark.slow
@SLOW
@given(raw=documents(EDITIONS))
def test_mutated_editions(tmp_path, raw):
    path = tmp_path / "mutated.yaml"
    path.write_bytes(raw)
    judge(*command("frameworks", "check", str(path)), path)


@pytest.mark.slow
@SLOW
@given(raw=documents(EDITIONS))
def test_inspections_under_mutated_editions(tmp_path, raw):
    (tmp_path / "mutated-edition.yaml").write_bytes(raw)
    path = tmp_path / "inspection.yaml"
    path.write_text(
        "inspection: {id: x, organisation: X, framework: mutated-edition.yaml, provenance: draft}\n"
        'results:\n  "1.1": {rating: good}\n  "2.1": {key_questions: {"2.1.1": {yes: 5, cases: 9}}}\n'
        if b"2.1.1" in raw
        else "inspection: {id: x, organisation: X, framework: mutated-edition.yaml, provenance: draft}\n",
        encoding="utf-8",
    )
    code, _, err = command("rate", "--json", str(path))

    assert code in (0, 1), err
    assert "Traceback" not in err


@pytest.mark.slow
@SLOW
@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_at_all(tmp_path, raw):
    path = tmp_path / "bytes.yaml"
    path.write_bytes(raw)
    judge(*command("rate", str(path)), path)
