"""The tables of the database: published releases, and drafts of the next."""

from pgx.knowledge.models.drafts import Change, Draft
from pgx.knowledge.models.releases import Published, Release, Row, Withdrawal

__all__ = ["Change", "Draft", "Published", "Release", "Row", "Withdrawal"]
