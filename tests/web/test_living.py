"""The example of the start page is computed from the release, and stops at occupancy."""

import pytest

from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from pgx.rounding import ratio, show
from pgx.web import living


def page(client, query=""):
    response = client.get(f"/{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("genotype", living.GENOTYPES)
def test_home_shows_what_assess_says(client, release, genotype):
    html = page(client, f"?CYP2C19={genotype}")
    question = Question({"CYP2C19": genotype}, regimens=(living.REGIMEN,))
    result = assess(question).results[0]
    assert result.recommendation.headline in html
    assert f"the level is {ratio(result.path[0].ratio)} the reference" in html
    assert f"occupied to {show(100 * result.sert_occupancy)} %" in html
    assert html.count('aria-current="true"') == 1
    assert f"?CYP2C19={genotype}#example" in html.partition('aria-current="true"')[0][-80:]


def test_home_stops_at_occupancy(client, release):
    html = page(client)
    assert "The path stops at occupancy on purpose." in html
    example = html.partition('id="example"')[2].partition("</section>")[0]
    for later in ("points", "plasticity", "Response", "Circuit"):
        assert later not in example
    assert "QT lengthens" in example
    assert "neither simply better nor worse" in example


def test_home_says_where_another_genotype_is_read(client, release):
    html = page(client, "?CYP2C19=<b>*9/*9")
    assert "&lt;b&gt;*9/*9 is none of these four." in html
    assert ">*2/*2</b>" in html


def test_home_without_a_release_has_its_doors(client, db):
    html = page(client)
    assert 'id="example"' not in html
    assert 'href="/explore"' in html


def test_the_example_is_made_once_a_release(knowledge):
    first = living.examples(knowledge, "")
    assert living.examples(knowledge, "*1/*1")["examples_of_gene"] is first["examples_of_gene"]
    assert first["example"].genotype == living.SHOWN_FIRST
