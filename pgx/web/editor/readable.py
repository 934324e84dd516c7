"""What can be read of a question that cannot be answered: each genotype on its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pgx.assessments.answer import Assessment
from pgx.assessments.assess import assess
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.question import Question, Regimen, find_marker, split_co_medications
from pgx.science.knowledge import Knowledge
from pgx.web.form import anchor


def readings(
    knowledge: Knowledge, given: Mapping[str, str], errors: Iterable[FieldError]
) -> Assessment | None:
    """The calls and classes of the fields that no error is about; None where none can be read."""
    question = _question(knowledge, given, {anchor(knowledge, error) for error in errors})
    try:
        return assess(question, knowledge=knowledge)
    except QuestionRefused:
        return None


def _question(knowledge: Knowledge, given: Mapping[str, str], bad: set[str]) -> Question:
    """The fields that are good. Calls and classes are the same for every drug: one is enough."""
    good = {name: text for name, text in given.items() if f"f-{name}" not in bad}
    markers = {name: find_marker(knowledge, name) for name in good}
    return Question(
        {
            name: good[name]
            for name, each in markers.items()
            if each and f"g-{each.marker}" not in bad
        },
        good.get("orientation"),
        tuple(Regimen(drug) for drug in list(knowledge.drugs)[:1]),
        co_medications=split_co_medications(good.get("co_medications", "")),
        detail="summary",
    )
