"""Published effects turned one way, and what the pages say of them together."""

import pytest

from pgx.knowledge import releases
from pgx.web.charts.forest import Ratio, forest, turned
from pgx.web.knowledge.associations import directions
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.modelled import own_ratios
from pgx.web.knowledge.studies import studies


def test_a_turned_ratio_has_its_interval_turned():
    value, interval = turned(0.88, (0.79, 0.98))

    assert Ratio("", value, interval).text == "1.14"
    assert Ratio("", value, interval).between == "1.02 to 1.27"
    assert turned(value, interval) == (pytest.approx(0.88), pytest.approx((0.79, 0.98)))


def test_a_chart_says_all_its_numbers():
    rows = [Ratio("Taylor2010", 1.14, (1.02, 1.27)), Ratio("Sugai2006", 3.95, is_sure=False)]
    chart = forest(rows, "S does better", "L does better")

    assert chart.sentence == (
        "Right of the line: L does better. Left: S does better. "
        "Taylor2010 1.14 (1.02 to 1.27); Sugai2006 3.95."
    )
    assert [len(drawing.marks) for drawing in chart.drawings] == [1, 1]
    assert [line.css for line in chart.drawings[1].lines if "line" in line.css] == []


@pytest.mark.django_db
def test_the_studies_of_a_marker(release):
    library = Library(releases.name())
    found = studies(library, directions(library, "5-HTTLPR"), list(own_ratios(library, "5-HTTLPR")))

    rows = {study.entry.key: study for group in found.drawn for study, _drawing in group.rows}
    assert [group.question for group in found.drawn] == [
        *("response and remission", "stopping treatment", "side effects")
    ]
    assert (rows["A004"].ratio.text, rows["A004"].is_turned) == ("1.14", True)
    assert (rows["A006"].ratio.text, rows["A006"].is_turned) == ("1.09", False)
    assert rows["A005"].ratio.kind == "sensitivity analysis" and not rows["A008"].ratio.is_sure
    assert [study.ratio.text for study, _drawing in found.model] == ["1.04"]
    assert {study.entry.key for group in found.told for study, _none in group.rows} == {
        *("A043", "A044", "A070")
    }


@pytest.mark.django_db
def test_what_has_no_certain_direction_is_told_in_words(release):
    library = Library(releases.name())
    found = studies(library, directions(library, "rs7997012"))

    assert not found.drawn and not found.chart
    assert [finding.sentence for finding in found.findings] == [
        "For response and remission, studies contradict each other and cannot be drawn side by "
        "side."
    ]
