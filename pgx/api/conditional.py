"""Conditional requests: the same question to the same release has the same answer."""

from __future__ import annotations

import hashlib

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from pgx import __version__


class Unchanged(APIException):
    """The caller of a POST holds this very answer (RFC 9110, 13.1.2)."""

    status_code = 412
    default_detail = "What you hold is what Raphe would answer: nothing was computed."
    default_code = "unchanged"


def etag(request: Request, *content: str) -> str:
    """A strong validator: of the content's names, the engine, the address and the form."""
    media_type = request.accepted_renderer.media_type
    parts = (*content, __version__, request.build_absolute_uri(), media_type)
    digest = hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()
    return f'"{digest[:32]}"'


def is_known(request: Request, tag: str) -> bool:
    """Has the caller this answer already?"""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return tag in [each.removeprefix("W/") for each in known]


def fresh(response: HttpResponse, tag: str, *, is_private: bool = False) -> HttpResponse:
    """Let the answer be kept, by its owner alone or by anybody, and asked about before use."""
    response["ETag"] = tag
    response["Cache-Control"] = f"{'private' if is_private else 'public'}, no-cache"
    patch_vary_headers(response, ("Accept", "Authorization"))
    return response
