"""A class that ada teaches and lin learns in, with cases that can be assigned."""

import pytest
from django.test import Client

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.models import Class, Membership
from tests.cases.making import publish_good


@pytest.fixture
def group(ada) -> Class:
    return classes.make(ada, "Spring", "Europe/Berlin")


@pytest.fixture
def lin(db) -> User:
    return User.objects.create_user("lin")


@pytest.fixture
def member(group, lin) -> Membership:
    return classes.join(lin, group.codes.first().code)


@pytest.fixture
def teacher(ada) -> Client:
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def learner(lin) -> Client:
    client = Client()
    client.force_login(lin)
    return client


@pytest.fixture
def good(release):
    """The small good case, published with the release with which it holds."""
    return publish_good()


@pytest.fixture
def page(group) -> str:
    return f"/classes/{group.pk}/"
