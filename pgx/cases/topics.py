"""The topics of the cases, and the topic of the founding documents that each covers."""

from __future__ import annotations

from pathlib import Path

from pydantic import RootModel

from pgx.cases.reading import FOLDER, TOPICS, read_file_as
from pgx.cases.schema import Identifier, Part, Prose


class Topic(Part):
    """A topic, and the `topic` of `claims` that it covers; empty where it covers none."""

    topic: Identifier
    name: Prose
    seed: str


class Topics(RootModel[list[Topic]]):
    """topics.yaml."""


def read_topics(folder: Path = FOLDER) -> list[Topic]:
    """The topics in their order. Raises CaseRefused."""
    return read_file_as(Topics, folder / TOPICS)[2].root
