"""The texts of a case, with its values marked."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pgx.web import pictures
from pgx.web.cases.said import Said
from pgx.web.knowledge.library import row_address

register = template.Library()
DIFFICULTY = {
    "intro": _("first steps"),
    "intermediate": _("further on"),
    "advanced": _("advanced"),
}
HELP = {
    "worked": _("with an expert’s way through a like problem"),
    "gaps": _("with hints"),
    "bare": _("without help"),
}


@register.filter
def prose(text: str, said: Said) -> SafeString:
    """`{{ step.text|prose:said }}`: paragraphs."""
    return said.prose(text)


@register.filter
def line(text: str, said: Said) -> SafeString:
    """`{{ step.ask|line:said }}`: words within a line."""
    return said.line(text)


@register.filter
def difficulty(name: str) -> str:
    """`{{ case.difficulty|difficulty }}`: in words."""
    return str(DIFFICULTY[name])


@register.filter
def help_words(name: str) -> str:
    """`{{ case.help|help_words }}`: how much help a case gives."""
    return str(HELP[name])


@register.filter
def with_unit(value: float | None, unit: str) -> str:
    """`{{ station.value|with_unit:station.unit }}`: as it stands in a picture."""
    return pictures.with_unit(value, unit)


@register.filter
def row_page(row: str, release: str) -> str:
    """`{{ source.row|row_page:release }}`: where a row has its page."""
    return f"{row_address(row)}?release={release}"
