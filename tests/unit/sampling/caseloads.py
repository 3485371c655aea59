"""Synthetic caseloads for the tests of sampling."""

import csv

from inspectorate.frameworks import load_edition
from inspectorate.sampling import Settings, caseload_specification, draw_sample, find_sample
from inspectorate.tables import read_table

CRC = load_edition("hmip-crc-2018")
COLUMNS = ("case_id", "first_name", "last_name", "birth_date", "gender", "pnc", "crn", "setting", "rosh", "start_date", "cluster",
           "local_delivery_unit", "responsible_officer", "restricted")  # fmt: skip
PLAIN = {"gender": "male", "setting": "community order", "rosh": "high", "start_date": "2018-06-01", "restricted": "no",
         "cluster": "C", "local_delivery_unit": "L"}  # fmt: skip


def row(number, **other):
    return {"case_id": f"N-{number:04d}", **PLAIN, "responsible_officer": f"O{number % 40}", **other}


def mixed(count):
    """A caseload with every stratum, several units and officers."""
    kinds = [{}, {"rosh": "low"}, {"setting": "licence"}, {"setting": "licence", "rosh": "low"}, {"gender": "female"}]
    places = [{"cluster": f"C{at % 2}", "local_delivery_unit": f"L{at % 4}"} for at in range(4)]
    return [row(at, **kinds[at * 7 % 5], **places[at % 4]) for at in range(count)]


def write(path, rows, columns=COLUMNS):
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path, rows, edition=CRC, kind="supervision", columns=COLUMNS):
    table, problems = read_table(write(path, rows, columns), caseload_specification(find_sample(edition, kind)))
    assert [problem for problem in problems if problem.severity == "error"] == []
    return table


def draw(path, rows, edition=CRC, kind="supervision", columns=COLUMNS, **asked):
    settings = Settings(**{"seed": "a seed", "as_of": "2019-01-01", "size": 40, **asked})
    return draw_sample(read(path, rows, edition, kind, columns), edition, kind, settings)


def ids(cases):
    return [case.case_id for case in cases]
