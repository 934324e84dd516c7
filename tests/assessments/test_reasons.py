import pytest

from pgx.assessments.reasons import about_any, cautions, reasoning
from pgx.knowledge.reading import read
from pgx.rounding import show
from pgx.science.disagreement import NUMBERS
from tests.assessments.panels import PANELS, evaluated, row_of
from tests.kb import FOLDER

LISTS = ("reasons", "would_change", "not_known", "caveats", "barriers")
LOW_DOSES = (
    "at low doses, as for nerve pain, CPIC does not ask for this change; follow blood levels"
)


def of(knowledge, drug, panel, **rest):
    evaluation = evaluated(knowledge, panel)
    return reasoning(evaluation, row_of(evaluation, drug), **rest)


def texts(reasons, layer=None):
    return [each.text for each in reasons if layer in (None, each.layer)]


def test_reasons_begin_with_what_the_leading_body_says_and_which_alleles_lead_there(knowledge):
    found = of(knowledge, "citalopram", {"CYP2C19": "*2/*2"}).reasons

    assert found[0].layer == "guideline"
    assert found[0].text.startswith("CPIC 2023 on CYP2C19: Prefer a drug that CYP2C19 hardly")
    assert (found[0].reference, found[0].confidence) == ("Bousman2023", "verified")
    assert found[1].layer == "genotype"
    assert found[1].text == (
        "CYP2C19 *2/*2: *2 (No function) + *2 (No function) give the phenotype Poor Metabolizer."
    )
    assert found[1].rows == ("alleles/CYP2C19|*2", "phenotypes/CYP2C19|No function|No function")


def test_reasons_of_a_gene_with_scores_add_the_values_up(knowledge):
    found = of(knowledge, "paroxetine", {"CYP2D6": "*1/*10"}).reasons

    assert found[1].text == (
        "CYP2D6 *1/*10: *1 (1) + *10 (0.25) give the activity score 1.25, Normal Metabolizer."
    )


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_no_action_of_the_leading_row_is_lost(knowledge, panel):
    evaluation = evaluated(knowledge, panel)
    for row in range(len(evaluation.drugs)):
        leading = evaluation.recommendations[row].leading
        if not leading:
            continue
        said = " ".join(texts(reasoning(evaluation, row).reasons, "guideline"))
        for action in leading.statement.actions:
            assert action in said
            number = getattr(leading.statement, NUMBERS.get(action, ""), None)
            if isinstance(number, float):
                assert f"{show(number)} mg" in said
            elif number and number.lstrip("+-").isdecimal():
                assert f"{action} ({number} %)" in said


def test_the_action_that_sets_the_category_is_named_apart(knowledge):
    found = texts(of(knowledge, "citalopram", {"CYP2C19": "*2/*2"}).reasons)

    assert found[2] == (
        "Of this statement “other drug” sets the category. It also names: lower start (size not "
        "given); slower titration; lower maintenance (-50 %)."
    )


def test_other_bodies_speak_where_they_differ_with_condition_and_teaching_point(knowledge):
    found = texts(of(knowledge, "citalopram", {"CYP2C19": "*1/*2"}).reasons, "guideline")

    assert "DPWG 2022 on CYP2C19: Stay at or below 30 mg/day. (under 65 years, tablets)" in found
    differ = "On CYP2C19 the guidelines ask for different steps or numbers. CPIC says lower"
    assert any(text.startswith(differ) for text in found)


def test_other_bodies_are_silent_where_all_agree(knowledge):
    found = texts(of(knowledge, "paroxetine", {"CYP2D6": "*1/*1"}).reasons, "guideline")

    assert not [text for text in found if text.startswith(("DPWG", "On CYP2D6"))]


def test_every_tricyclic_row_says_that_low_doses_are_another_matter(knowledge):
    for panel in PANELS:
        evaluation = evaluated(knowledge, panel)
        for row in range(len(evaluation.drugs)):
            leading = evaluation.recommendations[row].leading
            if evaluation.drug(row).drug_class == "TCA" and leading and leading.advises:
                assert LOW_DOSES in reasoning(evaluation, row).reasons[0].text


def test_a_missing_result_is_said_and_is_not_normal(knowledge):
    found = of(knowledge, "sertraline", {"CYP2C19": "*2/*2", "rs6265": "Val/Met"})

    assert "CYP2B6 is not tested: the statement is the one for a missing result." in texts(
        found.reasons
    )
    not_known = texts(found.not_known)
    for gene in ("CYP2B6", "SLC6A4", "HTR1A", "HTR4", "ABCB1"):
        assert f"{gene} is not tested: not tested is not normal." in not_known
    assert not [text for text in not_known if text.startswith("BDNF is not tested")]
    assert any(text.startswith("Met/Met mice ignored fluoxetine") for text in not_known)


