from urllib.parse import parse_qs, urlsplit

import pytest

from pgx import notice
from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen, split_co_medications
from pgx.ehr.cds.cards.markdown import plain
from tests.ehr.calls import observation, order, request
from tests.ehr.cds.patients import about, ask

pytestmark = pytest.mark.usefixtures("release")
LONGEST = 4000  # characters: what can be read in the middle of work


def asked(card):
    """The question behind a card's link."""
    parts = parse_qs(urlsplit(card["links"][0]["url"]).query)
    given = {name: value for name, (value,) in parts.items()}
    regimen = Regimen(given.pop("drug"), float(given.pop("dose_mg_per_day")))
    taken = split_co_medications(given.pop("co_medications", ""))
    strand, version = given.pop("orientation", None), given.pop("release")
    return Question(given, strand, (regimen,), version, taken, "summary")


def test_every_teaching_order_has_a_card_that_says_what_its_link_answers(client):
    for number in range(1, 31):
        (card,) = ask(client, about(number))
        (result,) = assess(asked(card)).results

        assert card["summary"].startswith(f"{result.name} {result.dose_mg_per_day:g} mg/day: ")
        assert card["detail"].startswith(str(notice.NOTICE))
        assert card["detail"].endswith(assess(Question()).not_checked)
        assert len(card["detail"]) < LONGEST
        if number != 30:  # of results that contradict each other the card says more
            assert plain(result.recommendation.headline) in card["detail"]
        assert all(plain(each) in card["detail"] for each in result.sentences[:1])


def test_a_card_without_any_genotype_has_no_modelled_number(client):
    (card,) = ask(client, about(26))

    model = card["detail"].split("predicts nothing for a person).**")[1].split("\n\n")[0]
    assert "reference patient's level stands in" in model
    assert "%" not in model
    assert "points" not in model


def test_results_that_contradict_each_other_are_not_called_missing(client):
    (card,) = ask(client, about(30))

    assert "depends on results that contradict each other here" in card["detail"]
    assert "CYP2C19: results contradict each other; CYP2D6" in card["detail"]
    assert "CYP2C19 is not tested" not in card["detail"]
    assert "**Not tested:** CYP2B6" in card["detail"]


def test_words_of_the_machine_stay_out(client):
    unread = [observation("*1/*999", gene="CYP2C19"), observation("L/S", text="5-HTTLPR", code="")]
    unread.append(observation("A/G", text="rs25531", code=""))

    (card,) = ask(client, request(unread, [order("", text="citalopram")]))

    assert "CYP2C19: the result could not be read" in card["detail"]
    assert ", any:" not in card["detail"]
    model = card["detail"].split("**Model")[1]
    assert "phase not measured" in model
