"""Addresses of a class's figures, below the class's own."""

from django.urls import path

from pgx.web.class_figures import downloads, views

urlpatterns = [
    path("beliefs/", views.beliefs, name="class-figures"),
    path("items/", views.items, name="class-items"),
    path("project/", views.projected, name="class-projected"),
    path("data.csv", downloads.data_csv, name="class-data-csv"),
    path("data.parquet", downloads.data_parquet, name="class-data-parquet"),
    path("dictionary.csv", downloads.dictionary, name="class-dictionary"),
]
