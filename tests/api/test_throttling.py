import json
from types import SimpleNamespace

import pytest
from limits import parse
from rest_framework.authentication import BaseAuthentication
from rest_framework.decorators import api_view, authentication_classes
from rest_framework.exceptions import Throttled
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from pgx.api.permissions import scope
from pgx.api.throttling import charge
from pgx.notice import NOTICE
from tests.ehr import calls

ADDRESS = "/api/v1/assessments"


@pytest.fixture
def two_a_minute(settings):
    settings.RATES = {"anonymous": parse("2/day"), "token": parse("5/day")}


def post(client, **meta):
    return client.post(ADDRESS, "{}", content_type="application/json", **meta)


def test_every_answer_tells_the_limit(client, release, two_a_minute):
    answer = post(client)
    assert answer.status_code == 200
    assert answer["RateLimit-Limit"] == "2"
    assert answer["RateLimit-Remaining"] == "1"
    assert 0 < int(answer["RateLimit-Reset"]) <= 86400
    assert answer["RateLimit-Policy"] == '"anonymous";q=2;w=86400'
    assert "Retry-After" not in answer


@pytest.mark.parametrize("address", [ADDRESS, "/cds-services/raphe-order-sign"])
def test_too_many_requests_are_a_problem_that_says_when_to_go_on(
    client, release, two_a_minute, address
):
    answers = [calls.post(client, calls.SAMPLE, address) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    refused = answers[2]
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["notice"] == str(NOTICE)
    assert refused["Retry-After"] == refused["RateLimit-Reset"]
    assert refused["RateLimit-Remaining"] == "0"
    assert calls.post(client, calls.SAMPLE, "/cds-services/none").status_code == 429
    other = client.post(address, "{}", content_type="application/json", REMOTE_ADDR="192.0.2.1")
    assert other.status_code != 429


def test_an_address_that_is_not_there_is_counted_too(client, db, two_a_minute):
    answers = [client.get("/api/v1/nothing-here") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert answers[0]["RateLimit-Remaining"] == "1"
    assert answers[2].json()["notice"] == str(NOTICE)


def test_pages_are_not_counted(client, release, two_a_minute):
    assert all("RateLimit-Limit" not in client.get("/") for _ in range(3))


class WithToken(BaseAuthentication):
    def authenticate(self, request):
        return None, SimpleNamespace(pk=7, scopes=["read"])


@scope("read")
@api_view(["GET"])
@authentication_classes([WithToken])
def dear(request):
    charge(request, int(request.GET["cost"]))
    return Response()


def test_no_call_counts_for_more_than_a_whole_window(two_a_minute):
    request = APIRequestFactory().get("/", {"cost": 1000})

    assert dear(request).status_code == 200
    assert request.rate_limit.remaining == 0


def test_a_dear_call_counts_for_what_it_costs(two_a_minute):
    def ask(cost):
        request = APIRequestFactory().get("/", {"cost": cost})
        return dear(request), request.rate_limit

    answer, standing = ask(3)
    assert (answer.status_code, standing.remaining) == (200, 2)
    answer, standing = ask(3)  # the call counts, what it asks for does not
    assert (answer.status_code, standing.remaining) == (Throttled.status_code, 1)
    assert "counts as 3 requests" in json.loads(answer.content)["detail"]
    answer, standing = ask(1)
    assert (answer.status_code, standing.remaining) == (200, 0)
