"""The main paths from Home to a comparison and a report: by keyboard, and without a script."""

import pytest
from playwright.sync_api import expect

MOST_STOPS = 120
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  return {
    id: element.id,
    says: (element.getAttribute("aria-label") || element.textContent).replace(/\\s+/g, " ").trim(),
    outline: style.outlineStyle,
  };
}"""


def tab_to(page, wanted: str) -> None:
    """Tab until the focus is on what has this id or text; every stop on the way is seen."""
    passed = []
    for _step in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["outline"] == "solid", focused
        passed.append(focused["id"] or focused["says"][:40])
        if wanted in (focused["id"], focused["says"]):
            return
    raise AssertionError(f"{wanted} is not among {passed}")


def heading(page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("width", [1280, 390])
def test_from_home_to_a_comparison_by_keyboard(visit, width):
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    visit.open("/")
    tab_to(page, "Explore an example")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("Prefer a drug")
    page.wait_for_load_state("networkidle")

    if width == 390:
        while not page.evaluate("document.activeElement.matches('#panel > summary')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    tab_to(page, "g-CYP2C19")
    page.keyboard.type("*1/*1")
    page.keyboard.press("Tab")
    expect(heading(page)).to_contain_text("usual dose")
    expect(page.locator("#asked")).to_contain_text("CYP2C19 *1/*1")
    assert page.evaluate("document.activeElement.matches('.about')")

    tab_to(page, "the reference panel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Sides").get_by_role("listitem")).to_have_count(2)
    tab_to(page, "Remove B")
    page.keyboard.press("Enter")
    expect(page.get_by_text("One side is here.")).to_be_visible()
    tab_to(page, "b-drug")
    page.keyboard.type("Sertraline")
    page.keyboard.press("Tab")
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Sides")).to_contain_text("Sertraline 50 mg/day")
    tab_to(page, "Change a side, or add one")
    page.keyboard.press("Enter")
    expect(page.locator("#c-drug")).to_be_visible()
    tab_to(page, "a-drug")
    assert not visit.problems, visit.problems


def test_what_is_folded_opens_with_space_and_keeps_the_focus(visit):
    page = visit.page
    visit.open("/explore?drug=escitalopram&CYP2C19=*2/*2")
    page.locator("#statement").click()
    tab_to(page, "Show 6 more")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.parentElement.open")
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_home_examples_random_people_and_the_report_without_javascript(visit_without_scripts):
    visit = visit_without_scripts
    page = visit.page
    visit.open("/")
    page.locator(".kinds").get_by_role("link", name="*17/*17").click()
    assert page.locator(".kinds .current").inner_text().startswith("*17/*17")
    assert "*17/*17" in page.get_by_role("link", name="Follow it further").get_attribute("href")

    page.get_by_role("link", name="Start empty").click()
    page.get_by_role("link", name="The bodies disagree").click()
    assert page.locator("#g-CYP2C19").input_value() == "*1/*17"
    report = page.get_by_role("link", name="PDF, two pages").get_attribute("href")
    assert page.context.request.get(visit.site + report).body().startswith(b"%PDF-")

    page.get_by_text("Random person").click()
    page.get_by_label("Seed").fill("7")
    page.get_by_role("button", name="Draw a person").click()
    assert "seed=7" in page.url
    assert page.locator("#f-drug").input_value() == "escitalopram"
    assert page.get_by_text("This panel:").is_visible()
    assert not visit.problems, visit.problems
