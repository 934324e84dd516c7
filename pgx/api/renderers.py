"""Answers in other forms than JSON."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from pgx.batches.assessing import render_csv
from pgx.batches.exporters import Table, write_csv


class Csv(BaseRenderer):
    """A table, the names of its columns first; no cell starts a spreadsheet formula."""

    media_type, format, charset = "text/csv", "csv", "utf-8"

    def render(
        self,
        data: pa.Table | Table | None,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The bytes of the file; none where there is no answer."""
        if isinstance(data, pa.Table):
            return render_csv(data)
        stream = io.StringIO()
        write_csv(data or (), stream)
        return stream.getvalue().encode()


def wants_csv(request: Request) -> bool:
    """Whether the caller prefers a table to JSON."""
    return request.accepted_renderer.format == Csv.format
