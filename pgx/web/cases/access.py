"""Who sees an attempt: whoever plays it. To everybody else there is nothing at its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from pgx.cases.errors import CaseRefused
from pgx.cases.playing import NoAttempt, Play, find
from pgx.cases.visitors import player
from pgx.knowledge.errors import NoRelease

View = Callable[..., HttpResponse]


class SeeOther(HttpResponseRedirect):
    """Look at another page now; what was sent is stored."""

    status_code = 303


def of_player(view: View) -> View:
    """Give the view the play of the address; what can be played no more says so."""

    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, attempt_id: str, **names: Any) -> HttpResponse:
        try:
            return view(request, Play(find(player(request), attempt_id)), **names)
        except NoAttempt:
            raise Http404 from None
        except (NoRelease, CaseRefused) as error:
            context = {"reason": error}
            return render(request, "web/cases/cannot.html", context, status=409)

    return inner
