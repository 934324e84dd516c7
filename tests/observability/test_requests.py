import pytest
from structlog.contextvars import get_contextvars
from structlog.testing import capture_logs

from pgx.observability import requests

HEADER = requests.HEADER


@pytest.fixture
def access_log(monkeypatch):
    """The lines of the log of requests, as records."""
    with capture_logs() as lines:
        monkeypatch.setattr(requests, "log", requests.structlog.get_logger("pgx.access.test"))
        yield lines


@pytest.mark.parametrize("given", ["a", "A-b_c.9", "x" * 64])
def test_a_well_formed_id_is_taken_over(client, given):
    assert client.get("/healthz", headers={HEADER: given})[HEADER] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a\nb", "ä", "<script>", "a,b"])
def test_any_other_id_is_replaced(client, given):
    first, second = (client.get("/healthz", headers={HEADER: given})[HEADER] for _ in range(2))
    assert first != second
    assert requests.WELL_FORMED.fullmatch(first)


@pytest.mark.parametrize("address", ["/nothing-here", "/static/nothing.css", "/account/logout/"])
def test_errors_have_an_id_too(client, db, address):
    assert client.get(address)[HEADER]


def test_a_refused_host_has_an_id_too(client):
    assert client.get("/", headers={"host": "else.example"})[HEADER]


def test_the_line_has_the_pattern_of_the_address_and_not_the_address(client, db, access_log):
    client.get("/cds-services/nothing?genotype=x")
    client.post("/cds-services/CYP2C19", "{}", content_type="application/json")
    client.generic("GENOTYPE", "/CYP2C19")
    routes = [(each["method"], each.get("route"), each["status"]) for each in access_log]
    assert routes == [
        ("GET", "/cds-services/<str:service>", 405),
        ("POST", "/cds-services/<str:service>", 404),
        ("other", None, 404),
    ]
    assert all(each["ms"] > 0 for each in access_log)


def test_the_line_names_a_user_by_key_only_where_the_request_asked_who_it_is(
    client, db, django_user_model, access_log
):
    user = django_user_model.objects.create_user("pseudonym")
    client.force_login(user)
    client.get("/account/")
    client.get("/healthz")
    assert [each.get("user") for each in access_log] == [user.pk, None]
    assert "pseudonym" not in str(access_log)


def test_nothing_of_a_request_is_left_for_the_next(client):
    client.get("/healthz")
    assert get_contextvars() == {}
