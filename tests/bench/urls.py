"""Raphe's own addresses and the floors. Only `make bench` serves these."""

import json
from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from pgx.api.permissions import scope
from pgx.urls import handler400, handler403, handler404, handler500
from pgx.urls import urlpatterns as real

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ROW = {"name": "a name of the usual length", "value": 0.8437512345678912, "unit": "ng/mL"}


def constant_json(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"answer": 42})


def constant_page(request: HttpRequest) -> HttpResponse:
    return render(request, "bench_floor.html")


@scope("read")
@api_view(["GET", "POST"])
def constant_answer(request: Request) -> Response:
    """A constant of so many bytes of JSON, behind everything that the REST door stands behind."""
    if request.method == "POST":
        _ = request.data
    return Response(rows(int(request.query_params["bytes"])))


@cache
def rows(size: int) -> list[dict]:
    return [ROW] * (size // (len(json.dumps(ROW)) + 1))


urlpatterns = [
    path("floor.json", constant_json),
    path("floor", constant_page),
    path("floor.api", constant_answer),
    *real,
]
