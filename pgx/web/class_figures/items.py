"""What the page of a class's items shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx import rounding
from pgx.cases.errors import CaseRefused
from pgx.cases.figures import Figures
from pgx.cases.figures.items import OfItem
from pgx.cases.figures.statistics import FEW_ANSWERS
from pgx.cases.ground import Ground
from pgx.cases.items.shown import shown
from pgx.cases.models import Class, ItemVersion
from pgx.cases.pieces import plain
from pgx.web.class_figures.words import percent, statement


@dataclass(frozen=True)
class OptionRow:
    """An option: its text, how many chose it, and whether hardly anybody did."""

    text: str
    count: int
    share: str
    is_right: bool
    belief: str
    is_dead: bool


@dataclass(frozen=True)
class ItemRow:
    """An item with what is known of it."""

    of: OfItem
    statement: str
    ask: str
    options: tuple[OptionRow, ...]
    difficulty: str
    item_rest: str


def context(of: Class, figures: Figures, ground: Ground) -> dict[str, Any]:
    """Everything on the page."""
    versions = ItemVersion.objects.in_bulk([each.version for each in figures.items])
    hardest = sorted(figures.items, key=lambda each: (each.is_few, each.difficulty))
    rows = [_row(each, versions[each.version], ground) for each in hardest]
    return {"heading": _heading(figures), "items": rows, "few": FEW_ANSWERS}


def _heading(figures: Figures) -> str:
    """How many items can be spoken of, and how many have an option that nobody needs."""
    told = [each for each in figures.items if not each.is_few]
    if not told:
        return _("Too few answers for any item to be judged.")
    hard = min(told, key=lambda each: each.difficulty)
    words = {"share": percent(hard.difficulty), "n": len(told)}
    return (
        ngettext(
            "One item has answers enough: %(share)s get it right.",
            "Of %(n)s items with answers enough, the first is hardest: %(share)s get it right.",
            len(told),
        )
        % words
    )


def _row(of: OfItem, version: ItemVersion, ground: Ground) -> ItemRow:
    """An item with the texts of today's release, or without where it no longer fits."""
    said = statement(ground, of.belief)
    try:
        found = shown(version, ground.knowledge.version)
        ask = plain(found.item.ask, found.values)
        options = tuple(
            OptionRow(
                plain(each.text, found.values),
                of.chosen.get(each.id, 0),
                percent(of.share(each.id)),
                bool(each.right),
                statement(ground, each.misconception) if each.misconception else "",
                not each.right and of.is_dead(each.id),
            )
            for each in found.item.options
        )
    except (CaseRefused, LookupError):
        ask, options = (
            "",
            tuple(
                OptionRow(name, count, percent(of.share(name)), False, "", of.is_dead(name))
                for name, count in of.chosen.items()
            ),
        )
    return ItemRow(of, said, ask, options, percent(of.difficulty), _correlation(of))


def _correlation(of: OfItem) -> str:
    """The correlation, or in words why there is none."""
    if np.isfinite(of.item_rest):
        return rounding.show(of.item_rest, 2)
    return _("not defined: the answers, or the rest of the tests, are all alike")
