"""What the pages of the knowledge base use: addresses of rows, and where a row comes from."""

from django import template
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pgx.assessments.cells import Cell
from pgx.knowledge.catalogue import Entry, texts
from pgx.science.guideline import ANY
from pgx.web.charts.log_dots import LogPlot
from pgx.web.knowledge import words
from pgx.web.knowledge.filters import Form
from pgx.web.knowledge.kinds import kinds_in_words
from pgx.web.knowledge.library import Library

register = template.Library()


@register.simple_tag
def address(library: Library, row: str) -> str:
    """`{% address library entry.row %}`: where a row (table/key) has its page."""
    return library.address(row)


@register.simple_tag
def to(library: Library, page: str, /, *names: str, **query: str) -> str:
    """`{% to library "table" "binding" %}`: a page, by the name of its address."""
    return library.to(page, *names, **query)


@register.filter
def row_name(entry: Entry) -> str:
    """`{{ entry|row_name }}`: a row's name to be read."""
    return words.name(entry)


@register.filter
def place(cell: Cell) -> str:
    """`{{ cell|place }}`: the gene and phenotype of a place on the disagreement map."""
    if cell.phenotype == ANY:
        return _("%(gene)s, any result") % {"gene": cell.gene}
    return f"{cell.gene} {cell.phenotype}"


@register.filter
def kind_names(cell: Cell) -> str:
    """`{{ cell|kind_names }}`: how the bodies split there, in words."""
    return ", ".join(str(kind.name) for kind in kinds_in_words(cell))


@register.filter
def spoken(key: str) -> str:
    """`{{ key|spoken }}`: the key of a row to be read."""
    return words.spoken(key)


@register.filter
def unmarked(text: str) -> str:
    """`{{ text|unmarked }}`: a text without the bracketed marks of how sure its parts are."""
    return words.unmarked(text)


@register.filter
def ticks(text: str) -> SafeString:
    """`{{ text|ticks }}`: what stands between backticks becomes code."""
    parts = ("<code>{}</code>" if place % 2 else "{}" for place in range(text.count("`") + 1))
    return format_html("".join(parts), *text.split("`"))


@register.inclusion_tag("web/knowledge/_source.html")
def source(library: Library, entry: Entry) -> dict[str, object]:
    """Whose word a row is, how sure it is, and where all of it stands."""
    named = texts([entry.values.get("reference"), entry.values.get("references")])
    return {
        "library": library,
        "entry": entry,
        "references": [(key, library.to("reference", key)) for key in named],
        "row_address": library.to("row", *entry.row.split("/", 1)),
    }


@register.inclusion_tag("web/knowledge/_filters.html")
def filter_form(library: Library, page: str, form: Form, *names: str) -> dict[str, object]:
    """The fields of a list's filter, and where nothing was found what to leave out."""
    loose = [(each, library.to(page, *names, **each.query)) for each in form.looser]
    return {"library": library, "form": form, "looser": loose, "whole": library.to(page, *names)}


@register.inclusion_tag("web/knowledge/_pager.html")
def pager(
    library: Library, page: str, shown: Page[object], form: Form, *names: str
) -> dict[str, object]:
    """The way to earlier and later pages of a list, its filter kept."""

    def address(number: int) -> str:
        return library.to(page, *names, **form.query, page=str(number))

    earlier = address(shown.previous_page_number()) if shown.has_previous() else ""
    later = address(shown.next_page_number()) if shown.has_next() else ""
    return {"earlier": earlier, "later": later, "shown": shown}


@register.inclusion_tag("web/knowledge/_log_dots.html")
def log_dots(chart: LogPlot) -> dict[str, object]:
    """A dot plot on a log axis, wide and narrow."""
    return {"chart": chart}
