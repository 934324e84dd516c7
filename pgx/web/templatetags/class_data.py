"""What a class is shown, on its page."""

from __future__ import annotations

from typing import Any

from django import template

from pgx.cases.classes.data import data_of
from pgx.cases.models import Class

register = template.Library()


@register.inclusion_tag("web/classes/_data.html")
def class_data(of_class: Class) -> dict[str, Any]:
    """`{% class_data class %}`: the class files that a class is shown; nothing where none is."""
    return {"class": of_class, "shown": list(data_of(of_class))}
