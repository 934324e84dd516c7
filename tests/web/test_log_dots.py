"""A dot plot on a log axis: where a value stands, and what its mark says of it."""

from pgx.web.charts.log_dots import LogDot, LogRow, log_plot


def plot(*dots, series=("parent",)):
    rows = [LogRow(f"target {place}", (dot,)) for place, dot in enumerate(dots)]
    return log_plot("Binding.", "nM", series, rows).wide


def x(placed):
    return float(placed.x.removesuffix("%"))


def test_ten_times_is_the_same_step_everywhere():
    drawing = plot(*(LogDot(value, "=", True, "binding/a") for value in (0.1, 1, 10, 100)))

    steps = [x(other) - x(one) for one, other in zip(drawing.dots, drawing.dots[1:], strict=False)]

    assert max(steps) - min(steps) < 0.02 and min(steps) > 5


def test_the_axis_covers_every_value_and_names_its_unit():
    drawing = plot(LogDot(0.3, "=", True, "binding/a"), LogDot(35000, ">", True, "binding/b"))
    ticks = [label.text for label in drawing.labels if label.css == "t-ax"]

    assert ticks[0] == "0.1 nM" and ticks[-1] == "100,000"
    assert all(14 <= x(dot) <= 84 for dot in drawing.dots)


def test_marks_say_what_is_sure_and_what_is_a_bound():
    dots = [LogDot(5, "=", sure, "binding/a") for sure in (True, False)]
    dots += [LogDot(5, relation, True, "binding/b") for relation in "><~"]

    found = [(dot.shape, dot.css, dot.text.text) for dot in plot(*dots).dots]

    assert found == [
        ("dot", "ink-full", "5"),
        ("dot", "ink-open ink-dashed", "5"),
        ("right", "ink-open", "> 5"),
        ("left", "ink-open", "< 5"),
        ("about", "ink-open", "~ 5"),
    ]


def test_no_binding_is_said_and_not_drawn():
    (placed,) = plot(LogDot(10000, "=", False, "binding/a", words="no binding")).dots

    assert placed.shape == "" and placed.text.text == "no binding"


def test_a_metabolite_has_its_own_mark_and_column():
    two = ("fluoxetine", "norfluoxetine")
    parent, metabolite = plot(
        LogDot(1, "=", True, "binding/a"), LogDot(2, "=", True, "binding/b", 1), series=two
    ).dots

    assert (parent.shape, metabolite.shape) == ("dot", "diamond")
    assert parent.text.x != metabolite.text.x
