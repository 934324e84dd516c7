"""The page of Compare: its address holds every side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pgx.assessments.question import ORIENTATIONS
from pgx.web.asked import Asked, asks_for_knowledge
from pgx.web.compare import address, courses, findings, modelled, published
from pgx.web.compare.examples import comparisons
from pgx.web.compare.sides import Side, blanks, sides_of
from pgx.web.compare.table import Group
from pgx.web.explore import explore


@require_safe
@asks_for_knowledge
def compare(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Two to four sides; an address with empty fields, as forms send it, becomes the short one."""
    if any(not text for texts in request.GET.lists() for text in texts[1]):
        return redirect(f"{request.path}?{_without_empty(request)}")
    question, release = address.read(request.GET), request.GET.get(address.RELEASE, "")
    sides = sides_of(asked.knowledge, question, release)
    context = {
        "asked": asked,
        "release": asked.knowledge,
        "question": question,
        "named_release": release,
        "sides": sides,
        "blanks": blanks(asked.knowledge, question),
        "faulty": bool(question.errors) or any(side.errors for side in sides),
        "toggle": address.address(question.given, release, not question.only_differences),
        "orientations": ORIENTATIONS,
        "genotypes": explore(asked.knowledge, QueryDict()).genotypes,
        "examples": comparisons(asked.knowledge),
    }
    answered = [side for side in sides if side.is_answered]
    if len(answered) > 1:
        context |= _comparison(answered, question.only_differences)
    return render(request, "web/compare.html", context)


def _without_empty(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for name, texts in request.GET.lists():
        kept.setlist(name, [text for text in texts if text])
    return kept.urlencode(safe="*/")


def _comparison(sides: Sequence[Side], only_differences: bool) -> dict[str, Any]:
    one_drug = modelled.is_one_drug(sides)
    letters = [side.letter for side in sides]
    groups = [group.lettered(letters) for group in _groups(sides) if group.rows]
    return {
        "answered": sides,
        "heading": findings.heading(sides),
        "said": findings.what_is_compared(sides),
        "one_drug": one_drug,
        "same": sum(group.same for group in groups),
        "groups": [each.of_differences() for each in groups] if only_differences else groups,
        "pictures": courses.pictures(sides, one_drug),
        "not_drawn": courses.not_drawn(sides),
    }


def _groups(sides: Sequence[Side]) -> list[Group]:
    return [
        published.given(sides),
        published.recommendation(sides),
        modelled.path(sides),
        modelled.occupancy(sides),
        modelled.side_effects(sides),
        modelled.contributions(sides),
    ]
