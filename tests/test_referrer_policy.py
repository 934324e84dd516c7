import pytest

from pgx.web.examples import examples

FORMS = ["/account/login/", "/account/signup/"]


def policy(client, address):
    return client.get(address)["Referrer-Policy"]


@pytest.mark.parametrize("address", FORMS)
def test_a_page_with_a_form_lets_the_form_say_where_it_comes_from(client, db, address):
    assert policy(client, address) == "same-origin"


@pytest.mark.parametrize(
    "address", ["/", "/healthz", "/cds-services", "/nothing-here", "/api/v1/nothing-here"]
)
def test_everything_else_says_nothing_of_where_one_was(client, release, address):
    assert policy(client, address) == "no-referrer"


def test_a_refused_host_too(client):
    assert client.get("/", headers={"host": "else.example"})["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("example", examples())
def test_an_address_with_genotypes_has_no_form_of_ours_even_signed_in(
    client, release, django_user_model, example
):
    client.force_login(django_user_model.objects.create_superuser("somebody"))
    client.cookies["csrftoken"] = "a" * 32
    answer = client.get(example.url)
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "no-referrer"
    assert b"csrfmiddlewaretoken" not in answer.content
