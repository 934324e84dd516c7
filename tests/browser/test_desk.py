"""The desk in the browser, as a curator uses it on a phone."""

import re

import pytest
from playwright.sync_api import expect

from pgx.knowledge import releases
from tests.browser.test_every_page import look
from tests.browser.visits import sign_in
from tests.kb import NEXT


@pytest.fixture
def at_desk(visit, curator):
    sign_in(visit, curator.username)
    visit.page.set_viewport_size({"width": 390, "height": 900})
    visit.page.get_by_role("link", name="Desk Drafts of the knowledge").click()
    return visit.page


def test_from_a_new_draft_to_a_release_and_its_withdrawal(at_desk, visit, release):
    page, heading = at_desk, at_desk.get_by_role("heading", level=1)
    expect(heading).to_have_text("No draft is open.")
    page.get_by_label("What the draft is for").fill("Half-lives")
    page.get_by_role("button", name="Begin the draft").click()
    page.get_by_role("link", name="Change rows").click()
    page.get_by_role("link", name="drug_values").first.click()
    page.get_by_label("Find rows with").fill("sertraline")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="sertraline · half_life", exact=True).click()

    page.get_by_label("value", exact=True).fill("many")
    page.get_by_role("button", name="Save the row").click()
    expect(heading).to_have_text("This row is not saved yet.")
    expect(page.get_by_label("value", exact=True)).to_have_accessible_description(
        re.compile("many is no number. Write digits, such as 0.5.")
    )
    expect(page.get_by_label("value", exact=True)).to_have_value("many")
    look(visit)
    page.get_by_label("value", exact=True).fill("27.5")
    page.get_by_role("button", name="Save the row").click()
    expect(page.locator(".messages")).to_have_text("Saved.")

    page.get_by_role("link", name="Half-lives").click()
    page.get_by_role("link", name="Difference").click()
    expect(page.locator(".diff ins")).to_have_text("27.5")
    look(visit)
    page.get_by_role("link", name="Publish …").click()
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_label("What is new")).to_have_accessible_description(
        re.compile("Say what is new")
    )
    page.get_by_label("What is new").fill("The half-life of sertraline.")
    page.get_by_role("button", name="Publish it").click()
    expect(heading).to_have_text(f"This draft became release {NEXT}.")
    assert releases.name().version == NEXT

    page.get_by_role("link", name="Desk", exact=True).click()
    look(visit)
    page.get_by_role("link", name=f"Withdraw {NEXT}").click()
    page.get_by_label("Why").fill("It was of another drug.")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.locator("main")).to_contain_text("Withdrawn: It was of another drug.")
    assert releases.name().version == release.version
    assert not visit.problems, visit.problems
