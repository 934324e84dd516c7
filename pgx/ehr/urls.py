"""Addresses of this door."""

from django.urls import include, path

urlpatterns = [
    path("", include("pgx.ehr.cds.urls")),
    path("fhir/", include("pgx.ehr.fhir.urls")),
    path("", include("pgx.ehr.playground.urls")),
    path("ehr/feedback/", include("pgx.ehr.feedback.urls")),
]
