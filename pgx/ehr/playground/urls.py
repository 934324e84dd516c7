"""Addresses of the playground."""

from django.urls import path

from pgx.ehr.playground import views

urlpatterns = [
    path("playground", views.playground, name="playground"),
    path("playground/accept", views.accept, name="playground-accept"),
    path("playground/override", views.override, name="playground-override"),
]
