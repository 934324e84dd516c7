"""A result on paper: two sheets, the panel in a line, nothing that needs a hand."""

import re

import pytest

from pgx.web.examples import PEOPLE

ASKED = "/explore?drug=escitalopram&dose_mg_per_day=10&CYP2C19=*2/*2"
EVERY_GENE = PEOPLE[4].url
SHEET = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("asked", [ASKED, EVERY_GENE], ids=["one gene", "every gene"])
def test_a_result_prints_on_two_sheets(visit, asked):
    visit.open(asked)
    pdf = visit.page.pdf(prefer_css_page_size=True)
    assert len(SHEET.findall(pdf)) == 2


def test_paper_has_the_panel_and_no_controls(visit):
    visit.open(ASKED)
    visit.page.get_by_role("button", name="Dark theme").click()
    visit.page.emulate_media(media="print", color_scheme="dark")
    assert visit.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    asked = visit.page.locator(".only-print")
    assert asked.is_visible()
    assert "CYP2C19 *2/*2" in asked.inner_text()
    assert not visit.page.locator("form.panel").is_visible()
    assert not visit.page.get_by_role("link", name="PDF, two pages").is_visible()


def test_the_pdf_of_a_result_is_one_click_away(visit):
    visit.open(ASKED)
    address = visit.page.get_by_role("link", name="PDF, two pages").get_attribute("href")
    answer = visit.page.context.request.get(visit.site + address)
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF-")
