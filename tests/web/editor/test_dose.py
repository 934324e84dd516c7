import pytest

from pgx.web.editor.dose import dose_range


@pytest.mark.parametrize(
    ("dose", "note"),
    [("", ""), ("10", ""), ("20", ""), ("25", "Above"), ("5", "Below"), ("ten", ""), ("1e9", "")],
)
def test_a_dose_outside_the_label_is_noted(knowledge, dose, note):
    found = dose_range(knowledge, "escitalopram", dose)

    assert (found.low, found.high, found.confidence) == ("10", "20", "verified")
    assert found.note.startswith(note) and bool(found.note) == bool(note)


@pytest.mark.parametrize("dose", ["0", "10", "99999"])
def test_the_drawing_stays_inside_its_frame(knowledge, dose):
    for drug in knowledge.drugs:
        at = dose_range(knowledge, drug, dose).at
        ends = [float(value.rstrip("%")) for value in at.values()]
        assert all(0 <= end <= 100 for end in ends), (drug, at)


def test_the_less_sure_end_of_the_label_gives_its_mark(knowledge):
    assert dose_range(knowledge, "clomipramine", "").confidence == "recalled"


def test_no_drug_has_no_label(knowledge):
    assert dose_range(knowledge, "", "10") is None
    assert dose_range(knowledge, "aspirin", "10") is None
