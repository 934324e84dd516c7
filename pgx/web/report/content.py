"""All that stands in a report, as texts and numbers; `report.typ` says only where."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pgx import __version__, notice
from pgx.rounding import show
from pgx.web.asked import Asked
from pgx.web.explore import Page
from pgx.web.report.modelled import modelled_part
from pgx.web.report.published import published_part

LONGEST_ADDRESS = 300


def content_of(page: Page, asked: Asked, address: str) -> dict[str, Any]:
    """The content of an answered page of one regimen; `address` asks it again."""
    answer, result = page.answer, page.result
    dose = f"{result.name} {show(result.dose_mg_per_day, 6)} {result.dose_unit}"
    return {
        "lang": (get_language() or "en").partition("-")[0],
        "title": _("Raphe: %(regimen)s") % {"regimen": dose},
        "keywords": str(notice.NOTICE_SHORT),
        "notice": str(notice.NOTICE),
        "notice_short": str(notice.NOTICE_SHORT),
        "medicine_notice": str(notice.MEDICINE_NOTICE),
        "mark": _mark(asked),
        "release": _("Knowledge release %(version)s") % {"version": answer.release.version},
        "again": _again(page),
        "address": address,
        "address_shown": address
        if len(address) <= LONGEST_ADDRESS
        else address[:LONGEST_ADDRESS] + "…",
        "words": _words(page.is_switched_on),
        **published_part(answer, result),
        **modelled_part(result, page.is_switched_on),
    }


def _mark(asked: Asked) -> str:
    """What stands on every page of a draft or of a withdrawn release."""
    if asked.draft:
        return _("Draft, not published.")
    return _("Withdrawn release: %(note)s") % {"note": asked.withdrawn} if asked.withdrawn else ""


def _again(page: Page) -> list[str]:
    release = page.answer.release
    text = _("Knowledge release %(version)s (SHA-256 %(sha256)s), engine %(engine)s.")
    return [
        text % {"version": release.version, "sha256": release.sha256, "engine": __version__},
        _("The same release and engine give the same numbers again at this address:"),
    ]


def _words(switched_on: bool) -> dict[str, Any]:
    """What the report says whatever the result."""
    path_says = _("Each value beside the reference patient's, who takes the same drug and dose.")
    if switched_on:
        path_says += " " + _(
            "The switch is on: the mechanism reaches symptoms; people do not show it."
        )
    return {
        "page": _("Page"),
        "of": _("of"),
        "published": _("Guideline, published"),
        "modelled": _("Teaching model, illustrative"),
        "category": _("Category:"),
        "signal": _("The model:"),
        "bodies": _("What the other bodies say"),
        "body_columns": [_("Body"), _("Gene"), _("Says"), _("Source")],
        "why": _("Why"),
        "would_change": _("What would change the category"),
        "not_known": _("What is not known"),
        "safety": _("What was not checked, and what no gene here shows"),
        "path_says": path_says,
        "path_columns": [
            *(_("Station"), _("This person"), _("Reference"), _("Ratio"), _("on a log axis")),
            *(_("95 % of the mean"), _("Middle 95 % of people"), _("Layer"), _("Confidence")),
        ],
        "key_figures": _("Key figures"),
        "figure_columns": [_("Quantity"), _("This person"), _("Reference")],
        "contributions": _("Why: each gene's part of modelled plasticity"),
        "contribution_columns": [_("Gene"), _("Factor"), _("ln, adds up")],
        "adds_up": _("A gene that was not read has the reference's factor, which says nothing."),
        "no_contributions": _("There is no drug effect to explain. Not modelled is not 0."),
        "cannot": _(
            "Intervals hold no structural uncertainty: that the equations are wrong. Every "
            "modelled value is illustrative. The model compares genotypes within a drug, never "
            "drugs with each other. Inside a range is never an all-clear."
        ),
        "weeks": _("Week by week"),
        "sources": _("Sources"),
        "again": _("To see this again"),
    }
