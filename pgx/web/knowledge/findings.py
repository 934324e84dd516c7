"""What studies of one question found, in words with their doubts; nothing is pooled.

Risk of a disease and response to a drug are different questions: each has a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from pgx.web.charts.forest import Ratio
from pgx.web.knowledge.associations import Study
from pgx.web.knowledge.doubts import doubts, found_none, found_opposite, is_sensitivity

MOST_DOUBTS = 2  # in a sentence; the notes of the rows tell all


@dataclass(frozen=True)
class Finding:
    """What the studies of one question found; `row` is the one whose sides it names."""

    sentence: str
    row: str


def findings(found: Sequence[Study]) -> tuple[Finding, ...]:
    """One finding a question, of studies that stand question by question."""
    groups = groupby(found, key=lambda study: study.question)
    return tuple(_finding(question, list(group)) for question, group in groups)


def _finding(question: str, found: Sequence[Study]) -> Finding:
    drawn = [study for study in found if study.ratio]
    if not drawn:
        said = {"question": question, "what": _undrawn(found)}
        return Finding(_("For %(question)s, %(what)s.") % said, found[0].direction.row)
    against = list(doubts(found, is_one_way=len(_sides(drawn)) == 1))[:MOST_DOUBTS]
    said = {"question": question, "what": _drawn(drawn), "doubt": _(", and ").join(against)}
    text = (
        _("For %(question)s, %(what)s, but %(doubt)s.")
        if against
        else _("For %(question)s, %(what)s.")
    )
    return Finding(text % said, drawn[0].direction.row)


def _undrawn(found: Sequence[Study]) -> str:
    if all(map(found_none, found)):
        return _("no study here finds an association")
    if any(map(found_opposite, found)):
        return _("studies contradict each other and cannot be drawn side by side")
    if any(map(found_none, found)):
        return _("studies cannot be drawn side by side, and not all find an association")
    return _("what is reported cannot be drawn: its rows say why")


def _drawn(drawn: Sequence[Study]) -> str:
    sides = _sides(drawn)
    if len(sides) > 1:
        return _("published effects point both ways")
    side = drawn[0].direction.values[sides.pop()]
    if len(_counted(drawn)) == 1:
        return _("the one published effect that can be drawn says “%(side)s”") % {"side": side}
    return _("the published effects that can be drawn all say “%(side)s”") % {"side": side}


def _counted(drawn: Sequence[Study]) -> list[Ratio]:
    """What points somewhere: a sensitivity analysis asks only how far that holds."""
    ratios = [study.ratio for study in drawn if study.ratio]
    return [each for each in ratios if not is_sensitivity(each)] or ratios


def _sides(drawn: Sequence[Study]) -> set[str]:
    return {"right" if each.value > 1 else "left" for each in _counted(drawn)}
