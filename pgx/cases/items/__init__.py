"""Test items: read from files, held against the cases and a release, published, asked."""

from pgx.cases.items.loading import load

__all__ = ["load"]
