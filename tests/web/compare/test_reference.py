"""The reference panel is read, in full, as the model's reference patient."""

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.web.compare.reference import reference_panel


def test_the_reference_panel_is_the_reference_patient(knowledge):
    panel = reference_panel(knowledge)
    drugs = tuple(Regimen(drug) for drug in ("escitalopram", "amitriptyline", "bupropion"))
    answer = assess(Question(panel, "literature", drugs), knowledge=knowledge)
    assert {c.marker for c in answer.calls if c.status == "called"} == set(panel)
    assert all(each.status == "called" for each in answer.classes)
    for result in answer.results:
        assert result.exposure_ratio == 1
        assert all(part.status == "called" and not part.ln for part in result.contributions)
