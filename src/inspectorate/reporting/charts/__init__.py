"""
Charts: dot plot, funnel plot and rows of counts, drawn as SVG from plain values.

Every picture has an active title, its numbers beside their marks and a description that says all of them; a page sets a table with the
same numbers next to it. Nothing is decided, rated or compared here.
"""

from inspectorate.reporting.charts.counts import Count, CountRow, count_rows
from inspectorate.reporting.charts.dot_plot import Dot, base_words, dot_plot, interval_words
from inspectorate.reporting.charts.drawing import Picture
from inspectorate.reporting.charts.funnel import CAVEAT, LEVELS, Funnel, Placed, Point, funnel_plot, funnel_title, place_points

__all__ = [
    "CAVEAT",
    "LEVELS",
    "Count",
    "CountRow",
    "Dot",
    "Funnel",
    "Picture",
    "Placed",
    "Point",
    "base_words",
    "count_rows",
    "dot_plot",
    "funnel_plot",
    "funnel_title",
    "interval_words",
    "place_points",
]
