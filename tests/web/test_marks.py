import pytest
from django.template import Context, Template

TEMPLATE = "{% load raphe %}"


def render(text, **context):
    return Template(TEMPLATE + text).render(Context(context))


@pytest.mark.parametrize("name", ["verified", "recalled", "calibrated", "illustrative"])
def test_confidence_is_a_shape_and_a_word(name):
    html = render("{% confidence name %}", name=name)
    assert f'href="#c-{name}"' in html
    assert f">{name}<" in html.replace("</svg>" + name, ">" + name)


def test_an_unknown_confidence_is_an_error():
    with pytest.raises(KeyError):
        render("{% confidence 'certain' %}")


@pytest.mark.parametrize(
    ("name", "steps"), [("Strong", 3), ("Moderate", 2), ("optional", 1), ("No recommendation", 0)]
)
def test_strength_is_steps_and_a_word(name, steps):
    html = render("{% strength name %}", name=name)
    assert html.count('class="on"') == steps
    assert name.lower() in html.lower()


def test_genotype_says_its_status_in_words_too():
    assert "geno-missing" in render("{% genotype '' 'not tested' %}")
    assert "not tested" in render("{% genotype '' 'not tested' %}")
    assert "(ambiguous)" in render("{% genotype 'C/C' 'ambiguous' %}")
    assert "(invalid)" in render("{% genotype 'A/Q' 'invalid' %}")
    assert "(" not in render("{% genotype '*1/*2' %}")


def test_text_of_a_visitor_is_escaped():
    assert "<b>" not in render("{% genotype given 'invalid' %}", given="<b>")


def test_numbers_are_rounded_as_everywhere():
    assert render("{{ a|show }} {{ b|ratio }} {{ c|show }}", a=0.15734, b=3.31, c=None) == (
        "0.157 ×3.3 not modelled"
    )
