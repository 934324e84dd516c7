"""The schema, and the page that shows it."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import (
    api_view,
    authentication_classes,
    permission_classes,
    renderer_classes,
)
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from pgx.api.schema.records import Schema


@extend_schema(exclude=True)
@api_view(["GET"])
@authentication_classes([])
@permission_classes([AllowAny])
@renderer_classes([OpenApiJsonRenderer2, OpenApiYamlRenderer2])
def schema(request: Request) -> Response:
    """The OpenAPI document: JSON, or YAML by `Accept`."""
    return Response(document(get_language()))


@cache
def document(language: str) -> Schema:
    """The OpenAPI document in a language, made once a process."""
    with override(language):
        return SchemaGenerator().get_schema(request=None, public=True)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The documentation page: the schema in Swagger UI, with "try it"."""
    return render(request, "api/docs.html")
