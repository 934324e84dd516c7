"""A test item as a page shows it."""

import re

import pytest
from django.template.loader import render_to_string

from pgx.assessments.errors import FieldError
from pgx.web.items.question import question
from tests.cases.items.making import publish_shipped_items, publish_small
from tests.cases.making import publish_shipped


@pytest.fixture
def small(release):
    return {version.item: version for version in publish_small()}


def rendered(version, release, **how):
    asked = question(version, release.version, seed=7, **how)
    return asked, render_to_string("web/items/_question.html", {"question": asked})


def test_question_before_the_end_says_nothing_of_what_is_right(small, release):
    asked, html = rendered(small["m05-table"], release, chosen="named")

    assert [(each.is_right, each.told) for each in asked.options] == [(False, None)] * 3
    assert html.count("checked>") == html.count('value="named" checked>') == 1
    assert re.findall(r'name="confidence" value="(\d)"', html) == ["0", "1", "2"]
    assert "You let" not in html and "M05" not in html and "M01" not in html


def test_question_is_shuffled_by_its_seed(small, release):
    version = small["m05-table"]
    orders = {
        tuple(each.id for each in question(version, release.version, seed).options)
        for seed in range(40)
    }
    assert len(orders) == 6
    assert question(version, release.version, 3).options == (
        question(version, release.version, 3).options
    )


def test_question_revealed_tells_the_chosen_and_the_right_option_and_the_case(small, release):
    publish_shipped("whether-to-test")
    asked, html = rendered(small["m05-table"], release, chosen="named", reveal=True)

    assert [bool(each.told) for each in asked.options] == [
        each.id in ("named", "level") for each in asked.options
    ]
    assert "The test says which antidepressant will work." in html  # the belief
    assert "Genes of exposure inform dose and choice" in html  # its truth
    assert "Bousman2023" in html
    assert 'href="/cases/#whether-to-test"' in html
    assert "<input" not in html and 'name="confidence"' not in html


def test_question_that_was_refused_says_what_is_missing(small, release):
    errors = [FieldError("option", "missing", "Choose one.")]
    _asked, html = rendered(small["m05-table"], release, errors=errors)
    assert '<ul class="errorlist" id="option-errors"><li>Choose one.</li></ul>' in html


def test_question_of_a_person_under_25_has_the_warning(small, release):
    _asked, html = rendered(small["m05-ratios"], release)
    assert "An invented person, 22" in html
    assert release.rows.get(table="cautions", key="boxed_warning_under_25").values["text"] in html
    assert "warning" not in rendered(small["m05-dots"], release)[1]


@pytest.mark.parametrize("name", ["dots", "ratios"])
def test_dots_are_open_where_modelled_and_have_a_sentence_and_a_table(small, release, name):
    asked, html = rendered(small[f"m05-{name}"], release)
    assert html.count('class="pt pt-mod"') == 2
    assert html.count('class="ref-tick"') == (2 if name == "ratios" else 0)
    for row in asked.picture.dots.rows:
        assert f"{row.name} {row.text}" in re.search(r'aria-label="([^"]+)"', html)[1]
        assert f'<th scope="row">{row.name}</th>' in html


def test_table_has_its_head_and_a_mark_of_confidence_at_each_number(small, release):
    _asked, html = rendered(small["m05-table"], release)
    assert re.findall(r'<th scope="(\w+)"[^>]*>([^<]+)', html) == [
        ("col", "*2/*2"), ("col", "*1/*1"), ("row", "Level"), ("row", "Occupied")
    ]  # fmt: skip
    table = html.split("<table")[1].split("</table")[0]
    assert table.count("val-mark") == 3  # the reference's ratio has none


def test_course_has_its_numbers_and_the_side_effects_beside_it(small, release):
    _asked, html = rendered(small["m05-course"], release)
    assert "No line is one person’s future." in html
    assert "Side-effect index" in html
    assert 'class="chart course"' in html


def test_report_is_read_line_by_line(small, release):
    _asked, html = rendered(small["m05-report"], release)
    lines = re.search(r'<ul class="report-lines">(.*?)</ul>', html, re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", lines).startswith("CYP2C19: *2/*2, Poor Metabolizer")


def test_no_item_has_a_style_or_a_script_in_it(small, release):
    for version in small.values():
        assert not re.search(r"<script| style=| on\w+=", rendered(version, release)[1])


def test_every_shipped_item_can_be_asked_and_told_and_asks_without_its_belief(release):
    publish_shipped("whether-to-test")
    for version in publish_shipped_items():
        before, after = (rendered(version, release, reveal=told)[1] for told in (False, True))
        assert not re.search(r"\{\{|\}\}|<script| style=| on\w+=", before + after), version.item
        assert not re.search(r"M\d\d|/knowledge/", before), version.item
