"""A review over HTTP: begun once, told at once, put off, and what the page says of it."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from pgx.cases.models import Confidence, Response, ReviewCard, Sitting
from pgx.cases.review import answered, enter
from pgx.cases.review.agenda import MOST_A_DAY
from pgx.cases.sittings import Paper
from tests.cases.review.making import SURE, member, memory_of, response
from tests.cases.sittings.making import BELIEFS, RIGHT, SHOWS, publish_bank

REVIEW = "/review/"


@pytest.fixture
def learner(client, ada, release) -> Client:
    publish_bank()
    client.force_login(ada)
    return client


def errors_of(learner, beliefs, was_sure=True):
    for belief in beliefs:
        enter(learner, belief, was_sure, timezone.now() - timedelta(days=2))


def text_of(response) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def begin(client: Client) -> Sitting:
    response = client.post(reverse("begin-review"))
    assert response.status_code == 303
    found = Sitting.objects.get(finished_at=None)
    assert response["Location"] == address(found)
    return found


def address(sitting: Sitting) -> str:
    return reverse("review-asked", args=[sitting.pk])


def place(client: Client, sitting: Sitting, name: str) -> str:
    """By which number the page offers an option."""
    offered = client.get(address(sitting)).context["question"].options
    return next(each.id for each in offered if name in each.label)


def send(client: Client, sitting: Sitting, number: int, option: str, sure: Confidence = SURE):
    chosen = place(client, sitting, f"is {option}.")
    sent = {"question": number, "option": chosen, "confidence": sure.value}
    return client.post(address(sitting), sent)


def test_review_without_anything_says_how_to_begin(learner):
    page = text_of(learner.get(REVIEW))

    assert "Nothing comes up for review yet." in page
    assert "Play a case" in page
    assert learner.post(reverse("begin-review"))["Location"] == REVIEW


def test_review_counts_what_is_due_and_does_not_name_it(learner, ada):
    errors_of(ada, BELIEFS[:3])
    enter(ada, BELIEFS[3], False, timezone.now())

    response = learner.get(REVIEW)

    assert "Three beliefs are due." in text_of(response)
    assert "You were sure of each of them." in text_of(response)
    assert "The next is due on" in text_of(response)
    named = [line.standing.belief for line in response.context["on_the_way"]]
    assert named == [BELIEFS[3]]


def test_review_from_begin_to_end(learner, ada):
    errors_of(ada, BELIEFS[:2])
    sitting = begin(learner)

    told = learner.get(send(learner, sitting, 1, SHOWS)["Location"])
    assert "You were sure of what many believe" in text_of(told)
    assert "What stands behind the curtain. steep" in text_of(told)
    assert "What is so:" in text_of(told)
    assert "comes again on" in text_of(told)
    assert "Next question" in text_of(told)

    told = learner.get(send(learner, sitting, 2, RIGHT)["Location"])
    assert "You said what is so." in text_of(told)
    assert "See how it went" in text_of(told)

    end = text_of(learner.get(address(sitting)))
    assert "One of two went right that went wrong before." in end
    assert "did not go right yet" in end
    assert [memory_of(ada, each).right for each in BELIEFS[:2]] == [False, True]
    assert "Nothing is due now; one went right the last time." in text_of(learner.get(REVIEW))


def test_question_names_neither_the_belief_nor_what_is_right(learner, ada):
    errors_of(ada, BELIEFS[:1])
    page = learner.get(address(begin(learner))).content.decode()

    for name in ("m01-review", f'value="{RIGHT}"', f'value="{SHOWS}"', "behind the curtain"):
        assert name not in page


def test_question_of_a_form_that_comes_again_says_so(learner, ada):
    member(ada, beliefs=BELIEFS)  # keeps the forms of its tests
    errors_of(ada, BELIEFS[:2])
    response(ada, BELIEFS[0], True, name="m01-review", at=timezone.now() - timedelta(days=3))
    sitting = begin(learner)

    assert "You have met this question before" in text_of(learner.get(address(sitting)))
    told = learner.get(send(learner, sitting, 1, RIGHT)["Location"])
    assert "You had met this question before" in text_of(told)
    assert "You have met this question before" not in text_of(learner.get(address(sitting)))


def test_answer_sent_twice_or_out_of_turn_is_stored_once(learner, ada):
    errors_of(ada, BELIEFS[:2])
    sitting = begin(learner)
    chosen = {"option": "1", "confidence": "0"}

    assert learner.post(address(sitting), {"question": 2, **chosen}).status_code == 409
    first = learner.post(address(sitting), {"question": 1, **chosen})
    state = ReviewCard.objects.get(belief=BELIEFS[0]).state
    again = learner.post(address(sitting), {"question": 1, "option": "2", "confidence": "2"})

    assert first["Location"] == again["Location"]
    assert Response.objects.count() == 1
    assert ReviewCard.objects.get(belief=BELIEFS[0]).state == state


@pytest.mark.parametrize("sent", [{}, {"option": "1"}, {"option": "9", "confidence": "7"}])
def test_answer_that_cannot_be_read_says_where(learner, ada, sent):
    errors_of(ada, BELIEFS[:1])
    sitting = begin(learner)

    refused = learner.post(address(sitting), {"question": 1, **sent})

    assert refused.status_code == 422
    assert "Nothing is stored yet" in text_of(refused)
    assert not Response.objects.exists()


def test_told_of_what_is_not_answered_is_not_there(learner, ada):
    errors_of(ada, BELIEFS[:1])
    sitting = begin(learner)

    for number in (0, 1, 99999999999999999999):
        assert learner.get(f"{address(sitting)}{number}/").status_code == 404


def test_review_of_a_full_day_says_when_the_next_are_due(learner, ada):
    errors_of(ada, BELIEFS[:2])
    for belief in BELIEFS:
        response(ada, belief, True, at=timezone.now())
    assert MOST_A_DAY == len(BELIEFS)

    page = text_of(learner.get(REVIEW))

    assert "The day’s 10 are done." in page
    assert "2 more are due, and wait" in page
    assert "The next 2 are due on" in page
    assert learner.post(reverse("begin-review"))["Location"] == REVIEW


def test_review_says_what_is_mastered_and_what_came_back(learner, ada):
    now = timezone.now()
    errors_of(ada, BELIEFS[:3])
    for belief, right in ((BELIEFS[0], (1, 1, 1, 1, 1)), (BELIEFS[1], (1, 0))):
        for each in right:
            given = response(ada, belief, bool(each), SURE, at=now)
            answered(given, max(now, ada.review_cards.get(belief=belief).due_at))
    found = learner.get(REVIEW).context

    assert [line.standing.belief for line in found["mastered"]] == [BELIEFS[0]]
    assert [line.standing.belief for line in found["came_back"]] == [BELIEFS[1]]
    assert found["heading"] == "One belief is due; one went right the last time."


def test_review_of_what_the_release_no_longer_knows(learner, ada):
    errors_of(ada, BELIEFS[:1])
    given = response(ada, BELIEFS[0], True, SURE)
    answered(given, timezone.now())
    ada.review_cards.update(belief="M99", due_at=timezone.now() + timedelta(days=9))

    assert learner.get(REVIEW).status_code == 200


def test_review_claims_nothing_of_a_few_answers(learner, ada):
    for right in (True, True, True, False):
        response(ada, BELIEFS[0], right, SURE)
    assert "too few answers to say yet" in text_of(learner.get(REVIEW))

    response(ada, BELIEFS[0], True, SURE)
    page = text_of(learner.get(REVIEW))

    assert "When you were sure, 4 of 5 were right." in page
    assert "80 %" in page


def test_cases_link_to_the_review_when_something_is_due(learner, ada):
    assert "due for review" not in text_of(learner.get(reverse("cases")))
    errors_of(ada, BELIEFS[:1])

    assert "1 belief is due for review." in text_of(learner.get(reverse("cases")))


def test_pages_of_another_s_review_are_not_there(learner, ada, curator):
    errors_of(curator, BELIEFS[:1])
    other = Client()
    other.force_login(curator)
    sitting = begin(other)

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    assert strict.post(address(sitting)).status_code == 404
    assert learner.get(address(sitting)).status_code == 404
    assert not Paper(sitting).responses
