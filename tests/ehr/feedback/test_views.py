import csv
import io
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from pgx.accounts.models import Role
from pgx.ehr.models import CardFeedback

PAGE, FILE = "/ehr/feedback/", "/ehr/feedback/feedback.csv"


@pytest.fixture
def instructor(client, django_user_model):
    user = django_user_model.objects.create_user("instructor")
    user.groups.add(Group.objects.get(name=Role.INSTRUCTOR))
    client.force_login(user)
    return client


def keep(outcome="overridden", **more):
    given = {"service": "raphe-order-sign", "drug": "sertraline", "indicator": "info"} | more
    now = timezone.now()
    return CardFeedback.objects.create(card=uuid4(), outcome=outcome, outcome_at=now, **given)


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_nobody_else_finds_it(client, ada, curator, address):
    answers = [client.get(address).status_code]
    for user in (ada, curator):
        client.force_login(user)
        answers.append(client.get(address).status_code)

    assert answers == [404, 404, 404]


def test_empty_says_how_feedback_comes_about(instructor):
    text = instructor.get(PAGE).content.decode()

    assert "No card has been answered yet." in text
    assert 'href="/playground"' in text


def test_counts_by_drug_and_indicator_and_reason(instructor):
    keep("accepted", accepted=["Order 25 mg"])
    keep(reason="Already accounted for", comment="<b>In class</b>")
    keep(reason="Already accounted for", drug="")

    response = instructor.get(PAGE)

    summary = response.context["summary"]
    assert summary.heading == "3 answers: 2 overridden, 1 accepted."
    assert [(each["drug"], each["accepted"], each["overridden"]) for each in summary.lines] == [
        ("", 0, 1),
        ("sertraline", 1, 1),
    ]
    assert summary.reasons == [{"reason": "Already accounted for", "n": 2}]
    assert "&lt;b&gt;In class" in response.content.decode()


def test_is_filtered_and_paged_by_the_address(instructor):
    for _ in range(30):
        keep()
    keep("accepted", drug="escitalopram")
    keep(drug="")

    def listed(query):
        return instructor.get(f"{PAGE}?{query}").context["page"]

    assert [each.drug for each in listed("drug=escitalopram")] == ["escitalopram"]
    assert [each.drug for each in listed("drug=forgotten")] == [""]
    assert not listed("drug=escitalopram&outcome=overridden").object_list
    assert len(listed("drug=sertraline&page=2")) == 5
    assert len(listed("page=x")) == 25
    assert b"Select a valid choice" in instructor.get(f"{PAGE}?outcome=ignored").content


def test_the_file_has_what_the_filter_asks_for_and_starts_no_formula(instructor):
    keep(comment="=1+1", reason="@x")
    keep("accepted")

    response = instructor.get(f"{FILE}?outcome=overridden")

    (line,) = csv.DictReader(io.StringIO(response.content.decode()))
    assert (line["comment"], line["reason"], line["drug"]) == ("'=1+1", "'@x", "sertraline")
