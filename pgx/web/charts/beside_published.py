"""Allele frequencies of a file beside published ones: a grey bar, and a mark in ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.web.charts.drawing import Bar, Drawing, Label, Line, Mark, number, percent
from pgx.web.templatetags.raphe import as_percent

ROW, TEXT, TOP, HEIGHT = 38.0, 15.0, 21.0, 9.0


@dataclass(frozen=True)
class Frequency:
    """An allele's share in the file, and as published, where it is."""

    allele: str
    observed: float
    published: float | None
    is_sure: bool


@dataclass(frozen=True)
class BesidePublished:
    """The alleles of one marker, drawn, and all of it as a sentence."""

    sentence: str
    drawing: Drawing


def beside_published(marker: str, rows: Sequence[Frequency]) -> BesidePublished:
    """Draw the alleles of one marker, from 0 to 100 %."""
    told = "; ".join(f"{row.allele} {_text(row)}" for row in rows)
    sentence = _("%(marker)s, share of chromosomes: %(told)s.") % {"marker": marker, "told": told}
    return BesidePublished(sentence, _draw(rows))


def _text(row: Frequency) -> str:
    if row.published is None:
        return as_percent(row.observed)
    words = {"own": as_percent(row.observed), "published": as_percent(row.published)}
    return _("%(own)s, published %(published)s") % words


def _draw(rows: Sequence[Frequency]) -> Drawing:
    lines, labels, bars, marks = [], [], [], []
    for place, row in enumerate(rows):
        y = ROW * place
        base, middle = number(y + TOP + HEIGHT + 0.5), number(y + TOP + HEIGHT / 2)
        lines.append(Line("0", base, "100%", base, "grid"))
        width = percent(100 * row.observed)
        bars.append(Bar("0", number(y + TOP), width, number(HEIGHT), "file-bar"))
        at = number(y + TEXT)
        labels += [
            Label("0", at, row.allele, "t-strong"),
            Label("100%", at, _text(row), "", "end"),
        ]
        if row.published is not None:
            css = "fq" if row.is_sure else "fq-recalled"
            marks.append(Mark(percent(100 * row.published), middle, css, "4.5"))
    height = number(ROW * len(rows))
    return Drawing(height, tuple(lines), tuple(labels), marks=tuple(marks), bars=tuple(bars))
