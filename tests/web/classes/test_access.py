"""A class is there for its instructors and its learners alone: every address is walked."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pgx.accounts.models import User
from pgx.batches.models import State
from pgx.cases import classes
from pgx.cases.classes.assigning import assign
from pgx.cases.classes.data import attach
from pgx.cases.models import Kind
from tests.batches.running.test_claims import make_batch
from tests.surfaces import Address, addresses

OWN = [each for each in addresses() if {"class_id", "assignment_id"} & set(each.parameters)]
DATA = "classes/<permalink:class_id>/data/"
OF_DATA = {DATA, f"{DATA}<int:data_id>/", f"{DATA}<int:data_id>/subjects/"}
FOR_LEARNERS = {"classes/<permalink:class_id>/", "classes/<permalink:class_id>/leave/", *OF_DATA}
BEGIN = "classes/<permalink:class_id>/tests/<int:assignment_id>/begin/"
METHODS = ("get", "post", "head", "put")


@pytest.fixture
def values(group, ada) -> dict[str, str]:
    given = assign(group, Kind.PRE, due_at=timezone.now())
    data = attach(group, ada, make_batch(ada, state=State.DONE).pk)
    return {"class_id": group.pk, "assignment_id": str(given.pk), "data_id": str(data.pk)}


def signed_in(name: str, strict: bool = False) -> Client:
    client = Client(enforce_csrf_checks=strict)
    client.force_login(User.objects.get_or_create(username=name)[0])
    return client


def told(client: Client, address: Address, values: dict[str, str]) -> set[int]:
    return {getattr(client, each)(address.fill(values)).status_code for each in METHODS}


def as_it_was(group) -> tuple:
    group.refresh_from_db()
    rows = (group.codes, group.assignments, group.memberships, group.instructors, group.data)
    return (group.name, group.closed_at, *(list(each.values()) for each in rows))


def test_there_are_addresses_to_walk():
    assert {reverse("class", args=["x" * 22]).count("/"), len(OWN) > 15} == {3, True}
    assert {*FOR_LEARNERS, BEGIN} <= {each.route for each in OWN}


@pytest.mark.parametrize("address", OWN, ids=lambda address: "/" + address.route)
def test_nobody_else_finds_anything(address, values, group, member):
    """A stranger, an instructor of another class, a learner who has left."""
    classes.make(User.objects.create_user("mo"), "Autumn")
    gone = User.objects.create_user("gone")
    classes.leave(classes.join(gone, group.codes.get().code))
    before = as_it_was(group)

    for name in ("stranger", "mo", "gone"):
        for strict in (False, True):
            found = told(signed_in(name, strict), address, values)
            assert found == {404} or (name == "gone" and address.route == BEGIN), name

    assert as_it_was(group) == before


@pytest.mark.parametrize("address", OWN, ids=lambda address: "/" + address.route)
def test_who_is_signed_out_signs_in_first(address, values, group):
    before = as_it_was(group)

    for strict in (False, True):
        client = Client(enforce_csrf_checks=strict)
        path = address.fill(values)
        for response in (client.get(path), client.post(path)):
            assert response["Location"] == f"/account/login/?next={path}"

    assert as_it_was(group) == before


@pytest.mark.parametrize("address", OWN, ids=lambda address: "/" + address.route)
def test_a_learner_finds_no_page_of_instructors(address, values, group, member):
    if address.route in (*FOR_LEARNERS, BEGIN):
        return
    before = as_it_was(group)

    for strict in (False, True):
        assert told(signed_in("lin", strict), address, values) == {404}

    assert as_it_was(group) == before


def test_an_assignment_of_another_class_is_none(values, teacher, ada):
    other = classes.make(ada, "Autumn")

    for each in OWN:
        if "assignment_id" in each.parameters:
            path = each.fill({**values, "class_id": other.pk})
            assert {teacher.get(path).status_code, teacher.post(path).status_code} <= {404, 405}


def test_a_form_without_its_token_is_refused(page, group, ada):
    client = signed_in("ada", strict=True)

    assert client.post(f"{page}delete/").status_code == 403
    assert "no-store" in client.get(page)["Cache-Control"]
