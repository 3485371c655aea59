"""The promises of docs/reference/calibration.md, measured on a smaller scale (benchmarks/calibration.py)."""

import re
from pathlib import Path

import numpy as np
import pytest
from benchmarks.calibration import SHARES, make_design, measure_bands, measure_coverage

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "calibration.md"


@pytest.mark.slow
def test_what_is_said_of_bands_comes_true():
    """At least 20,000 draws, true shares uniform: in every tenth within two points."""
    for times, stated, true in measure_bands(60_000, 1, np.random.default_rng(7)):
        assert times > 1000
        assert true == pytest.approx(stated, abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("cases", [12, 27, 60])
def test_intervals_of_one_stratum_hold_the_truth(cases):
    """Exact: the mean of `score` over true shares is near its level, `strict` never below."""
    chance = np.random.default_rng(7)
    found = [measure_coverage(make_design(cases, 1), share, chance).held for share in SHARES]

    assert sum(each["score", 0.95] for each in found) / len(found) > 0.94
    assert sum(each["score", 0.8] for each in found) / len(found) > 0.76
    assert min(each["strict", 0.8] for each in found) >= 0.8
    assert min(each["strict", 0.95] for each in found) >= 0.95


def test_page_keeps_the_promise_it_prints():
    text = PAGE.read_text(encoding="utf-8")
    one_stratum = text.split("Four strata")[0]
    differences = [float(points) for points in re.findall(r"\| ([+-]\d\.\d) \|$", one_stratum, re.MULTILINE)]

    assert len(differences) == 10
    assert max(map(abs, differences)) <= 2
