"""A knowledge base that lacks what an answer needs is refused, and not published."""

import pytest

from pgx.assessments.effect.check import reference_panels_can_be_answered
from tests.assessments.effect.drafts import changed


def test_the_shipped_knowledge_base_passes(knowledge):
    assert list(reference_panels_can_be_answered(knowledge)) == []


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("parameters", {"symbol": "phi_S"}),
        ("modifiers", {"modifier": "HTR2A"}),
        ("drug_values", {"drug": "sertraline", "quantity": "therapeutic_range_high"}),
    ],
)
def test_what_lacks_a_row_that_the_model_reads_is_refused(shipped, table, where):
    [fault] = reference_panels_can_be_answered(changed(shipped, table, None, **where))

    assert fault.reason.startswith("the model lacks something that it needs")
