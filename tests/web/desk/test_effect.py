"""The page of what a draft moves."""

import re

import pytest

from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells


@pytest.fixture
def page(at_desk, draft):
    """The page's text, without its tags."""

    def page():
        response = at_desk.get(f"/knowledge/desk/drafts/{draft.pk}/effect/")
        assert response.status_code == 200
        text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
        return re.sub(r"\s+", " ", text)

    return page


@pytest.fixture
def change(draft, curator):
    """Change the first row of a table that has these cells."""

    def change(table, cells, **where):
        row = next(
            row
            for row in drafts.release_rows(draft.parent)[table]
            if all(getattr(row, name) == value for name, value in where.items())
        )
        drafts.save_row(draft, table, row.key, as_cells(row) | cells, 0, curator)

    return change


def test_a_draft_without_a_change_says_so(page):
    text = page()

    assert "Nothing has been changed in this draft yet." in text
    assert "0 of its 74 numbers move" in text


def test_a_note_moves_nothing(page, change):
    change("parameters", {"meaning": "share by SERT"}, symbol="phi_S")

    assert "Nothing moves: no result, and no number of the validation table." in page()


def test_a_ratio_shows_its_panels_and_the_number_that_leaves_its_band(page, change):
    where = {"drug": "escitalopram", "gene": "CYP2C19", "phenotype": "Poor Metabolizer"}
    change("exposure_ratios", {"ratio": "5"}, **where)
    text = page()

    assert re.search(r"[1-9] of 200 results move\. 1 number leaves its band\.", text)
    assert re.search(r"Escitalopram: [1-9] panels", text)
    assert "Level against the reference ×3.3 ×5 +1.7 ×1.52" in text
    assert "27a escitalopram level, CYP2C19 poor over normal metabolizers" in text
    assert re.search(r"verified 3\.25 to 3\.35 3\.3 5 leaves its band", text)


def test_another_statement_says_both_categories(page, change):
    where = {"body": "CPIC", "drug": "escitalopram", "key_1": "Poor Metabolizer", "gene_2": ""}
    change("guideline_statements", {"actions": "usual start"}, **where)
    text = page()

    assert re.search(r"(\d+) of 200 results move, \1 into another guideline category\.", text)
    assert "Guideline category consider another drug → usual start" in text
    assert "No number leaves its band." in text


def test_a_removed_drug_says_which_panels_it_loses(page, draft, curator):
    """With every row that misses it, as the to-do list names them."""
    missing = {("drugs", "trazodone")}
    while missing:
        for table, key in missing:
            drafts.remove_row(draft, table, key, 0, curator)
        missing = {(each.table, each.key) for each in drafts.to_do(draft)}
    text = page()

    assert "Answered by the release, and no longer" in text
    assert "trazodone is not a drug that Raphe knows." in text


def test_a_draft_that_is_not_whole_links_to_its_rows(at_desk, draft, curator):
    drafts.remove_row(draft, "references", "Jukic2018", 0, curator)
    html = at_desk.get(f"/knowledge/desk/drafts/{draft.pk}/effect/").content.decode()

    assert "Nothing can be computed with this draft yet." in html
    assert "Jukic2018 is not in the table references." in html
    assert f"/knowledge/desk/drafts/{draft.pk}/tables/exposure_ratios/row/?key=" in html


def test_each_panel_opens_in_explore_with_the_draft(at_desk, draft, change):
    change("parameters", {"value": "0.7"}, symbol="phi_S")
    html = at_desk.get(f"/knowledge/desk/drafts/{draft.pk}/effect/").content.decode()
    links = re.findall(r'href="(/explore\?[^"]*drug=[^"]*)"', html)

    assert len(links) > 100
    assert all(f"release={draft.name}" in link for link in links)
    answer = at_desk.get(links[0].replace("&amp;", "&"))
    assert answer.status_code == 200
    assert "This question cannot be answered" not in answer.content.decode()
