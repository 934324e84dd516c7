import pytest
from django.core.cache import cache

from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from tests.ehr.calls import order, statement
from tests.ehr.cds.patients import about, ask

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
def once(settings):
    settings.CDS_SHOW_AGAIN = False


def test_by_default_a_card_is_shown_again(client):
    (selected,) = ask(client, about(1, "order-select"))

    (signed,) = ask(client, about(1))

    assert signed["detail"] == selected["detail"]


def test_what_was_shown_unchanged_becomes_one_short_card(client, once):
    ask(client, about(1, "order-select"))

    (card,) = ask(client, about(1))

    assert card["indicator"] == "info"
    assert card["summary"].startswith("Escitalopram 10 mg/day: shown when selected, unchanged.")
    assert "consider another drug" in card["detail"]
    assert "Published guideline" not in card["detail"]
    assert card["detail"].endswith(assess(Question()).not_checked)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body["context"].update(userId="Practitioner/other"),
        lambda body: body["context"].update(patientId="other"),
        lambda body: body["prefetch"].update(genotypes=None),
        lambda body: body["prefetch"]["statements"].update(
            entry=[{"resource": statement("omeprazole")}]
        ),
    ],
)
def test_what_differs_is_shown_in_full(client, once, change):
    ask(client, about(1, "order-select"))
    body = about(1)
    change(body)

    (card,) = ask(client, body)

    assert "Published guideline" in card["detail"]


def test_a_new_order_is_shown_in_full_beside_the_short_card(client, once):
    ask(client, about(1, "order-select"))
    body = about(1)
    more = {**order("", text="Sertraline 50 mg"), "id": "more"}
    body["context"]["draftOrders"]["entry"].append({"resource": more})

    found = ask(client, body)

    assert all("Published guideline" in card["detail"] for card in found)
    assert len(found) == 2  # beside another order the first card says something else


def test_a_critical_card_is_always_whole(client, once):
    ask(client, about(25, "order-select"))

    (card,) = ask(client, about(25))

    assert card["indicator"] == "critical"


def test_nothing_of_the_call_is_kept_in_words(client, once, monkeypatch):
    kept = {}
    monkeypatch.setattr(cache, "set_many", lambda values, seconds: kept.update(values))

    ask(client, about(1, "order-select"))

    assert list(kept.values()) == [True]
    assert not any(word in str(kept) for word in ("teaching-01", "escitalopram", "teacher"))
