"""Conditional requests: the same question to the same release has the same answer."""

from __future__ import annotations

import hashlib

from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response

from pgx import __version__


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


def fresh(response: Response, tag: str) -> Response:
    """Let the answer be kept, and asked about again before it is used."""
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ("Accept", "Authorization"))
    return response
