import pytest

from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.reading import read
from tests.knowledge.folders import change, folder

__all__ = ["folder"]


@pytest.mark.parametrize(
    ("claim", "column", "value", "says"),
    [
        ("S1-001", "references", "Tatsumi1997; Nobody1999", "Nobody1999 is not in references.csv"),
        ("S1-001", "references", "", "supported, but by no source"),
        ("S1-001", "lives_in", "occupancies: Emax_SERT", "has no module occupancies"),
        ("S1-001", "lives_in", "../occupancy", "has no module ../occupancy"),
        ("S1-001", "lives_in", "occupancy: Emax_SERT, nothing", "nothing is not in parameters.csv"),
        ("S1-001", "lives_in", "", "exactly one"),
        ("S1-001", "why_not", "both", "exactly one"),
        ("S1-001", "verdict", "true", "'supported'"),
        ("S1-001", "topic", "weather", "'neurotransmitter systems'"),
    ],
)
def test_claim_with_a_fault_is_refused(folder, claim, column, value, says):
    change(folder, "claims", column, value, claim=claim)

    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)

    assert any(says in fault.reason for fault in refused.value.faults), refused.value.faults
    assert {fault.file for fault in refused.value.faults} == {"claims.csv"}
