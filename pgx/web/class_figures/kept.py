"""The part of a page that depends on a class, a release and a language alone is made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from pgx.cases.figures import Figures, kept_as, of_class
from pgx.cases.figures.gathering import KEPT_SECONDS
from pgx.cases.ground import Ground, of_release
from pgx.cases.models import Class
from pgx.knowledge import releases

Build = Callable[[Class, Figures, Ground], dict[str, Any]]


def body(of: Class, template: str, build: Build) -> SafeString:
    """A rendered part, kept until something happens in the class; empty where nobody has answered.

    Raises NoRelease.
    """
    key = f"{kept_as(of)}:{template}:{get_language()}:{releases.name().sha256}"
    found = cache.get(key)
    if found is None:
        found = _made(of, template, build)
        cache.set(key, found, KEPT_SECONDS)
    return mark_safe(found)  # noqa: S308 - a template made it


def _made(of: Class, template: str, build: Build) -> str:
    figures = of_class(of)
    if not figures.is_told:
        return ""
    context = {"of_class": of, "figures": figures, **build(of, figures, of_release())}
    return str(render_to_string(template, context))
