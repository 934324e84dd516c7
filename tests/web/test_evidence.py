import pytest

from pgx.assessments.evidence import solve_modifier
from pgx.rounding import show

pytestmark = pytest.mark.usefixtures("release")


def test_evidence_says_of_each_gene_what_its_odds_ratio_would_ask(client, knowledge):
    html = client.get("/evidence").content.decode()

    genes = [knowledge.modifiers[name].gene for name in knowledge.evidence_targets]
    assert len(genes) == 5
    for gene in genes:
        answer = solve_modifier(gene)
        assert f">{gene}: " in html
        assert show(answer.shipped.odds_ratio) in html
    assert show(solve_modifier("SLC6A4").nearest.odds_ratio) in html
    assert "SLC6A4: no effect of a plausible size gives it" in html
    assert "HTR1A: no odds ratio published" in html


def test_evidence_by_grade_asks_for_less(client):
    whole, shrunk = (solve_modifier("SLC6A4", each).asked for each in (False, True))
    html = client.get("/evidence", {"shrunk": "on"}).content.decode()

    assert 1 < shrunk < whole
    assert "asked for, by its grade" in html
    assert show(shrunk) in html


def test_evidence_of_an_unknown_release_is_a_page(client):
    assert client.get("/evidence", {"release": "9.9.9"}).status_code == 404
