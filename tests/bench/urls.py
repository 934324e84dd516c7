"""Raphe's own addresses and the two floors. Only `make bench` serves these."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from pgx.urls import handler400, handler403, handler404, handler500
from pgx.urls import urlpatterns as real

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def constant_json(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"answer": 42})


def constant_page(request: HttpRequest) -> HttpResponse:
    return render(request, "bench_floor.html")


urlpatterns = [path("floor.json", constant_json), path("floor", constant_page), *real]
