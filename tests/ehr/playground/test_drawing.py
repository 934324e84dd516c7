import pytest

from pgx.ehr.playground.drawing import draw, markdown

CARD = {
    "uuid": "7",
    "summary": "A card",
    "indicator": "warning",
    "source": {"label": "Raphe"},
    "detail": "**Words.**\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "overrideReasons": [{"code": "seen", "display": "Seen"}],
}


def test_a_card_is_drawn_with_its_word_and_its_table():
    drawn = draw(CARD, {}, "/again")

    assert (str(drawn.word), drawn.overridden, drawn.again) == ("Warning", None, "/again")
    assert "<strong>Words.</strong>" in drawn.html
    assert "<td>2</td>" in drawn.html


@pytest.mark.parametrize(("code", "says"), [("seen", "Seen"), ("", ""), ("elsewhere", "")])
def test_an_overridden_card_says_its_own_reason_and_no_other_words(code, says):
    assert draw(CARD, {"7": code}, "").overridden == says


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "<img src=x>", "![x](http://elsewhere/x)", "[x](javascript:x)"],
)
def test_markdown_brings_no_markup_and_no_requests_of_its_own(text):
    html = markdown(text)

    assert not any(tag in html for tag in ("<script", "<img", 'href="javascript'))
