import pytest

from pgx import notice
from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.ehr.cds.cards.markdown import plain
from tests.ehr.calls import order, statement
from tests.ehr.cds.patients import about, ask

pytestmark = pytest.mark.usefixtures("release")


def view(client, number, *taken):
    statements = [statement(name) for name in taken] if taken else None
    (card,) = ask(client, about(number, "patient-view", statements=statements))
    assert card["detail"].startswith(str(notice.NOTICE))
    assert "Raphe reads genes only. Not checked:" in card["detail"].split("\n\n")[-1]
    assert len(card["summary"]) < 140
    return card


def test_every_patient_has_one_card(client):
    found = [view(client, number) for number in range(1, 31)]

    assert {card["links"][0]["url"].split("?")[0] for card in found} == {
        "http://testserver/explore"
    }


def test_results_on_file_and_current_drugs_are_said_by_category_then_name(client):
    card = view(client, 1, "Sertraline 50 mg", "escitalopram", "citalopram", "lisinopril")

    panel = {"CYP2C19": "*2/*2", "CYP2D6": "*1/*1", "CYP2B6": "*1/*1"}
    drugs = ("sertraline", "escitalopram", "citalopram")
    asked = Question(panel, regimens=tuple(map(Regimen, drugs)), co_medications=drugs)
    lines = [
        f"- {plain(f'{each.name}: {each.recommendation.category}. {each.recommendation.headline}')}"
        for each in assess(asked).results
    ]
    assert r"- CYP2C19 \*2/\*2: poor by genotype." in card["detail"]
    assert "\n".join(lines) in card["detail"]
    assert card["indicator"] == "warning"
    assert card["summary"].startswith("Citalopram: consider another drug; a change for 2 more; 3")
    assert "so not checked:** lisinopril." in card["detail"]
    assert client.get(card["links"][0]["url"]).status_code == 200


def test_a_co_medication_acts_and_is_named(client):
    card = view(client, 22)

    says = "CYP2D6 *1/*1: poor by co-medication, normal by genotype (acts: bupropion)."
    assert plain(says) in card["detail"]
    assert card["indicator"] == "info"
    assert "CYP2D6=*1/*1" in card["links"][0]["url"]


@pytest.mark.parametrize("taken", [("phenelzine", "sertraline"), ("tramadol", "linezolid")])
def test_an_mao_inhibitor_beside_a_serotonergic_medicine_is_critical(client, taken):
    card = view(client, 25, *taken)

    assert card["indicator"] == "critical"
    assert "is an MAO inhibitor. Beside" in card["detail"].split("\n\n")[1]
    assert " beside " in card["summary"]


def test_an_mao_inhibitor_alone_is_named_as_one(client):
    first = view(client, 25, "phenelzine")["detail"].split("\n\n")[1]

    assert first.startswith("**phenelzine is an MAO inhibitor.")


@pytest.mark.parametrize(
    ("number", "says"),
    [(26, "No genetic test on file"), (27, "Genetic result pending"), (30, "1 genotype on file")],
)
def test_states_of_testing_are_told_apart(client, number, says):
    assert view(client, number)["summary"].startswith(says)


def test_a_draft_of_the_record_is_taken_by_nobody(client):
    body = about(1, "patient-view")
    draft = order(text="escitalopram", status="draft")
    body["prefetch"]["medications"]["entry"] = [{"resource": draft}]

    (card,) = ask(client, body)

    assert "No current medicine is a drug that Raphe models." in card["detail"]
