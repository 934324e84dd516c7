"""Numbers in words, as a heading has them."""

from __future__ import annotations

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _


def counted(number: int) -> str:
    """A small number as a word."""
    return str(apnumber(number)) if number else _("none")
