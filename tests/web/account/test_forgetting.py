"""After "delete my data" the database lacks the learner; a dump of it is searched."""

import json
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models.deletion import Collector
from django.test import Client

from pgx.accounts.models import User
from pgx.accounts.tokens import create_token
from pgx.batches import storage
from pgx.cases import classes
from pgx.cases.classes.data import attach
from pgx.cases.models import Kind
from pgx.cases.playing import Play, Player, begin
from pgx.cases.sittings import begin as begin_test
from tests.batches.making import CLASS, done
from tests.cases.making import publish_good
from tests.cases.playing.test_answering import answered
from tests.cases.review.making import answered_review
from tests.cases.sittings.making import answer_all, assign, join, make_class, publish_bank
from tests.conftest import PASSWORD
from tests.dumps import dump

NAME, NUMBER = "zeppelina-quux", 918273645
SHORT_TIME = timedelta(days=1)


@pytest.fixture
def learner(release) -> User:
    """Somebody who did everything that an account can do in cases and classes."""
    user = User.objects.create_user(NAME, f"{NAME}@example.edu", PASSWORD, id=NUMBER)
    publish_good()
    publish_bank()
    answered(Play(begin(Player(user), "good")), "history")
    for place, kind in enumerate((Kind.PRE, Kind.POST)):
        of_class = make_class()
        join(of_class, "neighbour", 1)
        member = join(of_class, NAME, 0)
        answer_all(begin_test(assign(of_class, kind), user), wrong=place + 1)
    classes.leave(member)
    answered_review(user)
    taught = classes.make(user, "Spring")
    join(taught, "neighbour")
    attach(taught, user, done(user, CLASS).pk)
    create_token(user, "sandbox", ["read"], SHORT_TIME)
    return user


def rows_of(user) -> dict:
    """What the account has: the numbers of its rows, by table."""
    found = Collector("default")
    found.collect([user])
    held = {model: {each.pk for each in rows} for model, rows in found.data.items()}
    for query in found.fast_deletes:
        held.setdefault(query.model, set()).update(query.values_list("pk", flat=True))
    return {model: numbers for model, numbers in held.items() if numbers}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db(transaction=True)
def test_a_dump_lacks_who_deleted_their_account(learner):
    administrator = User.objects.create_superuser("administrator")
    about = {"content_type": ContentType.objects.get_for_model(User), "object_id": NUMBER}
    LogEntry.objects.create(
        user=administrator, action_flag=CHANGE, object_repr=NAME, change_message="a role", **about
    )
    client, _another_browser = signed_in(learner), signed_in(learner)
    held = rows_of(learner)
    labels = {model._meta.label for model in held}
    assert {f"cases.{name}" for name in (
        "Attempt", "Answer", "Sitting", "Response", "ReviewCard", "Membership", "ClassData",
    )} <= labels  # fmt: skip
    names = {str(pk) for numbers in held.values() for pk in numbers if isinstance(pk, str)}
    traces = {NAME, NAME.encode().hex(), str(NUMBER), *names}
    before = dump()
    assert {each for each in traces if each in before} >= {NAME, str(NUMBER), *names}
    batch = learner.batches.get().pk
    assert storage.names_of(batch)

    client.post("/account/delete/", {"password": PASSWORD})

    after = dump()
    assert {each for each in traces if each in after} == set()
    for model, numbers in held.items():
        assert not model._base_manager.filter(pk__in=numbers).exists(), model
    assert "neighbour" in after
    assert storage.names_of(batch) == []


@pytest.mark.django_db
def test_what_was_learned_is_deleted_and_the_account_stays(learner):
    client = signed_in(learner)
    taught, changed = learner.taught_classes.get(), learner.memberships.first().of_class
    page = client.get("/account/learning/delete/").content.decode()
    for said in ("1 attempt at a case", "3 tests and reviews", "your places in 2 classes"):
        assert said in page
    assert learner.attempts.exists()

    answer = client.post("/account/learning/delete/", follow=True)

    assert b"you are in no class any more" in answer.content
    for gone in ("attempts", "sittings", "review_cards", "memberships"):
        assert not getattr(learner, gone).exists(), gone
    assert list(learner.taught_classes.all()) == [taught]
    assert (learner.batches.count(), taught.data.count()) == (1, 1)
    before = changed.changed
    changed.refresh_from_db()
    assert changed.changed > before  # its figures are reckoned again
    assert b"nothing to delete" in client.get("/account/learning/delete/").content


@pytest.mark.django_db
def test_own_data_has_what_was_learned_and_taught(learner):
    found = json.loads(signed_in(learner).get("/account/data.json").content)

    assert [(each["number"], each["left_at"] is None) for each in found["memberships"]] == [
        (0, True), (0, False),
    ]  # fmt: skip
    (taught,) = found["taught_classes"]
    assert (taught["name"], taught["data"]) == ("Spring", ["class.csv"])
    kinds = {each["kind"]: each for each in found["sittings"]}
    assert set(kinds) == {"pre", "post", "review"}
    assert len(kinds["pre"]["responses"]) == 10
    assert [each["right"] for each in kinds["pre"]["responses"]].count(False) == 1
    assert {"belief", "due_at", "was_sure"} <= set(found["review_cards"][0])
    assert "neighbour" not in json.dumps(found)
