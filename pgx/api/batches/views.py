"""The operations on class files."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from rest_framework.decorators import api_view, parser_classes
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from pgx.api.batches import schema
from pgx.api.batches.answers import answer, link, listed
from pgx.api.batches.serializers import ChangeRequest, UploadRequest
from pgx.api.batches.summary import summary as summarised
from pgx.api.knowledge import parameters
from pgx.api.permissions import scope
from pgx.api.throttling import charge
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.batches import changing, receiving, starting
from pgx.batches.errors import WrongState
from pgx.batches.models import Batch, State
from pgx.batches.options import Options

UPLOAD_COST = 10  # requests that an upload counts as
LONGEST_KEY = 200  # characters of an Idempotency-Key


@schema.list_batches
@schema.send_batch
@scope("batch")
@api_view(["GET", "HEAD", "POST"])
@parser_classes([MultiPartParser])
def batches(request: Request) -> HttpResponse:
    """Send a class file, or list one's own.

    The answer is 202: what was understood of the file is in it already, the results are not.
    With `start` it is assessed at once; without, it waits until you have looked. Send an
    `Idempotency-Key` that you make up: the same file with the same key is one batch, however
    often it is sent.
    """
    if request.method != "POST":
        parameters.check(request.query_params, ("cursor",))
        return Response(listed(request))
    parameters.check(request.query_params, ())
    key = _key(request)
    charge(request, UPLOAD_COST)
    receiving.refuse_size(request.user, int(request.META.get("CONTENT_LENGTH") or 0))
    body = UploadRequest(data=request.data)
    body.is_valid(raise_exception=True)
    _refuse_several(request)
    return _received(request, body, key)


def _refuse_several(request: Request) -> None:
    """Nothing is left out unsaid: a second file would be."""
    files = len(request.FILES.getlist("file"))
    if files > 1:
        says, hint = f"There are {files} files.", "Send one at a time."
        raise QuestionRefused([FieldError("file", "several_files", says, hint)])


def _received(request: Request, body: UploadRequest, key: str) -> Response:
    given = body.validated_data
    file = given["file"]
    received = receiving.receive(
        request.user, file, file.name, body.options(Options()), key, given.get("release")
    )
    if given["start"] and received.batch.state == State.WAITING:
        _start(received)
    return _accepted(request, received.batch)


def _start(received: receiving.Received) -> None:
    """Start at once; what cannot be started is not kept, for nobody was told its name.

    Of two uploads with one key, the other may have started it a moment ago: as good.
    """
    try:
        starting.start(received.batch)
    except QuestionRefused:
        if received.is_new:
            starting.delete(received.batch)
        raise
    except WrongState:
        received.batch.refresh_from_db()


def _key(request: Request) -> str:
    """The Idempotency-Key; empty without one. Raises QuestionRefused for one that is too long."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY:
        says, hint = f"The key has {len(key)} characters.", f"Use {LONGEST_KEY} at most."
        raise QuestionRefused([FieldError("Idempotency-Key", "max_length", says, hint)])
    return key


def _accepted(request: Request, batch: Batch) -> Response:
    """202: the work goes on; where to follow it."""
    headers = {"Location": link(request, batch)}
    return Response(answer(request, batch), status=202, headers=headers)


def batch_of(request: Request, batch_id: str) -> Batch:
    """The caller's own; Http404 for everybody else's, as for what never was."""
    parameters.check(request.query_params, ())
    try:
        return starting.find(request.user, batch_id)
    except Batch.DoesNotExist:
        raise Http404("You have no batch of this name; it may have expired.") from None


@schema.get_batch
@schema.change_batch
@schema.delete_batch
@scope("batch")
@api_view(["GET", "HEAD", "PATCH", "DELETE"])
def batch(request: Request, batch_id: str) -> HttpResponse:
    """Where a batch stands; read its file in another way; or delete it."""
    found = batch_of(request, batch_id)
    if request.method == "DELETE":
        starting.delete(found)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        body = ChangeRequest(data=request.data)
        body.is_valid(raise_exception=True)
        found = changing.change(found, body.options(Options.of_json(found.options)))
    return Response(answer(request, found))


def _act(request: Request, batch_id: str, act: Callable[[Batch], None]) -> Response:
    found = batch_of(request, batch_id)
    act(found)
    return _accepted(request, found)


@schema.start_batch
@scope("batch")
@api_view(["POST"])
def start(request: Request, batch_id: str) -> Response:
    """Start a batch that waits."""
    return _act(request, batch_id, starting.start)


@schema.cancel_batch
@scope("batch")
@api_view(["POST"])
def cancel(request: Request, batch_id: str) -> Response:
    """Stop a batch that is under way."""
    return _act(request, batch_id, starting.cancel)


@schema.retry_batch
@scope("batch")
@api_view(["POST"])
def retry(request: Request, batch_id: str) -> Response:
    """Go on with a batch that failed or was cancelled."""
    return _act(request, batch_id, starting.retry)


@schema.get_summary
@scope("batch")
@api_view(["GET", "HEAD"])
def summary(request: Request, batch_id: str) -> Response:
    """The counts of a complete batch."""
    return Response(summarised(batch_of(request, batch_id)))
