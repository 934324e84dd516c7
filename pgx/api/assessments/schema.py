"""How the OpenAPI document describes assessments."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)
from typing_extensions import TypedDict

from pgx.api.serializers import AssessmentRequest
from pgx.assessments.answer import Agreement, Assessment, Assessments, SavedAnswer

TAGS = ["assessments"]


class AnsweredAndSaved(TypedDict):
    """The answer, and beside its fields what is kept of it."""

    notice: str
    """That this is for teaching, never for the care of a patient. Show it with the numbers."""
    saved: SavedAnswer
    """Where the answer is kept, and until when."""


class SavedPage(TypedDict):
    """A page of what the token's account has saved, the newest first."""

    notice: str
    """That this is for teaching, never for the care of a patient."""
    next: str | None
    """Address of the next page; null on the last."""
    previous: str | None
    """Address of the page before; null on the first."""
    results: list[SavedAnswer]
    """What is saved."""


ANSWER = PolymorphicProxySerializer(
    component_name="Answer",
    serializers=[Assessment, Assessments],
    resource_type_field_name=None,
)
AGREES = OpenApiParameter(
    "Raphe-Today-Agrees",
    {"type": "string", "enum": ["yes", "no", "unknown"]},
    OpenApiParameter.HEADER,
    response=[200],
    description="Whether today's engine gives this answer again; `agreement` says where not.",
)
LOCATION = OpenApiParameter(
    "Location",
    OpenApiTypes.URI,
    OpenApiParameter.HEADER,
    response=[201],
    description="The permalink of what was saved.",
)
WITHDRAWN = OpenApiParameter(
    "Raphe-Release-Withdrawn",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    response=[200, 201],
    description="Why the release that was asked for is withdrawn, percent-encoded beyond ASCII; "
    "there only where it is.",
)
CURSOR = OpenApiParameter(
    "cursor",
    OpenApiTypes.STR,
    description="Where the page starts: from `next` or `previous` of an answer.",
)

list_saved = extend_schema(
    methods=["GET"],
    operation_id="list_saved_assessments",
    summary="List your saved assessments",
    description="What the token's account has saved and may still read, the newest first.",
    tags=TAGS,
    parameters=[CURSOR],
    request=None,
    responses=SavedPage,
)
assess = extend_schema(
    methods=["POST"],
    operation_id="assess",
    summary="Assess panels with regimens",
    tags=TAGS,
    parameters=[LOCATION, WITHDRAWN],
    request=AssessmentRequest,
    responses={
        (200, "application/json"): ANSWER,
        (200, "text/csv"): OpenApiTypes.STR,
        201: AnsweredAndSaved,
        412: OpenApiResponse(description="`If-None-Match` names the answer that this would be."),
    },
)


get_saved = extend_schema(
    methods=["GET"],
    operation_id="get_saved_assessment",
    summary="A saved assessment",
    description="The bytes that were answered when it was saved, whatever has changed since; the "
    "header `Raphe-Today-Agrees` says whether today's engine still answers so.",
    tags=TAGS,
    parameters=[AGREES],
    responses={200: ANSWER, 304: OpenApiResponse(description="You hold these bytes.")},
)
delete_saved = extend_schema(
    methods=["DELETE"],
    operation_id="delete_saved_assessment",
    summary="Delete a saved assessment",
    description="Deletes it at once and for good.",
    tags=TAGS,
    responses={204: OpenApiResponse(description="It is gone.")},
)
get_agreement = extend_schema(
    operation_id="get_agreement",
    summary="Does today's engine agree?",
    description="Asks the saved question again, of the same release, and says where the answer "
    "differs.",
    tags=TAGS,
    responses=Agreement,
)
