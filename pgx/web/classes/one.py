"""A class: for a learner what is to be done, for an instructor how far everybody is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pgx.cases.classes.codes import open_code, shown_code
from pgx.cases.models import Class, JoinCode, Membership
from pgx.web.classes.access import for_both
from pgx.web.classes.learning import to_do
from pgx.web.classes.overview import overview


@for_both
@require_safe
def one(request: HttpRequest, found: Class | Membership) -> HttpResponse:
    """The class for whoever is signed in."""
    if isinstance(found, Membership):
        return render(request, "web/classes/learning.html", _for_learner(found))
    return render(request, "web/classes/teaching.html", _for_instructor(request, found))


def _for_learner(membership: Membership) -> dict[str, Any]:
    of_class = membership.of_class
    return {
        "class": of_class,
        "to_do": to_do(membership, timezone.now()),
        "instructors": [each.username for each in of_class.instructors.all()],
    }


def _for_instructor(request: HttpRequest, of_class: Class) -> dict[str, Any]:
    now = timezone.now()
    code = open_code(of_class, now)
    return {
        "class": of_class,
        "overview": overview(of_class, now),
        "code": code,
        "shown_code": shown_code(code.code) if code else "",
        "link": _link(request, code) if code else "",
    }


def _link(request: HttpRequest, code: JoinCode) -> str:
    """What a learner opens, with the code filled in."""
    return request.build_absolute_uri(f"{reverse('join-class')}?code={shown_code(code.code)}")
