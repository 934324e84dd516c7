"""What the base template promises: theme, keyboard, no JavaScript, print."""

import pytest

from pgx import notice
from tests.browser.visits import PASSWORD, visiting

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def focused(page) -> str:
    return page.evaluate("(document.activeElement.textContent || '').trim()")


def test_theme_button_is_remembered(visit):
    visit.open("/")
    button = visit.page.get_by_role("button", name="Dark theme")
    light = visit.page.evaluate(BACKGROUND)
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    dark = visit.page.evaluate(BACKGROUND)
    assert dark != light
    assert button.get_attribute("aria-pressed") == "true"
    visit.open("/account/login/")
    assert visit.page.evaluate(BACKGROUND) == dark
    button.click()
    assert visit.page.evaluate(BACKGROUND) == light


def test_choice_goes_before_the_system(browser, site):
    with visiting(browser, site, color_scheme="dark") as visit:
        visit.open("/")
        dark = visit.page.evaluate(BACKGROUND)
        visit.page.get_by_role("button", name="Dark theme").click()
        assert visit.page.evaluate(BACKGROUND) != dark


def test_keyboard_starts_at_the_skip_link(visit):
    visit.open("/there-is-nothing-here")
    visit.page.keyboard.press("Tab")
    assert focused(visit.page) == "Skip to the content"
    box = visit.page.locator(".skip").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('main') !== null")


def test_focus_is_visible_and_never_under_the_header(visit):
    visit.open("/")
    visit.page.set_viewport_size({"width": 390, "height": 600})
    for _step in range(20):
        visit.page.keyboard.press("Tab")
        state = visit.page.evaluate(
            """() => {
              const element = document.activeElement;
              if (element === document.body) return null;
              const box = element.getBoundingClientRect();
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return {
                name: element.outerHTML.slice(0, 120),
                outline: getComputedStyle(element).outlineStyle,
                seen: element.contains(top) || (top !== null && top.contains(element)),
              };
            }"""
        )
        if state is None:
            break
        assert state["outline"] == "solid", state["name"]
        assert state["seen"], state["name"]


def test_header_leaves_the_screen_to_the_content(visit):
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open("/")
    visit.page.evaluate("window.scrollTo(0, 400)")
    assert visit.page.locator(".notice-short").is_visible()
    assert visit.page.locator(".bar").bounding_box()["y"] == pytest.approx(0, abs=1)
    assert visit.page.locator(".bar").bounding_box()["height"] <= 60


def test_without_javascript(visit_without_scripts, administrator):
    visit = visit_without_scripts
    visit.open("/")
    assert visit.page.get_by_role("heading", level=1).is_visible()
    assert visit.page.locator("[data-theme-button]").is_hidden()
    visit.page.get_by_role("link", name="Sign in").click()
    visit.page.get_by_label("Username").fill(administrator.username)
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.page.get_by_role("button", name="Sign in").click()
    assert administrator.username in visit.page.get_by_role("heading", level=1).inner_text()
    visit.page.get_by_role("button", name="Sign out").click()
    assert visit.page.get_by_role("link", name="Sign in").is_visible()
    assert not visit.problems, visit.problems


def test_a_wrong_password_is_told_at_the_form(visit):
    visit.open("/account/login/")
    visit.page.get_by_label("Username").fill("nobody")
    visit.page.get_by_label("Password").fill("wrong")
    visit.page.get_by_role("button", name="Sign in").click()
    assert "correct username and password" in visit.page.get_by_role("alert").inner_text()
    assert visit.page.title().startswith("Error:")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_print_keeps_the_notice_and_prints_light(visit, theme):
    visit.open("/")
    visit.page.emulate_media(media="print", color_scheme=theme)
    for text in (notice.NOTICE_SHORT, notice.NOTICE, notice.MEDICINE_NOTICE):
        assert visit.page.get_by_text(str(text)).is_visible()
    assert visit.page.locator(".nav").is_hidden()
    assert visit.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_print_repeats_the_notice_on_every_sheet(visit):
    """A table's header and footer stand on each sheet, if they may not break."""
    visit.open("/")
    visit.page.emulate_media(media="print")
    for part, display in ((".top", "table-header-group"), (".foot", "table-footer-group")):
        style = visit.page.locator(part).evaluate(
            "element => [getComputedStyle(element).display, getComputedStyle(element).breakInside]"
        )
        assert style == [display, "avoid"]
