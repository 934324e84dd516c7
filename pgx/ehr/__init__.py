"""The EHR door: CDS Hooks and FHIR."""
