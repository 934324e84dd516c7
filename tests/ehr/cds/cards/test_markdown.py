import pytest
from markdown_it import MarkdownIt

from pgx.ehr.cds.cards.markdown import LONGEST, MOST_LINES, cut, listed, plain
from pgx.ehr.cds.cards.parts import MOST_SUMMARY, summary

SPITEFUL = [
    "*1/*2 _a_ **b**",
    "<script>alert(1)</script>",
    "[a](http://b) ![i](http://b)",
    "# no heading",
    "- no list",
    "+ no list",
    "1. no list",
    "12) no list",
    "> no quote",
    "`code` ~~gone~~ &amp;",
    "a | b",
    "=====",
    "https://evil.example www.evil.example a@evil.example",
]


@pytest.mark.parametrize("text", SPITEFUL)
def test_foreign_text_is_shown_as_it_is(text):
    reader = MarkdownIt("gfm-like", {"linkify": False})

    assert reader.render(plain(text)) == reader.render("x").replace("x", _escaped(text))


def _escaped(text):
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(letter, entity)
    return text


def test_marks_of_another_direction_and_controls_are_left_out():
    assert plain("a\u202eb\x00c\n\nd") == "abc d"


def test_a_list_has_an_end_and_each_line_once():
    found = listed([*(f"line {number}" for number in range(MOST_LINES + 3)), "line 1"])

    assert found.count("\n") == MOST_LINES
    assert found.endswith("- 3 more are not listed here.")


def test_a_line_of_others_has_an_end():
    assert len(cut("x" * 1000)) == LONGEST


def test_a_summary_is_short_and_keeps_the_notice():
    found = summary("Drug " * 100)

    assert len(found) == MOST_SUMMARY
    assert found.endswith("…. For teaching, not for patient care.")
