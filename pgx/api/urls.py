"""Addresses of the REST door."""

from django.urls import include, path

from pgx.api import views

urlpatterns = [
    path("assessments", views.assessments, name="api-assessments"),
    path("", include("pgx.api.knowledge.urls")),
]
