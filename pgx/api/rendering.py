"""The forms in which the REST door answers: JSON, and CSV for tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from pgx.batches.exporters import write_csv


class Csv(BaseRenderer):
    """A table (rows of cells, the header first) as CSV."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self,
        data: Iterable[Sequence[Any]],
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The bytes of the file; no cell starts a spreadsheet formula."""
        stream = io.StringIO()
        write_csv(data, stream)
        return stream.getvalue().encode()


def wants_csv(request: Request) -> bool:
    """Whether the caller accepts CSV rather than JSON."""
    return request.accepted_renderer.format == Csv.format
