"""The notice is on every surface, and no surface is listed by hand.

Addresses are found in the URL configuration, serializers in Django REST framework, exporters in
their registry. A new surface without the notice, or one that this test cannot call, fails here.
"""

import html
import inspect
import io
import json
from collections.abc import Callable, Iterator
from uuid import uuid4

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.management import call_command, get_commands
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import timezone
from rest_framework.serializers import BaseSerializer

from pgx import notice
from pgx.accounts.models import User
from pgx.assessments.question import Question, Regimen, check
from pgx.assessments.rows import evaluate_checked
from pgx.batches import assessing
from pgx.batches.assessing.rows import Rows
from pgx.batches.errors import RowError
from pgx.batches.models import Batch
from pgx.cases import classes
from pgx.cases.models import CaseDraft, ClassData
from pgx.cases.playing import Player
from pgx.cases.sittings import give
from pgx.ehr.models import CardFeedback
from pgx.knowledge.models import Draft
from pgx.science.columns import Column
from pgx.urls import handler400, handler403, handler404, handler500, urlpatterns
from pgx.web import errors
from pgx.web.examples import examples
from tests.api.tokens import make_token
from tests.batches.making import done, received
from tests.cases.making import GOOD, begun
from tests.cases.review.making import answered_review
from tests.cases.sittings.making import begun_by, sent
from tests.kb import SHIPPED
from tests.pdf import pages_of
from tests.surfaces import Address, addresses

NOTICE, SHORT, MEDICINE = (
    str(text) for text in (notice.NOTICE, notice.NOTICE_SHORT, notice.MEDICINE_NOTICE)
)
METHODS = ("get", "post", "put", "patch", "delete", "options")
PARQUET = "application/vnd.apache.parquet"
INTERFACES = ("/api/", "/fhir", "/cds-services")
# What stands for each parameter of an address. A new parameter is taught here, with a value that
# leads to a real answer.
PARAMETERS = {
    "app_label": "accounts",
    "case": "good",
    "case_draft_id": "1",
    "content_type_id": "1",
    "draft_id": "1",
    "fhir_id": "teaching-01",
    "fhir_type": "Patient",
    "id": "1",
    "key": "escitalopram",  # of a drug; an answer elsewhere too: it is not there
    "number": "1",
    "object_id": "1",
    "provider_id": "institution",
    "question": "5-httlpr",
    "step": "history",
    "service": "raphe-order-sign",
    "subject": "bdnf",
    "suggestion": "00000000-0000-4000-8000-000000000001",
    "table": "drug_values",
    "topic": "BDNF",
    "token_id": "1",
    "uidb36": "1",
    "url": "nothing-here",
    "version": SHIPPED,
}

# What a class has, made where an address names it.
OF_CLASSES = dict.fromkeys(("class_id", "assignment_id", "sitting_id")).keys()

# What is asked at an address that only a question leads to a real answer.
QUESTIONS = {"explore.pdf": "?drug=escitalopram&CYP2C19=*2/*2"}

# A class of two: one row that can be used, one that cannot.
CLASS = "subject,CYP2C19,drug,dose_mg_per_day\ns1,*2/*2,escitalopram,10\ns2,*1/*1,aspirin,10\n"


def raises(error: Exception):
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


