"""The table of one inspection fits a terminal of 80 columns, whatever is not settled."""

from pathlib import Path

import pytest

from inspectorate.inspection import load_rated
from inspectorate.reporting.table import inspection_table

PUBLISHED = Path(__file__).parents[3] / "examples" / "published"


@pytest.mark.parametrize("name", ["pdu-lambeth-2022", "yot-leicestershire-yjs", "yot-east-sussex-2024", "cqc-hertfordshire-2024"])
def test_no_line_is_wider_than_80_columns(name):
    assert [line for line in inspection_table(load_rated(PUBLISHED / f"{name}.yaml")).splitlines() if len(line) > 80] == []
