import pytest
from prometheus_client.parser import text_string_to_metric_families

from pgx.client_address import Peers
from pgx.notice import NOTICE_SHORT


def metrics(client, **meta):
    return client.get("/metrics", **meta)


def samples(answer):
    """The value of each sample, by its name and labels."""
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_metrics_are_plain_text_with_the_notice(client):
    answer = metrics(client)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    (about,) = (key for key in samples(answer) if key[0] == "raphe_info")
    assert ("notice", str(NOTICE_SHORT)) in about


def test_requests_are_counted_by_view_and_not_by_address(client, db):
    name = "django_http_responses_total_by_status_view_method_total"
    key = (name, ("method", "POST"), ("status", "404"), ("view", "cds-service"))
    before = samples(metrics(client)).get(key, 0)
    for address in ("a", "CYP2C19"):
        client.post(f"/cds-services/{address}?g=CYP2C19", "{}", content_type="application/json")
    client.generic("CYP2C19", "/explore")
    answer = metrics(client)
    assert samples(answer)[key] == before + 2
    assert "CYP2C19" not in answer.content.decode()


def test_assessments_are_counted_by_detail(client, release):
    def count(detail):
        return samples(metrics(client)).get(("raphe_assessments_total", ("detail", detail)), 0)

    before = count("summary")
    client.post("/api/v1/assessments", "{}", content_type="application/json")
    assert count("summary") == before + 1


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_may_see_them(client, peer):
    assert metrics(client, REMOTE_ADDR=peer).status_code == 200


@pytest.mark.parametrize("peer", ["192.0.2.1", "2001:db8::1", ""])
def test_nobody_else_may(client, db, peer):
    assert metrics(client, REMOTE_ADDR=peer).status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via"])
def test_nobody_through_a_proxy_on_this_machine_may(client, db, header):
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_who_asks_through_a_trusted_proxy_is_who_the_proxy_says(client, db, settings):
    settings.TRUSTED_PROXIES = Peers.of(["127.0.0.1"])
    settings.METRICS_ALLOW = Peers.of(["10.1.0.0/16"])
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 200
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404
    assert client.get("/metrics").status_code == 404
