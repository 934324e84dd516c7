"""Operations of the schema, from the views."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema as SpectacularSchema

from pgx.api.permissions import is_open
from pgx.api.schema import records

__all__ = ["AutoSchema", "records"]  # importing `records` registers it

BEARER = "token"


def drop_marks(result: Any, **_: Any) -> Any:
    """Postprocessing hook: without drf-spectacular's notes to its own hook on enumerations."""
    if isinstance(result, dict):
        return {k: drop_marks(v) for k, v in result.items() if k != "x-spec-enum-id"}
    return [drop_marks(each) for each in result] if isinstance(result, list) else result


class AutoSchema(SpectacularSchema):
    """An operation: its summary from the view's docstring, its scope from the view."""

    def get_summary(self) -> str:
        """The docstring's first sentence."""
        return super().get_description().partition("\n")[0].partition(". ")[0].rstrip(".")

    def get_description(self) -> str:
        """The whole docstring, its lines joined."""
        return records.one_line(super().get_description())

    def get_auth(self) -> list[dict[str, Any]]:
        """A token with the view's scope, or none where it may be left out."""
        scope = getattr(self.view, "scope", None)
        if scope is None:
            return []
        token: dict[str, Any] = {BEARER: [str(scope)]}
        return [token, {}] if is_open(self.view, self.method) else [token]
