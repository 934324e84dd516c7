"""What Explore's form is made of, where a template would loop too long."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pgx.assessments.answer import Reason
from pgx.science.knowledge import Knowledge
from pgx.web.editor.groups import Gene
from pgx.web.editor.options import Option
from pgx.web.explore import Page
from pgx.web.form import Field
from pgx.web.templatetags.raphe import confidence

register = template.Library()
LATER = '{}<details class="rest"><summary>{}</summary>{}</details>'
# Controls whose reading is part of another place, or nowhere.
STANDS_APART = ("co_medications", "release")
READ, AMOUNTS = "web/explore/editor/_read.html", "web/explore/editor/_amounts.html"


@register.simple_tag
def options(field: Field) -> SafeString:
    """What can be picked in a field, under its groups, with what was given selected."""
    parts = []
    for group, own in groupby(field.options, key=lambda option: option.group):
        inside = "".join(_option(each, field.value) for each in own)
        parts.append(f'<optgroup label="{escape(group)}">{inside}</optgroup>' if group else inside)
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


@register.simple_tag
def sentences(items: Sequence[Reason], first: int) -> SafeString:
    """Sentences in their order, each with its layer and how sure it is: the rest on request."""
    if not items:
        return SafeString()
    shown, rest = _told(items[:first]), items[first:]
    if not rest:
        return shown
    more = _("Show %(count)s more") % {"count": len(rest)}
    return format_html(LATER, shown, more, _told(rest))


@register.simple_tag(takes_context=True)
def readings(context: Context) -> SafeString:
    """How each field was read, to be put in its place: of forty fields few have anything to say."""
    page: Page = context["page"]
    controls = [each for name, each in page.controls.items() if name not in STANDS_APART]
    fields = (*controls, *page.genotypes)
    read = [_empty(f"r-{each.name}") for each in fields if not each.has_reading]
    read += [_said(context, READ, field=each) for each in fields if each.has_reading]
    genes = page.genes.with_class if page.genes else ()
    read += [_empty(f"c-{each.gene}") for each in genes if not each.amounts]
    read += [_said(context, AMOUNTS, gene=each) for each in genes if each.amounts]
    return mark_safe("\n".join(read))  # noqa: S308 - every part is escaped


def _said(context: Context, name: str, **own: Field | Gene) -> str:
    with context.push(**own):
        return get_template(name).template.render(context)


def _empty(place: str) -> str:
    return f'<div class="read" id="{escape(place)}" hx-swap-oob="true"></div>'


@register.simple_tag
def other_drugs(knowledge: Knowledge, own: str) -> SafeString:
    """Every drug of a release but one."""
    return _other_drugs(knowledge, own)


@lru_cache(maxsize=256)
def _other_drugs(knowledge: Knowledge, own: str) -> SafeString:
    drugs = (Option(name, each.name) for name, each in knowledge.drugs.items() if name != own)
    return mark_safe("".join(_option(each, "") for each in drugs))  # noqa: S308 - every part is escaped


@register.simple_tag
def suggestions(field: Field) -> SafeString:
    """What is suggested while one types."""
    values = (f'<option value="{escape(option.value)}"></option>' for option in field.options)
    return mark_safe("".join(values))  # noqa: S308 - every value is escaped


def _told(items: Iterable[Reason]) -> SafeString:
    language = get_language()
    lines = "".join(_line(item, language) for item in items)
    return mark_safe(f'<ul class="told">{lines}</ul>')  # noqa: S308 - every part is escaped


@lru_cache(maxsize=4096)  # a page has a hundred, and most are on the next one too
def _line(item: Reason, _language: str | None) -> str:
    sure = (
        f' <span class="told-src">{escape(item.reference)} {confidence(item.confidence)}</span>'
        if item.confidence
        else ""
    )
    return f'<li class="told-{escape(item.layer)}">{escape(item.text)}{sure}</li>\n'


def _option(option: Option, value: str) -> str:
    selected = " selected" if option.value == value else ""
    return f'<option value="{escape(option.value)}"{selected}>{escape(option.label)}</option>'
