"""The seeds' claims: every one with a verdict, a source, and where it went."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
VERDICTS = {"supported", "contested", "unsupported", "not checkable"}
TOPICS = {
    *("neurotransmitter systems", "circuits", "plasticity", "drug classes", "BDNF", "regions"),
    *("5-HT1A", "5-HT4", "cell-level change", "time course", "faster strategies", "genetics"),
    *("barriers", "other"),
}


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


CLAIMS, CITATIONS = rows(SEEDS / "claims.csv"), rows(SEEDS / "citations.csv")
REFERENCES = {row["reference"] for row in rows(ROOT / "fixtures/knowledge/references.csv")}


def test_claims_have_names_of_their_own():
    assert not [name for name, n in Counter(c["claim"] for c in CLAIMS).items() if n > 1]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["claim"])
def test_claim_has_verdict_topic_evidence_and_independent_sources(claim):
    assert claim["verdict"] in VERDICTS
    assert claim["topic"] in TOPICS
    assert claim["statement"]
    assert claim["evidence"]
    named = [key.strip() for key in claim["references"].split(";") if key.strip()]
    assert set(named) <= REFERENCES
    assert named or claim["verdict"] == "not checkable"


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["claim"])
def test_claim_lives_in_the_model_or_says_why_not(claim, knowledge):
    assert bool(claim["lives_in"]) != bool(claim["why_not"])
    for place in filter(None, claim["lives_in"].split("; ")):
        module, _, symbols = place.partition(": ")
        assert (ROOT / "pgx" / "science" / f"{module}.py").exists(), place
        assert set(filter(None, symbols.split(", "))) <= set(knowledge.parameters.numbers)


def test_claims_cover_every_topic_of_both_documents():
    assert {claim["topic"] for claim in CLAIMS} == TOPICS
    assert {claim["document"] for claim in CLAIMS} == {"seed-1", "seed-2"}


def test_citation_defects_name_known_references():
    for row in CITATIONS:
        assert row["defect"]
        assert not row["independent_reference"] or row["independent_reference"] in REFERENCES


def test_readme_counts_are_those_of_the_file():
    text = (SEEDS / "README.md").read_text()
    assert re.search(rf"\b{len(CLAIMS)}\b", text)
    for verdict, count in Counter(claim["verdict"] for claim in CLAIMS).items():
        assert re.search(rf"\b{count}\b", text), verdict