ERRORS = {
    400: SuspiciousOperation("on purpose"),
    403: PermissionDenied("on purpose"),
    500: RuntimeError("on purpose"),
}
urlpatterns = [
    *urlpatterns,
    *(path(f"broken/{status}", raises(error)) for status, error in ERRORS.items()),
    *(path(f"api/broken/{status}", raises(error)) for status, error in ERRORS.items()),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def has_notice(response: HttpResponse) -> bool:
    """Does this answer carry the notice, in the way of its kind?"""
    kind = response.headers.get("Content-Type", "").split(";")[0]
    if kind == "text/html":
        text = html.unescape(response.content.decode())
        return NOTICE in text and MEDICINE in text
    if kind == "application/json" or kind.endswith("+json"):
        return json_has_notice(json.loads(response.content))
    if kind == "text/javascript":  # a static file that happens to be made by a view
        return True
    if kind == "application/pdf":
        every = [" ".join(text.split()) for text in (SHORT, NOTICE, MEDICINE)]
        return all(text in page for page in pages_of(response.content) for text in every)
    if kind == PARQUET:
        table = pq.read_table(io.BytesIO(response.getvalue()))
        return table.schema.metadata[b"notice"].decode() in (NOTICE, SHORT)
    return SHORT in response.getvalue().decode()


def json_has_notice(body: dict) -> bool:
    if "resourceType" in body:
        return fhir_has_notice(body)
    if "services" in body:  # CDS Hooks has no room for a notice but in what each service says
        return all(SHORT in service["description"] for service in body["services"])
    if "cards" in body:
        return all(card["detail"].startswith(NOTICE) for card in body["cards"])
    if "openapi" in body:  # the schema has no room for a notice but in what it is for
        return NOTICE in body["info"]["description"]
    return body.get("notice") in (NOTICE, SHORT)


def fhir_has_notice(resource: dict) -> bool:
    """In its narrative; a Bundle and Parameters have none, so in a tag, and all that they hold."""
    held = [each for part in resource.get("entry", resource.get("parameter", [])) for each in
            (part, *part.get("part", [])) if "resource" in each]  # fmt: skip
    is_tagged = any(tag["display"] == SHORT for tag in resource["meta"]["tag"])
    has_no_text = resource["resourceType"] in ("Bundle", "Parameters")
    is_said = has_no_text or f"<p>{NOTICE}</p>" in resource["text"]["div"]
    return is_tagged and is_said and all(fhir_has_notice(each["resource"]) for each in held)


def of_class(owner: User) -> dict[str, str]:
    sitting = begun_by(owner)
    give(sitting, 0, sent(), timezone.now())  # a row in what a class downloads
    test = sitting.assignment
    names = (test.of_class_id, str(test.pk), sitting.pk)
    return dict(zip(OF_CLASSES, names, strict=True))


def shown_data(owner: User, make_batch: Callable[[User], Batch]) -> dict[str, str]:
    """A class that the owner shows a class file."""
    group = classes.make(owner, "Spring")
    data = ClassData.objects.create(of_class=group, batch=make_batch(owner))
    return {"class_id": group.pk, "data_id": str(data.pk)}


def fill(address: Address, owner: User, make_batch: Callable[[User], Batch] = done) -> str:
    values = dict(PARAMETERS)
    if "batch_id" in address.parameters:
        values["batch_id"] = make_batch(owner).pk
    if "attempt_id" in address.parameters:
        values["attempt_id"] = begun(Player(owner)).attempt.pk
    if "data_id" in address.parameters:
        values |= shown_data(owner, make_batch)
    elif OF_CLASSES & set(address.parameters):
        values |= of_class(owner)
    if "review_id" in address.parameters:
        values["review_id"] = answered_review(owner).pk
    unknown = set(address.parameters) - set(values)
    assert not unknown, f"teach PARAMETERS what stands for {unknown} in {address.route}"
    return address.fill(values) + QUESTIONS.get(address.route, "")


@pytest.fixture
def administrator(db, django_user_model) -> User:
    return django_user_model.objects.create_superuser("administrator")


@pytest.fixture
def client_of_administrator(administrator) -> Client:
    token = make_token("assess", "batch", "read", user=administrator)
    headers = {"authorization": f"Bearer {token}"}
    client = Client(raise_request_exception=False, headers=headers)
    client.force_login(administrator)
    return client


EVERY = addresses()
FOR_PROGRAMS = [address for address in EVERY if ("/" + address.route).startswith(INTERFACES)]


@pytest.mark.parametrize("address", EVERY, ids=lambda address: "/" + address.route)
def test_every_address(address, client_of_administrator, administrator, release):
    Draft.objects.create(pk=int(PARAMETERS["draft_id"]), parent=release, title="a draft")
    CaseDraft.objects.create(pk=1, case="good", title="a draft", text=GOOD)
    CardFeedback.objects.create(card=uuid4(), outcome="overridden", outcome_at=timezone.now())
    response = client_of_administrator.get(fill(address, administrator), follow=True)
    assert response.status_code != 500
    assert has_notice(response), response.getvalue()[:500]


@pytest.mark.parametrize("address", FOR_PROGRAMS, ids=lambda address: "/" + address.route)
def test_every_answer_to_a_program(address, client_of_administrator, administrator, release):
    """Interfaces answer with the notice to any method, with a body or an error."""
    for method in METHODS:
        body = {} if method == "get" else {"data": "{}", "content_type": "application/json"}
        filled = fill(address, administrator, done if method == "get" else received)
        response = getattr(client_of_administrator, method)(filled, **body)
        assert response.status_code != 500, method
        is_fine = response.status_code == 204 or has_notice(response)
        assert is_fine, f"{method}: {response.getvalue()[:500]}"


@pytest.mark.parametrize("example", [example for example in examples() if example.query])
def test_every_example(example, client, release):
    response = client.get(example.url)
    assert response.status_code == 200
    assert has_notice(response)


SERIALIZER_BASES = ("Strict", "Chosen")


def serializers(base: type = BaseSerializer) -> Iterator[type]:
    for subclass in base.__subclasses__():
        if subclass.__module__.startswith("pgx."):
            yield subclass
        yield from serializers(subclass)


def test_every_serializer_of_an_answer_declares_the_notice():
    """A serializer is of a request, a part of an answer, or an answer with the notice."""
    found = [each for each in serializers() if each.__name__ not in SERIALIZER_BASES]
    assert found
    for serializer in found:
        part = serializer.__name__.endswith(("Request", "Part"))
        assert part or "notice" in serializer().fields, serializer


@pytest.mark.parametrize("name", assessing.EXPORTERS)
def test_every_exporter(name, knowledge):
    """In every line of a file: rows are copied out of their file."""
    asked = Question(genotypes={"CYP2C19": "*2/*2"}, regimens=(Regimen("escitalopram", 10.0),))
    checked = check(knowledge, asked)
    # What an exporter is given, by the name of its parameter.
    has = {
        "rows": Rows(
            pa.array(["s1"]),
            np.array([1]),
            np.array([False]),
            Column.constant((), 1),
            evaluate_checked(knowledge, [checked], "summary"),
        ),
        "errors": [RowError(2, "drug", "aspirin", "unknown_drug", "No.", "Yes.")],
        "knowledge": knowledge,
    }
    exporter = assessing.EXPORTERS[name]
    wanted = inspect.signature(exporter).parameters
    assert set(wanted) <= set(has), f"teach this test what {name} takes: {set(wanted) - set(has)}"
    table = exporter(**{parameter: has[parameter] for parameter in wanted})
    header, *lines = assessing.render_csv(table).decode().splitlines()
    assert header.endswith(",notice")
    assert lines
    assert all(SHORT in line for line in lines)


# How to call each of our commands, or None where it shows no assessment.
COMMANDS = {
    "assess": ["--drug=escitalopram", "--dose=10", "--genotype=CYP2C19=*2/*2"],
    "assess_csv": ["{file}", "--out={out}"],
    "check_cases": None,
    "check_items": None,
    "create_demo_accounts": None,
    "create_token": None,
    "export_knowledge": None,
    "knowledge_report": None,
    "load_cases": None,
    "load_items": None,
    "load_knowledge": None,
    "model_figures": ["--docs={docs}"],
    "sample_class": None,
    "solve_modifier": ["--gene=BDNF"],
    "sweep": None,
    "validate_model": [],
    "write_case_schema": None,
    "write_schema": None,
}


@pytest.mark.parametrize(
    "command", [name for name, app in get_commands().items() if str(app).startswith("pgx.")]
)
def test_every_command(command, release, tmp_path):
    assert command in COMMANDS, f"teach COMMANDS how to call {command}"
    if COMMANDS[command] is None:
        return
    (tmp_path / "class.csv").write_text(CLASS)
    (tmp_path / "model.md").touch()
    names = {"file": tmp_path / "class.csv", "out": tmp_path / "out.csv", "docs": tmp_path}
    stream = io.StringIO()
    call_command(command, *(word.format(**names) for word in COMMANDS[command]), stdout=stream)
    said = " ".join(stream.getvalue().split())
    assert SHORT in said or NOTICE in said


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("status", ERRORS)
def test_error_pages(client_of_administrator, status):
    response = client_of_administrator.get(f"/broken/{status}")
    assert response.status_code == status
    assert has_notice(response)
    assert 'href="/"' in response.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("status", [*ERRORS, 404])
def test_errors_of_interfaces_are_problem_details(client_of_administrator, status):
    response = client_of_administrator.get(f"/api/broken/{status}")
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert {"type", "title", "detail"} <= set(problem)
    assert has_notice(response)


def test_page_not_found(client):
    response = client.get("/there-is-nothing-here")
    assert response.status_code == 404
    assert has_notice(response)


def test_a_host_that_is_not_ours(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert has_notice(response)


def test_a_form_from_elsewhere():
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"username": "a"})
    assert response.status_code == 403
    assert "This form was not accepted." in response.content.decode()
    assert has_notice(response)


def test_a_page_that_only_takes_forms(client):
    response = client.get("/account/logout/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert has_notice(response)


def test_server_error_without_database(client_of_administrator):
    """Whoever is signed in asks for a page, and no query is answered any more."""

    def gone(*_: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(gone):
        response = client_of_administrator.get("/account/")

    assert response.status_code == 500
    assert "Something broke on our side." in response.content.decode()
    assert has_notice(response)


def test_server_error_without_templates(monkeypatch):
    def broken(name):
        raise RuntimeError(name)

    monkeypatch.setattr(errors.loader, "get_template", broken)
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert has_notice(response)
