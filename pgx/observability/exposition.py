"""`/metrics`, for a Prometheus server that may ask: what all processes counted, in plain text."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import InfoMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from pgx import __version__
from pgx.client_address import client_address, peer_address
from pgx.notice import NOTICE_SHORT
from pgx.observability import FOLDER_OF_COUNTS

# With any of these a request came through a proxy, whoever wrote it there.
FORWARDED = (
    "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED",
    "HTTP_X_REAL_IP", "HTTP_VIA",
)  # fmt: skip


class About(Collector):
    """The version and the notice, as labels of a metric that is always 1."""

    def collect(self) -> Iterator[InfoMetricFamily]:
        """The one metric."""
        facts = {"version": __version__, "notice": str(NOTICE_SHORT)}
        yield InfoMetricFamily("raphe", "Raphe, and what it is not for.", facts)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics. Raises Http404 for whoever may not see them."""
    if not may_see(request):
        raise Http404
    about = CollectorRegistry()
    about.register(About())
    text = generate_latest(about) + generate_latest(counted())
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def may_see(request: HttpRequest) -> bool:
    """Only who asks from an address in METRICS_ALLOW, and not through a proxy unknown to us."""
    through_a_proxy = any(name in request.META for name in FORWARDED)
    if through_a_proxy and peer_address(request) not in settings.TRUSTED_PROXIES:
        return False
    return client_address(request) in settings.METRICS_ALLOW


def counted() -> CollectorRegistry:
    """What all processes of the server counted; what this one did, where it is the only one."""
    if FOLDER_OF_COUNTS not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry
