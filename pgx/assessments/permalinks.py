"""How the name of a saved assessment stands in an address."""

from django.urls import register_converter


class Permalink:
    """128 random bits in letters that an address takes."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    to_url = to_python


register_converter(Permalink, "permalink")
