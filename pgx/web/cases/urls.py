"""Addresses of cases."""

from django.urls import path

from pgx.assessments import permalinks  # noqa: F401 - registers the converter
from pgx.web.cases import views

ATTEMPT = "attempts/<permalink:attempt_id>/"

urlpatterns = [
    path("", views.cases, name="cases"),
    path("<slug:case>/begin", views.begin, name="case-begin"),
    path(ATTEMPT, views.attempt, name="attempt"),
    path(f"{ATTEMPT}<slug:step>", views.step, name="attempt-step"),
]
