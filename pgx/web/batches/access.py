"""Who sees a batch: its owner. To everybody else there is nothing at its address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from pgx.batches import starting
from pgx.batches.errors import BatchRefused
from pgx.batches.models import Batch

View = Callable[[HttpRequest, Batch], HttpResponse]


def of_owner(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Give the view the batch of the address; what cannot be done now is a page that says so."""

    @never_cache
    @login_required
    @wraps(view)
    def inner(request: HttpRequest, batch_id: str) -> HttpResponse:
        try:
            batch = starting.find(request.user, batch_id)
        except Batch.DoesNotExist:
            raise Http404 from None
        try:
            return view(request, batch)
        except BatchRefused as refused:
            context = {"batch": batch, "refused": refused}
            return render(request, "web/batches/cannot.html", context, status=409)

    return inner
