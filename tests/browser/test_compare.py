"""Compare where it is fullest and where it is faulty; and the ways to it without a script."""

import pytest

from tests.browser.test_every_page import look

POOR = "CYP2C19=*2/*2"
FOUR_DRUGS = {"a": "sertraline", "b": "amitriptyline", "c": "bupropion", "d": "esketamine"}
PAGES = {
    "one drug": "a.drug=escitalopram&a.CYP2C19=*1/*1&b.drug=escitalopram&b.CYP2C19=*2/*2",
    "four drugs": "&".join(
        f"{side}.drug={drug}&{side}.{POOR}" for side, drug in FOUR_DRUGS.items()
    ),
    "faults": "a.drug=escitaloprm&b.rs6265=C/T&c.drug=sertraline&c.rs6295=C/C&drug=x",
    "stopped": "a.drug=sertraline&b.drug=sertraline&b.co_medications=phenelzine",
}
OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"


@pytest.mark.parametrize("name", PAGES)
def test_compare_with_everything_open(visit, name):
    visit.open(f"/compare?{PAGES[name]}")
    visit.page.evaluate(OPEN)
    look(visit)
    assert not visit.problems, "\n".join(visit.problems)


def test_from_explore_to_only_what_differs_without_javascript(visit_without_scripts):
    visit = visit_without_scripts
    page = visit.page
    visit.open(f"/explore?drug=escitalopram&{POOR}")
    page.get_by_label("or this panel with").select_option("sertraline")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Against its own reference")
    page.get_by_role("link", name="Show only what differs").click()
    assert page.locator("tr.same").count() == 0
    page.get_by_role("link", name="Remove B").click()
    assert page.get_by_text("One side is here.").is_visible()
    page.locator("#b-drug").select_option("escitalopram")
    page.locator("#b-CYP2C19").fill("*1/*1")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("The level differs")
    assert page.url.endswith("&b.drug=escitalopram&b.CYP2C19=*1/*1")
    assert not visit.problems, visit.problems
