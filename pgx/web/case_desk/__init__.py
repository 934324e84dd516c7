"""The desk for cases: drafts written, tried out and published; for curators."""
