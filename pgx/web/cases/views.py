"""The list of cases, beginning one, and its steps: each view only translates HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pgx.cases.models import Attempt
from pgx.cases.playing import AnswerRefused, NotNow, NotPlayable, Play, give
from pgx.cases.playing import begin as begin_case
from pgx.cases.visitors import player, player_with_key
from pgx.knowledge.errors import NoRelease
from pgx.web.cases.access import SeeOther, of_player
from pgx.web.cases.debrief import classes_of
from pgx.web.cases.frame import context_of
from pgx.web.cases.kinds import HAS_FEEDBACK
from pgx.web.cases.shelf import shelf


@require_safe
@never_cache
def cases(request: HttpRequest) -> HttpResponse:
    """Every case by topic, what is done, and what to do next."""
    try:
        return render(request, "web/cases/cases.html", {"shelf": shelf(player(request))})
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)


@require_POST
@never_cache
def begin(request: HttpRequest, case: str) -> HttpResponse:
    """Begin a case; one that is being mended says so."""
    try:
        found = begin_case(player_with_key(request), case)
    except NotPlayable as refused:
        status = 409 if refused.is_known else 404
        return render(request, "web/cases/cannot.html", {"reason": refused}, status=status)
    except NoRelease as none:
        return render(request, "web/no_release.html", {"reason": none}, status=404)
    return SeeOther(reverse("attempt", args=[found.pk]))


@of_player
@require_safe
def attempt(request: HttpRequest, play: Play) -> HttpResponse:
    """On to the step that comes now; a case that is done opens at its debrief."""
    return SeeOther(address(play))


@of_player
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, play: Play, step: str) -> HttpResponse:
    """A step that was reached: to answer, or as it was answered."""
    if step not in {each.id for each in play.case.steps}:
        raise Http404
    if request.method == "POST":
        return _answer(request, play, step)
    if step not in {each.id for each in play.reached}:
        return _not_yet(request, play)
    return render(request, "web/cases/step.html", context_of(play, step))


def _answer(request: HttpRequest, play: Play, step: str) -> HttpResponse:
    sent = dict(request.POST.lists())
    try:
        give(play, step, sent)
    except NotNow:
        return _not_yet(request, play)
    except AnswerRefused as refused:
        context: dict[str, Any] = context_of(play, step, sent, refused.errors)
        return render(request, "web/cases/step.html", context, status=422)
    after = Play(play.attempt)
    if not after.current and step == play.case.steps[-1].id:
        return SeeOther(_after(play.attempt, sent.get("class", [])))
    return SeeOther(address(after, step if after.case.step(step).kind in HAS_FEEDBACK else ""))


def _after(attempt: Attempt, asked: Sequence[str]) -> str:
    """Where a case that is done leads: a trial to its draft, else to the class that was asked."""
    if attempt.is_trial:
        return reverse("case-draft-try", args=[attempt.trial_of_id])
    found = next((each.pk for each in classes_of(attempt) if each.pk in asked), None)
    return reverse("class", args=[found]) if found else reverse("cases")


def _not_yet(request: HttpRequest, play: Play) -> HttpResponse:
    messages.info(request, _("That step is not open yet: this is where you are."))
    return SeeOther(address(play))


def address(play: Play, step: str = "") -> str:
    """Where a step of an attempt is; without one, the step that comes now."""
    now = play.current or play.case.steps[-1]
    return reverse("attempt-step", args=[play.attempt.pk, step or now.id])
