"""The intervals of comparison against R survey 4.5: tests/data/statistics/README.md has versions and calls."""

import csv
from functools import cache
from pathlib import Path

import pytest

from inspectorate.statistics import StratumCounts, proportion

DATA = Path(__file__).resolve().parents[2] / "data" / "statistics"
METHODS = {"beta": "beta", "mean": "wald", "wilson": "wilson", "logit": "logit", "xlogit": "logit"}
ANSWERS = {"y_sch": "sch.wide", "y_awd": "awards", "y_imp": "comp.imp"}
SIMPLE_SAMPLE = {"y_sch": 163, "y_awd": 124, "y_imp": 133}
SIZES = {"E": 4421, "H": 755, "M": 1018}
ROUNDED_WEIGHTS = {"E": 442099990844727, "H": 151000003814697, "M": 203600006103516}  # of 10 ** 13


@cache
def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def belongs(school, variable, value):
    if variable == "poor":
        return (float(school["meals"]) > 50) == (value == "poor")
    return school[{"stype": "stype", "awards": "awards", "yrr": "yr.rnd"}[variable]] == value


@cache
def strata(answer, corrected, variable=None, value=None):
    """Count the schools by stratum; without finite correction the population is the rounded weights, enlarged."""
    counts = []
    for stype, size in SIZES.items():
        sample = [school for school in rows("apistrat.csv") if school["stype"] == stype]
        domain = [school for school in sample if variable is None or belongs(school, variable, value)]
        population = size if corrected else ROUNDED_WEIGHTS[stype] * len(sample)
        counts.append(StratumCounts(population, len(sample), len(domain), sum(school[ANSWERS[answer]] == "Yes" for school in domain)))
    return tuple(counts)


def references(name):
    return [
        row
        for row in rows(name)
        if row["method"] in METHODS and row["design"] != "strat_clustered_fpc_wr" and float(row["est"]) not in {0, 1}
    ]


def compare(row, counts):
    found = proportion(counts, float(row["level"]), METHODS[row["method"]])
    one_weight = len([stratum for stratum in counts if stratum.applicable]) == 1
    tolerance = 1e-7 if row["method"] == "logit" else 1e-9 if one_weight or not row["design"].endswith("_fpc") else 1e-8
    expected = [float(row[name]) for name in ("est", "se", "lo", "hi")]

    assert [found.proportion, found.standard_error, found.lower, found.upper] == pytest.approx(expected, abs=tolerance, rel=0)
    assert (found.cases, found.degrees_of_freedom, found.method) == (int(row["n"]), int(row["df"]), METHODS[row["method"]])


@pytest.mark.parametrize("design", ["strat_fpc", "strat_nofpc", "srs_fpc", "srs_nofpc"])
def test_intervals_of_the_whole_sample(design):
    chosen = [row for row in references("ciprop_all_R_survey_4_5.csv") if row["design"] == design]

    assert len(chosen) == 60
    for row in chosen:
        if design.startswith("srs"):
            population = 6194 if design == "srs_fpc" else 10**15
            compare(row, (StratumCounts(population, 200, 200, SIMPLE_SAMPLE[row["y"]]),))
        else:
            compare(row, strata(row["y"], corrected=design == "strat_fpc"))


@pytest.mark.parametrize("design", ["strat_fpc", "strat_nofpc"])
def test_intervals_of_sub_groups(design):
    chosen = [row for row in references("ciprop_domains_R_survey_4_5.csv") if row["design"] == design]

    assert len(chosen) == 230
    for row in chosen:
        compare(row, strata(row["y"], design == "strat_fpc", row["domain_var"], row["domain"]))


def test_single_stratum_sub_groups_meet_every_digit():
    """Of the references with finite correction, those of one stratum have one weight, so its rounding does not matter."""
    row = next(
        row
        for row in references("ciprop_domains_R_survey_4_5.csv")
        if (row["design"], row["domain"], row["method"], row["level"]) == ("strat_fpc", "E", "beta", "0.95")
    )
    found = proportion([StratumCounts(4421, 100, 100, 91)], 0.95, "beta")

    assert (found.lower, found.upper) == pytest.approx((float(row["lo"]), float(row["hi"])), abs=1e-12)
