"""The list: what is done, what is being mended, what comes next and why."""

import pytest
from django.urls import reverse

from pgx.cases import published
from pgx.cases.models import Standing
from pgx.cases.playing import Play, Player, begin, give
from pgx.web.cases.shelf import shelf
from tests.cases.making import begun, publish_shipped
from tests.cases.playing.test_answering import answered

NOBODY = Player()
ADA = Player(visitor="ada")


@pytest.fixture
def three(release):
    """Two cases of one topic, and one of another that is led by M02."""
    return publish_shipped("three-times-the-level", "doubling-the-dose", "two-sisters")


def test_shelf_without_cases_says_so(client, release):
    assert "There is no case yet" in client.get(reverse("cases")).content.decode()


def test_shelf_of_a_newcomer_begins_with_a_worked_case(three):
    found = shelf(NOBODY)

    assert found.many == 3
    assert found.done == 0
    assert found.next.line.case.help == "worked"
    assert "A good one to begin with" in found.next.why


def test_shelf_puts_first_what_was_begun(three):
    give(Play(begin(ADA, "two-sisters")), Play(begin(ADA, "two-sisters")).case.steps[0].id, {})

    found = shelf(ADA)

    assert found.next.line.version.case == "two-sisters"
    assert "You have begun it" in found.next.why


def test_shelf_comes_back_to_a_belief_that_was_held(release):
    [case] = publish_shipped("three-times-the-level")
    play = answered(begun(ADA), "history", "order")
    give(play, "guess", {"number": ["100"], "confidence": ["sure"]})
    answered(Play(play.attempt), "run")
    give(Play(play.attempt), "visit", {"option": ["a"], "confidence": ["sure"]})

    found = shelf(ADA)

    assert found.next.line.version.case == case
    assert found.next.line.case.leads == "M01"
    assert "An answer of yours goes with" in found.next.why


def test_shelf_forgets_a_belief_that_was_put_right(release):
    publish_shipped("three-times-the-level")
    play = answered(begun(ADA), "history", "order")
    give(play, "guess", {"number": ["100"], "confidence": ["sure"]})
    answered(Play(play.attempt), "run")
    give(Play(play.attempt), "visit", {"option": ["b"], "confidence": ["sure"]})

    assert "It goes on where “A good case” ended" in shelf(ADA).next.why


def test_shelf_of_a_case_that_does_not_hold_has_no_button(client, three, monkeypatch):
    monkeypatch.setattr("pgx.cases.published.standing", lambda *_: ("a fault",))

    page = client.get(reverse("cases")).content.decode()

    assert page.count("This case is being mended") == 3
    assert "/begin" not in page


def test_shelf_asks_the_database_little(client, three, django_assert_max_num_queries):
    published._standing.cache_clear()
    shelf(NOBODY)
    assert Standing.objects.count() == 3
    with django_assert_max_num_queries(6):
        client.get(reverse("cases"))
