"""Addresses of class files."""

from django.urls import path

from pgx.api.batches import files, views
from pgx.assessments import permalinks  # noqa: F401 - registers the converter

BATCH = "batches/<permalink:batch_id>"

urlpatterns = [
    path("batches", views.batches, name="api-batches"),
    path(BATCH, views.batch, name="api-batch"),
    path(f"{BATCH}/start", views.start, name="api-batch-start"),
    path(f"{BATCH}/cancel", views.cancel, name="api-batch-cancel"),
    path(f"{BATCH}/retry", views.retry, name="api-batch-retry"),
    path(f"{BATCH}/summary", views.summary, name="api-batch-summary"),
    path(f"{BATCH}/results.csv", files.results_csv, name="api-batch-results-csv"),
    path(f"{BATCH}/results.parquet", files.results_parquet, name="api-batch-results-parquet"),
    path(f"{BATCH}/errors.csv", files.errors_csv, name="api-batch-errors-csv"),
    path(f"{BATCH}/dictionary", files.dictionary, name="api-batch-dictionary"),
]
