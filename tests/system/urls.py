"""Raphe's own addresses, and two that break with a genotype in their words."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from pgx.urls import handler400, handler403, handler404, handler500
from pgx.urls import urlpatterns as real

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def breaks(request: HttpRequest, genotype: str) -> HttpResponse:
    raise ValueError(f"{genotype} and {request.GET}")


def breaks_on_the_way(request: HttpRequest, genotype: str) -> StreamingHttpResponse:
    def parts() -> Iterator[bytes]:
        yield b"a beginning\n"
        raise ValueError(genotype)

    return StreamingHttpResponse(parts())


urlpatterns = [
    path("broken/<genotype>", breaks),
    path("broken-on-the-way/<genotype>", breaks_on_the_way),
    *real,
]
