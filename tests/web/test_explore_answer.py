"""What the page of one regimen says of the answer: all of it."""

import re

import pytest
from django.utils.html import escape

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.knowledge import releases
from pgx.web.what_if import what_if

pytestmark = pytest.mark.usefixtures("release")

PANEL = {"CYP2C19": "*2/*2", "5-HTTLPR": "S/S", "rs25531": "A/A", "rs6265": "C/T"}
SWITCH = "mechanism_reaches_symptoms"


def page(client, **query):
    response = client.get("/explore", query)
    assert response.status_code == 200
    return response.content.decode()


def answer(drug, panel=PANEL):
    return assess(Question(panel, regimens=(Regimen(drug),)))


def words(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html[html.index("<main") :]).split())


@pytest.mark.parametrize("drug", ["escitalopram", "citalopram", "desvenlafaxine", "ketamine"])
def test_no_reason_and_no_caution_is_lost(client, drug):
    html, found = page(client, drug=drug, **PANEL), answer(drug)
    result, said = found.results[0], found.results[0].reasoning
    reasons = said.reasons[1:] if result.recommendation.leading else said.reasons
    beside = found.beside_every_drug
    lists = (reasons, said.would_change, said.not_known, said.caveats, said.barriers)
    for each in (*lists, beside.not_known, beside.caveats, beside.barriers):
        assert all(escape(reason.text) in html for reason in each)
    assert escape(result.recommendation.headline) in html
    shown = (*result.expert_sentences, *(flag.message for flag in result.flags))
    assert all(escape(sentence) in html for sentence in shown)


def test_the_other_bodies_come_with_the_teaching_point(client):
    html = page(client, drug="escitalopram", CYP2C19="*2/*2")
    assert "FDA caps citalopram but only mentions escitalopram" in html


def test_the_signal_stands_beside_the_category_with_its_interval(client):
    said = words(page(client, drug="escitalopram", **PANEL))
    assert "similar: the interval contains 1" in said
    assert re.search(r"×0\.\d\d \(95 % interval ×0\.\d\d to ×1\.\d\d\)", said)
    assert "It stands beside the category and never changes it." in said


def test_without_a_genotype_there_is_no_signal(client):
    said = words(page(client, drug="clomipramine", dose_mg_per_day="75"))
    assert "the reference patient stands in: there is nothing to compare" in said
    assert "the 95 % interval lies below 1" not in said


def test_two_spreads_are_named_as_two_things(client):
    said = words(page(client, drug="escitalopram", **PANEL))
    assert "they are different things" in said
    assert "structural uncertainty" in said
    assert "37.9 to 83 ng/mL" in said
    assert "21.1 to 149 ng/mL" in said
    assert "No interval is drawn yet" not in said
    assert "not in this release" not in said


def test_steady_state_stands_at_the_level_but_not_for_single_doses(client):
    assert "steady after about 21 days" in page(client, drug="escitalopram", **PANEL)
    assert "mean level is steady" not in page(client, drug="ketamine")


def test_what_is_not_represented_has_words_and_the_other_courses(client):
    html = page(client, drug="bupropion", CYP2B6="*6/*6")
    assert "No symptom course is drawn." in html
    assert "Modelled improvement" not in html
    assert "Hippocampus: new neurons" in html


def test_single_doses_show_their_first_days(client):
    said = words(page(client, drug="ketamine"))
    assert "Points over placebo, first days" in said
    assert "day 1" in said
    assert "day 14" in said


def test_no_effect_to_explain_is_said(client):
    said = words(page(client, drug="levodopa", **PANEL))
    assert "There is no drug effect to explain." in said
    assert "no drug effect that could be compared" in said
    assert "not modelled for this drug: not modelled is not 0" in said


def test_the_sum_of_the_contributions_is_in_words(client):
    said = words(page(client, drug="escitalopram", dose_mg_per_day="10", **PANEL))
    assert "0.124 − 0.0394 − 0.198 = −0.114, which is ×0.89." in said


def test_the_side_effect_index_says_what_is_not_in_it(client):
    said = words(page(client, drug="escitalopram", **PANEL))
    assert "Sexual side effects and nausea lead." in said
    assert "It is not the share of people affected" in said
    assert "Not in it, and not 0: QT, sodium, bleeding" in said


def test_every_gene_of_what_if_marks_one_row():
    knowledge = releases.find(None)
    for drug in knowledge.drugs:
        for panel in (PANEL, {}, {"CYP2D6": "*4/*4", "CYP2B6": "*6/*6", "rs6295": "C/C"}):
            found = answer(drug, panel)
            for gene in what_if(knowledge, found, found.results[0], panel):
                assert sum(row.answer.is_own for row in gene.rows) == 1, (drug, gene.name)


def test_what_if_marks_this_person_and_the_reference_that_stands_in(client):
    html = page(client, drug="escitalopram", **PANEL)
    table = html[html.index("what-if") :]
    assert re.search(r'class="current">\s*<th scope="row">Poor Metabolizer', table)
    assert "the reference, standing in" in table


# --- The switch ---


def test_the_switch_is_off_and_offered(client):
    html = page(client, drug="escitalopram", **PANEL)
    assert f"{SWITCH}=on#weeks" in html
    assert "The switch is on" not in html
    assert "stops here" in html


def test_the_switch_is_said_loudly_and_kept(client):
    off = answer("citalopram", {"rs6265": "T/T"}).results[0]
    html = page(client, drug="citalopram", rs6265="T/T", **{SWITCH: "on"})
    main = html[html.index('class="answer"') :]
    assert main.index("The switch is on") < main.index("<h1")
    assert "People do not show this" in main
    assert re.search(rf'name="{SWITCH}" value="on" checked', html)
    assert re.search(rf"/explore/drugs\?[^\"]*{SWITCH}=on", html)
    assert "With the switch on, the modelled response moves by −" in html
    assert "stops here" not in html
    assert off.points_over_placebo_week_8 == pytest.approx(
        off.course["points_over_placebo"].reference[off.course.days.index(56)]
    )


def test_the_switch_knows_one_word(client):
    assert "is no position of this switch" in page(client, drug="citalopram", **{SWITCH: "maybe"})


@pytest.mark.parametrize("panel", [{}, PANEL, {"rs6295": "C/C", SWITCH: "on"}])
def test_every_drug_has_its_page(client, panel):
    for drug in releases.find(None).drugs:
        html = page(client, drug=drug, **panel)
        assert "style=" not in html
        assert not re.search(r"\b(None|nan|inf)\b", words(html))
        assert "</html>" in html


def test_a_stopped_drug_still_says_what_no_gene_shows(client):
    html = page(client, drug="sertraline", co_medications="phenelzine")
    assert "What this page cannot tell" in html
    assert "What stands between a result and its use?" in html
