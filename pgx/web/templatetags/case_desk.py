"""How an answer of a draft is judged, and where it leads."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from pgx.cases.drafts import Turn

register = template.Library()


@register.simple_tag
def verdict(turn: Turn) -> str:
    """`{% verdict turn %}`: right, a belief, wrong, or judged by nobody."""
    if turn.beliefs:
        return ", ".join(turn.beliefs)
    if turn.right is None:
        return _("not judged") if turn.path[-1].answer.sent else ""
    return _("right") if turn.right else _("wrong")


@register.filter
def at(of: Mapping[str, str], key: str) -> str:
    """`{{ titles|at:key }}`."""
    return of[key]
