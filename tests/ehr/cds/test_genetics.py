import pytest

from pgx.science.knowledge import Knowledge
from tests.ehr.calls import bundle, observation
from tests.ehr.cds.patients import about, ask

pytestmark = pytest.mark.usefixtures("release")


def report(status, **more):
    return {"resourceType": "DiagnosticReport", "status": status, **more}


def asked(genotypes=(), reports=()):
    body = about(26)
    body["prefetch"]["genotypes"] = bundle(*genotypes)
    body["prefetch"]["reports"] = bundle(*reports)
    return body


UNUSABLE = [observation("*1/*999", gene="CYP9Z9")]
NO_RESULT = "A genetic test is on file, but no genotype of it can be used."


@pytest.mark.parametrize(
    ("genotypes", "reports", "short", "says"),
    [
        ([], [], "no genetic test on file", "No genetic test is on file."),
        ([], [report("registered")], "genetic result pending", "A genetic result is pending."),
        (
            UNUSABLE,
            [report("partial", effectiveDateTime="2026-11-03T08:00:00Z")],
            "genetic result pending",
            "A genetic result is pending since 2026-11-03.",
        ),
        (
            [observation("*2/*2", gene="CYP2C19", status="preliminary")],
            [],
            "genetic result pending",
            "A genetic result is pending.",
        ),
        ([], [report("final")], "no usable genetic result", NO_RESULT),
        (UNUSABLE, [], "no usable genetic result", NO_RESULT),
        (
            [],
            [report("preliminary", issued="soon", code={"coding": [{"code": "other"}]})],
            "genetic result pending",
            "A genetic result is pending.",
        ),
    ],
)
def test_states_are_told_apart_in_words(client, genotypes, reports, short, says):
    (card,) = ask(client, asked(genotypes, reports))

    assert card["indicator"] == "info"
    assert card["summary"].startswith(f"Escitalopram 10 mg/day: {short}.")
    assert card["detail"].split("\n\n")[1] == f"**{says}**"


def test_reports_that_were_not_sent_are_not_taken_for_no_test(client):
    body = asked()
    del body["prefetch"]["reports"]

    (card,) = ask(client, body)

    assert "whether a test was ordered was not seen" in card["detail"]
    assert "No genetic test is on file" not in card["detail"]


def test_a_further_result_that_is_pending_is_said_beside_genotypes(client):
    body = asked([observation("*2/*2", gene="CYP2C19")], [report("registered")])

    (card,) = ask(client, body)

    assert card["indicator"] == "warning"
    assert "**A further genetic result is pending.**" in card["detail"]
    assert "What a test would tell" not in card["detail"]


def test_a_card_without_genotypes_says_where_each_body_asks_for_a_change(
    client, knowledge: Knowledge
):
    (card,) = ask(client, about(26))

    found = card["detail"].split("**What a test would tell**")[1]
    assert "CPIC asks for a change with CYP2C19 poor, intermediate or ultrarapid." in found
    assert "how to use a result, not whether to order a test" in found
    asks = {
        key
        for row in knowledge.statements
        if (row.body, row.drug, row.genes) == ("CPIC", "escitalopram", ("CYP2C19",))
        if {"other drug", "lower maintenance"} & {*row.actions}
        for key in row.keys
    }
    assert asks - {"Likely Poor Metabolizer", "Likely Intermediate Metabolizer"} == {
        f"{word} Metabolizer" for word in ("Poor", "Intermediate", "Ultrarapid")
    }


def test_a_gene_that_the_guideline_goes_by_and_that_is_missing_is_told_too(client):
    (card,) = ask(client, about(20))

    assert "CPIC asks for a change with CYP2D6 poor, intermediate or ultrarapid." in card["detail"]
