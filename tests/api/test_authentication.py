"""Bearer tokens at the REST door."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pgx.accounts.models import Token
from pgx.accounts.tokens import create_token, revoke_token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("release")]
ADDRESS = "/api/v1/assessments"
QUESTION = {"regimens": [{"drug": "escitalopram", "dose_mg_per_day": 10}]}
WEEK = timedelta(days=7)


def ask(client, authorization: str | None = None):
    headers = {} if authorization is None else {"Authorization": authorization}
    body = json.dumps(QUESTION)
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def test_a_token_opens_and_its_use_is_noted(client, ada):
    token, secret = create_token(ada, "sandbox", ["assess"], WEEK)
    assert ask(client, f"Bearer {secret}").status_code == 200
    token.refresh_from_db()
    assert token.last_used


def test_authentication_is_one_query(client, ada):
    _token, secret = create_token(ada, "sandbox", ["assess"], WEEK)
    ask(client, f"Bearer {secret}")
    with CaptureQueriesContext(connection) as without:
        assert ask(client).status_code == 200
    with CaptureQueriesContext(connection) as with_token:
        assert ask(client, f"Bearer {secret}").status_code == 200
    assert len(with_token) == len(without) + 1
    assert "accounts_token" in with_token[0]["sql"]


@pytest.mark.parametrize(
    "authorization",
    [
        "Bearer",
        "Bearer nonsense",
        "Bearer two words",
        "Bearer \u00e9\u00e9",
        "bearer raphe_" + 64 * "0",
    ],
)
def test_a_bad_token_is_401(client, authorization):
    response = ask(client, authorization)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["notice"]


@pytest.mark.parametrize("ending", ["expired", "revoked", "blocked", "deleted"])
def test_a_token_that_is_over_is_401(client, ada, ending):
    token, secret = create_token(ada, "sandbox", ["assess"], WEEK)
    assert ask(client, f"Bearer {secret}").status_code == 200
    if ending == "expired":
        Token.objects.update(expiry=token.created)
    elif ending == "revoked":
        revoke_token(token)
    elif ending == "blocked":
        ada.is_active = False
        ada.save()
    else:
        ada.delete()
    assert ask(client, f"Bearer {secret}").status_code == 401


def test_a_session_is_nobody_here(client, ada):
    """So no page of another site can ask in the name of whoever is signed in."""
    client.force_login(ada)
    response = client.get("/api/v1/assessments")  # a list of one's own
    assert response.status_code == 401
