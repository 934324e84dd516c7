"""Explore as one works in it: the answer follows, and nothing that one holds is lost."""

import pytest
from playwright.sync_api import expect

START = "/explore?drug=escitalopram&CYP2C19=*2/*2"
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def explore(visit):
    visit.open(START)
    yield visit
    refused = visit.refused()
    assert not visit.problems and not refused, "\n".join([*visit.problems, *refused])


def field(visit, name: str):
    return visit.page.locator(f"[id='g-{name}']")


def heading(visit):
    return visit.page.locator("#answer h1")


def test_typing_changes_the_answer_and_keeps_focus_scroll_and_what_is_open(explore):
    page = explore.page
    opened = page.locator("#answer details").first
    opened.evaluate("each => { each.open = true; window.scrollTo(0, 300); }")
    before = heading(explore).inner_text()

    field(explore, "CYP2C19").press_sequentially("")
    field(explore, "CYP2C19").fill("")
    field(explore, "CYP2C19").press_sequentially("*1/*1", delay=20)

    expect(heading(explore)).not_to_have_text(before)
    expect(page.locator("[id='r-CYP2C19']")).to_be_empty()
    expect(page.locator("[id='c-CYP2C19']")).to_have_text("Normal Metabolizer")
    expect(page.locator("#told")).to_contain_text(heading(explore).inner_text())
    expect(field(explore, "CYP2C19")).to_be_focused()
    expect(page.locator("#answer details").first).to_have_attribute("open", "")
    assert page.evaluate("window.scrollY") == 300
    assert page.url.endswith("/explore?drug=escitalopram&CYP2C19=*1/*1")


def test_a_part_that_was_fetched_stays_in_place_until_its_successor_is_there(explore):
    page = explore.page
    page.locator("#drugs").scroll_into_view_if_needed()
    expect(page.locator("#drugs[hx-get]")).to_have_count(0)
    page.locator("#drugs").scroll_into_view_if_needed()
    before = page.evaluate("window.scrollY")

    field(explore, "CYP2B6").fill("*6/*6")
    page.wait_for_url("**CYP2B6=*6/*6")

    expect(page.locator("#drugs[hx-get]")).to_have_count(0)
    expect(page.locator(".later")).to_have_count(0)
    assert abs(page.evaluate("window.scrollY") - before) < 400


def test_back_brings_the_former_question_with_its_fields(explore):
    before = heading(explore).inner_text()
    explore.page.get_by_role("combobox", name="HTR1A rs6295").select_option("C/G")
    explore.page.wait_for_url("**rs6295=C/G")
    explore.page.get_by_label("Drug", exact=True).select_option("sertraline")
    expect(heading(explore)).not_to_have_text(before)

    explore.page.go_back()
    expect(heading(explore)).to_have_text(before)
    explore.page.go_back()
    explore.page.wait_for_url(f"**{START}")

    expect(heading(explore)).to_have_text(before)
    expect(explore.page.get_by_label("Drug", exact=True)).to_have_value("escitalopram")
    expect(explore.page.get_by_role("combobox", name="HTR1A rs6295")).to_have_value("")
    assert explore.page.url.endswith(START)


def test_back_leads_to_before_a_field_was_typed_in_and_not_to_each_pause(explore):
    page = explore.page
    cell = field(explore, "CYP2D6")
    for text in ("*1/", "*4"):
        cell.press_sequentially(text)
        page.wait_for_url(f"**{text}")
    cell.press("Enter")
    field(explore, "CYP2B6").press_sequentially("*6/*6")
    page.wait_for_url("**CYP2D6=*1/*4&CYP2B6=*6/*6")

    page.go_back()
    page.wait_for_url("**&CYP2D6=*1/*4")
    expect(field(explore, "CYP2B6")).to_have_value("")
    page.wait_for_load_state("networkidle")
    page.go_back()
    page.wait_for_url(f"**{START}")
    expect(field(explore, "CYP2D6")).to_have_value("")


