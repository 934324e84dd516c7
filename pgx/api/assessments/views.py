"""Assessments over REST: each view translates HTTP and nothing more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.text import Truncator
from rest_framework.decorators import api_view, renderer_classes
from rest_framework.exceptions import NotAcceptable, NotAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from pgx.api.assessments import schema
from pgx.api.assessments.cost import cost
from pgx.api.assessments.saved import link, listed, saved_of, told_of
from pgx.api.conditional import Unchanged, etag, fresh, is_known
from pgx.api.knowledge import parameters
from pgx.api.permissions import scope
from pgx.api.problems import BodyRefused
from pgx.api.renderers import Csv, wants_csv
from pgx.api.serializers import AssessmentRequest
from pgx.api.throttling import charge
from pgx.assessments import saved
from pgx.assessments.assess import assess
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.panels import Subject, assess_panels
from pgx.batches import assess_panels as tables
from pgx.knowledge import releases

LONGEST_NOTE = 300  # characters of a header
PLAIN = "".join(map(chr, range(32, 127))).replace("%", "")  # what a header has as it stands
# What a table has no place for, and what it would have to be for a table.
NOT_IN_CSV = {
    "detail": (None, "summary"),
    "draws": (0,),
    "weeks": ([],),
    "mechanism_reaches_symptoms": (False,),
    "save": (False,),
}


@schema.list_saved
@schema.assess
@scope("assess", owned=["GET"])
@api_view(["GET", "HEAD", "POST"])
@renderer_classes([JSONRenderer, Csv])
def assessments(request: Request) -> HttpResponse:
    """Assess a panel with regimens, or several panels; or list what one has saved.

    Nothing is stored unless `save` asks for it. An unknown drug, marker or dose is 422. A
    genotype that cannot be read is no error: its call is `invalid`, and says why. An unknown
    co-medication is a flag. An MAO inhibitor beside an antidepressant stops the assessment: the
    result says so, and nothing is modelled. As CSV, one line a subject and regimen.
    """
    if request.method != "POST":
        return _mine(request)
    parameters.check(request.query_params, ())
    _refuse_nothing(request)
    body = AssessmentRequest(data=request.data)
    body.is_valid(raise_exception=True)
    if body.validated_data["save"] and not request.user.is_authenticated:
        raise NotAuthenticated("Saving needs a token: what is saved belongs to an account.")
    subjects = body.subjects()
    charge(request, cost(subjects))
    answer = _table if wants_csv(request) else _answer
    return _marked(answer(request, body, subjects), subjects)


def _marked(response: HttpResponse, subjects: Sequence[Subject]) -> HttpResponse:
    """An answer by a withdrawn release says so; without a version, none is withdrawn."""
    version = subjects[0].question.release
    if note := version and releases.withdrawn(version):
        line = Truncator(" ".join(note.split())).chars(LONGEST_NOTE)
        response["Raphe-Release-Withdrawn"] = quote(line, safe=PLAIN)
    return response


def _mine(request: Request) -> Response:
    """A page of what the caller has saved; there is no table of that."""
    parameters.check(request.query_params, ("cursor",))
    if wants_csv(request):
        raise NotAcceptable
    return Response(listed(request))


def _refuse_nothing(request: Request) -> None:
    """Raises BodyRefused for an empty body, which asks for nothing; `{}` asks for every drug."""
    if request.META.get("CONTENT_LENGTH") in (None, "", "0"):
        raise BodyRefused(400, "The body is empty. Send JSON; {} asks for every drug.")


def _answer(request: Request, body: AssessmentRequest, subjects: Sequence[Subject]) -> HttpResponse:
    """The answer as JSON: the bytes that are saved, if they are."""
    tag = _tag(request, body, subjects)
    several = body.has_several
    answer = saved.encode(assess_panels(subjects) if several else assess(subjects[0].question))
    if not body.validated_data["save"]:
        return fresh(HttpResponse(answer, content_type="application/json"), tag)
    kept = saved.save(request.user, subjects, answer, body.validated_data["keep_days"])
    headers = {"Location": link(request, kept)}
    told = json.dumps({"saved": asdict(told_of(request, kept))}, cls=JSONEncoder).encode()
    body_and_link = answer.removesuffix(b"}") + b"," + told.removeprefix(b"{")
    return HttpResponse(body_and_link, "application/json", status=201, headers=headers)


def _table(request: Request, body: AssessmentRequest, subjects: Sequence[Subject]) -> Response:
    """The answer as CSV: one line a subject and regimen."""
    _refuse_what_no_table_has(body.validated_data)
    tag = _tag(request, body, subjects)
    return fresh(Response(tables.assess_panels(subjects)), tag)


def _tag(request: Request, body: AssessmentRequest, subjects: Sequence[Subject]) -> str:
    """The answer's ETag. Raises Unchanged where the caller holds that answer."""
    sha256 = releases.find(subjects[0].question.release).sha256
    tag = etag(request, sha256, json.dumps([body.has_several, *map(asdict, subjects)]))
    if is_known(request, tag) and not body.validated_data["save"]:
        raise Unchanged
    return tag


def _refuse_what_no_table_has(asked: dict[str, Any]) -> None:
    """Raises QuestionRefused for what CSV could not show, rather than leave it out unsaid."""
    errors = [
        FieldError(name, "not_in_csv", "A table has no place for this.", "Ask for JSON.")
        for name, plain in NOT_IN_CSV.items()
        if asked[name] not in plain
    ]
    if errors:
        raise QuestionRefused(errors)


@schema.get_saved
@schema.delete_saved
@scope("assess", owned=["GET", "DELETE"])
@api_view(["GET", "HEAD", "DELETE"])
def saved_assessment(request: Request, id: str) -> HttpResponse:  # noqa: A002 - the address says so
    """The saved bytes and whether today's engine agrees; or delete them."""
    parameters.check(request.query_params, ())
    kept = saved_of(request, id)
    if request.method == "DELETE":
        kept.delete()
        return HttpResponse(status=204)
    tag = etag(request, kept.id)
    if is_known(request, tag):
        return fresh(HttpResponse(status=304), tag, is_private=True)
    agrees = {True: "yes", False: "no", None: "unknown"}[saved.compare(kept).agrees]
    response = HttpResponse(kept.body, content_type="application/json")
    response["Raphe-Today-Agrees"] = agrees
    return fresh(response, tag, is_private=True)


@schema.get_agreement
@scope("assess", owned=["GET"])
@api_view(["GET", "HEAD"])
def agreement(request: Request, id: str) -> Response:  # noqa: A002 - the address says so
    """Where today's engine would answer a saved question otherwise."""
    parameters.check(request.query_params, ())
    return Response(saved.compare(saved_of(request, id)).to_json())
