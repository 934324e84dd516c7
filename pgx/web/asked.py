"""Which knowledge an address asks for: a release, or a draft by who may use the desk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pgx.knowledge import drafts, releases
from pgx.knowledge.errors import KnowledgeRefused, NoRelease
from pgx.knowledge.models import Draft
from pgx.science.knowledge import Knowledge

log = logging.getLogger(__name__)
View = Callable[[HttpRequest], HttpResponse]
DRAFT = "draft-"  # no release has such a version


class DraftRefused(Exception):
    """The draft cannot be read as knowledge: what it lacks stands in its to-do list."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"{draft.name} does not compile")
        self.draft = draft


@dataclass(frozen=True)
class Asked:
    """The knowledge that answers, and what a page says of it beside its name."""

    knowledge: Knowledge
    draft: Draft | None = None
    withdrawn: str = ""


def knowledge_asked(request: HttpRequest) -> Asked:
    """What `?release=` names; the default release without it.

    A draft is found by curators alone: to everybody else there is no such release. Raises
    NoRelease and DraftRefused.
    """
    name = request.GET.get("release", "").strip()
    if draft := _draft(request, name):
        try:
            return Asked(drafts.compiled(draft), draft)
        except KnowledgeRefused as refused:
            raise DraftRefused(draft) from refused
    knowledge = releases.find(name or None)
    return Asked(knowledge, withdrawn=releases.withdrawn(name) if name else "")


def _draft(request: HttpRequest, name: str) -> Draft | None:
    """The account is looked at for the name of any draft, so that no answer shows which exist."""
    if name.startswith(DRAFT) and request.user.has_perm("knowledge.use_desk"):
        return drafts.find(name)
    return None


def asks_for_knowledge(view: Callable[[HttpRequest, Asked], HttpResponse]) -> View:
    """A page that answers with the knowledge its address asks for, or says why it cannot."""

    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponse:
        try:
            return _answered(view, request, knowledge_asked(request))
        except NoRelease as none:
            return render(request, "web/no_release.html", {"reason": none}, status=404)
        except DraftRefused as refused:
            context = {"draft": refused.draft, "to_do": drafts.all_to_do(refused.draft)}
            return render(request, "web/draft_refused.html", context, status=422)

    return inner


def _answered(
    view: Callable[[HttpRequest, Asked], HttpResponse], request: HttpRequest, asked: Asked
) -> HttpResponse:
    """The page. Raises DraftRefused where the numbers of a draft give no answer."""
    try:
        return view(request, asked)
    except releases.NOT_COMPILED as error:
        if not asked.draft:
            raise
        log.warning("%s gives no answer", asked.draft.name, exc_info=True)
        raise DraftRefused(asked.draft) from error
