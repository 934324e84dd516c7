"""The pages: each view turns an address into a question and an answer into a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one sentence, and where to begin."""
    return render(request, "web/home.html")


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and in which roles."""
    return render(request, "web/account.html")
