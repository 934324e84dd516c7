from urllib.parse import parse_qs, urlsplit

import pytest

from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from pgx.web.editor import drawn


def test_a_seed_draws_the_same_person_and_another_seed_another(knowledge):
    people = [drawn.person(knowledge, "EUR", seed) for seed in (42, 42, 43)]

    assert people[0] == people[1] != people[2]
    used = {each.marker for each in knowledge.markers.values() if each.used_in_model}
    assert set(people[0]) == used


@pytest.mark.parametrize("population", ["AFR", "AMR", "EAS", "EUR", "SAS"])
def test_every_genotype_that_is_drawn_can_be_read(knowledge, population):
    person = drawn.person(knowledge, population, 7)

    answer = assess(Question(person, drawn.STRAND), knowledge=knowledge)

    statuses = {call.status for call in answer.calls if call.marker in person}
    assert statuses == {"called"}


@pytest.mark.usefixtures("release")
def test_random_leads_to_the_panel_and_keeps_the_regimen(client, knowledge):
    query = {"population": "EAS", "seed": "42", "drug": "sertraline", "rs6265": "T/T"}

    response = client.get("/explore/random", query)

    asked = {name: texts[0] for name, texts in parse_qs(urlsplit(response.url).query).items()}
    assert response.status_code == 302
    assert asked["drug"] == "sertraline"
    assert drawn.person(knowledge, "EAS", 42).items() <= asked.items()
    html = client.get(response.url).content.decode()
    assert "<b>East Asian (EAS)</b>, seed <b>42</b>" in html


@pytest.mark.usefixtures("release")
def test_random_without_a_seed_says_the_seed_that_draws_it_again(client):
    first = client.get("/explore/random", {"population": "EUR"}).url
    seed = parse_qs(urlsplit(first).query)["seed"][0]

    assert client.get("/explore/random", {"population": "EUR", "seed": seed}).url == first


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"population": "XYZ"}, "XYZ is no group with published frequencies."),
        ({}, "An empty name is no group"),
        ({"population": "EUR", "seed": "-1"}, "-1 is no seed. Write a whole number from 0"),
        ({"population": "EUR", "seed": "9" * 5000}, "is no seed."),
        ({"population": "EUR", "seed": "\N{SUPERSCRIPT TWO}"}, "is no seed."),
    ],
)
def test_random_says_at_the_field_what_cannot_be_drawn(client, query, says):
    response = client.get("/explore/random", {"drug": "sertraline", **query})

    html = response.content.decode()
    assert response.status_code == 422
    assert says in html[html.index('class="fill"') : html.index('id="question"')]
    assert '<option value="sertraline" selected>' in html


def test_a_panel_that_was_changed_is_no_longer_that_person(knowledge):
    person = drawn.person(knowledge, "EUR", 42)
    given = person | {"population": "EUR", "seed": "42", "drug": "sertraline"}

    assert drawn.told(knowledge, given).seed == 42
    assert drawn.told(knowledge, given | {"CYP2C19": "*2/*3"}) is None
    assert drawn.told(knowledge, person) is None
