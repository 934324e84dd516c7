"""Cases in Chromium: a way through each at both widths, by keyboard, and without JavaScript."""

import pytest

from pgx.cases.reading import CaseFile, read_folder
from tests.browser.test_every_page import look
from tests.browser.visits import visiting
from tests.cases.making import publish_good, publish_shipped

CASES = [each.case.case for each in read_folder() if isinstance(each, CaseFile)]
MOST_STEPS = 12
WIDTHS = (1280, 390)


class Learner:
    """Plays a case in the browser, as the page offers it."""

    def __init__(self, visit, case: str) -> None:
        self.visit, self.page = visit, visit.page
        visit.open("/cases/")
        self.page.locator(f'form[action="/cases/{case}/begin"] button').last.click()

    def steps(self):
        """Each step, before it is answered; then it is answered and left."""
        for _ in range(MOST_STEPS):
            if self.page.url.endswith("/cases/"):
                return
            yield self.page.locator("h1").inner_text()
            self.answer()
        raise AssertionError("the debrief does not come")

    def answer(self) -> None:
        """Fill in what there is, send it, and go on past its feedback."""
        main = self.page.locator("#main")
        for box in main.locator("input[type=radio], input[type=checkbox]").all()[:1]:
            box.check()
        for field in main.locator(".level .input:not([disabled])").all():
            field.fill(main.locator(".levels").get_attribute("data-high"))
        sure = main.get_by_role("button", name="Fairly sure")
        (sure if sure.count() else main.locator("form button:not([hidden])").first).click()
        onward = self.page.locator("#main a.btn-main")
        if onward.count():
            self.after_feedback()
            onward.click()

    def after_feedback(self) -> None:
        """Nothing to do; a test may look."""


@pytest.mark.long
def test_every_case_at_both_widths(visit):
    publish_shipped()
    for case in CASES:
        for title in Learner(visit, case).steps():
            for width in WIDTHS:
                visit.page.set_viewport_size({"width": width, "height": 900})
                over = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if over > 0:
                    visit.note(f"{case}, {title}: {over} px too wide at {width}")
    assert not visit.problems, "\n".join(visit.problems)


@pytest.mark.parametrize("case", ["good", "day-14"])
def test_every_kind_of_step_in_four_views(visit, case):
    publish_good()
    publish_shipped("day-14")
    learner = Learner(visit, case)
    learner.after_feedback = lambda: look(visit)
    for _title in learner.steps():
        look(visit)
    look(visit)
    assert not visit.problems, "\n".join(visit.problems)


def test_every_kind_of_step_without_javascript(browser, site):
    publish_good()
    publish_shipped("day-14")
    with visiting(browser, site, java_script_enabled=False) as visit:
        visit.open = lambda path: visit.page.goto(visit.site + path)
        for case in ("good", "day-14"):
            assert len(list(Learner(visit, case).steps())) >= 5
        assert "You have played 2 of 2." in visit.page.inner_text("main")


NAME = """() => {
  const here = document.activeElement;
  return `${(here.labels?.[0] ?? here).innerText} ${here.getAttribute("aria-label") ?? ""}`;
}"""
IS_OPTION = "document.activeElement.type === 'radio'"


def press(visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def focus(visit, text: str) -> None:
    """Press Tab, and among options the arrow, until something of this name has the focus."""
    for _ in range(60):
        press(visit, "ArrowDown" if visit.page.evaluate(IS_OPTION) else "Tab")
        if text in visit.page.evaluate(NAME):
            return
    raise AssertionError(f"no focus reaches {text}")


def go(visit, text: str, to: str) -> None:
    """Press Enter on something, and wait for the page behind it."""
    focus(visit, text)
    with visit.page.expect_navigation(url=to):
        press(visit, "Enter")


def test_every_kind_of_step_by_keyboard(visit):
    publish_good()
    visit.open("/cases/")
    go(visit, "Begin", "**/history")
    go(visit, "Go on", "**/order")
    focus(visit, "CYP2C19")
    press(visit, "Space")
    focus(visit, "Order nothing")
    go(visit, "Order", "**/order")
    go(visit, "Go on", "**/guess")
    focus(visit, "Your number, slider")
    press(visit, "End", "ArrowLeft")
    assert visit.page.get_by_label("Your number", exact=True).input_value() == "99"
    go(visit, "Unsure", "**/run")
    assert "You said 99 %." in visit.page.inner_text("main")
    go(visit, "Go on", "**/visit")
    focus(visit, "It cannot be told now.")
    press(visit, "Space", "Tab")
    go(visit, "Sure", "**/visit")
    assert "That is as far as the facts go." in visit.page.inner_text("main")
    assert not visit.problems, "\n".join(visit.problems)


def test_a_curve_is_drawn_on_the_picture(visit):
    publish_shipped("day-14")
    visit.open("/cases/")
    visit.page.get_by_role("button", name="Begin").last.click()
    visit.page.get_by_role("button", name="Go on").click()
    box = visit.page.locator(".drawing").bounding_box()

    visit.page.mouse.move(box["x"] + 0.05 * box["width"], box["y"] + 0.9 * box["height"])
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 0.95 * box["width"], box["y"] + 0.1 * box["height"], steps=40)
    visit.page.mouse.up()

    numbers = [float(each.input_value()) for each in visit.page.locator(".level .input").all()]
    assert numbers == sorted(numbers)
    assert numbers[-1] - numbers[0] > 3


def test_enter_in_a_field_sends_nothing(visit):
    publish_shipped("day-14")
    visit.open("/cases/")
    visit.page.get_by_role("button", name="Begin").last.click()
    visit.page.get_by_role("button", name="Go on").click()

    visit.page.get_by_label("Week 0", exact=True).fill("1")
    press(visit, "Enter")

    visit.page.wait_for_timeout(300)
    assert visit.page.url.endswith("/draw")
    assert visit.page.get_by_label("Week 0", exact=True).input_value() == "1"
