"""A drawing as SVG: words are escaped, what lies below comes first."""

from xml.etree import ElementTree

from pgx.web.charts.drawing import Bar, Box, Curve, Drawing, Label, Line, Mark, Strip
from pgx.web.charts.svg import svg

DRAWING = Drawing(
    "40",
    (Line("0", "1", "100%", "1", "grid"),),
    (Label("0", "9", "<b>5 & more</b>", "halo"),),
    (Strip("0", "0", "1%", "9", "model"),),
    (Mark("5%", "3", "pt", "4"), Mark("9%", "3", "pt", "4", square=True)),
    (Curve("0,0 1,1", "p-line"), Curve("0,0 1,1", "band")),
    (Bar("0", "0", "9%", "9", "part"),),
    Box(5, 90, 4, 30, marks=3),
)


def test_words_are_escaped_and_the_sentence_is_its_name():
    found = svg(DRAWING, "wide", 'a "quoted" <word>')
    tree = ElementTree.fromstring(found)
    assert tree.get("aria-label") == 'a "quoted" <word>'
    assert tree.get("role") == "img"
    assert [each.text for each in tree.iter("text")] == ["<b>5 & more</b>"]


def test_every_part_is_drawn_in_its_order_without_a_style():
    found = svg(DRAWING, "wide", "s")
    tags = [each.tag for each in ElementTree.fromstring(found)]
    assert tags == ["rect", "rect", "line", "svg", "circle", "svg", "text"]
    assert {each.tag for each in ElementTree.fromstring(found)[3]} == {"polyline", "polygon"}
    assert "style=" not in found
