"""Small case files, written by the test that reads them."""

from functools import cache

import pytest

from inspectorate.assessment import CaseFile, CaseFiles, read_casework
from inspectorate.frameworks import load_edition

CASES = """\
case_id,stratum,rosh_inspector,setting,non_compliance,home_visit_needed,key_person,agency,written_review_needed,identifiable_victim,staff_grade
N-001,men,medium,community,no,yes,no,no,no,yes,senior
N-002,men,low,community,no,no,no,no,no,no,senior
N-003,women,high,post_custody,yes,no,no,no,no,no,manager
"""
ANSWERS = "case_id,question,answer,assessor,round,note\n"


edition_of = cache(load_edition)


@pytest.fixture
def read(tmp_path):
    """Read cases, answers and, if given, a population and interviews; answers are given as rows without the heading."""

    def _read(answers="", cases=CASES, population=None, interviews=None, edition="hmip-crc-2018"):
        texts = {"cases": cases, "answers": ANSWERS + answers, "population": population, "interviews": interviews}
        files = {}
        for name, text in texts.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
                files[name] = CaseFile(tmp_path / f"{name}.csv", f"{name}.csv")
        return read_casework(CaseFiles(**files), edition_of(edition))

    return _read


@pytest.fixture
def problems(read):
    """Give the problems of case files without the note on what is not answered: code, severity, file, line, found."""

    def _problems(*arguments, **named):
        found = read(*arguments, **named)[1]
        return [(each.code, each.severity, each.where.file, each.where.line) for each in found if each.code != "ASM050"]

    return _problems
