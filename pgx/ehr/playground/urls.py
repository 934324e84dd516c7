"""Addresses of the playground."""

from django.urls import path

from pgx.ehr.playground import views

urlpatterns = [
    path("", views.playground, name="playground"),
    path("/accept", views.accept, name="playground-accept"),
    path("/override", views.override, name="playground-override"),
]
