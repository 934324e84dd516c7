import json
import re
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from pgx import notice
from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.ehr.cds.cards.markdown import plain
from pgx.science.recommendation import CATEGORIES
from tests.ehr.calls import (
    SAMPLE,
    bundle,
    cards,
    cyp2c19,
    dosage,
    observation,
    order,
    post,
    request,
    select,
)
from tests.ehr.cds.patients import about, ask

pytestmark = pytest.mark.usefixtures("release")
PANEL = {"CYP2C19": "*2/*2", "rs6295": "C/G"}
REGIMEN = Regimen("escitalopram", 10.0)


def test_card_says_what_assess_says(client):
    answer = assess(Question(PANEL, regimens=(REGIMEN,), detail="summary"))
    (result,) = answer.results

    (card,) = cards(client, SAMPLE)

    assert result.recommendation.category == "consider another drug"
    assert card["summary"].startswith("Escitalopram 10 mg/day: consider another drug.")
    assert card["indicator"] == "warning"
    assert card["source"] == {
        "label": "Raphe (teaching)",
        "topic": {
            "system": "https://raphe.invalid/fhir/drug",
            "code": "escitalopram",
            "display": "Escitalopram",
        },
    }
    assert [each["display"] for each in card["overrideReasons"]][-1] == "Other"
    assert plain(result.recommendation.headline) in card["detail"]
    assert f"Strength: {result.recommendation.strength}." in card["detail"]
    for sentence in result.sentences:
        assert plain(sentence) in card["detail"]


def test_detail_begins_with_the_notice_and_ends_with_what_was_not_checked(client):
    (card,) = cards(client, SAMPLE)

    assert card["detail"].startswith(str(notice.NOTICE))
    assert card["detail"].endswith(assess(Question()).not_checked)


def test_published_stands_before_the_model(client):
    detail = cards(client, SAMPLE)[0]["detail"]

    guideline, model = detail.split("**Model (illustrative: predicts nothing for a person).**")
    assert "CPIC 2023" in guideline
    assert "No recommendation: CPIC (CYP2D6, HTR2A, SLC6A4)" in guideline
    assert "CYP2C19 \\*2/\\*2: poor by genotype" in guideline
    assert "In the model" not in guideline
    assert "In the model the drug occupies" in model


def test_link_asks_the_same_question_as_the_card(client):
    (link,) = cards(client, SAMPLE)[0]["links"]
    address = urlsplit(link["url"])
    asked = {name: value for name, (value,) in parse_qs(address.query).items()}
    release = assess(Question()).release.version

    assert link["type"] == "absolute"
    assert (address.scheme, address.netloc, address.path) == ("http", "testserver", "/explore")
    assert asked == {**PANEL, "drug": "escitalopram", "dose_mg_per_day": "10", "release": release}
    page = client.get(f"{address.path}?{address.query}").content.decode()
    assert "hardly clears" in page


def test_card_agrees_with_rest(client):
    regimen = {"drug": "escitalopram", "dose_mg_per_day": 10}
    body = {"genotypes": PANEL, "regimens": [regimen], "detail": "summary"}
    text = json.dumps(body)
    rest = client.post("/api/v1/assessments", text, content_type="application/json").json()
    (result,) = rest["results"]

    (card,) = cards(client, SAMPLE)

    assert result["recommendation"]["category"] in card["summary"]
    assert plain(result["recommendation"]["headline"]) in card["detail"]
    assert all(plain(sentence) in card["detail"] for sentence in result["sentences"])


def test_uuid_is_stable_and_of_this_call(client):
    again = {**SAMPLE, "hookInstance": "00000000-0000-4000-8000-000000000001"}
    first, second, other = (cards(client, body)[0]["uuid"] for body in (SAMPLE, SAMPLE, again))

    assert first == second != other
    assert UUID(first).version == 5


