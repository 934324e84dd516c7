import pytest

from pgx import notice
from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from pgx.ehr.cds.cards.markdown import plain
from tests.ehr.calls import (
    bundle,
    cards,
    cyp2c19,
    dosage,
    observation,
    order,
    request,
    select,
    statement,
)
from tests.ehr.cds.patients import ask

pytestmark = pytest.mark.usefixtures("release")


def beside(medications=(), statements=(), orders=None):
    body = request([cyp2c19("*1/*1")], orders)
    body["prefetch"]["medications"] = bundle(*medications)
    body["prefetch"]["statements"] = bundle(*statements)
    return body


def test_other_draft_orders_are_co_medications(client):
    found = cards(
        client, request([cyp2c19("*1/*1")], [order(), order("", text="Fluvoxamine 50 mg")])
    )

    escitalopram = next(card for card in found if card["summary"].startswith("Escitalopram"))
    fluvoxamine = next(card for card in found if card["summary"].startswith("Fluvoxamine"))
    says = plain("CYP2C19 *1/*1: poor by co-medication, normal by genotype (acts: fluvoxamine)")
    assert says in escitalopram["detail"]
    assert says not in fluvoxamine["detail"]
    assert "is the drug itself" not in fluvoxamine["detail"]
    assert "co_medications=fluvoxamine" in escitalopram["links"][0]["url"]
    assert "co_medications=escitalopram" in fluvoxamine["links"][0]["url"]


@pytest.mark.parametrize("key", ["medications", "statements"])
def test_medicines_of_prefetch_are_co_medications(client, key):
    medicine = {
        "medications": order("", text="Omeprazole 20 mg capsule"),
        "statements": statement("omeprazole"),
    }

    (card,) = cards(client, beside(**{key: [medicine[key]]}))

    assert "intermediate by co-medication, normal by genotype" in card["detail"]
    assert plain("omeprazole inhibits CYP2C19 (moderate)") in card["detail"]


def test_an_unknown_medicine_is_named_and_one_without_a_name_counted(client):
    (card,) = cards(client, beside([order("1191")], [statement("Zauberpulver"), statement("")]))

    assert "so not checked:** RxNorm 1191, Zauberpulver." in card["detail"]
    assert "A medicine without a name or a code was not checked." in card["detail"]


@pytest.mark.parametrize(
    ("status", "says"),
    [("stopped", "marked stopped and was left out"), ("entered-in-error", ""), ("not-taken", "")],
)
def test_a_medicine_that_is_not_taken_does_not_act(client, status, says):
    (card,) = cards(client, beside(statements=[statement("phenelzine", status=status)]))

    assert card["indicator"] != "critical"
    assert ("phenelzine" in card["detail"]) == bool(says)
    assert says in card["detail"]


def test_an_mao_inhibitor_that_ended_stands_first_and_no_start_is_suggested(client):
    body = beside(statements=[statement("Nardil", status="completed")])
    body["context"]["draftOrders"] = bundle(order("", dosage(20), text="paroxetine", id="a"))
    body["prefetch"]["genotypes"] = bundle(observation("*4/*4", gene="CYP2D6"))

    (card,) = cards(client, body)

    assert card["indicator"] == "warning"
    assert card["summary"].startswith("Paroxetine 20 mg/day, an MAO inhibitor ended: consider")
    first = card["detail"].split("\n\n")[1]
    assert first.startswith("**phenelzine, an MAO inhibitor, is marked completed")
    assert "two weeks" in first
    assert card["detail"].count("phenelzine") == 1
    assert "suggestions" not in card


def test_an_mao_inhibitor_ordered_alone_says_what_it_must_not_stand_beside(client):
    (card,) = cards(client, beside(orders=[order("", text="phenelzine")]))

    assert card["indicator"] == "info"
    assert card["summary"].startswith("Phenelzine: an MAO inhibitor; no serotonergic medicine")
    assert card["detail"].split("\n\n")[1].startswith("**phenelzine is an MAO inhibitor. MAO")
    assert card["detail"].endswith(assess(Question()).not_checked)


