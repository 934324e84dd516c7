"""Counts and findings in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pgx import rounding
from pgx.cases.figures.beliefs import Counted, OfBelief
from pgx.cases.ground import Ground

FEW_PEOPLE = 5  # below, a share says more of somebody than of a class
IN_WORDS = (
    gettext_lazy("none"), gettext_lazy("one"), gettext_lazy("two"), gettext_lazy("three"),
    gettext_lazy("four"), gettext_lazy("five"), gettext_lazy("six"), gettext_lazy("seven"),
    gettext_lazy("eight"), gettext_lazy("nine"), gettext_lazy("ten"), gettext_lazy("eleven"),
    gettext_lazy("twelve"), gettext_lazy("thirteen"), gettext_lazy("fourteen"),
    gettext_lazy("fifteen"), gettext_lazy("sixteen"), gettext_lazy("seventeen"),
    gettext_lazy("eighteen"), gettext_lazy("nineteen"), gettext_lazy("twenty"),
)  # fmt: skip


def in_words(counted: Counted) -> dict[str, str]:
    """A count and of how many, as they are read aloud up to twenty; above, both in figures.

    >>> in_words(Counted(11, 20))
    {'count': 'eleven', 'of': 'twenty'}
    """
    numbers = {"count": counted.count, "of": counted.of}
    is_few = counted.of < len(IN_WORDS)
    return {key: str(IN_WORDS[n] if is_few else n) for key, n in numbers.items()}


def percent(share: float) -> str:
    """A share in percent, with no more digits than a class can bear."""
    return f"{rounding.show(100 * share, 2)} %"


def statement(ground: Ground, belief: str) -> str:
    """A belief as a learner says it, without its full stop; its key where it is no longer known."""
    try:
        return str(ground.belief(belief)["belief"]).rstrip(".")
    except LookupError:
        return belief


def finding(worst: OfBelief, ground: Ground) -> str:
    """The worst belief in one sentence."""
    counted, when = _where(worst)
    if not counted.of:
        return _("No answer tells of a belief yet.")
    if not counted.count:
        return _("Nobody goes with any of these beliefs %(when)s.") % {"when": when}
    return _goes(counted, statement(ground, worst.belief), when)


def _where(worst: OfBelief) -> tuple[Counted, str]:
    """The answers that tell most of now."""
    if worst.after.of:
        return worst.after, _("after the course")
    if worst.before.of:
        return worst.before, _("before the course")
    if worst.cases.of:
        return worst.cases, _("in the cases")
    return worst.review, _("at review")


def _goes(counted: Counted, belief: str, when: str) -> str:
    words = {**in_words(counted), "belief": belief, "when": when}
    if counted.of == 1:
        return _("Only one has answered %(when)s, with “%(belief)s”.") % words
    if counted.of < FEW_PEOPLE:
        return _("Only %(of)s have answered %(when)s, %(count)s of them with “%(belief)s”.") % words
    told = ngettext(
        "%(count)s of %(of)s goes with “%(belief)s” %(when)s.",
        "%(count)s of %(of)s go with “%(belief)s” %(when)s.",
        counted.count,
    )
    found = told % words
    return found[0].upper() + found[1:]
