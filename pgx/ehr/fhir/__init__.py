"""FHIR R4: what we read, what we make of it, and the addresses under /fhir/."""
