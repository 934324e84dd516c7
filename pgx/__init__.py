"""Raphe: a teaching laboratory for serotonin pharmacogenomics."""

__version__ = "0.9.0"
