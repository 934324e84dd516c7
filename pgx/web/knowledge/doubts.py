"""What speaks against taking the drawn studies of a question at their word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.web.charts.forest import Ratio
from pgx.web.knowledge.associations import Study


def doubts(found: Sequence[Study], is_one_way: bool) -> Iterator[str]:
    """The doubts of the studies of one question, the gravest first."""
    drawn = [study for study in found if study.ratio]
    yield from _of_told([study for study in found if not study.ratio])
    yield from _of_notes(drawn, is_one_way)
    yield from _of_numbers([study.ratio for study in drawn if study.ratio])


def is_sensitivity(ratio: Ratio) -> bool:
    """Does it ask only how far a result holds?"""
    return ratio.kind == "sensitivity analysis"


def found_none(study: Study) -> bool:
    """Did the study find no association, or does its note tell of that?"""
    return study.direction.values["against"] == "nothing"


def found_opposite(study: Study) -> bool:
    """Did it find the opposite of others, or does its note tell of that?"""
    return study.direction.values["against"] == "the opposite"


def _of_told(told: Sequence[Study]) -> Iterator[str]:
    opposite, none = (sum(map(check, told)) for check in (found_opposite, found_none))
    what = _both(_("the opposite") * bool(opposite), _("no association") * bool(none))
    if what:
        yield ngettext(
            "a study that is not drawn finds %(what)s",
            "studies that are not drawn find %(what)s",
            opposite + none,
        ) % {"what": what}


def _of_notes(drawn: Sequence[Study], is_one_way: bool) -> Iterator[str]:
    opposite = is_one_way and any(map(found_opposite, drawn))
    none = any(map(found_none, drawn))
    what = _both(_("of the opposite") * bool(opposite), _("of no effect") * bool(none))
    if what:
        yield _("the notes tell %(what)s") % {"what": what}


def _of_numbers(ratios: Sequence[Ratio]) -> Iterator[str]:
    empty = [each for each in ratios if each.interval and each.interval[0] <= 1 <= each.interval[1]]
    if any(map(is_sensitivity, empty)):
        yield _("in a sensitivity analysis the interval includes no effect")
    elif empty:
        yield _("an interval includes no effect")
    if not all(each.interval for each in ratios):
        yield _("not every number has an interval")
    if not all(each.is_sure for each in ratios):
        yield _("not every number is checked against its text")


def _both(first: str, second: str) -> str:
    if first and second:
        return _("%(first)s and %(second)s") % {"first": first, "second": second}
    return first or second
