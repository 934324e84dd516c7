"""Scopes: every view of the REST door names one, and only a token that has it passes."""

from datetime import timedelta

import pytest
from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from pgx.accounts.models import Scope
from pgx.accounts.tokens import create_token
from pgx.api import urls
from pgx.api.permissions import scope
from pgx.urls import handler404

pytestmark = pytest.mark.django_db


def view_of(name: Scope):
    @scope(name)
    @api_view(["GET"])
    def view(request: Request) -> Response:
        return Response({"by": str(request.user), "name": getattr(request.auth, "name", None)})

    return view


urlpatterns = [path(f"api/v1/{name}", view_of(name)) for name in Scope]
__all__ = ["handler404", "urlpatterns"]


def get(client, name: str, secret: str = ""):
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return client.get(f"/api/v1/{name}", headers=headers)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("held", Scope)
@pytest.mark.parametrize("needed", Scope)
def test_a_token_opens_what_its_scopes_name(client, ada, held, needed):
    _token, secret = create_token(ada, "sandbox", [held], timedelta(days=7))
    response = get(client, needed, secret)
    if held == needed:
        assert response.json() == {"by": "ada", "name": "sandbox"}
    else:
        assert response.status_code == 403
        assert needed in response.json()["detail"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("needed", "status"), [("assess", 200), ("read", 200), ("batch", 401)])
def test_without_a_token(client, needed, status):
    response = get(client, needed)
    assert response.status_code == status
    assert (status == 401) == ("WWW-Authenticate" in response)


@pytest.mark.urls(__name__)
def test_a_missing_scope_has_its_code(client, ada, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "rest_framework.views.APIView.get_exception_handler",
        lambda view: lambda error, context: seen.append(error) or Response(status=403),
    )
    _token, secret = create_token(ada, "sandbox", ["read"], timedelta(days=7))
    get(client, "batch", secret)
    get(client, "batch", "nonsense")
    assert [error.get_codes() for error in seen] == ["scope_missing", "bad_token"]


def patterns(found):
    for each in found:
        yield from patterns(each.url_patterns) if hasattr(each, "url_patterns") else [each]


def test_every_view_names_its_scope():
    views = [pattern.callback.cls for pattern in patterns(urls.urlpatterns)]
    assert views
    for view in views:
        assert view.scope in set(Scope), view
