"""Addresses of the knowledge base: a list and one row for each resource."""

from django.urls import path

from pgx.api.knowledge.resources import RESOURCES
from pgx.api.knowledge.views import list_view, one_view

urlpatterns = [
    *(path(each.path, list_view(each), name=f"api-{each.path}") for each in RESOURCES),
    *(
        path(f"{each.path}/<path:key>", one_view(each), name=f"api-{each.path}-one")
        for each in RESOURCES
    ),
]
