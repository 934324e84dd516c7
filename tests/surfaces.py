"""Finds what Raphe shows: every address in the URL configuration, so that no test lists them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

PLACEHOLDER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(?P<name>\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)")


@dataclass(frozen=True)
class Address:
    """A pattern of the URL configuration, such as `api/v1/releases/<int:pk>`."""

    route: str

    @property
    def parameters(self) -> list[str]:
        return [match["name"] for match in PLACEHOLDER.finditer(self.route)]

    def fill(self, values: dict[str, str]) -> str:
        """The address with its parameters filled in; KeyError names an unknown one."""
        return "/" + PLACEHOLDER.sub(lambda match: values[match["name"]], self.route)


def addresses() -> list[Address]:
    """Every address that the project answers."""
    return sorted(set(_walk(get_resolver(), "")), key=lambda address: address.route)


def _walk(resolver: URLResolver, before: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield Address(route)


def _plain(route: str) -> str:
    """A regular expression in the notation of `path`."""
    named = NAMED_GROUP.sub(lambda match: f"<{match['name']}>", route)
    return named.replace(r"\Z", "").replace("\\", "").removeprefix("^").removesuffix("$")
