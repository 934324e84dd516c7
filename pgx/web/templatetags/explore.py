"""What Explore's form is made of, where a template would loop too long."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pgx.assessments.answer import Reason
from pgx.web.editor.options import Option
from pgx.web.form import Field
from pgx.web.templatetags.raphe import confidence

register = template.Library()


@register.simple_tag
def options(field: Field) -> SafeString:
    """What can be picked in a field, under its groups, with what was given selected."""
    parts = []
    for group, own in groupby(field.options, key=lambda option: option.group):
        inside = "".join(_option(each, field.value) for each in own)
        parts.append(f'<optgroup label="{escape(group)}">{inside}</optgroup>' if group else inside)
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


@register.simple_tag
def told(items: Iterable[Reason]) -> SafeString:
    """Sentences, each with its layer and how sure it is: a page has a hundred."""
    return format_html('<ul class="told">{}</ul>', mark_safe("".join(map(_told, items))))  # noqa: S308 - every part is escaped


@register.simple_tag
def suggestions(field: Field) -> SafeString:
    """What is suggested while one types."""
    values = (f'<option value="{escape(option.value)}"></option>' for option in field.options)
    return mark_safe("".join(values))  # noqa: S308 - every value is escaped


def _told(item: Reason) -> str:
    sure = (
        f' <span class="told-src">{escape(item.reference)} {confidence(item.confidence)}</span>'
        if item.confidence
        else ""
    )
    return f'<li class="told-{escape(item.layer)}">{escape(item.text)}{sure}</li>\n'


def _option(option: Option, value: str) -> str:
    selected = " selected" if option.value == value else ""
    return f'<option value="{escape(option.value)}"{selected}>{escape(option.label)}</option>'
