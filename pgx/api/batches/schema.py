"""How the OpenAPI document describes class files."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from pgx import problems
from pgx.api.assessments.schema import CURSOR
from pgx.api.batches.answers import BatchAnswer, BatchPage
from pgx.api.batches.serializers import ChangeRequest, UploadRequest
from pgx.api.batches.summary import SummaryAnswer
from pgx.api.schema.answers import Problem
from pgx.batches.downloads import PARQUET

TAGS = ["batches"]
CONFLICT = {(409, problems.CONTENT_TYPE): Problem}
LOCATION = OpenApiParameter(
    "Location",
    OpenApiTypes.URI,
    OpenApiParameter.HEADER,
    response=[202],
    description="The batch: ask here how far it is.",
)
DISPOSITION = OpenApiParameter(
    "Content-Disposition",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    response=[200],
    description="The file's name.",
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": 200},
    OpenApiParameter.HEADER,
    description="A text that you make up for this upload. Sent again with the same file and "
    "options it gives the same batch; with others it is 409 (`key_is_of_another_file`).",
)


def _operation(name: str, summary: str, description: str, **more: Any) -> Any:
    return extend_schema(
        operation_id=name, summary=summary, description=description, tags=TAGS, **more
    )


def _act(name: str, summary: str, description: str) -> Any:
    responses = {202: BatchAnswer, **CONFLICT}
    return _operation(
        name, summary, description, request=None, parameters=[LOCATION], responses=responses
    )


def _file(name: str, summary: str, description: str, kind: str = "text/csv") -> Any:
    body = OpenApiTypes.STR if kind == "text/csv" else OpenApiTypes.BINARY
    responses = {(200, kind): body, **CONFLICT}
    return _operation(name, summary, description, parameters=[DISPOSITION], responses=responses)


list_batches = _operation(
    "list_batches",
    "List your class files",
    "The class files of the token's account, the newest first.",
    methods=["GET"],
    parameters=[CURSOR],
    responses=BatchPage,
)
send_batch = extend_schema(
    methods=["POST"],
    operation_id="send_batch",
    summary="Send a class file",
    tags=TAGS,
    parameters=[KEY, LOCATION],
    request={"multipart/form-data": UploadRequest},
    responses={202: BatchAnswer, **CONFLICT},
)
get_batch = _operation(
    "get_batch",
    "A class file",
    "Where it stands, what was understood of it, what was chosen, and what can be done now.",
    methods=["GET"],
    responses=BatchAnswer,
)
change_batch = _operation(
    "change_batch",
    "Read the file in another way",
    "Before the start: what columns are, the strand, drugs and doses of rows that name none. "
    "What is left out of the body stays as it is. The answer says what is understood now.",
    methods=["PATCH"],
    request=ChangeRequest,
    responses={200: BatchAnswer, **CONFLICT},
)
delete_batch = _operation(
    "delete_batch",
    "Delete a class file",
    "Deletes the file and all that came of it, at once and for good; work on it stops.",
    methods=["DELETE"],
    responses={204: OpenApiResponse(description="It is gone.")},
)
start_batch = _act(
    "start_batch",
    "Start",
    "Lets workers begin with a class file that waits. Started once, it is 409 (`wrong_state`).",
)
cancel_batch = _act(
    "cancel_batch",
    "Cancel",
    "Stops the work. What is done is kept: `retry` goes on from there.",
)
retry_batch = _act(
    "retry_batch",
    "Retry",
    "Goes on with a class file that failed or was cancelled: only what is not done is done.",
)
get_summary = _operation(
    "get_batch_summary",
    "The summary",
    "Counts over the whole class: phenotypes and categories, calls by status, modelled response "
    "ratios by functional class (never by ancestry), errors by kind, and for each marker the "
    "Hardy-Weinberg check and published allele frequencies beside the file's.",
    responses={200: SummaryAnswer, **CONFLICT},
)
get_results_csv = _file(
    "get_batch_results_csv",
    "The results as CSV",
    "A row a subject and regimen, in the order of the file. `dictionary` says what each column "
    "means. Before the batch is complete it is 409 (`wrong_state`).",
)
get_results_parquet = _file(
    "get_batch_results_parquet",
    "The results as Parquet",
    "The same rows. The schema's metadata has unit and meaning of each column, and the notice.",
    PARQUET,
)
get_errors = _file(
    "get_batch_errors",
    "The rows that could not be used",
    "A row an error: line in the file, column, value, code, message, hint.",
)
get_dictionary = _file(
    "get_batch_dictionary",
    "What each column of the results means",
    "A row a column: type, unit, meaning, and where its number comes from.",
)
