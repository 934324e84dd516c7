"""Builders of FHIR R4 resources: plain dictionaries, as they go over the wire."""
