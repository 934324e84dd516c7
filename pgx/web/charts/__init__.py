"""Charts drawn on the server as SVG: they need no script, print, and scale without scaling text.

One axis is in percent of the drawing and one in pixels, so that text keeps its size at every
width. Curves stand in an inner SVG that stretches. Every number that goes into the SVG is text
with a dot, whatever the language of the page.
"""

from pgx.web.charts.course import CourseChart, course_chart
from pgx.web.charts.dots import Dot, DotPlot, dot_plot
from pgx.web.charts.gene import Gene
from pgx.web.charts.moves import MovedRow, MovesChart, moves_chart
from pgx.web.charts.multiples import Multiples, Quantity, multiples
from pgx.web.charts.path import PathChart, path_chart
from pgx.web.charts.stations import Station
from pgx.web.charts.waterfall import Part, Waterfall, sum_in_words, waterfall

__all__ = [
    "CourseChart",
    "Dot",
    "DotPlot",
    "Gene",
    "MovedRow",
    "MovesChart",
    "Multiples",
    "Part",
    "PathChart",
    "Quantity",
    "Station",
    "Waterfall",
    "course_chart",
    "dot_plot",
    "moves_chart",
    "multiples",
    "path_chart",
    "sum_in_words",
    "waterfall",
]
