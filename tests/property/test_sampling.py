"""Properties of every draw: it adds up, reserves are others, the order of the rows never matters, caps hold."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from inspectorate.frameworks import load_edition
from inspectorate.sampling import Settings, draw_sample
from inspectorate.tables import Table

CRC = load_edition("hmip-crc-2018")
CASES = st.lists(
    st.tuples(
        st.sampled_from(["male", "female", "other", None]),
        st.sampled_from(["community", "post_custody", None]),
        st.sampled_from(["low", "medium", "very_high"]),
        st.sampled_from(["O1", "O2", "O3", None]),
        st.sampled_from(["U1", "U2"]),
    ),
    min_size=1,
    max_size=60,
)


def table(cases):
    names = ("gender", "setting", "rosh", "responsible_officer", "local_delivery_unit")
    columns = {name: [case[1][at] for case in cases] for at, name in enumerate(names)}
    return Table("made", {"case_id": [case[0] for case in cases], **columns}, list(range(2, len(cases) + 2)), ())


@given(CASES, st.integers(1, 40), st.sampled_from(["moj", "largest-remainder"]), st.sampled_from(["0", "0.2"]), st.randoms())
def test_draws(made, size, procedure, buffer, chance):
    cases = [(f"N-{at}", case) for at, case in enumerate(made)]
    settings = Settings("s", "2019-01-01", size=size, procedure=procedure, buffer=Decimal(buffer))
    draw = draw_sample(table(cases), CRC, "supervision", settings)
    chance.shuffle(cases)
    again = draw_sample(table(cases), CRC, "supervision", settings)

    officers = {name: case[3] for name, case in cases}
    sample, reserves = ({case.case_id for case in group} for group in (draw.sample, draw.reserves))
    held = Counter(officers[name] for name in sample | reserves if officers[name])
    short = sum(each.allocated - each.drawn for each in draw.strata)
    assert (draw.frame_hash, draw.sample, draw.reserves, draw.strata) == (again.frame_hash, again.sample, again.reserves, again.strata)
    assert not sample & reserves
    assert sum(each.eligible for each in draw.strata) == draw.eligible == len(cases)
    assert sum(each.allocated for each in draw.strata) == draw.size == min(size, len(cases))
    assert len(draw.sample) + short == draw.size
    assert max(held.values(), default=0) <= 6
    assert bool(short) == ("SMP035" in [problem.code for problem in draw.problems])
