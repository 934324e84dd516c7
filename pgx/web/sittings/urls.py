"""Addresses of tests."""

from django.urls import path

from pgx.assessments import permalinks  # noqa: F401 - registers the converter
from pgx.web.sittings import views

BEGIN = "classes/<permalink:class_id>/tests/<int:assignment_id>/begin/"

urlpatterns = [
    path(BEGIN, views.begin, name="begin-test"),
    path("tests/<permalink:sitting_id>/", views.sitting, name="sitting"),
]
