import pytest

from inspectorate.reporting.measure import text_width, wrap_text


def test_width_is_the_sum_of_the_advances():
    assert text_width("", 10) == 0
    assert text_width("Aŵ", 1000) == text_width("A", 1000) + text_width("ŵ", 1000)
    assert text_width("A", 20) == 2 * text_width("A", 10)
    assert text_width("A", 10, bold=True) != text_width("A", 10)


def test_a_sign_the_font_lacks_counts_as_wide():
    assert text_width("漢", 10) == text_width("M", 10)


@pytest.mark.parametrize("width", [40, 80, 200, 1000])
def test_wrapped_lines_fit_and_lose_nothing(width):
    text = "The overall rating is Requires improvement because the scores of its ten standards add up to 11 of 30."
    lines = wrap_text(text, width, 10)

    assert all(text_width(line, 10) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_long_word_is_broken():
    lines = wrap_text("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 100, 10)

    assert len(lines) > 2
    assert "".join(lines) == "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    assert wrap_text("", 100, 10) == []