def test_every_drug_and_category_has_a_short_summary_with_the_notice(client, knowledge):
    seen = set()
    modelled = list(knowledge.drugs.values())
    for text in ("*1/*1", "*1/*2", "*2/*2", "*17/*17", "nonsense"):
        # One order at a time: beside one another they would be co-medications.
        bodies = (request([cyp2c19(text)], [order(d.rxcui, text=d.name)]) for d in modelled)
        for (card,) in (cards(client, body) for body in bodies):
            category = next(each for each in CATEGORIES if f": {each}." in card["summary"])
            seen.add(category)
            assert len(card["summary"]) < 140
            assert str(notice.NOTICE_SHORT) in card["summary"]
            assert card["indicator"] == ("warning" if category in CATEGORIES[1:3] else "info")
    (stopped,) = cards(client, request([], [order(), order("", text="Phenelzine 15 mg")]))
    assert len(stopped["summary"]) < 140
    assert str(notice.NOTICE_SHORT) in stopped["summary"]
    assert seen == set(CATEGORIES) - {"stopped"}


def test_cards_stand_by_category_then_name(client, knowledge):
    orders = [order(drug.rxcui, text=drug.name) for drug in reversed(knowledge.drugs.values())]

    found = cards(client, request([cyp2c19()], orders))

    names = [re.match(r"(.+?) [\d.]+ mg", card["summary"])[1] for card in found]
    beside = tuple(knowledge.drugs)
    answer = assess(Question({"CYP2C19": "*2/*2"}, co_medications=beside))
    assert names == [result.name for result in answer.results]


def test_unreadable_genotype_is_listed_with_its_reason(client):
    texts = [cyp2c19("*2/banana"), observation("C/C", text="rs6295")]

    detail = cards(client, request(texts))[0]["detail"]

    assert "CYP2C19 \\*2/banana: banana is not an allele of CYP2C19." in detail
    assert "Declare the orientation of this marker" in detail


def test_observation_that_gives_no_genotype_is_listed(client):
    detail = cards(client, request([observation("*4/*4", gene="CYP9Z9")]))[0]["detail"]

    assert "\\*4/\\*4: it names no marker that Raphe knows." in detail


@pytest.mark.parametrize("nothing", [None, {"resourceType": "Bundle", "type": "searchset"}])
def test_not_tested_is_said_and_is_not_normal(client, nothing):
    body = request()
    body["prefetch"]["genotypes"] = nothing

    (card,) = cards(client, body)

    assert card["indicator"] == "info"
    assert "Escitalopram 10 mg/day: no genetic test on file." in card["summary"]
    assert "CPIC asks for a change with CYP2C19 poor" in card["detail"]
    (line,) = (part for part in card["detail"].split("\n\n") if part.startswith("**Not tested:**"))
    assert "CYP2C19" in line
    assert "Not tested is not normal" in card["detail"]


@pytest.mark.parametrize(
    "orders",
    [
        [],
        [order("1191", text="aspirin")],
        [order(doNotPerform=True)],
        [{"resourceType": "ServiceRequest", "code": {"text": "escitalopram"}}],
        [{"resourceType": "MedicationRequest", "medicationReference": {"reference": "#m"}}],
    ],
)
def test_no_known_drug_gives_no_card(client, orders):
    assert cards(client, request(orders=orders)) == []


def test_order_without_a_plain_dose_gets_the_reference_dose_and_says_so(client):
    (card,) = cards(client, request(orders=[order()]))

    assert "Escitalopram 10 mg/day" in card["summary"]
    assert "The order gives no plain daily dose in mg. The reference dose of 10" in card["detail"]


def test_two_doses_of_a_drug_are_two_cards(client):
    found = cards(client, request(orders=[order(dosage=dosage(dose)) for dose in (20, 10, 20)]))

    assert [card["summary"].split(":")[0] for card in found] == [
        "Escitalopram 10 mg/day",
        "Escitalopram 20 mg/day",
    ]
    assert len({card["uuid"] for card in found}) == 2


