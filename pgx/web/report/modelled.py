"""The second page of a report: path, course, key figures, parts, and where they come from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pgx.assessments.answer import ContributionAnswer, ResultAnswer, StationAnswer
from pgx.rounding import NOT_MODELLED, ratio, show
from pgx.web import findings, headings
from pgx.web.charts.ratio_axis import RatioAxis, ratio_axis
from pgx.web.pictures import between, with_unit
from pgx.web.report.course import course_of
from pgx.web.templatetags.raphe import CONFIDENCE

MOST_SOURCES, MOST_TARGETS = 22, 4


def modelled_part(result: ResultAnswer, switched_on: bool) -> dict[str, Any]:
    """Everything on the second page but the lines that reproduce it."""
    called = [each.ratio for each in result.path if each.ratio and each.status == "called"]
    axis = ratio_axis(called)
    drawn = bool(result.course) and result.is_represented
    flags = [flag.message for flag in findings.flags(result)]
    return {
        "finding": headings.of_path(result, switched_on) or _("Nothing is modelled here."),
        "path": [_station(axis, each) for each in result.path],
        "course": course_of(result) if drawn else None,
        "no_course": _("No symptom course is drawn. That says nothing about the drug."),
        "figures": _figures(result),
        "contributions": [_part(each) for each in result.contributions] + _sum(result),
        "stopped": result.is_stopped,
        "said": flags if result.is_stopped else [],
        "flags": flags,
        "sources": _sources(result),
    }


def _station(axis: RatioAxis, each: StationAnswer) -> dict[str, Any]:
    called = each.status == "called"
    known = each.ratio if called and each.ratio else None
    return {
        "label": f"{each.label}, {each.at}",
        "value": with_unit(each.value, each.unit) if called else "",
        "reference": with_unit(each.reference_value, each.unit),
        "ratio": ratio(each.ratio) if called else each.status,
        "missing": not called,
        "at": axis.share(known) if known else None,
        "one": axis.share(1.0),
        "published": each.layer == "published",
        "interval": between(each.low, each.high, each.unit) if called else "",
        "people": between(each.people_low, each.people_high, each.unit),
        "layer": _("published") if each.layer == "published" else _("model"),
        "confidence": str(CONFIDENCE[each.confidence]),
    }


def _figures(result: ResultAnswer) -> list[dict[str, str]]:
    """Numbers of a result, each beside the reference's or its interval."""
    found = result.side_effects
    interval = between(result.relative_response_low, result.relative_response_high, "")
    plasticity = f"{ratio(result.relative_response)} ({interval})" if interval else NOT_MODELLED
    index = _("not modelled, which is not 0")
    reference = ""
    if found and result.side_effect_index is not None:
        index = f"{show(result.side_effect_index, 2)} ({between(found.low, found.high, '')})"
        reference = show(found.reference_index, 2)
    lines = [
        (_("Modelled plasticity, week 12"), plasticity, ratio(1.0)),
        (_("Week of half the effect"), show(result.week_of_half_effect), ""),
        (_("Side-effect index"), index, reference),
    ]
    most = sorted(result.targets, key=lambda each: -each.occupied)[:MOST_TARGETS]
    lines += [(e.target, _share(e.occupied), _share(e.reference_occupied)) for e in most]
    return [{"name": a, "value": str(b), "reference": c} for a, b, c in lines]


def _share(value: float) -> str:
    return with_unit(value, "fraction")


def _part(part: ContributionAnswer) -> dict[str, Any]:
    called = part.status == "called"
    return {
        "name": part.group,
        "factor": ratio(part.factor) if called else part.status,
        "ln": show(part.ln) if called else "–",
        "missing": not called,
    }


def _sum(result: ResultAnswer) -> list[dict[str, Any]]:
    if not result.contributions or result.relative_response is None:
        return []
    total = ratio(result.relative_response), show(result.total_ln)
    return [{"name": _("Together"), "factor": total[0], "ln": total[1], "missing": False}]


def _sources(result: ResultAnswer) -> list[str]:
    """Every work that the pages rest on, once: by its key where the pages name it so."""
    named = {
        found.reference: found.citation
        for found in result.recommendation.findings
        if found.citation
    }
    named |= {each.reference: each.citation for station in result.path for each in station.sources}
    shown = [f"{key}: {text.rstrip('.')}." for key, text in named.items()]
    left = len(shown) - MOST_SOURCES
    more = [_("%(count)s more at the address of this report.") % {"count": left}]
    return shown[:MOST_SOURCES] + (more if left > 0 else [])