@pytest.mark.parametrize(
    "body",
    [
        beside(statements=[statement("Phenelzine 15 mg tablet")]),
        beside([order("", text="linezolid")]),
        beside(orders=[order(), order("", text="methylene blue injection")]),
    ],
)
def test_an_mao_inhibitor_gives_a_critical_card_without_a_model(client, body):
    (card,) = cards(client, body)

    assert card["indicator"] == "critical"
    assert "contraindicated in every label" in card["detail"]
    assert card["detail"].startswith(str(notice.NOTICE))
    assert card["detail"].endswith(assess(Question()).not_checked)
    assert card["source"]["topic"]["code"] == "escitalopram"
    assert "Model (illustrative" not in card["detail"]
    assert "In the model" not in card["detail"]
    page = client.get(card["links"][0]["url"]).content.decode()
    assert "contraindicated in every label" in page


def test_more_medicines_than_can_be_asked_with_are_said(client):
    many = [statement(f"Pulver {number}") for number in range(60)]

    (card,) = cards(client, beside(statements=many))

    assert "10 more medicines were not checked." in card["detail"] or "11 more" in card["detail"]


# --- Medicines that are taken ---


def taking(*names, orders):
    return beside(statements=[statement(name) for name in names], orders=orders)


@pytest.mark.parametrize(
    ("taken", "ordered", "summary", "drug"),
    [
        ("sertraline", "Phenelzine 15 mg tablet", "Phenelzine beside sertraline", "phenelzine"),
        ("phenelzine", "tramadol", "Tramadol beside phenelzine", "tramadol"),
        ("tramadol", "linezolid", "Linezolid beside tramadol", "linezolid"),
    ],
)
def test_an_ordered_medicine_that_clashes_with_a_taken_one_is_critical(
    client, taken, ordered, summary, drug
):
    (card,) = cards(client, taking(taken, orders=[order("", text=ordered)]))

    assert card["indicator"] == "critical"
    assert card["summary"].startswith(summary)
    assert "MAO inhibitor" in card["detail"].split("\n\n")[1]
    assert card["detail"].endswith(assess(Question()).not_checked)
    assert card["source"]["topic"]["code"] == drug
    assert card["overrideReasons"]


def test_a_selected_mao_inhibitor_clashes_with_a_draft_that_is_not_selected(client):
    drafts = [order(id="a"), order("", text="phenelzine", id="b")]

    (card,) = ask(client, select(drafts, "MedicationRequest/b"))

    assert card["indicator"] == "critical"
    assert card["summary"].startswith("Phenelzine beside escitalopram")


def test_an_ordered_co_medication_says_what_it_changes_for_a_taken_drug(client):
    (card,) = cards(client, taking("escitalopram", orders=[order("", text="omeprazole")]))

    category = "consider another dose or slower titration"
    assert card["indicator"] == "warning"
    assert card["summary"].startswith(f"Omeprazole beside Escitalopram: {category}")
    assert f"Escitalopram: {category}, not usual start." in card["detail"]
    assert "intermediate by co-medication, normal by genotype" in card["detail"]
    assert "drug=escitalopram" in card["links"][0]["url"]


def test_an_ordered_drug_says_what_it_changes_for_a_taken_one(client):
    body = taking("vortioxetine", orders=[order("", text="bupropion")])
    body["prefetch"]["genotypes"] = bundle(observation("*1/*1", gene="CYP2D6"))

    (card,) = cards(client, body)

    assert card["summary"].startswith("Bupropion")
    changes = card["detail"].split("**What this order changes for medicines taken**")[1]
    assert "Vortioxetine: consider another dose or slower titration, not usual start." in changes


@pytest.mark.parametrize(
    ("taken", "ordered"),
    [
        ((), "omeprazole"),
        (("lisinopril",), "omeprazole"),
        (("omeprazole", "escitalopram"), "omeprazole"),
        (("escitalopram",), "lisinopril"),
        (("phenelzine", "escitalopram"), "lisinopril"),
    ],
)
def test_an_ordered_co_medication_that_changes_nothing_has_no_card(client, taken, ordered):
    assert cards(client, taking(*taken, orders=[order("", text=ordered)])) == []
