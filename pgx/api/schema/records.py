"""Plain records as components of the schema: what stands below a field describes it."""

from __future__ import annotations

import inspect
from dataclasses import is_dataclass
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent, force_instance
from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from rest_framework.serializers import ListSerializer
from typing_extensions import is_typeddict

from pgx.assessments.answer import Document, Head

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"
DESCRIBED = ConfigDict(use_attribute_docstrings=True)


class _Answers(GenerateJsonSchema):
    """Schemas of what is sent: no defaults, no titles that repeat a name."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Every field of a dataclass is sent, whether or not it has a default."""
        if field["type"] == "typed-dict-field":
            return super().field_is_required(field, total)
        return True

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No: the field has a name."""
        return False

    def default_schema(self, schema: Any) -> Schema:
        """Without the default: it is of no use to a reader of answers."""
        return self.generate_inner(schema["schema"])


def components(record: type) -> dict[str, Schema]:
    """The schemas of a dataclass or TypedDict and of every record in it, by name."""
    # In a list, because a record itself takes no configuration from outside.
    adapter = TypeAdapter(list[record], config=DESCRIBED)  # type: ignore[valid-type]
    found = adapter.json_schema(
        mode="serialization", ref_template=REFERENCE, schema_generator=_Answers
    )["$defs"]
    for schema in found.values():
        schema.pop("title", None)
        for part in (schema, *schema["properties"].values()):
            if "description" in part:
                part["description"] = one_line(part["description"])
    for document in Document.__subclasses__():
        if document.__name__ in found:
            _put_head(found[document.__name__])
    return found


def one_line(text: str) -> str:
    """A docstring with each paragraph in one line."""
    return "\n\n".join(" ".join(each.split()) for each in text.split("\n\n"))


def _put_head(schema: Schema) -> None:
    """Put before a whole answer's fields what every whole answer begins with."""
    head = components(Head)[Head.__name__]
    schema["properties"] = head["properties"] | schema["properties"]
    schema["required"] = head["required"] + schema["required"]


class Record(OpenApiSerializerExtension):
    """Lets `@extend_schema(responses=Assessment)` name a dataclass or a TypedDict."""

    @classmethod
    def _matches(cls, target: Any) -> bool:
        return inspect.isclass(target) and (is_dataclass(target) or is_typeddict(target))

    def get_name(self, auto_schema: AutoSchema, direction: str) -> str:
        """The class's name."""
        return self.target.__name__

    def get_identity(self, auto_schema: AutoSchema, direction: str) -> str:
        """The name too: records within a record are known by it."""
        return self.target.__name__

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> Schema:
        """Register the records within, and return the record's own schema."""
        found = components(self.target)
        own = found.pop(self.target.__name__)
        for name, schema in found.items():
            part = ResolvedComponent(name, ResolvedComponent.SCHEMA, schema, name)
            auto_schema.registry.register_on_missing(part)
        return own


class Strict(OpenApiSerializerExtension):
    """Says of a body that it may hold nothing but what is declared, and no longer lists."""

    target_class = "pgx.api.serializers.Strict"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> Schema:
        """drf-spectacular's own schema, closed, with the limits that it leaves out."""
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        for name, field in force_instance(self.target).fields.items():
            if isinstance(field, ListSerializer) and field.max_length is not None:
                schema["properties"][name]["maxItems"] = field.max_length
        return {**schema, "additionalProperties": False}
