"""What is wrong with a cell, in plain words: what was found, and what would be right."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from pydantic import ValidationError

from pgx.echo import short

FILE = re.compile(r"\b(\w+)\.csv\b")
# Kinds of pydantic's errors; what stands in brackets is the error's own.
SAYS = {
    "string_too_short": _lazy("Write something: this cannot be empty."),
    "too_short": _lazy("Write something: this cannot be empty."),
    "literal_error": _lazy("%(input)s is not one of the words here. Choose %(expected)s."),
    "bool_type": _lazy("%(input)s is neither yes nor no. Choose one of them."),
    "bool_parsing": _lazy("%(input)s is neither yes nor no. Choose one of them."),
    "float_parsing": _lazy("%(input)s is no number. Write digits, such as 0.5."),
    "float_type": _lazy("A number is needed. Write digits, such as 0.5."),
    "finite_number": _lazy("%(input)s is no number that can be used. Write digits, such as 0.5."),
    "int_parsing": _lazy("%(input)s is no whole number. Write digits, such as 2."),
    "int_parsing_size": _lazy("%(input)s is too large a number."),
    "int_from_float": _lazy("%(input)s is no whole number. Write digits, such as 2."),
    "int_type": _lazy("A whole number is needed. Write digits, such as 2."),
    "greater_than": _lazy("%(input)s is out of range: it must be above %(gt)s."),
    "greater_than_equal": _lazy("%(input)s is out of range: it must be at least %(ge)s."),
    "less_than": _lazy("%(input)s is out of range: it must be below %(lt)s."),
    "less_than_equal": _lazy("%(input)s is out of range: it must be at most %(le)s."),
    "string_pattern_mismatch": _lazy("%(input)s is not of the form %(pattern)s."),
}


def cell_errors(error: ValidationError) -> dict[str, list[str]]:
    """What a row's model found, by column."""
    found: dict[str, list[str]] = {}
    for each in error.errors():
        column = str(each["loc"][0]) if each["loc"] else ""
        found.setdefault(column, []).append(_words(each))
    return found


def _words(error: Any) -> str:
    context = {name: _plain(value) for name, value in error.get("ctx", {}).items()}
    context["input"] = short(str(error["input"])) or _("Nothing")
    says = SAYS.get(error["type"])
    return says % context if says else error["msg"]


def _plain(value: Any) -> str:
    """A bound or a list of words, as it is read."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text.replace("'", "")


def reason(text: str) -> str:
    """What a check found, where there are no files: tables are named without their ending."""
    return FILE.sub(r"the table \1", text).rstrip(".") + "."
