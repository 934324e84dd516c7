import copy
from uuid import UUID

import pytest

from tests.ehr.calls import bundle, dosage, observation, order, request, statement
from tests.ehr.cds.patients import about, ask

pytestmark = pytest.mark.usefixtures("release")
POOR_2D6 = [observation("*4/*4", gene="CYP2D6"), observation("*1/*1", gene="CYP2C19")]
POOR_2C19 = [observation("*2/*2", gene="CYP2C19")]
DAILY = {"frequency": 1, "period": 1, "periodUnit": "d"}


def card_of(client, genotypes, *orders, taken=()):
    body = request(genotypes, orders)
    body["prefetch"]["statements"] = bundle(*(statement(name) for name in taken))
    (card,) = ask(client, body)
    return card


def labels(card):
    return [each["label"] for each in card.get("suggestions", [])]


def quantity(suggestion):
    dosage = suggestion["actions"][0]["resource"]["dosageInstruction"][0]
    return dosage["doseAndRate"][0]["doseQuantity"]


def nortriptyline(value=75, **more):
    given = dosage(value, repeat=DAILY, **more)
    return order("", text="Nortriptyline", id="n", dosage=given)


def test_a_start_in_per_cent_changes_the_dose_of_the_order_and_nothing_else(client):
    body = about(23)
    sent = copy.deepcopy(body["context"]["draftOrders"]["entry"][0]["resource"])

    (card,) = ask(client, body)

    assert card["selectionBehavior"] == "at-most-one"
    cpic, dpwg = card["suggestions"]
    begins = "Teaching suggestion: CPIC 2016, if kept"
    assert cpic["label"] == f"{begins}, start at 37.5 mg/day in place of 75"
    assert dpwg["label"] == "Teaching suggestion: DPWG 2026, start at 45 mg/day in place of 75"
    (action,) = cpic["actions"]
    assert action["type"] == "update"
    assert "CPIC 2016, CYP2D6 + CYP2C19: Avoid." in action["description"]
    changed = action["resource"]
    assert changed["dosageInstruction"][0]["text"] == "37.5 mg a day"
    assert "37.5 mg a day" in changed["text"]["div"]
    assert quantity(cpic) == {**_quantity(sent), "value": 37.5}
    _quantity(changed)["value"] = 75
    for each in (sent, changed):
        del each["text"], each["dosageInstruction"][0]["text"]
    assert changed == sent


def _quantity(order):
    return order["dosageInstruction"][0]["doseAndRate"][0]["doseQuantity"]


def test_no_suggestion_is_recommended_and_their_ids_are_stable_and_distinct(client):
    first, second = (ask(client, about(23))[0]["suggestions"] for _try in range(2))

    assert first == second
    assert len({UUID(each["uuid"]) for each in first}) == 2
    assert not any("isRecommended" in each for each in first)


def test_a_maximum_below_the_ordered_dose_is_suggested_with_its_condition(client):
    card = card_of(client, POOR_2C19, order(id="e", dosage=dosage(20)))

    assert labels(card) == [
        "Teaching suggestion: DPWG 2022, at most 10 mg/day in place of 20 (under 65 years)"
    ]


@pytest.mark.parametrize("dose", [5, 10])
def test_a_dose_that_a_maximum_allows_gives_none(client, dose):
    """5 mg is the maximum from 65 years on: of the age nothing is known here."""
    assert labels(card_of(client, POOR_2C19, order(id="e", dosage=dosage(dose)))) == []


def test_a_body_that_speaks_twice_has_one_suggestion(client):
    card = card_of(client, POOR_2C19, order("", text="citalopram", id="c", dosage=dosage(40)))

    assert [label.split()[2] for label in labels(card)] == ["DPWG", "FDA"]
    assert labels(card)[0].endswith("at most 20 mg/day in place of 40 (under 65 years, tablets)")
    assert labels(card)[1].endswith("at most 20 mg/day in place of 40")


