"""Charts of Explore that stand beside the path: bars, small multiples, waterfall, dots."""

import math
import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from pgx.web.charts import (
    Dot,
    Gene,
    Part,
    Quantity,
    Station,
    dot_plot,
    multiples,
    path_chart,
    sum_in_words,
    waterfall,
)
from pgx.web.charts.ratio_axis import ratio_axis
from pgx.web.charts.svg import svg
from pgx.web.courses import percent_change

LEVEL = Station(
    "Level", 3.3, "56", "17", "published", mean=(2.2, 4.9), people=(1.2, 8.8), mean_text="38 to 83"
)
TONE = Station("Tone", 1.1, "2.2", "2", "model", mean=(1.0, 1.2), people=(1.05, 1.15))
CIRCUIT = Station("Circuit", 0.9, "1", "2", "model", mean=(0.5, 1.4), branch=True)
RESPONSE = Station("Response", 1.1, "2.5", "2.3", "model", mean=(1.0, 1.2))
DAYS = [0, 1, 3, 7, 28, 56, 84]
UP = [0, 1, 2, 5, 10, 20, 30]


def texts(drawing):
    return [str(label.text) for label in drawing.labels]


def share(text):
    return float(text.rstrip("%"))


@pytest.mark.parametrize("form", ["wide", "upright"])
def test_people_lie_under_the_interval_of_the_mean_and_both_under_the_line(form):
    drawing = getattr(path_chart([LEVEL, TONE]), form)
    order = [line.css for line in drawing.lines]
    assert order.index("iv-people") < order.index("iv-mean") < order.index("p-line p-mod")
    assert "×2.2 to 4.9" in texts(drawing)


def test_bars_are_named_where_they_are_long_and_nowhere_else():
    assert "middle 95 % of people" in texts(path_chart([LEVEL, TONE]).wide)
    assert "middle 95 % of people" not in texts(path_chart([TONE, RESPONSE]).wide)


def test_what_is_not_known_has_no_bar():
    missing = Station("Level", None, "", "17", "published", "not tested", people=(0.5, 2.0))
    drawing = path_chart([missing, TONE]).wide
    assert len([line for line in drawing.lines if line.css.startswith("iv-")]) == 2


def test_the_branch_stops_and_the_main_line_passes_by_it():
    drawing = path_chart([TONE, CIRCUIT, RESPONSE]).wide
    ends = {(line.x1, line.x2) for line in drawing.lines if line.css == "p-line p-mod"}
    xs = [mark.x for mark in drawing.marks]
    assert ends == {(xs[0], xs[1]), (xs[0], xs[2])}
    assert "stops here" in texts(drawing)


@pytest.mark.parametrize("form", ["wide", "upright"])
def test_a_gene_stands_where_it_acts_and_its_box_says_its_state(form):
    read = Gene("CYP2C19", "*2/*2", "called")
    usual, missing = Gene("HTR1A", "C/G", "reference"), Gene("ABCB1", "not tested", "open")
    level, tone = replace(LEVEL, genes=(read,)), replace(TONE, genes=(usual, missing))
    chart = path_chart([level, tone, RESPONSE])
    drawing = getattr(chart, form)
    states = [bar.css.removeprefix("gene gene-") for bar in drawing.bars]
    assert states == ["called", "reference", "open"]
    said = " ".join(texts(drawing))
    assert all(word in said for word in ("*2/*2", "not tested", "as reference"))
    plain = getattr(path_chart([LEVEL, TONE, RESPONSE]), form)
    assert float(drawing.height) + drawing.above > float(plain.height)
    assert "genes: HTR1A C/G as reference, ABCB1 not tested" in chart.sentence


def test_a_station_that_leads_to_its_trace_is_a_link_outside_of_an_image():
    html = svg(path_chart([replace(LEVEL, href="#of-level")]).wide, "wide", "said")
    assert '<a href="#of-level"><text' in html
    assert 'role="group"' in html
    assert 'role="img"' in svg(path_chart([LEVEL]).wide, "wide", "said")


def test_the_sentence_of_the_path_has_the_intervals():
    assert "Level ×3.3 (95 % interval ×2.2 to 4.9), 56" in path_chart([LEVEL]).sentence


