"""Recommendations when organisations change: passed on, closed with a reason, open, or left behind."""

from pathlib import Path

from inspectorate.analysis import history_data, what_happened_next
from inspectorate.inspection import rate_file
from inspectorate.register import FollowUp, load_follow_up, load_lineage

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "rebase"
UPLAND, LOWLAND = "Upland probation area (fictional)", "Lowland probation area (fictional)"


def example(rows=None):
    rated = [rate_file(EXAMPLE / f"{name}.yaml").rated for name in ("eastfell", "westmoor")]
    rows = load_follow_up(EXAMPLE / "follow-up.csv") if rows is None else rows
    return what_happened_next(rated, rows, lineage=load_lineage(EXAMPLE / "lineage.csv"))


def test_every_recommendation_has_a_standing():
    histories, problems = example()

    assert [(each.inspection[:4], each.id, each.standing, each.holders) for each in histories] == [
        ("east", "R1", "closed", ()),
        ("east", "R2", "partly_closed", (UPLAND,)),
        ("east", "R3", "closed", ()),
        ("east", "R4", "open", ()),
        ("west", "R1", "passed", (LOWLAND,)),
        ("west", "R2", "orphaned", ()),
    ]
    assert [(problem.code, problem.severity, problem.message) for problem in problems] == [
        ("REG056", "warning", "R2 of westmoor-crc-2019 is with an organisation that has become others.")
    ]
    assert history_data(histories[5])["successors"][0]["organisation"] == UPLAND


def test_without_rows_only_the_body_that_is_still_there_is_not_left_behind():
    histories, _ = example(())

    assert [each.standing for each in histories] == ["orphaned", "orphaned", "orphaned", "unanswered", "orphaned", "orphaned"]


def test_a_stranger_and_an_unknown_recommendation_are_named():
    rows = (
        FollowUp("eastfell-crc-2019", "R1", "passed", "Somebody", None, None, "x", 2),
        FollowUp("eastfell-crc-2019", "R9", "open", None, None, None, "x", 3),
        FollowUp("not-given", "R1", "open", None, None, None, "x", 4),
    )
    _, problems = example(rows)

    assert [(problem.code, problem.where.line) for problem in problems][:2] == [("REG055", 2), ("REG054", 3)]