def test_a_start_is_of_the_usual_dose_and_not_suggested_again_once_taken(client):
    card = card_of(client, POOR_2D6, order("", text="vortioxetine", id="v", dosage=dosage(60)))
    after = card_of(client, POOR_2D6, card["suggestions"][0]["actions"][0]["resource"])

    assert labels(card)[0] == "Teaching suggestion: CPIC 2023, start at 5 mg/day in place of 60"
    assert "reckoned from 10 mg/day" in card["detail"]
    assert labels(after) == []


def test_a_start_does_not_apply_to_a_drug_that_is_taken(client):
    starting = card_of(client, POOR_2D6, nortriptyline())
    taken = card_of(client, POOR_2D6, nortriptyline(), taken=["nortriptyline"])

    assert len(labels(starting)) == 2
    assert labels(taken) == []
    assert "Nortriptyline is taken already" in taken["detail"]


def test_a_higher_dose_is_never_suggested(client):
    rapid = [observation("*1/*1x3", gene="CYP2D6"), observation("*1/*1", gene="CYP2C19")]
    card = card_of(client, rapid, nortriptyline())

    assert "1.7 times the usual dose" in card["detail"]
    assert labels(card) == []


@pytest.mark.parametrize(
    ("pills", "strength", "expected"),
    [
        (2, 37.5, {"value": 1, "unit": "tablet"}),
        (3, 25, {"value": 1.5, "unit": "tablet"}),
        (1.5, 50, {"value": 37.5, "unit": "mg"}),
    ],
)
def test_pills_stay_pills_where_halves_make_the_dose(client, pills, strength, expected):
    given = dosage(pills, "tablet", DAILY, text=f"{pills} tablets a day")
    body = order("", text=f"Nortriptyline {strength} MG Oral Tablet", id="n", dosage=given)

    card = card_of(client, POOR_2D6, body)

    cpic = card["suggestions"][0]
    assert expected.items() <= quantity(cpic).items()
    says = cpic["actions"][0]["resource"]["dosageInstruction"][0]["text"]
    assert says.endswith("37.5 mg a day")


def test_a_dose_in_parts_of_a_day_keeps_its_parts(client):
    given = dosage(37.5, repeat={**DAILY, "frequency": 2}, text="37.5 mg twice a day")

    card = card_of(client, POOR_2D6, order("", text="Nortriptyline", id="n", dosage=given))

    cpic = card["suggestions"][0]
    assert quantity(cpic)["value"] == 18.75
    says = cpic["actions"][0]["resource"]["dosageInstruction"][0]["text"]
    assert says == "18.75 mg each time, 37.5 mg a day"


def test_every_order_of_the_same_dose_is_updated(client):
    twice = [{**nortriptyline(), "id": name} for name in ("a", "b")]

    actions = card_of(client, POOR_2D6, *twice)["suggestions"][0]["actions"]

    assert [each["resource"]["id"] for each in actions] == ["a", "b"]


@pytest.mark.parametrize(
    "given",
    [
        order("", text="Nortriptyline", id="n"),
        order("", text="Nortriptyline", dosage=dosage(75)),
        order("", text="Nortriptyline", id="n", dosage=dosage(90_000)),
        order(id="e", dosage=dosage(10)),
    ],
    ids=["no dose", "no id", "no dose to be modelled", "no number"],
)
def test_without_a_plain_dose_an_id_or_a_number_there_is_none(client, given):
    card = card_of(client, [*POOR_2D6[:1], *POOR_2C19], given)

    assert "suggestions" not in card
    assert "selectionBehavior" not in card


def test_a_body_that_asks_for_a_lower_and_a_higher_start_suggests_neither(client):
    ultrarapid = [*POOR_2C19, observation("*1/*1x2", gene="CYP2D6")]
    imipramine = order("", text="Imipramine", id="i", dosage=dosage(100, repeat=DAILY))

    card = card_of(client, ultrarapid, imipramine)

    assert "DPWG 2026, CYP2D6" in card["detail"]
    assert [label for label in labels(card) if "DPWG" in label] == []