def test_an_unreadable_result_says_why_and_is_not_called_untested(knowledge):
    found = texts(of(knowledge, "citalopram", {"CYP2C19": "nonsense"}).not_known)

    (text,) = [each for each in found if each.startswith("CYP2C19")]
    assert "invalid" in text
    assert "no result is not normal" in text


@pytest.mark.parametrize("panel", [{}, {"5-HTTLPR": "S/S"}], ids=["nothing read", "read"])
def test_not_known_says_what_cpic_says_of_the_genes_of_serotonin(knowledge, panel):
    found = of(knowledge, "sertraline", panel).not_known

    for gene in ("SLC6A4", "HTR2A"):
        (reason,) = [each for each in found if each.text.startswith(f"CPIC 2023 on {gene}:")]
        assert reason.layer == "guideline"
        assert reason.rows == (f"guideline_statements/CPIC||sertraline|{gene}|any|||adults",)
    named = [row for each in found for row in each.rows]
    assert "cautions/slc6a4_cpic" not in named  # CPIC has said it above
    assert ("cautions/slc6a4_response" in named) == bool(panel)


def test_reasons_say_that_the_model_takes_no_part(knowledge):
    read_ = of(knowledge, "sertraline", {"5-HTTLPR": "S/S"}).reasons[-1]
    unread = of(knowledge, "sertraline", {}).reasons[-1]

    assert (read_.layer, read_.rows) == ("model", ("modifiers/SLC6A4",))
    assert "SLC6A4" in read_.text
    assert "the model takes no part" in unread.text


def test_would_change_says_what_and_to_what_or_that_nothing_does(knowledge):
    panel = {"CYP2D6": "*1/*1"}

    assert texts(of(knowledge, "nortriptyline", panel).would_change) == [
        "With CYP2D6 Poor Metabolizer (score 0) in place of Normal Metabolizer the category would "
        "be “consider another drug”.",
        "With CYP2D6 Intermediate Metabolizer (score 0.25 to 1) in place of Normal Metabolizer "
        "the category would be “consider another dose or slower titration”.",
        "With CYP2D6 Ultrarapid Metabolizer (score 2.5 and above) in place of Normal Metabolizer "
        "the category would be “consider another drug”.",
    ]
    assert texts(of(knowledge, "mirtazapine", panel).would_change) == [
        "No change of genotype alters this category."
    ]


def test_caveats_are_those_of_the_drug_its_class_and_any(knowledge):
    named = [row for each in of(knowledge, "citalopram", {}).caveats for row in each.rows]

    assert {"cautions/qt_citalopram", "cautions/low_sodium", "cautions/hla_typing"} <= set(named)
    assert not {"cautions/qt_escitalopram", "cautions/tricyclic_margin"} & set(named)


def test_what_is_about_any_drug_can_be_said_once_an_answer(knowledge):
    panel = {"CYP2C19": "*2/*2"}
    all_, own = (of(knowledge, "citalopram", panel, general=each) for each in (True, False))
    general = about_any(knowledge)

    assert set(all_.caveats) == {*own.caveats, *general.caveats}
    assert set(all_.barriers) == {*own.barriers, *general.barriers}
    assert set(all_.not_known) == {*own.not_known, *general.not_known}
    assert not set(own.barriers) & set(general.barriers)
    assert (own.reasons, own.would_change) == (all_.reasons, all_.would_change)


@pytest.mark.parametrize("panel", PANELS, ids=str)
def test_every_row_named_exists_and_no_sentence_is_empty_or_said_twice(knowledge, panel):
    tables = read(FOLDER).rows
    known = {f"{table}/{row.key}" for table, rows in tables.items() for row in rows}
    evaluation = evaluated(knowledge, panel)
    for row in range(len(evaluation.drugs)):
        found = reasoning(evaluation, row)
        for name in LISTS:
            reasons = getattr(found, name)
            assert len(set(reasons)) == len(reasons), (name, evaluation.drug(row).drug)
            for each in reasons:
                assert each.text.strip()
                assert known.issuperset(each.rows)


def test_cautions_of_a_co_medication_are_found_by_its_effect(knowledge):
    assert "cautions/mao_inhibitors" in cautions(knowledge, "caution", "mao_inhibitor")[0].rows
