"""Plain values in a column, told back in the order in which they were given."""

import json
from typing import Any

from django.db import models


class JsonText(models.TextField):
    """Plain values as JSON in a text: PostgreSQL's own kind orders names anew and takes no NUL."""

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """The values of a stored text."""
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Any) -> str | None:
        """The text that is stored."""
        return None if value is None else json.dumps(value)
