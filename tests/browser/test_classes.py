"""Classes in Chromium: from sign-up by the pages alone to a test, its result and a review."""

import numpy as np
import pytest
from playwright.sync_api import expect

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.classes.assigning import assign
from pgx.cases.models import Class, ClassData, Kind
from tests.batches.making import ESCITALOPRAM, done
from tests.browser.test_cases import focus, go, press
from tests.browser.test_every_page import look
from tests.browser.visits import PASSWORD, Visit, come_in, visiting
from tests.cases.figures import making
from tests.cases.making import publish_good
from tests.cases.sittings.making import BELIEFS, publish_bank

HELD = 3  # beliefs that the learner holds, and is sure of
FIGURES = ["", "beliefs/", "items/", "project/", "cards/", "assign/", "assign/tests/"]


@pytest.fixture
def bank(site) -> None:
    """Three items of each of ten beliefs and one for review, and a case to assign."""
    publish_good()
    publish_bank()


@pytest.fixture
def spring(bank, ada) -> Class:
    """A class of ada's with the first test, which lin learns in."""
    made = classes.make(ada, "Spring", "Europe/Berlin")
    Class.objects.update(beliefs=BELIEFS)
    assign(made, Kind.PRE)
    classes.join(User.objects.create_user("lin"), made.codes.get().code)
    return made


class Walker:
    """Somebody who follows links and presses buttons; every page on the way is seen."""

    def __init__(self, visit: Visit, is_looking: bool) -> None:
        self.visit, self.page, self.is_looking = visit, visit.page, is_looking
        self.main = visit.page.locator("#main")

    def see(self, heading: str) -> None:
        """Wait for a page by its heading, and look at it."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        if self.is_looking:
            look(self.visit)

    def follow(self, name: str) -> None:
        self.main.get_by_role("link", name=name).first.click()

    def press(self, name: str, exact: bool = False) -> None:
        self.main.get_by_role("button", name=name, exact=exact).first.click()

    def signs_up(self, name: str, heading: str) -> None:
        self.follow("Make one")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_label("Password (again)").fill(PASSWORD)
        self.press("Make the account")
        self.see(heading)

    def answers(self, number: int, many: int, option: str) -> None:
        """One tap on an option, and one that says how sure one is and sends it."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(f"{number} of {many}")
        if self.is_looking and number == 1:
            look(self.visit)
        self.main.get_by_label(f"The curve is {option}.").check()
        self.press("Sure", exact=True)


def teaches(walker: Walker) -> str:
    """Sign up, make a class, assign it a case and the three tests; the link to join it."""
    walker.visit.open("/")
    walker.follow("Or teach them to a class")
    walker.signs_up("ada", "You are in no class yet.")
    walker.follow("Make a class")
    walker.see("Make a class")
    walker.page.get_by_label("Name").fill("Spring")
    walker.press("Make the class")
    walker.see("Nothing is assigned yet.")
    walker.follow("Assign cases")
    walker.see("Which cases")
    walker.main.locator("input[name=cases]").first.check()
    walker.press("Assign")
    walker.see("Nobody has joined yet")
    walker.follow("Tests")
    walker.see("Ask the same ten beliefs")
    walker.press("Assign the tests")
    walker.see("Nobody has joined yet")
    return walker.main.locator("a[href*='join/?code=']").get_attribute("href")


def sits_the_first_test(walker: Walker, link: str) -> None:
    """Sign up behind the link, join, and answer ten questions."""
    walker.visit.open(link.removeprefix(walker.visit.site))
    walker.signs_up("lin", "Join a class")
    walker.press("Join")
    walker.see("are to be done")
    walker.main.get_by_role("listitem").filter(has_text="Test before").get_by_role("button").click()
    for number in range(1, 11):
        walker.answers(number, 10, "steep" if number <= HELD else "flat")
    walker.see(f"You have {10 - HELD} of 10 right. You were sure of {HELD} of the others.")


def reviews(walker: Walker) -> None:
    """What one was sure of comes up at once, and is told after each answer."""
    walker.follow("review")
    walker.see("due")
    walker.press(f"Begin: {HELD} questions")
    for number in range(1, HELD + 1):
        walker.answers(number, HELD, "flat")
        expect(walker.main.locator(".is-told")).to_have_count(1)
        if number == 1 and walker.is_looking:
            look(walker.visit)
        walker.follow("See how it went" if number == HELD else "Next question")
    walker.see("right")
    walker.follow("See how you stand")
    walker.see("due")


@pytest.mark.parametrize("scripts", [True, False], ids=["in four views", "without JavaScript"])
def test_from_sign_up_to_a_review_by_the_pages(browser, bank, site, scripts):
    with (
        visiting(browser, site, java_script_enabled=scripts) as teacher,
        visiting(browser, site, java_script_enabled=scripts) as learner,
    ):
        link = teaches(Walker(teacher, scripts))
        sits_the_first_test(Walker(learner, scripts), link)
        reviews(Walker(learner, scripts))
        teacher.page.reload()
        Walker(teacher, scripts).see("has not begun")
        assert "1 of 1 begun, 1 done" in teacher.page.inner_text("main")
        Walker(teacher, scripts).follow("What they believe")
        Walker(teacher, scripts).see("Only one has answered before the course, with “")
    assert not teacher.problems + learner.problems, "\n".join(teacher.problems + learner.problems)


def test_a_test_is_sat_by_keyboard(visit, spring):
    come_in(visit, User.objects.get(username="lin"))
    visit.open(f"/classes/{spring.pk}/")
    go(visit, "Begin", "**/tests/**")
    for number in range(1, 11):
        expect(visit.page.locator("h1")).to_have_text(f"{number} of 10")
        focus(visit, "The curve is flat.")
        press(visit, "Space", "Tab")
        go(visit, "Fairly sure", "**/tests/**")
    expect(visit.page.locator("h1")).to_contain_text("You have 10 of 10 right.")
    assert not visit.problems, "\n".join(visit.problems)


def test_the_pages_of_a_class_that_has_answered_in_four_views(visit, spring, ada):
    planted = making.make_class(24, ada, name="Autumn")
    right = np.random.default_rng(5).integers(0, 2, (24, 10))
    making.sit(planted, Kind.PRE, right)
    making.sit(planted, Kind.POST, np.maximum(right, right[::-1]))
    data = ClassData.objects.create(
        of_class=planted.of_class, batch=done(ada, regimens=(ESCITALOPRAM,))
    )
    come_in(visit, ada)
    for path in (*FIGURES, "data/", f"data/{data.pk}/", f"data/{data.pk}/subjects/"):
        visit.open(f"/classes/{planted.of_class.pk}/{path}")
        look(visit)
    visit.open("/classes/")
    look(visit)
    assert not visit.problems, "\n".join(visit.problems)
