"""Addresses of class files."""

from django.urls import path

from pgx.assessments import permalinks  # noqa: F401 - registers the converter
from pgx.web.batches import acts, files, one, start

BATCH = "<permalink:batch_id>/"

urlpatterns = [
    path("", start.batches, name="batches"),
    path("sample-wide.csv", files.sample_wide, name="batch-sample-wide"),
    path("sample-long.csv", files.sample_long, name="batch-sample-long"),
    path(BATCH, one.one, name="batch"),
    path(f"{BATCH}change/", acts.change, name="batch-change"),
    path(f"{BATCH}cancel/", acts.cancel, name="batch-cancel"),
    path(f"{BATCH}retry/", acts.retry, name="batch-retry"),
    path(f"{BATCH}delete/", acts.delete, name="batch-delete"),
    path(f"{BATCH}results.csv", files.results_csv, name="batch-results-csv"),
    path(f"{BATCH}results.parquet", files.results_parquet, name="batch-results-parquet"),
    path(f"{BATCH}errors.csv", files.errors_csv, name="batch-errors-csv"),
    path(f"{BATCH}dictionary.csv", files.dictionary, name="batch-dictionary"),
]
