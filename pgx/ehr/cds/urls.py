"""Addresses of CDS Hooks, which end without a slash."""

from django.urls import path

from pgx.ehr.cds import feedback_views, views

urlpatterns = [
    path("cds-services", views.discovery, name="cds-services"),
    path("cds-services/<str:service>", views.call, name="cds-service"),
    path("cds-services/<str:service>/feedback", feedback_views.feedback, name="cds-feedback"),
    path(
        "cds-services/<str:service>/analytics/<uuid:suggestion>",
        feedback_views.suggestion_taken,
        name="cds-suggestion-taken",
    ),
]
