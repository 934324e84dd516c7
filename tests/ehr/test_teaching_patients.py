from collections import defaultdict

import pytest
from pydantic import ValidationError

from pgx.ehr.teaching_patients import FAMILY, TeachingPatient, faults, teaching_patients
from pgx.science.panel import read_call, read_panel
from pgx.science.phenotypes import classify, metabolizer

PATIENTS = teaching_patients()


def phenotypes(knowledge, gene):
    """The patients of each metabolizer phenotype by genotype."""
    found = defaultdict(list)
    for patient in PATIENTS:
        texts = patient.genotypes.get(gene, ())
        call = read_call(knowledge.markers[gene], texts[0]) if len(texts) == 1 else None
        if call and call.status == "called":
            found[metabolizer(knowledge, gene, call).phenotype].append(patient)
    return found


def test_the_knowledge_base_knows_what_the_file_says(knowledge):
    assert [fault for patient in PATIENTS for fault in faults(knowledge, patient)] == []


def test_faults_are_found(knowledge):
    changes = {
        "genotypes": {"CYP2C19": ("*1/banana",), "rs0": ("A/A",)},
        "takes": ({"name": "escitaloprm"}, {"name": "fluoxetine", "unknown": True}),
    }
    patient = TeachingPatient.model_validate(PATIENTS[0].model_dump() | changes)

    assert faults(knowledge, patient) == [
        "teaching-01: escitaloprm is not known",
        "teaching-01: fluoxetine is known",
        "teaching-01: CYP2C19 *1/banana is invalid",
        "teaching-01: rs0 is no marker",
    ]


def test_misspelt_member_is_refused():
    with pytest.raises(ValidationError):
        TeachingPatient.model_validate(PATIENTS[0].model_dump() | {"genotype": {}})


def test_people_are_plainly_invented():
    assert len(PATIENTS) >= 24
    assert "Synthetic" in FAMILY
    for attribute in ("id", "given", "record_number"):
        assert len({getattr(each, attribute) for each in PATIENTS}) == len(PATIENTS)
    assert all(each.record_number.startswith("RAPHE-TEACHING-") for each in PATIENTS)


def test_every_metabolizer_phenotype_is_there(knowledge):
    every = {"Poor", "Intermediate", "Normal", "Ultrarapid"}
    for gene, names in {
        "CYP2C19": every | {"Rapid"},
        "CYP2D6": every,
        "CYP2B6": every | {"Rapid"},
    }.items():
        assert {f"{name} Metabolizer" for name in names} <= set(phenotypes(knowledge, gene)), gene


def test_every_triallelic_class_is_there(knowledge):
    texts = {
        marker: [each.genotypes.get(marker, ("",))[0] for each in PATIENTS]
        for marker in ("5-HTTLPR", "rs25531")
    }
    panel = read_panel(knowledge, texts, {}, len(PATIENTS))
    (sert,) = (
        column
        for name, column in classify(knowledge, panel).modifiers.items()
        if knowledge.modifiers[name].gene == "SLC6A4"
    )

    assert {"L'/L'", "L'/S'", "S'/S'"} <= {sert[place].name for place in range(len(PATIENTS))}


def test_no_group_stands_for_a_phenotype(knowledge):
    """A phenotype that several have is in several groups, and a group has several."""
    for gene in ("CYP2C19", "CYP2D6"):
        by_group = defaultdict(set)
        for phenotype, patients in phenotypes(knowledge, gene).items():
            assert len(patients) == 1 or len({each.ancestry for each in patients}) > 1
            for each in patients:
                by_group[each.ancestry].add(phenotype)
        assert all(len(found) > 1 for found in by_group.values()), (gene, by_group)


def test_what_is_missing_is_told_apart():
    states = {each.genetics for each in PATIENTS}
    given = [len(texts) for each in PATIENTS for texts in each.genotypes.values()]

    assert states == {"reported", "pending", "none"}
    assert max(given) == 2
    assert any(each.not_called for each in PATIENTS)
    assert any(medicine.unknown for each in PATIENTS for medicine in each.takes)
