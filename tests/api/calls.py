"""Calls of the REST door in tests."""

import json

ADDRESS = "/api/v1/assessments"


def post(client, body, **headers):
    """POST a question: a body as Python or as it stands, and headers by name."""
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(ADDRESS, text, content_type="application/json", headers=headers)