def test_what_cannot_be_read_is_said_at_the_field_and_kept(explore):
    dose = explore.page.get_by_label("Dose, mg/day")
    dose.press_sequentially("ten", delay=20)

    expect(explore.page.locator("#r-dose_mg_per_day")).to_contain_text("not a plain number")
    expect(dose).to_have_value("ten")
    expect(explore.page.locator("[id='c-CYP2C19']")).to_have_text("Poor Metabolizer")
    expect(dose).to_have_attribute("aria-invalid", "true")
    expect(explore.page.locator("#told")).to_contain_text("not a plain number")

    explore.page.get_by_role("link", name="ten is not a plain number.").click()
    expect(dose).to_be_focused()
    dose.fill("20")
    expect(dose).not_to_have_attribute("aria-invalid", "true")
    expect(heading(explore)).to_contain_text("CPIC")


def test_the_keyboard_alone_chooses_a_drug_and_reaches_the_next_field(explore):
    drug = explore.page.get_by_role("combobox", name="Drug")
    drug.focus()
    explore.page.keyboard.type("Sertraline")

    expect(explore.page.locator("#told")).to_contain_text("Sertraline 50 mg/day")
    expect(drug).to_be_focused()
    explore.page.keyboard.press("Tab")
    expect(explore.page.get_by_label("Dose, mg/day")).to_be_focused()


def test_co_medications_are_added_and_taken_away(explore):
    more = explore.page.get_by_label("Add a co-medication")
    more.fill("phenelzine")
    more.press("Enter")

    expect(heading(explore)).to_contain_text("phenelzine")
    expect(more).to_be_focused()
    expect(more).to_have_value("")
    explore.page.get_by_role("checkbox", name="phenelzine").focus()
    explore.page.keyboard.press("Space")
    expect(heading(explore)).not_to_contain_text("phenelzine")
    expect(more).to_be_focused()
    assert explore.page.url.endswith(START)


def test_on_a_phone_the_form_is_one_line_above_the_answer(explore):
    page = explore.page
    page.set_viewport_size(PHONE)
    expect(page.get_by_label("Drug", exact=True)).to_be_hidden()

    page.get_by_text("Change", exact=True).click()
    page.get_by_label("Drug", exact=True).select_option("citalopram")
    page.get_by_role("button", name="Show what follows").click()

    expect(page.get_by_label("Drug", exact=True)).to_be_hidden()
    expect(page.locator("#asked")).to_contain_text("Citalopram 20 mg/day")
    expect(heading(explore)).to_be_in_viewport()


def test_when_the_answer_does_not_arrive_it_is_said_and_the_old_one_stays(explore):
    before = heading(explore).inner_text()
    explore.page.route("**/explore?*", lambda route: route.abort())

    explore.page.get_by_role("combobox", name="HTR1A rs6295").select_option("C/G")

    expect(explore.page.locator("#told")).to_contain_text("did not arrive")
    expect(explore.page.locator("#told")).to_be_in_viewport()
    expect(heading(explore)).to_have_text(before)
    explore.page.unroute("**/explore?*")
    explore.problems.clear()  # the failed request, which was meant
    explore.page.get_by_role("combobox", name="BDNF rs6265").select_option("G/A")
    expect(explore.page.locator("#asked")).to_contain_text("rs6265 G/A")
    expect(explore.page.locator("#told")).not_to_contain_text("did not arrive")


def test_without_javascript_the_button_asks_and_a_paste_fills_the_form(visit_without_scripts):
    visit = visit_without_scripts
    visit.open(START)
    page = visit.page
    page.get_by_label("Add a co-medication").fill("omeprazole")
    page.get_by_role("combobox", name="HTR1A rs6295").select_option("C/G")
    page.get_by_role("button", name="Show what follows").click()
    asked = page.url.partition("?")[2].split("&")
    assert sorted(asked) == [
        "CYP2C19=*2/*2",
        "co_medications=omeprazole",
        "drug=escitalopram",
        "rs6295=C/G",
    ]

    page.get_by_text("Paste a panel").click()
    page.get_by_label("One person's genotypes").fill("rs6265: C/T\nrs9999999 A/G")
    page.get_by_role("button", name="Put it into the form").click()

    assert page.get_by_text("rs9999999 is not a marker that Raphe knows").is_visible()
    assert page.get_by_label("One person's genotypes").input_value().endswith("rs9999999 A/G")
    assert page.get_by_role("combobox", name="BDNF rs6265").input_value() == "C/T"
    assert page.get_by_label("omeprazole", exact=True).is_checked()
