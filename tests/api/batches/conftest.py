"""A caller of the REST door with a token of the scope "batch"."""

import pytest
from django.test import Client

from tests.api.tokens import make_token


@pytest.fixture
def of_ada(ada, release) -> Client:
    return Client(headers={"authorization": f"Bearer {make_token('batch', user=ada)}"})
