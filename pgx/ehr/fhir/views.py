"""The FHIR server: each view translates HTTP and nothing more."""

from __future__ import annotations

from django.http import HttpRequest
from django.views.decorators.http import require_POST, require_safe

from pgx.ehr.fhir import store
from pgx.ehr.fhir.answers import base, body, fhir, form, is_strict, one, only, pairs
from pgx.ehr.fhir.capability import capability
from pgx.ehr.fhir.operations.bundles import assess_bundle
from pgx.ehr.fhir.operations.haplotypes import find_subject_haplotypes
from pgx.ehr.fhir.operations.parameters import tokens
from pgx.ehr.fhir.operations.tx_implications import Sought, find_subject_tx_implications
from pgx.ehr.fhir.resources.parts import Resource
from pgx.ehr.fhir.search import answering
from pgx.ehr.fhir.search.asking import understand
from pgx.ehr.problems import CallRefused
from pgx.ehr.reading.bundles import Bundle


@require_safe
@fhir
def base_address(request: HttpRequest) -> Resource:
    """Nothing is read here; where to begin is said."""
    raise CallRefused(404, "This is where the FHIR server begins: go on with /fhir/metadata.")


@require_safe
@fhir
def metadata(request: HttpRequest) -> Resource:
    """What this server can do."""
    return capability(base(request))


@require_safe
@fhir
def read(request: HttpRequest, fhir_type: str, fhir_id: str) -> Resource:
    """One resource."""
    return store.read(fhir_type, fhir_id)


@require_safe
@fhir
def search(request: HttpRequest, fhir_type: str) -> Resource:
    """The resources that match."""
    return _search(request, fhir_type, pairs(request.GET))


@require_POST
@fhir
def search_by_form(request: HttpRequest, fhir_type: str) -> Resource:
    """The same, with parameters in the body, the address or both."""
    return _search(request, fhir_type, [*pairs(request.GET), *form(request)])


def _search(request: HttpRequest, fhir_type: str, given: list[tuple[str, str]]) -> Resource:
    store.of_type(fhir_type)
    return answering.search(understand(fhir_type, given, is_strict(request)), base(request))


@require_safe
@fhir
def haplotypes(request: HttpRequest) -> Resource:
    """The genotypes and haplotypes of a patient's genes."""
    only(request, "subject", "genes")
    return find_subject_haplotypes(one(request, "subject"), tokens(request.GET.getlist("genes")))


@require_safe
@fhir
def tx_implications(request: HttpRequest) -> Resource:
    """What guidelines say of a patient's genotypes."""
    lists = ("haplotypes", "variants", "treatments")
    only(request, "subject", *lists)
    given = {name: tuple(tokens(request.GET.getlist(name))) for name in lists}
    return find_subject_tx_implications(one(request, "subject"), Sought(**given))


@require_POST
@fhir
def assess(request: HttpRequest) -> Resource:
    """What follows from a Bundle of genotypes and medicines."""
    return assess_bundle(body(request, Bundle))
