"""The page of Compare."""

from urllib.parse import parse_qs, urlsplit

import pytest

from pgx.web.compare.examples import comparisons

pytestmark = pytest.mark.usefixtures("release")
PAIR = "a.drug=escitalopram&a.CYP2C19=*1/*1&b.drug=escitalopram&b.CYP2C19=*2/*2"


def page(client, query):
    response = client.get(f"/compare?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_empty_page_says_how_to_begin(client, knowledge):
    html = page(client, "")
    for example in comparisons(knowledge):
        assert example.url.replace("&", "&amp;") in html
        assert "differ" in page(client, urlsplit(example.url).query)


def test_only_what_differs(client):
    whole, only = page(client, PAIR), page(client, PAIR + "&only=differences")
    assert 'class="same"' in whole
    assert 'class="same"' not in only
    assert whole.count('class="differs"') == only.count('class="differs"') > 10
    assert f"/compare?{PAIR}".replace("&", "&amp;") in only


def test_faults_stand_at_the_side_and_the_other_is_kept(client):
    html = page(client, "a.drug=escitaloprm&a.CYP2C19=*2/*2&b.drug=sertraline&drug=x")
    assert "escitaloprm is not a drug that Raphe knows. Did you mean" in html
    assert "drug belongs to no side." in html
    assert 'name="a.CYP2C19"' in html
    assert 'value="*2/*2"' in html
    assert "There is not enough to compare yet." not in html or "Sertraline" in html


def test_a_form_with_empty_fields_leads_to_the_short_address(client):
    response = client.get(f"/compare?{PAIR}&c.drug=&c.rs6265=&release=")
    assert response.status_code == 302
    assert response["Location"] == f"/compare?{PAIR}"


def test_unknown_release_is_said(client):
    assert client.get(f"/compare?{PAIR}&release=9.9.9").status_code == 404


def test_drugs_are_not_ranked_and_the_page_says_so(client):
    html = page(client, "a.drug=sertraline&b.drug=escitalopram&c.drug=citalopram")
    assert "not drugs with one another" in html
    assert html.index("Sertraline 50") < html.index("Escitalopram 10") < html.index("Citalopram 20")


def test_explore_leads_to_a_comparison_with_the_same_panel(client, release):
    asked = "drug=escitalopram&dose_mg_per_day=15&CYP2C19=*2/*2"
    html = client.get(f"/explore?{asked}&release={release.version}").content.decode()
    found = parse_qs(
        html.partition('<p><a href="/compare?')[2].partition('"')[0].replace("&amp;", "&")
    )
    assert found["a.CYP2C19"] == ["*2/*2"]
    assert found["b.CYP2C19"] == ["*1/*1"]
    assert found["b.dose_mg_per_day"] == ["15"]
    assert found["release"] == [release.version]
    assert '<input type="hidden" name="b.CYP2C19" value="*2/*2">' in html
    assert 'name="b.dose_mg_per_day"' not in html
