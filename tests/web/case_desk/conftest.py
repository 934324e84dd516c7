"""A curator at the desk for cases, the good case published, and a draft of it."""

import pytest
from django.test import Client

from tests.cases.conftest import good
from tests.cases.drafts.conftest import draft, version

__all__ = ["draft", "good", "version"]


@pytest.fixture
def at_desk(client, curator) -> Client:
    client.force_login(curator)
    return client


@pytest.fixture
def page(draft) -> str:
    """The address of the draft."""
    return f"/cases/desk/drafts/{draft.pk}/"
