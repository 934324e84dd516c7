"""Addresses of the review."""

from django.urls import path

from pgx.assessments import permalinks  # noqa: F401 - registers the converter
from pgx.web.review import views

urlpatterns = [
    path("", views.review, name="review"),
    path("begin/", views.begin, name="begin-review"),
    path("<permalink:review_id>/", views.asked, name="review-asked"),
    path("<permalink:review_id>/<int:number>/", views.told, name="review-told"),
]
