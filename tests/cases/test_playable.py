import dataclasses

import pytest

from pgx.cases.ground import Ground, of_rows
from pgx.cases.playable import holds, rules_can_be_read
from pgx.cases.published import cases_that_no_longer_hold, file_of, newest
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.reading import read
from tests.cases.making import GOOD, publish_good, publish_shipped
from tests.knowledge.folders import change, folder  # noqa: F401


@pytest.fixture
def with_half_the_ratio(folder):  # noqa: F811
    """The shipped files, but a poor metabolizer has a level as anybody's."""
    drug = {"drug": "escitalopram", "gene": "CYP2C19", "phenotype": "Poor Metabolizer"}
    change(folder, "exposure_ratios", "ratio", "1.2", **drug)
    content = read(folder)
    return compile_release("9.9.9", "other", content.rows), content.rows


@pytest.mark.django_db
def test_a_case_holds_until_a_release_breaks_what_must_hold(ground, with_half_the_ratio):
    publish_shipped("three-times-the-level")
    version = newest()["three-times-the-level"]
    assert holds(file_of(version.case, version.text), ground) == ()
    told = [str(fault) for fault in cases_that_no_longer_hold(*with_half_the_ratio)]
    assert any("must_hold.0: does not hold: exposure is ×1.2" in each for each in told)


@pytest.mark.django_db
def test_of_a_case_changed_at_the_desk_the_published_text_is_what_must_hold(with_half_the_ratio):
    publish_good()
    assert list(cases_that_no_longer_hold(*with_half_the_ratio)) == []
    publish_good(GOOD.replace("version: 1", "version: 2").replace("below: 1.15", "above: 1.05"))
    (fault,) = cases_that_no_longer_hold(*with_half_the_ratio)
    assert (fault.file, fault.column) == ("good.yaml", "must_hold.0")


def test_a_case_of_a_drug_that_is_gone_says_so(good, ground):
    knowledge = ground.knowledge
    drugs = {key: drug for key, drug in knowledge.drugs.items() if key != "escitalopram"}
    without = dataclasses.replace(knowledge, drugs=drugs, sha256="without escitalopram")
    (fault, *_) = holds(good, Ground(without, ground.find, ground.table))
    assert (fault.line, fault.column) == (16, "runs.main.drug")


def test_a_release_that_the_model_cannot_take_breaks_a_case_and_no_page(folder, good):  # noqa: F811
    change(folder, "parameters", "value", "0", symbol="Emax_SERT")
    content = read(folder)
    knowledge = compile_release("9.9.9", "no transporter", content.rows)
    (fault,) = holds(good, of_rows(knowledge, content.rows))
    assert (fault.line, fault.column) == (15, "runs")
    assert "the model cannot answer: ZeroDivisionError" in fault.reason


def test_a_rule_that_cannot_be_read_is_refused_with_its_line(folder):  # noqa: F811
    line = change(folder, "misconceptions", "rule", "3 * known", misconception="M02")
    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)
    (fault,) = refused.value.faults
    assert (fault.file, fault.line, fault.column) == ("misconceptions.csv", line, "rule")


def test_the_shipped_rules_can_be_read(shipped):
    assert list(rules_can_be_read(shipped.rows)) == []
