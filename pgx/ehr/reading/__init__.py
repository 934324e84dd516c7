"""FHIR resources that others send -> what can be asked with."""
