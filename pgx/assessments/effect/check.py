"""A check of compiled knowledge: the reference panels can be answered with it."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.assessments.effect.answers import answers
from pgx.assessments.effect.reference import reference_panels
from pgx.knowledge.errors import Fault
from pgx.knowledge.reading import LABEL
from pgx.knowledge.releases import NOT_COMPILED
from pgx.science.knowledge import Knowledge

_answered: set[str] = set()  # the content that passed: a process that loads it again need not ask


def reference_panels_can_be_answered(knowledge: Knowledge) -> Iterator[Fault]:
    """Nothing is missing that an answer needs; a panel may be refused with a reason."""
    if knowledge.sha256 in _answered:
        return
    try:
        answers(knowledge, reference_panels())
    except NOT_COMPILED as error:
        yield Fault(LABEL, 0, "", f"the model lacks something that it needs: {error}")
    else:
        _answered.add(knowledge.sha256)
