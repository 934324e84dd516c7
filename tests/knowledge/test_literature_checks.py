import pytest

from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.reading import read
from tests.knowledge.folders import change, folder

__all__ = ["folder"]


@pytest.mark.parametrize(
    ("association", "column", "value", "says"),
    [
        ("A001", "marker", "rs6265", "rs6265 is no marker of SLC6A4"),
        ("A001", "reference", "Taylor2010", "the association has Porcelli2012"),
        ("A008", "confidence", "verified", "the association has recalled"),
        ("A001", "turn", "not drawn", "give left and right"),
        ("A001", "right", "", "give left and right"),
        ("A001", "why_not_drawn", "both", "give left and right"),
        ("A001", "right", "S does better", "another row of 5-HTTLPR has"),
        ("A001", "turn", "upside down", "'as published'"),
    ],
)
def test_direction_with_a_fault_is_refused(folder, association, column, value, says):
    change(folder, "association_directions", column, value, association=association)

    assert says in _faults(folder, "association_directions.csv")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [("effect_type", "beta", "beta 1.58 is no ratio"), ("estimate", "", "OR  is no ratio")],
)
def test_what_is_no_ratio_is_not_drawn(folder, column, value, says):
    change(folder, "associations", column, value, association="A001")
    change(folder, "evidence_targets", "association", "A003", modifier="SLC6A4")

    assert says in _faults(folder, "association_directions.csv")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("genes", "SLC6A5", "SLC6A5 is not in genes.csv"),
        ("markers", "rs1", "rs1 is not in markers.csv"),
        ("misconceptions", "M99", "M99 is not in misconceptions.csv"),
        ("also", "Nobody1999", "Nobody1999 is not in references.csv"),
        ("verdict", "x" * 41, "at most 40"),
    ],
)
def test_controversy_about_nothing_is_refused(folder, column, value, says):
    change(folder, "controversies", column, value, controversy="s-s-will-not-respond")

    assert says in _faults(folder, "controversies.csv")


def test_every_association_has_a_direction(shipped):
    told = {row.association for row in shipped.rows["association_directions"]}

    assert told == {row.association for row in shipped.rows["associations"]}


def _faults(folder, file):
    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)
    assert {fault.file for fault in refused.value.faults} == {file}, refused.value.faults
    return "\n".join(fault.reason for fault in refused.value.faults)
