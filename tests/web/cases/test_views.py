"""Playing over HTTP: in turn, once, by whoever began; nothing of a result before its prediction."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from pgx.cases.models import Answer, Attempt
from pgx.cases.playing import Play
from tests.cases.making import publish_good
from tests.conftest import PASSWORD

RIGHT = {"number": "86.7", "confidence": "sure"}


@pytest.fixture
def played(client, release):
    """A visitor at the first step of the good case; posts answers by step."""
    publish_good()
    return Player(client)


class Player:
    """A browser that plays."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.begun = client.post(reverse("case-begin", args=["good"]))
        self.home = self.begun["Location"]

    def answer(self, step: str, **sent: object):
        return self.client.post(self.home + step, sent)

    def text(self, step: str) -> str:
        return text_of(self.client.get(self.home + step))

    def to_the_guess(self) -> None:
        self.answer("history")
        self.answer("order", tests="cyp")


def text_of(response) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def leads_to(response, address: str) -> bool:
    return response.status_code == 303 and response["Location"].endswith(address)


def test_begin_leads_to_the_first_step(played):
    assert played.begun.status_code == 303
    assert leads_to(played.client.get(played.home), "/history")


def test_begin_what_is_not_there_is_404(client, release):
    assert client.post(reverse("case-begin", args=["nothing"])).status_code == 404


def test_begin_a_case_that_is_mended_is_409(client, release, monkeypatch):
    publish_good()
    monkeypatch.setattr("pgx.cases.published.standing", lambda *_: ("a fault",))

    response = client.post(reverse("case-begin", args=["good"]))

    assert response.status_code == 409
    assert "being mended" in text_of(response)
    assert not Attempt.objects.exists()


def test_answers_lead_on_and_feedback_stands_at_its_own_step(played):
    assert leads_to(played.answer("history"), "/order")
    assert leads_to(played.answer("order", tests="cyp"), "/order")
    assert "This is what the question asks for." in played.text("order")
    assert leads_to(played.answer("guess", **RIGHT), "/run")


def test_a_step_that_is_not_open_leads_to_the_one_that_is(played):
    response = played.client.get(played.home + "guess", follow=True)

    assert response.redirect_chain[0][0].endswith("/history")
    assert "That step is not open yet" in text_of(response)
    assert leads_to(played.answer("guess", **RIGHT), "/history")
    assert not Answer.objects.exists()


def test_a_step_that_the_case_has_not_is_404(played):
    assert played.client.get(played.home + "nothing").status_code == 404


def test_a_bad_answer_keeps_what_was_sent(played):
    played.to_the_guess()

    response = played.answer("guess", number="two hundred", confidence="sure")

    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="two hundred"' in page
    assert 'aria-invalid="true"' in page
    assert "Give a number from 0 to 100." in text_of(response)


def test_a_bad_explanation_keeps_the_sentence(played):
    played.to_the_guess()
    played.answer("guess", **RIGHT)
    played.answer("run")
    played.answer("choice", drug="sertraline")

    response = played.answer("links", words="My own <words>")

    assert response.status_code == 422
    assert "My own &lt;words&gt;" in response.content.decode()


def test_nothing_of_the_result_is_sent_before_the_prediction(played):
    before = [played.text("history")]
    before += [text_of(played.answer("history")), played.text("order")]
    played.answer("order", tests="cyp")
    before += [played.text("order"), played.text("guess")]
    before.append(text_of(played.answer("guess", number="1000", confidence="sure")))
    play = Play(Attempt.objects.get())
    hidden = [play.values[f"known/occupancy.SERT{part}"].text for part in ("", "|change", "|ratio")]
    hidden += ["The curve is flat up here.", "Between them lies a curve", "Where the change goes."]
    assert not [each for each in hidden for page in before if each in page]

    played.answer("guess", number="50", confidence="sure")

    after = played.text("run")
    assert f"You said 50 %. The model says {hidden[0]}." in after
    assert hidden[1] in after


def test_a_double_click_gives_one_answer(played):
    played.answer("history")
    first, second = (played.answer("order", tests="cyp") for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Answer.objects.count() == 2


def test_back_and_another_answer_keeps_the_first(played):
    played.to_the_guess()
    played.answer("guess", **RIGHT)

    assert leads_to(played.answer("guess", number="100", confidence="unsure"), "/run")

    page = played.client.get(played.home + "guess").content.decode()
    assert 'value="86.7"' in page
    assert "disabled" in page
    assert "You were sure." in text_of(played.client.get(played.home + "guess"))


def test_an_attempt_resumes_where_it_was_left(played):
    played.to_the_guess()

    assert leads_to(played.client.get(played.home), "/guess")
    assert "Go on" in text_of(played.client.get(reverse("cases")))


def test_another_visitor_finds_nothing(played):
    for method in ("get", "post"):
        for address in (played.home, played.home + "history"):
            response = getattr(Client(), method)(address)
            assert response.status_code in (404, 405)
    assert not Answer.objects.exists()


def test_who_signs_up_keeps_what_was_played(played):
    played.answer("history")
    fields = {"username": "newcomer", "password1": PASSWORD, "password2": PASSWORD}

    assert played.client.post(reverse("account_signup"), fields).status_code == 302

    assert Attempt.objects.get().learner.username == "newcomer"
    assert leads_to(played.client.get(played.home), "/order")
    played.client.post(reverse("account_logout"))
    assert played.client.get(played.home).status_code == 404


def test_who_signs_in_keeps_what_was_played(played, ada):
    played.client.post(reverse("account_login"), {"login": "ada", "password": PASSWORD})

    assert Attempt.objects.get().learner == ada


def test_whoever_is_under_25_has_the_warning_on_every_step(client, release):
    publish_good(publish_young())
    played = Player(client)
    played.answer("history")

    for step in ("history", "order"):
        assert "US boxed warning" in played.text(step)


def publish_young() -> str:
    from tests.cases.making import GOOD

    return GOOD.replace("age: 51", "age: 24")


def test_the_debrief_has_four_lines_and_both_layers(played):
    played.to_the_guess()
    played.answer("guess", number="100", confidence="sure")
    played.answer("run")
    played.answer("visit", option="a", confidence="unsure")

    said = played.text("end")

    lines = ["What you believed", "What the run showed", "What nobody knows", "Where next"]
    places = [said.index(each) for each in lines]
    assert places == sorted(places)
    assert "sure, at “The transporter”" in said
    assert "Guideline, published" in said
    assert "Teaching model, illustrative" in said
    assert "therapeutic reference range" in said
    assert "Side-effect index" in said
    page = played.client.get(played.home + "end").content.decode()
    assert "/explore?CYP2C19=*2/*2&amp;drug=escitalopram" in page
    assert leads_to(played.answer("end"), reverse("cases"))


def test_a_misconception_links_to_the_case_that_it_leads(played):
    page = played.client.get("/knowledge/misconceptions/M01").content.decode()

    assert 'href="/cases/#good"' in page
    assert "/cases/#" not in played.client.get("/knowledge/misconceptions/M02").content.decode()
