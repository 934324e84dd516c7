"""Addresses of assessments."""

from django.urls import path, register_converter

from pgx.api.assessments import views


class Permalink:
    """The name of a saved assessment: 128 random bits in letters that an address takes."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    to_url = to_python


register_converter(Permalink, "permalink")

urlpatterns = [
    path("assessments", views.assessments, name="api-assessments"),
    path("assessments/<permalink:id>", views.saved_assessment, name="api-saved"),
    path("assessments/<permalink:id>/agreement", views.agreement, name="api-agreement"),
]
