"""Addresses of the FHIR server."""

from django.urls import path

from pgx.ehr.fhir import views

GENOTYPE_OPERATIONS = "subject-operations/genotype-operations"
PHENOTYPE_OPERATIONS = "subject-operations/phenotype-operations"

urlpatterns = [
    path("", views.base_address),
    path("metadata", views.metadata, name="fhir-metadata"),
    path("$assess", views.assess, name="fhir-assess"),
    path(f"{GENOTYPE_OPERATIONS}/$find-subject-haplotypes", views.haplotypes),
    path(f"{PHENOTYPE_OPERATIONS}/$find-subject-tx-implications", views.tx_implications),
    path("<str:fhir_type>", views.search, name="fhir-search"),
    path("<str:fhir_type>/_search", views.search_by_form),
    path("<str:fhir_type>/<str:fhir_id>", views.read, name="fhir-read"),
]
