"""Every sample of the EHR door is sent, and the real answer is the one that is shown."""

import json

import pytest
from django.test import Client

from tests.samples import FOLDER, hold

pytestmark = pytest.mark.usefixtures("release")
PATHS = sorted((*(FOLDER / "cds-hooks").rglob("*.json"), *(FOLDER / "fhir").rglob("*.json")))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_sample_is_what_the_server_answers(path):
    request = json.loads(path.read_text("utf-8"))["request"]
    body = {}
    if "body" in request:
        body = {"data": json.dumps(request["body"]), "content_type": "application/json"}
    hold(path, Client().generic(request["method"], request["path"], **body))
