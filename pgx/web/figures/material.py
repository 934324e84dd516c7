"""What the figures are made of: the model of a release, and its PET observations."""

from __future__ import annotations

from dataclasses import dataclass

from pgx.knowledge.compiling import compile_release
from pgx.knowledge.reading import Content
from pgx.knowledge.releases import content_hash
from pgx.web.figures.model import Model


@dataclass(frozen=True, eq=False)
class Material(Model):
    """The model of a release, with the rows of its files."""

    content: Content


def material_of(content: Content) -> Material:
    """Compile a release that is read from its files."""
    sha256 = content_hash(content)
    return Material(compile_release(content.label.version, sha256, content.rows), content)