def test_text_from_outside_is_no_markdown(client):
    text = "<img src=x> [a](http://b)"

    detail = cards(client, request([cyp2c19(text)]))[0]["detail"]

    assert "\\<img src=x\\> \\[a\\](http:\\//b)" in detail


# --- What is first of all ---


def test_results_that_contradict_each_other_stand_first_and_none_is_used(client):
    (card,) = ask(client, about(30))

    _notice, heading, line = card["detail"].split("\n\n")[:3]
    assert heading == "**Results that contradict each other**"
    assert line == r"- CYP2C19: several results that differ, \*1/\*1 and \*2/\*2; none was used."
    assert card["summary"].startswith("Citalopram 20 mg/day: results contradict each other.")
    assert "CYP2C19=" not in card["links"][0]["url"]


def test_genotype_and_co_medication_stand_in_one_sentence(client):
    (card,) = ask(client, about(22))

    says = "CYP2D6 *1/*1: poor by co-medication, normal by genotype (acts: bupropion)."
    assert plain(says) in card["detail"]


def test_further_pages_are_said(client):
    body = request()
    body["prefetch"]["genotypes"]["link"] = [{"relation": "next", "url": "http://x/2"}]

    (card,) = cards(client, body)

    assert "The list of genotypes: its further pages were not read." in card["detail"]


# --- Selected orders ---


def test_only_selected_orders_have_cards_and_the_others_stand_beside(client):
    drafts = [order(id="a"), order("", text="Omeprazole 20 mg", id="b"), order("36437", id="c")]

    (card,) = ask(client, select(drafts, "MedicationRequest/a"))

    assert card["summary"].startswith("Escitalopram 10 mg/day")
    assert "intermediate by co-medication, normal by genotype" in card["detail"]
    assert "co_medications=omeprazole%3B+sertraline" in card["links"][0]["url"]


def test_a_selection_of_nothing_has_no_card_and_an_unknown_one_is_refused(client):
    assert ask(client, select([order(id="a")])) == []

    unknown = select([order(id="a")], "MedicationRequest/a", "MedicationRequest/z")
    response = post(client, unknown, "/cds-services/raphe-order-select")

    assert response.status_code == 422
    assert [each["field"] for each in response.json()["errors"]] == ["context.selections.1"]


def test_a_repeated_order_is_one_card_that_says_so(client):
    twice = [order(id="a", dosage=dosage(20)), order(id="b", dosage=dosage(20))]

    (card,) = cards(client, request(orders=twice))

    assert "This draft has 2 orders of it" in card["detail"]


def test_an_order_that_is_not_to_be_given_or_is_no_medicine_is_no_order(client):
    body = request(
        orders=[
            order(id="a", doNotPerform=True, text="Fluvoxamine"),
            {"resourceType": "ServiceRequest", "id": "s", "code": {"text": "fluvoxamine"}},
            order(id="b"),
        ]
    )

    (card,) = cards(client, body)

    assert card["summary"].startswith("Escitalopram")
    assert "luvoxamine" not in card["detail"]


def test_many_orders_are_answered_within_bounds(client, knowledge):
    names = [*knowledge.drugs, *(f"Pulver {number} {'x' * 300}" for number in range(60))]
    unread = [observation(f"{number} {'y' * 300}", gene="CYP9Z9") for number in range(50)]
    differing = [cyp2c19(f"*1/{'y' * 90}{number}") for number in range(150)]
    body = request([*unread, *differing])
    body["context"]["draftOrders"] = bundle(*(order("", text=name) for name in names))

    found = cards(client, body)

    assert len(found) == len(knowledge.drugs)
    assert max(len(card["detail"]) for card in found) < 20_000
    assert "more are not listed here" in found[0]["detail"]
    assert "more medicines were not checked" in found[0]["detail"]
