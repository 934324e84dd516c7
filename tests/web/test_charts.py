import re
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from pgx.web.charts import Station, course_chart, path_chart

PATH = [
    Station("Gene", 1.0, "*2/*2", "*1/*1", "published"),
    Station("Exposure", 3.31, "56 ng/mL", "17 ng/mL", "published"),
    Station("Occupancy", 1.08, "87 %", "80 %", "model"),
    Station("Plasticity", 0.88, "+18 %", "+21 %", "model"),
]
GAP = [*PATH[:2], Station("Occupancy", None, "", "", "model"), PATH[3]]
DAYS = [0, 28, 56, 84]


def lines(drawing, css):
    return [line for line in drawing.lines if line.css == css]


def texts(drawing):
    return [str(label.text) for label in drawing.labels]


@pytest.mark.parametrize("form", ["wide", "upright"])
def test_published_is_solid_and_modelled_is_dashed(form):
    drawing = getattr(path_chart(PATH), form)
    assert len(lines(drawing, "p-line p-pub")) == 1
    assert len(lines(drawing, "p-line p-mod")) == 2
    assert [strip.layer for strip in drawing.strips] == ["published", "model"]
    assert [mark.css for mark in drawing.marks] == ["pt pt-pub"] * 2 + ["pt pt-mod"] * 2


@pytest.mark.parametrize("form", ["wide", "upright"])
def test_the_reference_lies_under_the_person(form):
    drawing = getattr(path_chart(PATH), form)
    order = [line.css for line in drawing.lines]
    assert order.count("ref-core") == 1
    assert order.index("ref-core") < order.index("p-line p-pub")


@pytest.mark.parametrize("form", ["wide", "upright"])
def test_values_stand_at_their_points(form):
    found = texts(getattr(path_chart(PATH), form))
    assert {"×3.3", "×1.08", "×0.88", "56 ng/mL", "17 ng/mL", "Exposure"} <= set(found)
    assert "×1.00" not in found  # the start needs no ratio


@pytest.mark.parametrize("form", ["wide", "upright"])
def test_a_gap_is_a_dotted_thread_and_never_one(form):
    drawing = getattr(path_chart(GAP), form)
    assert len(lines(drawing, "thread")) == 1
    assert lines(drawing, "p-line p-mod") == []
    assert drawing.marks[2].css == "pt-none"
    assert "×1.00" not in texts(drawing)
    assert "not modelled" in texts(drawing)


def test_a_doubling_is_as_far_as_a_halving():
    twice = path_chart([PATH[0], Station("Exposure", 2.0, "2", "1", "published")])
    half = path_chart([PATH[0], Station("Exposure", 0.5, "1", "2", "published")])
    up = [float(mark.y) for mark in twice.wide.marks]
    down = [float(mark.y) for mark in half.wide.marks]
    assert up[0] - up[1] == pytest.approx(down[1] - down[0], abs=0.02)


@pytest.mark.parametrize("ratio", [0.001, 0.5, 1.0, 1.01, 40.0, 5000.0])
def test_every_ratio_is_inside_and_one_is_marked(ratio):
    chart = path_chart([PATH[0], Station("Exposure", ratio, "a", "b", "published")])
    assert "×1" in texts(chart.wide)
    assert all(34 <= float(mark.y) <= 210 for mark in chart.wide.marks)
    assert all(0 < float(mark.x.rstrip("%")) < 100 for mark in chart.upright.marks)
    assert len(re.findall("×", " ".join(texts(chart.wide)))) <= 9


@pytest.mark.parametrize("ratio", [None, float("nan"), float("inf"), 0.0, -1.0])
def test_what_no_log_axis_can_show_is_not_modelled(ratio):
    station = Station("Exposure", ratio, "a", "b", "model")
    assert not station.known
    assert station.ratio_text == "not modelled"
    path_chart([PATH[0], station])
    path_chart([station])


def test_the_sentence_says_what_the_picture_shows():
    sentence = path_chart(GAP).sentence
    assert "Exposure ×3.3, 56 ng/mL, reference 17 ng/mL, published" in sentence
    assert "Occupancy not modelled" in sentence


def test_svg_has_no_style_and_dots_in_every_language():
    chart = course_chart(DAYS, [23, 15.55, 12.1, 11.6], [23, 15.8, 12.4, 11.8], quantity="Score")
    for language in ("en", "de"):
        with translation.override(language):
            html = render_to_string("web/_path.svg.html", {"chart": path_chart(PATH)})
            html += render_to_string("web/_course.svg.html", {"chart": chart})
        assert "style=" not in html
        numbers = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy|r|dx|height|width)="([^"]*)"', html)
        assert numbers
        assert all(re.fullmatch(r"-?\d+(\.\d+)?%?", number) for number in numbers)


def test_course_names_its_lines_at_their_ends():
    chart = course_chart(DAYS, [23, 16, 13, 11.6], [23, 16, 13, 11.8], [23, 18, 16, 14.2])
    found = texts(chart.wide)
    assert {"11.6 this person", "11.8 reference", "14.2 placebo"} <= set(found)
    ends = sorted(float(label.y) for label in chart.wide.labels if label.dx == "9")
    assert all(below - above >= 17.9 for above, below in pairwise(ends))
    assert [curve.css for curve in chart.wide.curves] == ["pl-line", "ref-core", "p-line"]


def test_course_has_zero_on_its_axis_and_its_numbers_in_a_table():
    chart = course_chart(DAYS, [23, 16, 13, 11.6], [23, 16, 13, 11.8])
    assert "0" in texts(chart.wide)
    assert chart.names == ("this person", "reference")
    assert [row.week for row in chart.rows] == [str(week) for week in range(13)]
    assert chart.rows[-1].values == ("11.6", "11.8")


@pytest.mark.parametrize("values", [[0, 0, 0, 0], [-3, -1, 0, 2], [1e-3, 2e-3, 3e-3, 4e-3]])
def test_course_takes_any_size(values):
    chart = course_chart(DAYS, values, values, band=(values, values))
    points = " ".join(curve.points for curve in chart.wide.curves)
    assert all(0 <= float(y) <= 100 for y in re.findall(r",(-?[\d.]+)", points))


def test_every_week_that_there_is_has_a_row():
    chart = course_chart([0, 7], [1, 2], [1, 2])
    assert [(row.week, row.day) for row in chart.rows] == [("0", "0"), ("1", "7")]
