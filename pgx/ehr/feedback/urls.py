"""Addresses of the instructors' pages on feedback."""

from django.urls import path

from pgx.ehr.feedback import views

urlpatterns = [
    path("", views.page, name="card-feedback"),
    path("feedback.csv", views.table, name="card-feedback-csv"),
]
