"""The schema as it stands in the repository, and the contract within it.

The contract is the schema without its texts and examples: what a program relies on. A test fails
where it changes and CHANGELOG.md does not name its hash.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.settings import patched_settings

from pgx.api.schema.records import Schema

FILE: Path = settings.BASE_DIR / "docs" / "openapi.yaml"
HOOKS = settings.SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]
# Examples are files already, and change with every release of the knowledge base.
WITHOUT_EXAMPLES = {"POSTPROCESSING_HOOKS": [each for each in HOOKS if "examples" not in each]}
TEXTS = {"description", "summary", "example", "examples"}
NAMED = {"properties", "schemas", "responses", "headers"}  # their keys are names, not texts


def snapshot() -> Schema:
    """The schema in English, without examples."""
    with override("en"), patched_settings(WITHOUT_EXAMPLES):
        return SchemaGenerator().get_schema(request=None, public=True)


def as_yaml(schema: Schema) -> bytes:
    """The bytes of the file."""
    return OpenApiYamlRenderer().render(schema)


def contract_hash(schema: Schema) -> str:
    """Eight hexadecimal digits that name the contract."""
    parts = {key: _without_texts(schema[key]) for key in ("paths", "components")}
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _without_texts(part: Any, *, is_named: bool = False) -> Any:
    if isinstance(part, dict):
        return {
            key: _without_texts(value, is_named=key in NAMED and not is_named)
            for key, value in part.items()
            if is_named or key not in TEXTS
        }
    return [_without_texts(each) for each in part] if isinstance(part, list) else part
