"""Explore where it is fullest and where it is emptiest, with everything opened."""

import pytest

from tests.browser.test_every_page import look

PANEL = "CYP2C19=*2/*2&5-HTTLPR=S/S&rs25531=A/A&rs6265=C/T&rs6295=C/C"
PAGES = {
    "full": f"drug=escitalopram&{PANEL}",
    "switched on": f"drug=citalopram&{PANEL}&mechanism_reaches_symptoms=on",
    "single doses": "drug=esketamine&rs6265=T/T",
    "not represented": "drug=bupropion&CYP2B6=*6/*6",
    "no effect": "drug=levodopa",
    "stopped": "drug=sertraline&co_medications=phenelzine",
}
OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"


@pytest.mark.parametrize("name", PAGES)
def test_explore_with_everything_open(visit, name):
    visit.open(f"/explore?{PAGES[name]}")
    visit.page.evaluate(OPEN)
    look(visit)
    assert not visit.problems, "\n".join(visit.problems)


def test_the_switch_works_without_javascript(visit_without_scripts):
    visit = visit_without_scripts
    visit.open("/explore?drug=citalopram&rs6265=T/T")
    visit.page.get_by_role("link", name="Let the mechanism reach symptoms").click()
    assert visit.page.get_by_text("The switch is on: here").is_visible()
    assert visit.page.get_by_label("Let the mechanism reach symptoms").is_checked()
    visit.page.get_by_role("link", name="Switch it off").first.click()
    assert visit.page.get_by_text("The switch is on").count() == 0
    assert not visit.problems, visit.problems
