"""The address of a report: Explore's, with .pdf after the page's name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from pgx import limits
from pgx.web import explore as exploring
from pgx.web.asked import Asked, asks_for_knowledge
from pgx.web.report.content import content_of
from pgx.web.report.setting import ReportFailed, set_report

COST = 5  # of a limit that counts a plain question as 1


@require_safe
@asks_for_knowledge
def report(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The result of an address as a PDF; what is no result leads to Explore, which says why."""
    page = exploring.explore(asked.knowledge, request.GET)
    explore = f"{reverse('explore')}?{request.GET.urlencode(safe='*/')}"
    if not page.result:
        return redirect(explore)
    standing = limits.charge(request, COST)
    if not standing.allowed:
        return render(request, "429.html", status=429)
    return _pdf(request, page, asked, request.build_absolute_uri(explore))


def _pdf(request: HttpRequest, page: exploring.Page, asked: Asked, address: str) -> HttpResponse:
    try:
        pdf = set_report(content_of(page, asked, address))
    except ReportFailed:
        return render(request, "web/report_failed.html", {"address": address}, status=503)
    name = f"raphe-{slugify(page.result.drug)}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
