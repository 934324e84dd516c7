"""Answers in other forms than JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer, JSONRenderer


class Csv(BaseRenderer):
    """A table that is text already; an error stays a problem document."""

    media_type, format, charset = "text/csv", "csv", "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The bytes of the answer."""
        return data.encode() if isinstance(data, str) else JSONRenderer().render(data)
