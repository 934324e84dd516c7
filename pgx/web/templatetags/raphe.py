"""The marks that every page uses: confidence, strength, genotype status, layer, numbers."""

from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pgx import rounding
from pgx.web import charts
from pgx.web.charts.course_table import as_rows
from pgx.web.charts.drawing import Drawing, Text
from pgx.web.charts.svg import svg as as_svg
from pgx.web.examples import PEOPLE, Example
from pgx.web.examples import examples as all_examples

register = template.Library()

CONFIDENCE = {
    "verified": _("verified"),
    "recalled": _("recalled"),
    "calibrated": _("calibrated"),
    "illustrative": _("illustrative"),
}
STRENGTH = {
    "strong": (3, _("Strong")),
    "moderate": (2, _("Moderate")),
    "optional": (1, _("Optional")),
}
NO_STRENGTH = _("No recommendation")
STATUS = {  # the class of the chip, and the word that a screen reader adds
    "called": ("", ""),
    "not_tested": ("geno-missing", ""),
    "ambiguous": ("geno-ambiguous", _("ambiguous")),
    "invalid": ("geno-invalid", _("invalid")),
    "no_data": ("geno-missing", ""),
    "no_gene": ("geno-missing", ""),
    "unknown_effect": ("geno-missing", ""),
}
MISSING = {"no_data": _("no data"), "no_gene": _("no known gene")}
NOT_TESTED = _("not tested")
LAYER = {
    "guideline": _("Guideline, published"),
    "model": _("Teaching model, illustrative"),
}


@register.simple_tag
def confidence(name: str) -> SafeString:
    """A shape and a word: how sure we are of a value."""
    return _confidence(name, get_language())


@lru_cache(maxsize=64)  # a page has a hundred of these four
def _confidence(name: str, _language: str | None) -> SafeString:
    words = {"name": name, "word": CONFIDENCE[name]}
    return render_to_string("web/_components/confidence.html", words)


@register.simple_tag
def strength(name: str | None) -> SafeString:
    """Three steps and a word: how strong a guideline statement is."""
    level, word = STRENGTH.get((name or "").lower(), (0, NO_STRENGTH))
    return _strength(level, str(word))


@lru_cache(maxsize=64)
def _strength(level: int, word: str) -> SafeString:
    words = {"level": level, "word": word, "marks": [step < level for step in range(3)]}
    return render_to_string("web/_components/strength.html", words)


@register.simple_tag
def genotype(text: str, status: str = "called") -> SafeString:
    """A genotype with its status; an empty one reads "not tested"."""
    return _genotype(str(text), status, get_language())


@lru_cache(maxsize=512)
def _genotype(text: str, status: str, _language: str | None) -> SafeString:
    name = status.replace(" ", "_")
    css, word = STATUS[name]
    shown = text or MISSING.get(name, NOT_TESTED)
    words = {"text": shown, "css": css, "word": word if text else ""}
    return render_to_string("web/_components/genotype.html", words)


@register.simple_tag
def layer_tag(name: str, word: str = "") -> SafeString:
    """The name of a layer, with its rule: solid for published, hatched for modelled."""
    return _layer_tag(name, word or str(LAYER[name]))


@lru_cache(maxsize=64)
def _layer_tag(name: str, word: str) -> SafeString:
    return render_to_string("web/_components/layer_tag.html", {"name": name, "word": word})


@register.inclusion_tag("web/_components/field_row.html")
def field_row(field: BoundField) -> dict[str, object]:
    """A form field: label, control, help, and what is wrong with it."""
    field.field.widget.attrs.pop("placeholder", None)  # allauth's repeat the label, and vanish
    return {"field": field}


@register.inclusion_tag("web/_path.svg.html")
def path(chart: charts.PathChart) -> dict[str, object]:
    """The path from gene to response, wide and upright, with its numbers."""
    return {"chart": chart}


@register.inclusion_tag("web/_course.svg.html")
def course(chart: charts.CourseChart) -> dict[str, object]:
    """Twelve weeks of one quantity, with its numbers."""
    return {"chart": chart}


@register.simple_tag
def numbers_by_week(chart: charts.CourseChart) -> SafeString:
    """The rows of the table of a course."""
    return as_rows(chart)


@register.inclusion_tag("web/_multiples.svg.html")
def multiples(chart: charts.Multiples) -> dict[str, object]:
    """Small charts on one axis."""
    return {"chart": chart}


@register.inclusion_tag("web/_waterfall.svg.html")
def waterfall(chart: charts.Waterfall) -> dict[str, object]:
    """The parts of a whole effect."""
    return {"chart": chart}


@register.inclusion_tag("web/_dots.svg.html")
def dots(chart: charts.DotPlot) -> dict[str, object]:
    """Values beside the reference's, with their numbers."""
    return {"chart": chart}


@register.inclusion_tag("web/_moves.svg.html")
def moves(chart: charts.MovesChart) -> dict[str, object]:
    """New over old, quantity by quantity, with the numbers."""
    return {"chart": chart}


@register.simple_tag
def svg(drawing: Drawing, css: str, sentence: Text) -> SafeString:
    """`{% svg chart.wide "wide" chart.sentence %}`: one picture of a chart."""
    return as_svg(drawing, css, sentence)


@register.simple_tag
def examples() -> list[Example]:
    """The questions with which to begin."""
    return all_examples()


@register.simple_tag
def people(release: str = "") -> tuple[Example, ...]:
    """The invented people whom one can load, with the release that an address names."""
    return tuple(each.with_release(release) for each in PEOPLE) if release else PEOPLE


@register.filter
def show(value: float | None, digits: int = 3) -> str:
    """`{{ value|show }}`: rounded as everywhere."""
    return rounding.show(value, digits)


@register.filter
def ratio(value: float | None) -> str:
    """`{{ value|ratio }}`: a ratio to the reference, as ×1.08."""
    return rounding.ratio(value)


@register.filter
def as_percent(value: float | None) -> str:
    """`{{ value|as_percent }}`: a share in percent."""
    return rounding.show(value) if value is None else f"{rounding.show(100 * value)} %"


@register.filter
def unbroken(text: Text) -> str:
    """`{{ finding|unbroken }}`: no line ends between a number and its percent sign."""
    return str(text).replace(" %", "\N{NO-BREAK SPACE}%")


@register.filter
def after(count: int, first: int) -> int:
    """`{{ items|length|after:3 }}`: how many come after the first ones."""
    return count - first
