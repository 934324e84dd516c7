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
    said = html[html.index('id="r-drug"') :]
    assert said.startswith('id="r-drug"><p class="problem">escitaloprm is not a drug that Raphe')
    assert '<a href="#f-drug"><b>escitaloprm is not a drug that Raphe knows.</b></a> Did' in html
    assert '<option value="A/G" selected>' in html


@pytest.mark.parametrize("dose", ["ten", "-1", "nan", "1e999", "99999", "1_0", "١٠"])
def test_explore_bad_dose_is_said_at_the_field(client, dose):
    response, html = page(client, drug="sertraline", dose_mg_per_day=dose)

    assert response.status_code == 200
    assert 'id="r-dose_mg_per_day"><p class="problem">' in html


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

    assert f"<b>{name} is given twice.</b>" in html
    assert "relative response" not in html


def test_explore_an_empty_field_is_no_second_answer(client):
    response = client.get("/explore?drug=citalopram&rs6265=C/C&rs6265=")

    assert response.url == "/explore?drug=citalopram&rs6265=C/C"


def test_explore_dose_without_a_drug_is_said(client):
    assert "A dose needs a drug" in page(client, dose_mg_per_day="10")[1]


def test_explore_unreadable_genotype_shows_reason_and_fix_at_the_field(client):
    _, html = page(client, drug="citalopram", rs6265="A/Q")

    assert 'id="r-rs6265"><p class="problem"><b>invalid</b>' in html
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


# --- Live, and back ---


def test_explore_live_answers_with_what_changes_and_the_address(client):
    response = client.get(
        "/explore?drug=citalopram&CYP2C19=*2/*2&rs6265=&beside=omeprazole",
        headers={"HX-Request": "true"},
    )

    html = response.content.decode()
    address = "/explore?drug=citalopram&CYP2C19=*2/*2&co_medications=omeprazole"
    assert response["HX-Push-Url"] == address
    assert "<form" not in html[: html.index('id="answer"')]
    assert 'id="r-CYP2C19" hx-swap-oob="true"' in html
    assert html.count('id="answer"') == 1


def test_explore_whole_page_has_no_marks_of_a_live_answer(client):
    assert "hx-swap-oob" not in page(client, drug="citalopram")[1]


def test_explore_start_empty_keeps_a_way_back(client):
    _, html = page(client, drug="citalopram", CYP2C19="*2/*2")
    link = "/explore?undo=drug%3Dcitalopram%26CYP2C19%3D%2A2%2F%2A2"
    assert f'href="{link}"' in html.replace("*", "%2A").replace("/%2A", "%2F%2A")

    emptied = client.get(link).content.decode()

    assert "The form is empty." in emptied
    assert 'href="/explore?drug=citalopram&amp;CYP2C19=*2/*2"' in emptied


def test_explore_ambiguous_letters_are_settled_by_a_link(client):
    _, html = page(client, drug="citalopram", rs6295="C/C")

    assert 'href="/explore?drug=citalopram&amp;rs6295=C/C&amp;orientation=plus">plus</a>' in html


# --- Co-medications ---


def test_explore_co_medications_are_a_field_with_names_and_help(client):
    _, html = page(client)

    assert 'name="beside" list="o-co_medications"' in html
    assert '<option value="omeprazole"></option>' in html
    assert "an inhibitor still counts for days, fluoxetine for weeks" in html


def test_explore_co_medications_stay_in_the_field_and_in_the_addresses_of_other_drugs(client):
    _, html = page(client, drug="citalopram", CYP2C19="*1/*1", co_medications="Omeprazole; x")

    assert 'name="beside" value="Omeprazole" checked' in html
    assert 'name="beside" value="x" checked' in html
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

    assert 'id="r-co_medications"><p class="problem">There are 51 co-medications.' in html
