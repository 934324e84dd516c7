"""Addresses of assessments."""

from django.urls import path

from pgx.api.assessments import views
from pgx.assessments import permalinks  # noqa: F401 - registers the converter

urlpatterns = [
    path("assessments", views.assessments, name="api-assessments"),
    path("assessments/<permalink:id>", views.saved_assessment, name="api-saved"),
    path("assessments/<permalink:id>/agreement", views.agreement, name="api-agreement"),
]
