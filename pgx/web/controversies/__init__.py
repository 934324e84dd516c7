"""Controversies: a page for each question, what speaks for it and against, what Raphe does."""
