"""Addresses of CDS Hooks, which end without a slash."""

from django.urls import path

from pgx.ehr.cds import views

urlpatterns = [
    path("", views.discovery, name="cds-services"),
    path("/<str:service>", views.call, name="cds-service"),
]
