"""The rating of an inspection loads no numerical library, with or without intervals."""

import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("what", ["inspectorate.rating", "inspectorate.inspection", "inspectorate.statistics", "inspectorate.cli.rate"])
def test_import_stays_light(what):
    program = f"import sys, {what}; print(sorted({{'numpy', 'scipy'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_score_interval_and_bands_of_one_stratum_need_the_standard_library_alone():
    program = """
import sys
from inspectorate.statistics import *
proportion([StratumCounts(420, 31, 31, 22)])
proportion([StratumCounts(420, 31, 31, 22)], 0.8, "strict")
band_probabilities([StratumCounts(420, 31, 31, 22)], [50, 65, 80])
score_interval(3, 4)
print(sorted({"numpy", "scipy"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
