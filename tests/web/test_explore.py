import pytest

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

    places = [html.index(f">{name}</a>") for name in ("Sertraline", "Citalopram", "Escitalopram")]
    assert places == sorted(places)


def test_explore_error_stands_at_the_field_and_the_rest_is_kept(client):
    response, html = page(client, drug="escitaloprm", rs6265="A/G")

    assert response.status_code == 200
    assert 'id="e-drug">escitaloprm is not a drug that Raphe knows. Did you mean' in html
    assert 'value="A/G"' in html


@pytest.mark.parametrize("dose", ["ten", "-1", "nan", "1e999", "99999"])
def test_explore_bad_dose_is_said_at_the_field(client, dose):
    response, html = page(client, drug="sertraline", dose_mg_per_day=dose)

    assert response.status_code == 200
    assert 'id="e-dose"' in html


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


def test_explore_without_any_release_does_not_fail(client, db):
    from pgx.knowledge.models import Release

    Release.objects.all().delete()

    assert page(client)[0].status_code == 404


def test_explore_number_of_queries_is_constant(client, django_assert_num_queries):
    page(client, drug="citalopram")
    with django_assert_num_queries(3):  # the release: once for the form, twice for the answers
        page(client, drug="escitalopram", CYP2C19="*2/*2")


def test_explore_post_is_405(client):
    assert client.post("/explore").status_code == 405
