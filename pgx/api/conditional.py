"""Conditional requests: an ETag names the release, the engine and what was asked."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils.http import parse_etags
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from pgx import __version__


class Unchanged(APIException):
    """The caller holds this very answer (RFC 9110: 412 for a POST)."""

    status_code = 412
    default_detail = "What you hold is what Raphe would answer: nothing was computed."
    default_code = "unchanged"


def etag(sha256: str, asked: Any, form: str) -> str:
    """A strong ETag: the same question, release and engine give the same bytes."""
    text = json.dumps([__version__, sha256, asked, form], sort_keys=True)
    return f'"{hashlib.sha256(text.encode()).hexdigest()}"'


def refuse_unchanged(request: Request, tag: str) -> None:
    """Raises Unchanged where `If-None-Match` names this answer."""
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        raise Unchanged