def test_small_multiples_share_one_axis_and_say_both_values():
    chart = multiples(
        DAYS, [Quantity("A", UP, UP, unit="%", signed=True), Quantity("B", [0] * 7, [0] * 7)]
    )
    axes = [[t for t in texts(panel.drawing) if t.isdigit()] for panel in chart.panels]
    assert set(axes[0]) <= set(axes[1])
    assert chart.days == ("week 1", "week 4", "week 8", "week 12")
    assert chart.panels[0].cells[-1] == ("+30 %", "+30 %")
    assert "A at week 12: this person +30 %, reference +30 %." in chart.panels[0].sentence


def test_small_multiples_of_single_doses_tell_the_first_days():
    chart = multiples(DAYS, [Quantity("A", UP, UP)], early=True)
    assert chart.days == ("day 0", "day 1", "day 3", "week 1", "week 12")


def test_next_to_nothing_is_about_nothing():
    tiny = Quantity("A", [1e-6], [0], unit="%", signed=True)
    assert (tiny.write(1e-6), tiny.write(0)) == ("about 0", "0 %")


def test_logs_become_changes_in_percent():
    assert percent_change([0.0, math.log(2), None]) == pytest.approx([0, 100, 0])


PARTS = [Part("CYP", "", 1.2), Part("ABCB1", "not tested", None), Part("BDNF", "", 0.5)]


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_the_waterfall_ends_at_the_product(form):
    drawing = getattr(waterfall(PARTS, 0.6, (0.4, 0.9)), form)
    (point,) = drawing.marks
    parts = [bar for bar in drawing.bars if bar.css == "part"]
    assert share(point.x) == pytest.approx(share(parts[-1].x), abs=0.02)
    assert share(parts[0].x) == pytest.approx(share(one(drawing).x1), abs=0.02)
    assert len(parts) == 2  # a gene that was not read has no part
    assert [line.css for line in drawing.lines].count("thread") == 1
    assert {"×1.20", "×0.50", "×0.60", "reference used"} <= set(texts(drawing))


def one(drawing):
    return next(line for line in drawing.lines if line.css == "ref-core")


def test_the_sum_in_words_adds_up():
    said = sum_in_words([0.1239, 0.0, -0.0394, -0.1984], -0.1139)
    assert said == "0.124 − 0.0394 − 0.198 = −0.114, which is ×0.89"
    assert sum_in_words([0.0], 0.0) == "0 = 0, which is ×1.00"


@pytest.mark.parametrize("ratios", [[], [1.0], [0.97, 1.02], [0.5], [3.0, 0.2], [200.0]])
def test_the_axis_of_ratios_holds_them_and_marks_one(ratios):
    axis = ratio_axis(ratios)
    assert 1.0 in axis.ticks
    assert all(0 <= axis.share(ratio) <= 1 for ratio in ratios)
    assert 0 < axis.share(1.0) < 1


def test_dots_show_the_reference_and_this_person():
    chart = dot_plot(
        "Liability", [Dot("Nausea", 39, 34), Dot("Index", 40, 33, (38, 42), True)], "Domain"
    )
    ticks = [share(line.x1) for line in chart.wide.lines if line.css == "ref-tick"]
    points = [share(mark.x) for mark in chart.wide.marks]
    assert all(tick < point for tick, point in zip(ticks, points, strict=True))
    assert len(chart.wide.bars) == 1
    assert chart.sentence == "Liability: Nausea 39, reference 34; Index 40, reference 33."


def test_no_chart_has_a_style():
    html = render_to_string("web/_waterfall.svg.html", {"chart": waterfall(PARTS, 0.6, (0.4, 1))})
    html += render_to_string("web/_dots.svg.html", {"chart": dot_plot("L", [Dot("A", 1, 2)], "D")})
    html += render_to_string(
        "web/_multiples.svg.html", {"chart": multiples(DAYS, [Quantity("A", UP, UP)])}
    )
    assert "style=" not in html
    numbers = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)"', html)
    assert all(re.fullmatch(r"-?\d+(\.\d+)?%?", number) for number in numbers)
