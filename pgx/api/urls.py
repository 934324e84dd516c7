"""Addresses of the REST door."""

from django.urls import include, path

urlpatterns = [
    path("", include("pgx.api.assessments.urls")),
    path("", include("pgx.api.batches.urls")),
    path("", include("pgx.api.knowledge.urls")),
]
