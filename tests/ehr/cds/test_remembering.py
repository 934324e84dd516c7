from uuid import UUID

from django.core.cache import cache
from redis import RedisError

from pgx.ehr.cds.remembering import DRUG, recall, recall_suggested, remember

CARD, SUGGESTION = (UUID(int=number, version=4) for number in (1, 2))
RICH = {
    "uuid": str(CARD),
    "summary": "Escitalopram 10 mg/day: consider another dose.",
    "indicator": "warning",
    "source": {"label": "Raphe", "topic": {"system": DRUG, "code": "escitalopram"}},
    "detail": "Words.",
    "suggestions": [{"label": "Order 5 mg", "uuid": str(SUGGESTION)}],
    "overrideReasons": [{"code": "later", "display": "Will be decided later", "system": "ours"}],
}
PLAIN = {"uuid": str(UUID(int=3)), "summary": "A", "indicator": "info", "source": {"label": "R"}}


def test_a_card_is_recalled_by_itself_and_by_its_suggestion():
    remember("raphe-order-sign", [RICH, PLAIN])

    found = recall(CARD)
    assert (found.service, found.drug) == ("raphe-order-sign", "escitalopram")
    assert (found.summary, found.indicator) == (RICH["summary"], "warning")
    assert found.suggestions == {str(SUGGESTION): "Order 5 mg"}
    assert found.reasons == {"later": "Will be decided later"}
    assert recall_suggested(SUGGESTION) == found
    assert recall(UUID(PLAIN["uuid"])).drug == ""


def test_what_is_forgotten_is_none():
    assert recall(CARD) is None
    assert recall_suggested(SUGGESTION) is None


def test_a_cache_that_fails_spoils_nothing(monkeypatch):
    def fail(*args, **kwargs):
        raise RedisError("out of memory")

    monkeypatch.setattr(cache._connections[cache._alias], "set_many", fail)
    monkeypatch.setattr(cache._connections[cache._alias], "get", fail)

    remember("raphe-order-sign", [RICH])

    assert recall(CARD) is None
