"""Django's registration of this app, and of the static files that are served."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class WebConfig(AppConfig):
    """The door of pages."""

    name = "pgx.web"


class StaticConfig(StaticFilesConfig):
    """Without what drf-spectacular-sidecar brings and no page of ours uses."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "redoc", "*standalone-preset*"]
