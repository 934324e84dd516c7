"""What belongs to an account answers 404 to everybody else, at every address and method.

The addresses are found in the URL configuration: one that names something owned, and that this
test does not know how to make, fails here.
"""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from pgx.accounts.models import Token
from pgx.accounts.tokens import create_token
from pgx.assessments.assess import assess
from pgx.assessments.models import SavedAssessment
from pgx.assessments.panels import Subject
from pgx.assessments.question import Question
from pgx.assessments.saved import encode, save
from pgx.batches.models import Batch, State
from pgx.cases import drafts as case_drafts
from pgx.cases.models import Answer, Assignment, CaseDraft, Class, ClassData, Response
from pgx.cases.playing import Player
from pgx.knowledge import drafts
from pgx.knowledge.models import Draft
from tests.api.tokens import make_token
from tests.batches.running.test_claims import make_batch
from tests.cases.making import begun
from tests.cases.review.making import begun_review
from tests.cases.sittings.making import begun_by
from tests.surfaces import Address, addresses

SCOPES = ("assess", "batch", "read")
METHODS = ("get", "head", "post", "put", "patch", "delete")
# Parameters of addresses that name nobody's own. What is missing here must be in `things`.
OF_EVERYBODY = {
    "case",
    "step",
    "key",
    "number",
    "table",
    "subject",
    "question",
    "topic",
    "version",
    "service",
    "suggestion",
    "fhir_id",
    "fhir_type",
    "uidb36",
    "provider_id",
    "app_label",
    "content_type_id",
    "url",
}


@pytest.fixture
def things(db, release) -> dict[str, str]:
    """Something owned for each parameter that names such: its name in an address."""
    owner = get_user_model().objects.create_user("owner")
    question = Question()
    kept = save(owner, [Subject("", question)], encode(assess(question)))
    token, _ = create_token(owner, "the owner's", ["read"], None)
    draft = drafts.begin(release, "a curator's", owner)
    attempt = begun(Player(owner)).attempt
    of_case = case_drafts.begin_new("a-new-case", "a curator's", owner)
    played = {"attempt_id": attempt.pk, "step": "history", "case_draft_id": str(of_case.pk)}
    played |= {"review_id": begun_review(owner).pk, "number": "1"}
    sitting = begun_by(owner)
    test = {"class_id": sitting.assignment.of_class_id, "assignment_id": str(sitting.assignment_id)}
    batch, of_class = make_batch(owner), sitting.assignment.of_class
    of_class.instructors.add(owner)
    data = ClassData.objects.create(of_class=of_class, batch=batch)
    taught = {"sitting_id": sitting.pk, "data_id": str(data.pk), **test}
    names = {"table": "genes", "version": release.version, "draft_id": str(draft.pk)}
    names |= played | taught
    return {"id": kept.pk, "token_id": str(token.pk), "batch_id": batch.pk, **names}


def is_owned(address: Address) -> bool:
    """Does the address name something of an account?"""
    mine = not address.route.startswith("admin/")
    return mine and bool(set(address.parameters) - OF_EVERYBODY)


OWNED = [address for address in addresses() if is_owned(address)]


def fill(address: Address, things: dict[str, str]) -> str:
    unknown = set(address.parameters) - set(things)
    assert not unknown, f"say what {unknown} of {address.route} is: owned, or everybody's"
    return address.fill(things)


def test_there_are_addresses_to_walk():
    routes = {address.route for address in OWNED}

    assert {"api/v1/assessments/<permalink:id>", "account/saved/<permalink:id>/"} <= routes
    assert {"api/v1/batches/<permalink:batch_id>", "batches/<permalink:batch_id>/"} <= routes


@pytest.mark.parametrize("address", OWNED, ids=lambda address: "/" + address.route)
def test_another_account_finds_nothing(address, things):
    other = get_user_model().objects.create_user("other")
    client = Client(headers={"authorization": f"Bearer {make_token(*SCOPES, user=other)}"})
    client.force_login(other)

    for method in METHODS:
        response = getattr(client, method)(fill(address, things))

        assert response.status_code in (404, 405), method
        assert method != "get" or response.status_code == 404 or allowed_is_post(response)
        assert nothing_changed(things), method


@pytest.mark.parametrize("address", OWNED, ids=lambda address: "/" + address.route)
def test_nobody_finds_nothing(address, things):
    """Without an account: sign in first, at a page or with a token."""
    for method in METHODS:
        response = getattr(Client(), method)(fill(address, things))

        assert response.status_code in (302, 401, 404, 405), method
        assert nothing_changed(things), method


def allowed_is_post(response) -> bool:
    """Is the address only for forms?"""
    return response.status_code == 405 and "GET" not in response["Allow"]


def nothing_changed(things: dict[str, str]) -> bool:
    """Is everything still there?"""
    kept = SavedAssessment.objects.filter(pk=things["id"]).exists()
    draft = Draft.objects.filter(pk=things["draft_id"], revision=0).exists()
    of_case = CaseDraft.objects.filter(pk=things["case_draft_id"], revision=0).exists()
    batch = Batch.objects.filter(pk=things["batch_id"], state=State.READING).exists()
    unplayed = not Answer.objects.exists() and not Response.objects.exists()
    of_class = Class.objects.filter(pk=things["class_id"], closed_at=None).exists()
    test = Assignment.objects.filter(pk=things["assignment_id"], closed_at=None).exists()
    shown = ClassData.objects.filter(pk=things["data_id"]).exists()
    token = Token.objects.filter(pk=things["token_id"]).exists()
    return all((kept, draft, of_case, batch, unplayed, token, of_class, test, shown))
