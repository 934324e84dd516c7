"""How the pages of class files write amounts and times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import ngettext

from pgx import rounding
from pgx.science.hardy_weinberg import HardyWeinberg

if TYPE_CHECKING:  # the charts write their numbers by the filters of this module
    from pgx.web.charts.shares import Shares
    from pgx.web.charts.spread_by_class import SpreadByClass

register = template.Library()

MINUTE, HOUR = 60, 3600
NOTHING = "–"
LEAST_P = 0.0001


@register.filter
def grouped(count: int | None) -> str:
    """`{{ rows|grouped }}`: a whole number in groups of three digits; a dash for None."""
    return NOTHING if count is None else str(intcomma(count))


@register.filter
def about(count: float | None) -> str:
    """`{{ rate|about }}`: to two digits, for what is only roughly so."""
    return NOTHING if count is None else grouped(int(float(f"{count:.2g}")))


@register.filter
def duration(seconds: float) -> str:
    """`{{ seconds|duration }}`: in the largest unit that it fills."""
    if seconds < MINUTE:
        n = max(1, round(seconds))
        return ngettext("%(n)d second", "%(n)d seconds", n) % {"n": n}
    if seconds < HOUR:
        n = round(seconds / MINUTE)
        return ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}
    n = round(seconds / HOUR)
    return ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}


@register.filter
def chance(p: float) -> str:
    """`{{ p|chance }}`: a p-value; a very small one only as such."""
    return f"< {rounding.show(LEAST_P)}" if p < LEAST_P else rounding.show(p, 2)


@register.filter
def by_genotype(check: HardyWeinberg) -> list[tuple[str, int, float]]:
    """`{{ check|by_genotype }}`: each genotype with its count, observed and expected."""
    pairs = map("/".join, check.genotypes)
    return list(zip(pairs, check.observed, check.expected, strict=True))


@register.inclusion_tag("web/batches/_shares.html")
def shares(name: str, charts: Sequence[Shares]) -> dict[str, object]:
    """Pictures of things divided, with their numbers; `name` is what each is."""
    return {"name": name, "charts": charts}


@register.inclusion_tag("web/batches/_spread.html")
def spread_by_class(charts: Sequence[SpreadByClass]) -> dict[str, object]:
    """Modelled ratios by functional class, a picture a gene, with their numbers."""
    return {"charts": charts}
