"""Pages of what an account has saved."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from pgx.accounts.models import User
from pgx.assessments import undoing
from pgx.assessments.assess import assess
from pgx.assessments.models import SavedAssessment
from pgx.assessments.panels import Subject, assess_panels
from pgx.assessments.question import Question, Regimen
from pgx.assessments.saved import encode, save, sweep

pytestmark = pytest.mark.usefixtures("release")
QUESTION = Question(
    {"CYP2C19": "*2/*2", "5-HTTLPR": "S/S"},
    "literature",
    (Regimen("escitalopram", 10.0), Regimen("sertraline")),
    co_medications=("bupropion",),
)


@pytest.fixture
def owner(db) -> User:
    return User.objects.create_user("owner")


@pytest.fixture
def mine(owner, client) -> SavedAssessment:
    client.force_login(owner)
    return save(owner, [Subject("", QUESTION)], encode(assess(QUESTION)))


def test_an_empty_list_says_how_to_begin(client, owner):
    client.force_login(owner)

    assert '"save": true' in client.get("/account/saved/").content.decode()


def test_the_list_names_what_is_saved_and_leads_to_it(client, mine):
    page = client.get("/account/saved/").content.decode()

    assert f'href="/account/saved/{mine.pk}/"' in page
    assert "escitalopram, sertraline" in page


def test_the_page_of_one_says_that_it_agrees_and_asks_again_in_explore(client, mine):
    page = client.get(f"/account/saved/{mine.pk}/")

    assert "gives this answer again" in page.content.decode()
    line = next(line for line in page.context["lines"] if line.result["drug"] == "escitalopram")
    explored = client.get(line.address)
    again = explored.context["page"].answer.results[0]
    assert again.exposure_ratio == line.result["exposure_ratio"]
    assert again.relative_response == line.result["relative_response"]


def test_an_answer_that_is_another_one_today_is_said(client, mine):
    answer = json.loads(mine.body)
    answer["results"][0]["exposure_ratio"] = 99.0
    other = save(mine.owner, [Subject("", QUESTION)], json.dumps(answer).encode())

    page = client.get(f"/account/saved/{other.pk}/").content.decode()

    assert "would answer otherwise" in page
    assert "results.0.exposure_ratio" in page


def test_several_panels_are_listed_by_subject(client, mine):
    subjects = [Subject("s1", QUESTION), Subject("s2", QUESTION)]
    several = save(mine.owner, subjects, encode(assess_panels(subjects)))

    page = client.get(f"/account/saved/{several.pk}/")

    assert [line.subject for line in page.context["lines"]] == ["s1", "s1", "s2", "s2"]


def test_the_saved_bytes(client, mine):
    assert client.get(f"/account/saved/{mine.pk}/answer.json").content == mine.body


@pytest.fixture
def deleted(client, mine):
    """The page after the assessment is deleted."""
    return client.post(f"/account/saved/{mine.pk}/", follow=True)


def test_deleting(client, mine, deleted):
    assert "escitalopram, sertraline is deleted" in deleted.content.decode()
    assert client.get(f"/account/saved/{mine.pk}/").status_code == 404

    sweep(timezone.now())

    assert not SavedAssessment.objects.exists()


def test_taking_a_deletion_back(client, mine, deleted):
    ticket = {"ticket": deleted.context["ticket"]}

    page = client.post("/account/saved/", ticket, follow=True)

    assert "is here again" in page.content.decode()
    assert SavedAssessment.objects.get().expires_at == mine.expires_at
    assert (
        "cannot be undone" in client.post("/account/saved/", ticket, follow=True).content.decode()
    )


def test_taking_back_what_another_deleted(client, deleted):
    client.force_login(User.objects.create_user("another"))

    client.post("/account/saved/", {"ticket": deleted.context["ticket"]})

    assert SavedAssessment.objects.get().expires_at <= timezone.now()


def test_taking_back_too_late(client, deleted, monkeypatch):
    monkeypatch.setattr(undoing, "UNDO", -timedelta(seconds=1))

    page = client.post("/account/saved/", {"ticket": deleted.context["ticket"]}, follow=True)

    assert "cannot be undone" in page.content.decode()


@pytest.mark.parametrize("address", ["", "answer.json"])
def test_what_is_past_its_day_is_404(client, mine, address):
    SavedAssessment.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(f"/account/saved/{mine.pk}/{address}").status_code == 404
