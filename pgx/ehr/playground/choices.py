"""What can be chosen in the playground: people, drugs, ways to withhold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from pgx.ehr.teaching_patients import TeachingPatient, teaching_patients
from pgx.science.co_medications import names
from pgx.science.knowledge import Knowledge

SENT, LEFT_OUT, NULL, FAILED = "sent", "left-out", "null", "failed"
WAYS = (
    (SENT, _("sent")),
    (LEFT_OUT, _("left out")),
    (NULL, _("null: the query found nothing")),
    (FAILED, _("OperationOutcome: the query failed")),
)


def people() -> list[tuple[str, str]]:
    """Every teaching patient: the id, and the name with the record number."""
    return [(each.id, f"{each.given}, {each.record_number}") for each in teaching_patients()]


def person(name: str) -> TeachingPatient | None:
    """A teaching patient by id; None where there is none."""
    return next((each for each in teaching_patients() if each.id == name), None)


def drugs(knowledge: Knowledge, patient: TeachingPatient | None) -> list[Any]:
    """What can be ordered: drugs that we model, others that Raphe knows, and the person's own."""
    modelled = sorted((each.drug, each.name) for each in knowledge.drugs.values())
    known = {name for name, _name in modelled}
    own = {each.name for each in patient.orders} if patient else set()
    others = sorted((set(names(knowledge).values()) | own) - known)
    groups = [(_("Drugs with cards"), modelled), (_("Other medicines"), [(n, n) for n in others])]
    return [("", _("none")), *groups]


def values(choices: Iterable[Any]) -> Iterator[str]:
    """The values of choices, those of groups too."""
    for value, label in choices:
        yield from values(label) if isinstance(label, list) else [value]
