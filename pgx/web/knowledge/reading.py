"""What every reading page does: find its release, be made once a process, say what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease
from pgx.knowledge.models import Withdrawal
from pgx.knowledge.releases import ReleaseName
from pgx.web.knowledge.library import Elsewhere, Library, Missing
from pgx.web.knowledge.missing import missing_page
from pgx.web.knowledge.ways import ways

Context = dict[str, Any]
Build = Callable[..., Context]
View = Callable[..., HttpResponse]
KEPT = 512  # pages in memory, some 30 kB each


@dataclass(frozen=True)
class Made:
    """The part of a page that depends on its release and address alone."""

    title: str
    body: SafeString


@dataclass(frozen=True)
class Page:
    """How a page is made, and whether it is the same as long as its release is."""

    build: Build
    template: str
    kept: bool

    def make(self, library: Library, names: tuple[tuple[str, str], ...]) -> Made:
        """Its title and body. Raises Missing, Elsewhere."""
        context = {"library": library, **self.build(library, **dict(names))}
        return Made(str(context["title"]), render_to_string(self.template, context))


def reading(template: str, query: Sequence[str] = (), kept: bool = True) -> Callable[[Build], View]:
    """A page of the knowledge base; `query` names what its address may ask for.

    The function takes a Library, the names in the address and what is asked for, and gives the
    template's context with a `title`. It may raise Missing or Elsewhere. As a release never
    changes, a page that asks for nothing is made once a process; one that tells of more than
    its release is not `kept`.
    """

    def decorate(build: Build) -> View:
        page = Page(build, template, kept)

        @require_safe
        @wraps(build)
        def view(request: HttpRequest, **names: str) -> HttpResponse:
            asked = request.GET.get("release", "").strip()
            try:
                library = Library(releases.name(asked or None), asked)
                return _answer(request, page, library, names, _asked(request, query))
            except NoRelease as none:
                context = {"reason": none, "here": request.path}
                return render(request, "web/no_release.html", context, status=404)

        return view

    return decorate


def _asked(request: HttpRequest, query: Sequence[str]) -> dict[str, str]:
    texts = {name: request.GET.get(name, "").strip().replace("\0", "") for name in query}
    return {name: text for name, text in texts.items() if text}


def _answer(
    request: HttpRequest,
    page: Page,
    library: Library,
    names: dict[str, str],
    asked: dict[str, str],
) -> HttpResponse:
    given = tuple((names | asked).items())
    try:
        if asked or not page.kept:
            made = page.make(library, given)
        else:
            made = _made_once(page, library, get_language(), given)
    except Missing as missing:
        return missing_page(request, library, missing, _frame(request, library, asked))
    except Elsewhere as elsewhere:
        return redirect(elsewhere.address)
    context = _frame(request, library, asked) | {"made": made}
    return render(request, "web/knowledge/page.html", context)


@lru_cache(maxsize=KEPT)
def _made_once(
    page: Page, library: Library, language: str | None, names: tuple[tuple[str, str], ...]
) -> Made:
    return page.make(library, names)


def _frame(request: HttpRequest, library: Library, asked: dict[str, str]) -> dict[str, Any]:
    """What stands around every page, one that is missing too."""
    match = request.resolver_match
    return {
        "release": library.release,
        "asked": library.asked,
        "newest": _newest(library),
        "withdrawn": _withdrawn(library),
        "q": asked.get("q", ""),
        "ways": ways(library, match.url_name if match else ""),
    }


def _newest(library: Library) -> ReleaseName | None:
    """The release that answers where none is asked for, if it is another one."""
    if not library.asked:
        return None
    newest = releases.name()
    return newest if newest.pk != library.release.pk else None


def _withdrawn(library: Library) -> str:
    """Why the release that the reader asked for is withdrawn; empty where it is not."""
    if not library.asked:
        return ""
    found = Withdrawal.objects.filter(release_id=library.release.pk)
    return found.values_list("note", flat=True).first() or ""
