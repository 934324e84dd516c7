"""Raphe's own addresses and the two floors. Only `make bench` serves these."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from pgx.urls import handler400, handler403, handler404, handler500
from pgx.urls import urlpatterns as real

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def constant_json(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"answer": 42})


def constant_page(request: HttpRequest) -> HttpResponse:
    return render(request, "bench_floor.html")


@lru_cache
def content(size: int) -> list[dict[str, Any]]:
    """About so many bytes of JSON, in small objects."""
    return [{"answer": "x" * 80}] * (size // 94)


@api_view(["GET"])
def constant_of_size(request: Request, size: int) -> Response:
    return Response({"results": content(size)})


urlpatterns = [
    path("floor.json", constant_json),
    path("floor/<int:size>", constant_of_size),
    path("floor", constant_page),
    *real,
]
