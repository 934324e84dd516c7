"""Addresses of the class files that a class is shown."""

from django.urls import path

from pgx.web.classes import data

DATA = "<int:data_id>/"

urlpatterns = [
    path("", data.listed, name="class-data-list"),
    path(DATA, data.one, name="class-data"),
    path(f"{DATA}subjects/", data.subjects, name="class-subjects"),
    path(f"{DATA}remove/", data.remove, name="remove-class-data"),
]
