"""Test items: read from files, held against the cases and a release, published, asked."""
