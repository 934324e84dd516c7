"""How the pages of class files write amounts and times."""

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import ngettext

register = template.Library()

MINUTE, HOUR = 60, 3600
NOTHING = "–"


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
