"""Releases of the knowledge base: load, check, compile, publish."""
