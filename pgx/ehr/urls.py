"""Addresses of this door."""

from django.urls import include, path

from pgx.ehr import views

urlpatterns = [
    path("cds-services", views.discovery, name="cds-services"),
    path("cds-services/<str:service>", views.call, name="cds-service"),
    path("fhir/", include("pgx.ehr.fhir.urls")),
]
