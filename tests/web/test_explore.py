from urllib.parse import urlencode

import pytest

from pgx.knowledge.models import Release

pytestmark = pytest.mark.usefixtures("release")


def page(client, **query):
    response = client.get("/explore", {name.replace("__", "-"): v for name, v in query.items()})
    return response, response.content.decode()


def test_explore_empty_says_how_to_begin(client):
    response, html = page(client)

    assert response.status_code == 200
    assert "Nothing has been entered" in html
    assert "CYP2C19=*2/*2" in html


def test_explore_address_holds_the_question(client):
    _, html = page(client, drug="escitalopram", dose_mg_per_day="15", CYP2C19="*1/*2")

    assert '<option value="escitalopram" selected>' in html
    assert 'value="15"' in html
    assert 'value="*1/*2"' in html


def test_explore_without_a_drug_lists_every_drug_by_category(client):
    _, html = page(client, CYP2B6="*6/*6")

    places = [html.index(f"<b>{name}</b>") for name in ("Sertraline", "Citalopram", "Escitalopram")]
    assert places == sorted(places)


def test_explore_error_stands_at_the_field_and_the_rest_is_kept(client):
    response, html = page(client, drug="escitaloprm", rs6265="A/G")

    assert response.status_code == 200
    assert 'id="e-drug">escitaloprm is not a drug that Raphe knows. Did you mean' in html
    assert 'value="A/G"' in html


@pytest.mark.parametrize("dose", ["ten", "-1", "nan", "1e999", "99999", "1_0", "١٠"])
def test_explore_bad_dose_is_said_at_the_field(client, dose):
    response, html = page(client, drug="sertraline", dose_mg_per_day=dose)

    assert response.status_code == 200
    assert 'id="e-dose"' in html


@pytest.mark.parametrize(
    "name", ["drug", "dose_mg_per_day", "co_medications", "orientation", "release", "rs6265"]
)
def test_explore_a_field_given_twice_is_said_and_not_answered(client, release, name):
    texts = {
        "drug": "sertraline",
        "dose_mg_per_day": "50",
        "co_medications": "omeprazole",
        "orientation": "plus",
        "release": release.version,
        "rs6265": "C/C",
    }
    address = urlencode({**texts, "rs6295": "C/G"}) + f"&{name}={texts[name]}"

    html = client.get(f"/explore?{address}").content.decode()

    assert f"<b>{name} is given twice.</b> Give it once." in html
    assert "relative response" not in html


def test_explore_an_empty_field_is_no_second_answer(client):
    html = client.get("/explore?drug=citalopram&rs6265=C/C&rs6265=").content.decode()

    assert "is given twice" not in html


def test_explore_dose_without_a_drug_is_said(client):
    assert "A dose needs a drug" in page(client, dose_mg_per_day="10")[1]


def test_explore_unreadable_genotype_shows_reason_and_fix_at_the_field(client):
    _, html = page(client, drug="citalopram", rs6265="A/Q")

    assert 'id="e-rs6265"' in html
    assert "Its alleles are G (plus C), A (plus T)" in html


def test_explore_escapes_what_was_typed(client):
    _, html = page(client, drug="citalopram", rs6265="<script>alert(1)</script>")

    assert "<script>alert" not in html


def test_explore_unknown_release_is_a_page_that_says_so(client):
    response, html = page(client, release="9.9.9")

    assert response.status_code == 404
    assert "no release 9.9.9" in html


def test_explore_without_any_release_does_not_fail(client, monkeypatch):
    monkeypatch.setattr("pgx.knowledge.releases.Release.objects", Release.objects.none())

    assert page(client)[0].status_code == 404


def test_explore_number_of_queries_is_constant(client, django_assert_num_queries):
    page(client, drug="citalopram")
    with django_assert_num_queries(1):  # the release
        page(client, drug="escitalopram", CYP2C19="*2/*2")


def test_explore_post_is_405(client):
    assert client.post("/explore").status_code == 405


def test_explore_shows_the_other_bodies_with_their_conditions(client):
    _, html = page(client, drug="citalopram", CYP2C19="*2/*2")

    assert "What the other bodies say" in html
    assert "65 years and over, drops" in html
    assert "table section 1 (therapeutic management)" in html
    assert "dose form" in html


# --- Co-medications ---


def test_explore_co_medications_are_a_field_with_names_and_help(client):
    _, html = page(client)

    assert 'name="co_medications" list="o-co-medications"' in html
    assert '<option value="omeprazole"></option>' in html
    assert "an inhibitor still counts for five half-lives (fluoxetine: five weeks)" in html


def test_explore_co_medications_stay_in_the_field_and_in_the_addresses_of_other_drugs(client):
    _, html = page(client, drug="citalopram", CYP2C19="*1/*1", co_medications="Omeprazole; x")

    assert 'value="Omeprazole; x"' in html
    assert "/explore/drugs?drug=citalopram&amp;CYP2C19=*1/*1&amp;co_medications=Omeprazole" in html
    assert "CYP2C19: intermediate by co-medication, normal by genotype" in html


def test_explore_co_medications_without_a_drug_are_said_above_the_list(client):
    _, html = page(client, CYP2D6="*1/*1", co_medications="fluoxetine, Zauberpulver")

    answer = html[html.index('class="answer"') : html.index('id="drugs"')]
    assert "CYP2D6: poor by co-medication, normal by genotype" in answer
    assert "Zauberpulver was not checked" in answer


def test_explore_an_mao_inhibitor_says_the_reason_first_and_shows_no_model(client):
    _, html = page(client, drug="sertraline", co_medications="phenelzine")

    heading = html[html.index("<h1") : html.index("</h1>")]
    assert "Sertraline beside phenelzine (MAO inhibitor)" in heading
    assert 'id="model"' not in html
    assert "Week by week" not in html


def test_explore_too_many_co_medications_are_said_at_the_field(client):
    many = ";".join(f"m{number}" for number in range(51))
    _, html = page(client, drug="sertraline", co_medications=many)

    assert 'id="e-co-medications">There are 51 co-medications.' in html
