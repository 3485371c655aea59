"""Charts: every number drawn is a number given, the words are exact, nothing hangs on colour."""

import re
from xml.etree import ElementTree as ET

import pytest

from inspectorate.reporting import palette
from inspectorate.reporting.charts import (
    CAVEAT,
    Count,
    CountRow,
    Dot,
    Point,
    count_rows,
    dot_plot,
    funnel_plot,
    funnel_title,
    place_points,
)
from inspectorate.reporting.charts.drawing import NARROW, WIDE
from inspectorate.reporting.measure import text_width

SVG = "{http://www.w3.org/2000/svg}"
DOTS = (
    Dot("Derbyshire PDU", "published 2025", 34, deciding=True),
    Dot("Essex & South <PDU>", "published 2024", 23, 120, (16.3, 31.3)),
)
YEARS = (
    CountRow("June 2018", text="Area inspections before June 2018, unrated"),
    CountRow("2018", (Count("Inadequate", 1, 1, 2), Count("Good", 12, 2, 2))),
    CountRow("2019", (Count("Inadequate", 0, 1, 2), Count("Good", 3, 2, 2))),
)
POINTS = tuple(Point(f"Unit {at}", yes, 60) for at, yes in enumerate((35, 36, 34, 37, 33, 36, 35, 38, 34, 12)))


def pictures():
    funnel = place_points(POINTS)
    return {
        "dots": dot_plot("From 23% to 34%", DOTS, (50, 65, 80)),
        "counts": count_rows("12 of 16 were rated Good", YEARS),
        "funnel": funnel_plot(funnel_title(funnel), funnel),
    }


def texts(svg):
    return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", ["dots", "counts", "funnel"])
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_picture_is_an_image_with_its_words_and_no_script(kind, width):
    picture = pictures()[kind]
    root = ET.fromstring(getattr(picture, width))

    assert root.get("role") == "img"
    assert root.get("aria-label") == picture.title == root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text == picture.description
    assert not [element for element in root.iter() if element.tag.endswith(("script", "style", "image"))]
    assert "http" not in getattr(picture, width).replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("kind", ["dots", "counts", "funnel"])
@pytest.mark.parametrize(("width", "room"), [("wide", WIDE), ("narrow", NARROW)])
def test_no_text_leaves_the_picture(kind, width, room):
    for text in ET.fromstring(getattr(pictures()[kind], width)).iter(f"{SVG}text"):
        long = text_width(text.text, float(text.get("font-size", 13)), bold=text.get("font-weight") == "700")
        begin = float(text.get("x")) - {"start": 0, "middle": long / 2, "end": long}[text.get("text-anchor", "start")]
        assert begin >= -1, text.text
        assert begin + long <= room + 1, text.text


@pytest.mark.parametrize("kind", ["dots", "counts", "funnel"])
def test_colours_come_from_the_palette(kind):
    allowed = {value for value in vars(palette).values() if isinstance(value, str) and value.startswith("#")}
    allowed |= {color for colors in palette.RATINGS.values() for color in colors}
    picture = pictures()[kind]

    assert set(re.findall(r"#[0-9a-f]{6}", picture.wide + picture.narrow)) <= allowed


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_dots_have_their_figures_beside_them(width):
    drawn = texts(getattr(pictures()["dots"], width))

    assert {"34% (base not known)", "23% of 120", "Essex & South <PDU>", "published 2025", "50", "65", "80"} <= set(drawn)


def test_dots_stand_where_their_percentages_are():
    """The diamond of 34% and the ring of 23% lie on the axis between the lines of 0 and of 100."""
    svg = pictures()["dots"].wide
    lines = [float(x) for x in re.findall(rf'<path d="M([\d.]+) 18L\1 [\d.]+" stroke="{palette.AXIS}"', svg)]
    ring = float(re.search(r'<circle cx="([\d.]+)"', svg)[1])
    diamond = float(re.findall(r'<path d="M([\d.]+) [\d.]+l6.5 6.5', svg)[0])
    left, right = lines

    assert (ring - left) / (right - left) == pytest.approx(0.23, abs=0.001)
    assert (diamond - left) / (right - left) == pytest.approx(0.34, abs=0.001)
    assert svg.count("<circle") == 1, "the ring is the one that decided nothing"


def test_an_interval_is_drawn_only_where_there_is_one():
    svg = pictures()["dots"].wide

    assert len(re.findall(rf'stroke="{palette.BLUE}" stroke-width="3"', svg)) == 1


def test_the_description_of_dots_says_every_number():
    assert pictures()["dots"].description == (
        "Two percentages on an axis from 0 to 100. Bands begin at 50, 65 and 80%. "
        "Derbyshire PDU, published 2025: 34% (base not known); it decided the rating. "
        "Essex & South <PDU>, published 2024: 23% of 120, 95% interval 16 to 31%."
    )


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_counts_are_words_and_numbers_and_breaks_are_said(width):
    drawn = texts(getattr(pictures()["counts"], width))

    assert [text for text in drawn if text in {"1", "12", "0", "3"}] == ["1", "12", "0", "3"]
    assert "[b] June 2018: Area inspections before June 2018, unrated" in " ".join(drawn)
    assert {"Inadequate", "Good", "2018", "2019"} <= set(drawn)


def test_bars_are_as_long_as_their_counts():
    bars = re.findall(r'<path d="M[\d.]+ [\d.]+h([\d.]+)v16', pictures()["counts"].wide)
    longest = max(float(bar) for bar in bars)

    assert sorted(float(bar) / longest for bar in bars) == pytest.approx([1 / 12, 3 / 12, 1], abs=0.01)


def test_no_count_no_bar():
    assert pictures()["counts"].wide.count("v16") == 3


def test_a_funnel_pools_all_and_names_only_what_lies_outside():
    funnel = place_points(POINTS)

    assert funnel.share == pytest.approx(330 / 600)
    assert [each.point.name for each in funnel.outside] == ["Unit 9"]
    assert funnel.outside[0].words == "below the 99.8% limits"
    assert funnel_title(funnel) == "Of 10, one outside the 99.8% limits"
    assert [text for text in texts(funnel_plot("…", funnel).wide) if text.startswith("Unit")] == ["Unit 9"]


def test_a_funnel_of_alike_points_says_so():
    assert funnel_title(place_points(POINTS[:9])) == "All nine lie within the limits of chance"


def test_the_caveat_is_no_rank():
    assert "not a rating and not a rank" in CAVEAT
