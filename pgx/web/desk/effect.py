"""The page of what a draft moves: in the reference panels, and in the validation table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pgx.assessments.effect import effect as effect_of
from pgx.knowledge import drafts, releases
from pgx.knowledge.errors import KnowledgeRefused
from pgx.web.desk import bands, moved
from pgx.web.desk.access import draft_or_404, for_curators


@for_curators
@require_safe
def effect(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What moves with a draft in place of its parent; what it lacks, where it is not whole."""
    draft = draft_or_404(draft_id)
    try:
        after = drafts.compiled(draft)
    except KnowledgeRefused:
        context = {"draft": draft, "to_do": drafts.to_do(draft)}
        return render(request, "web/desk/effect_refused.html", context)
    found = effect_of(releases.find(draft.parent.version), after)
    context = {
        "draft": draft,
        "release": draft.parent,
        "effect": found,
        "finding": moved.finding(found),
        "counts": moved.counts(found),
        "picture": moved.picture(found),
        "drugs": list(moved.by_drug(found, after, draft.name)),
        "moved_rows": bands.rows(found.moved_numbers),
        "all_rows": bands.rows(found.table),
        "has_changes": draft.changes.exists(),
    }
    return render(request, "web/desk/effect.html", context)
