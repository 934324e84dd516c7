"""From a request to what a view needs, and from a resource to a response."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from pydantic import BaseModel, ValidationError

from pgx import limits, problems
from pgx.assessments.errors import FieldError
from pgx.echo import short
from pgx.ehr.fhir.operations.parameters import required
from pgx.ehr.fhir.outcomes import CONTENT_TYPE
from pgx.ehr.fhir.resources.parts import Resource
from pgx.ehr.problems import REFUSALS, CallRefused, malformed, refused
from pgx.ehr.reading.bundles import TAGS

Body = TypeVar("Body", bound=BaseModel)
FORM = "application/x-www-form-urlencoded"
JSON = ("json", "application/json", CONTENT_TYPE, "application/json+fhir")  # the last: of DSTU2
ACCEPTED = (*JSON, "*/*", "application/*", "text/html", "text/json")


def fhir(view: Callable[..., Resource]) -> Callable[..., HttpResponse]:
    """A view that gives a resource: counted, in JSON; what is refused is a problem document.

    The middleware `say_as_outcomes` makes an OperationOutcome of that. Programs call, without
    cookies: a method that is not offered is said to be that, and no forged form.
    """

    @csrf_exempt  # called by programs, without cookies
    @wraps(view)
    def answer(request: HttpRequest, **names: str) -> HttpResponse:
        try:
            _admit(request)
            return JsonResponse(view(request, **names), content_type=CONTENT_TYPE)
        except REFUSALS as error:
            return refused(error)

    return answer


def _admit(request: HttpRequest) -> None:
    """Count the call. Raises CallRefused for too many, and for a form that is not JSON."""
    if not limits.charge(request).allowed:
        raise CallRefused(429, limits.TOO_MANY)
    asked = request.GET.get("_format")
    accepted = [asked] if asked else request.headers.get("Accept", "*/*").split(",")
    kinds = {each.partition(";")[0].strip().replace(" ", "+") for each in accepted}
    if not kinds & set(JSON if asked else ACCEPTED):
        raise CallRefused(406, f"Only {CONTENT_TYPE} is offered.")


def base(request: HttpRequest) -> str:
    """The absolute address of /fhir."""
    return request.build_absolute_uri(reverse("fhir-metadata")).removesuffix("/metadata")


def is_strict(request: HttpRequest) -> bool:
    """Whether an unknown parameter is an error."""
    return "handling=strict" in request.headers.get("Prefer", "").replace(" ", "").lower()


def one(request: HttpRequest, name: str) -> str:
    """The one value of a parameter. Raises CallRefused where it is missing, or there are two."""
    given = required([each for each in request.GET.getlist(name) if each], name, "Give one.")
    if len(given) > 1:
        errors = [FieldError(name, "repeated", "It is there several times.", "Give one.")]
        raise CallRefused(400, f"The parameter {name} is there several times.", errors)
    return given[0]


def pairs(given: QueryDict) -> list[tuple[str, str]]:
    """Every name with each of its values."""
    return [(name, value) for name, values in given.lists() for value in values]


def form(request: HttpRequest) -> list[tuple[str, str]]:
    """The parameters of a body. Raises CallRefused where it is no form, or too large."""
    if request.content_type not in ("", FORM):
        raise CallRefused(415, f"Send the parameters as {FORM}.")
    try:
        return pairs(request.POST)
    except (RequestDataTooBig, TooManyFieldsSent):
        raise CallRefused(413, problems.TOO_LARGE) from None


def only(request: HttpRequest, *names: str) -> None:
    """Raises CallRefused for other parameters: a filter that is ignored answers too much."""
    others = sorted(request.GET.keys() - {*names, "_format"})
    if others:
        hint = f"Use {', '.join(names)}."
        errors = [
            FieldError(short(each), "not_supported", "It is not offered.", hint) for each in others
        ]
        raise CallRefused(400, "A parameter is not offered here.", errors)


def body(request: HttpRequest, declared: type[Body]) -> Body:
    """The body in its declared form. Raises CallRefused."""
    try:
        return declared.model_validate_json(request.body)
    except RequestDataTooBig:
        raise CallRefused(413, problems.TOO_LARGE) from None
    except ValidationError as error:
        raise malformed(error, TAGS) from error
