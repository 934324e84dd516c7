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


ESCITALOPRAM = f"/explore?drug=escitalopram&{PANEL}"


def test_a_week_is_chosen_by_keyboard_and_said(visit):
    visit.open(ESCITALOPRAM)
    page = visit.page
    page.get_by_role("slider", name="Week").focus()
    page.keyboard.press("Home")
    assert "Week 0, " in page.locator("output").inner_text()
    page.keyboard.press("ArrowRight")
    row = page.locator(".course tr[data-day='7']").first
    person = row.locator("td").first.text_content()
    assert f"Week 1, Modelled improvement, HAM-D17 points: this person {person}," in (
        page.locator("output").inner_text()
    )
    place = float(page.locator(".week-line").first.get_attribute("x1"))
    assert place == pytest.approx(100 / 12)
    assert not visit.problems, visit.problems


def test_a_station_opens_its_trace_in_place_and_the_focus_follows(visit):
    visit.open(ESCITALOPRAM)
    station = visit.page.locator("#trace-exposure")
    station.locator("summary").click()
    station.get_by_role("link", name="Mean level of the parent").click()
    station.get_by_text("= usual level × dose ÷ reference dose").wait_for()
    visit.page.wait_for_function("document.activeElement.className == 'node-name'")
    look(visit)
    assert not visit.problems, visit.problems


def test_every_drug_comes_when_near_and_opens(visit):
    visit.open(ESCITALOPRAM)
    visit.page.locator("#drugs").scroll_into_view_if_needed()
    drug = visit.page.locator("details.drug", has_text="Citalopram").first
    drug.locator("summary").click()
    assert drug.get_by_role("link", name="Open Citalopram with this panel").is_visible()
    look(visit)
    assert not visit.problems, visit.problems


def test_traces_drugs_and_switches_are_links_without_javascript(visit_without_scripts):
    visit = visit_without_scripts
    visit.open(ESCITALOPRAM)
    page = visit.page
    assert not page.get_by_role("slider", name="Week").is_visible()
    page.locator("#trace-response summary").click()
    page.get_by_role("link", name="What goes into “Response”").click()
    assert page.get_by_role("heading", name="Where it comes from: Points over placebo").is_visible()
    page.get_by_role("link", name="Back to the whole answer").click()
    page.get_by_role("link", name="Normal Metabolizer", exact=True).click()
    assert "CYP2C19=*1/*1" in page.url
    page.get_by_role("link", name="Show every drug by guideline category").click()
    assert page.get_by_role("heading", name="No guideline statement").is_visible()
    assert not visit.problems, visit.problems
