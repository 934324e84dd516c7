"""Requests, counted for /metrics: by view, method and status, never by address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django_prometheus.middleware import PrometheusAfterMiddleware
from prometheus_client.metrics import MetricWrapperBase


class CountRequests(PrometheusAfterMiddleware):
    """The package's own, but a method that nobody knows is no label of its own."""

    def label_metric(
        self,
        metric: MetricWrapperBase,
        request: HttpRequest,
        response: HttpResponse | None = None,
        **labels: Any,
    ) -> MetricWrapperBase:
        """The metric with its labels."""
        if "method" in labels:
            labels["method"] = self._method(request)
        return super().label_metric(metric, request, response, **labels)
