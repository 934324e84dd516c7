"""Addresses of the REST door."""

from django.urls import path

from pgx.api import views

urlpatterns = [path("assessments", views.assessments, name="api-assessments")]
