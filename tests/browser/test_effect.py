"""The effect of a draft, and the draft in Explore, in the browser."""

import pytest
from playwright.sync_api import expect

from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells
from tests.browser.test_every_page import look
from tests.browser.visits import sign_in


@pytest.fixture
def draft(release, curator):
    draft = drafts.begin(release, "Levels", curator)
    poor = ("escitalopram", "CYP2C19", "Poor Metabolizer")
    row = next(
        row
        for row in drafts.release_rows(release)["exposure_ratios"]
        if (row.drug, row.gene, row.phenotype) == poor
    )
    drafts.save_row(draft, "exposure_ratios", row.key, as_cells(row) | {"ratio": "5"}, 0, curator)
    return draft


def test_from_a_draft_to_its_effect_and_into_explore(visit, draft, curator):
    sign_in(visit, curator.username)
    visit.open(f"/knowledge/desk/drafts/{draft.pk}/")
    page, heading = visit.page, visit.page.get_by_role("heading", level=1)
    page.get_by_role("link", name="Effect", exact=True).click()
    expect(heading).to_contain_text("of 200 results move.")
    page.get_by_text("Show all 74 numbers").click()
    expect(page.get_by_role("cell", name="stays in its band").first).to_be_visible()
    look(visit)
    page.locator(".moved-who a").first.click()
    mark = page.get_by_role("complementary", name="Draft")
    expect(mark).to_contain_text("Draft, not published")
    look(visit)
    page.get_by_role("link", name="Let the mechanism reach symptoms").click()
    expect(mark).to_be_visible()
    assert f"release={draft.name}" in page.url
    assert not visit.problems, "\n".join(visit.problems)
