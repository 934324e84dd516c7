"""Feedback beside a class: of the clients that its instructor names, since it began."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from pgx.accounts.models import Role, User
from pgx.cases import classes
from pgx.cases.classes import beside
from pgx.cases.classes.beside import Line, Reason
from pgx.ehr.models import CardFeedback, CdsClient

SANDBOX = "https://sandbox.example"
ASKS = "Escitalopram 10 mg/day: consider another drug. Teaching only, never for patient care."
ACCOUNTED, SEEN = "Already accounted for", "Seen; the exercise continues without a change"


def keep(outcome="overridden", days=0, **more):
    given = {"drug": "escitalopram", "indicator": "warning", "summary": ASKS, "issuer": SANDBOX}
    now = timezone.now()
    row = CardFeedback.objects.create(card=uuid4(), outcome=outcome, outcome_at=now, **given | more)
    CardFeedback.objects.filter(pk=row.pk).update(received_at=now + timedelta(days=days))


@pytest.fixture
def spring(ada):
    ada.groups.add(Group.objects.get(name=Role.INSTRUCTOR))
    return classes.make(ada, "Spring")


@pytest.fixture
def page(spring):
    return f"/classes/{spring.pk}/cards/"


@pytest.fixture
def teacher(client, ada, spring):
    client.force_login(ada)
    return client


def text_of(client, page):
    return html.unescape(client.get(page).content.decode())


def test_answers_are_counted_by_card_and_reason_and_held_against_statements(spring):
    keep("accepted", accepted=["Teaching suggestion: CPIC 2023, start at 5 mg/day"])
    keep(reason=ACCOUNTED)
    keep(reason=SEEN)
    keep(reason="We never do <this>", comment="a secret")
    keep(
        indicator="info", drug="sertraline", summary="Sertraline 50 mg/day: no change", reason=SEEN
    )
    keep(drug="", indicator="", summary="")
    keep(days=-1, reason=ACCOUNTED)
    keep(issuer="https://other.example", reason=ACCOUNTED)
    keep(issuer="", reason=ACCOUNTED)
    assert beside.cards(spring).answers == 0
    beside.choose(spring, [SANDBOX])

    found = beside.cards(spring)

    assert found.lines == (
        Line("", "", 0, 1, in_line=0, against=0),
        Line("escitalopram", "warning", 1, 3, in_line=2, against=2),
        Line("sertraline", "info", 0, 1, in_line=0, against=0),
    )
    assert found.reasons == (
        Reason("", 2, in_line=0, judged=1),
        Reason(SEEN, 2, in_line=0, judged=1),
        Reason(ACCOUNTED, 1, in_line=1, judged=1),
    )
    assert (found.answers, found.judged, found.in_line) == (6, 4, 2)


def test_an_instructor_names_the_clients_of_a_class(teacher, spring, page):
    CdsClient.objects.create(name="The sandbox", issuer=SANDBOX, keys={})
    keep(issuer="https://old.example", reason=ACCOUNTED)
    keep(issuer="", reason="We never do <this>")

    shown = text_of(teacher, page)
    assert "No client is named for this class yet." in shown
    assert f"The sandbox ({SANDBOX})" in shown
    teacher.post(page, {"clients": ["https://old.example", "unnamed"]})

    spring.refresh_from_db()
    assert spring.cds_clients == ["", "https://old.example"]
    shown = text_of(teacher, page)
    assert "1 of 2 answers to cards that ask for a change are in line with them." in shown
    assert "We never do" not in shown
    answer = teacher.post(page, {"clients": ["https://nobody.example"]})
    assert answer.status_code == 422
    spring.refresh_from_db()
    assert spring.cds_clients == ["", "https://old.example"]
    teacher.post(page, {})
    assert "No client is named" in text_of(teacher, page)


def test_an_empty_page_says_how_to_begin(teacher, spring, page):
    beside.choose(spring, [""])

    shown = text_of(teacher, page)

    assert "No card was answered since the class began." in shown
    assert 'href="/playground"' in shown


def test_who_may_not_read_feedback_chooses_no_client(spring, page):
    classes.add_instructor(spring, User.objects.create_user("mo").username)
    mo = Client()
    mo.force_login(User.objects.get(username="mo"))
    CdsClient.objects.create(name="The sandbox", issuer=SANDBOX, keys={})
    keep(reason=ACCOUNTED)

    assert SANDBOX not in text_of(mo, page)
    assert mo.post(page, {"clients": [SANDBOX]}).status_code == 404
    beside.choose(spring, [SANDBOX])
    assert "1 of 1 answers" in text_of(mo, page)


def test_nobody_else_finds_the_page(spring, page):
    learner = User.objects.create_user("lin")
    classes.join(learner, spring.codes.get().code)
    reader = User.objects.create_user("reader")
    reader.groups.add(Group.objects.get(name=Role.INSTRUCTOR))

    for user in (learner, reader):
        client = Client()
        client.force_login(user)
        assert {client.get(page).status_code, client.post(page).status_code} == {404}


def test_as_many_queries_for_many_answers(teacher, spring, page, django_assert_max_num_queries):
    beside.choose(spring, ["", SANDBOX])
    for n in range(60):
        keep(reason=ACCOUNTED, drug=f"drug-{n}", issuer="" if n % 2 else SANDBOX)

    with django_assert_max_num_queries(14):
        assert "60 of 60" in text_of(teacher, page)
