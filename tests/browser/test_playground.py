"""The playground as a teaching EHR: a record, an order, a card, and what one does with it."""

from tests.browser.visits import Visit

CARD = "article.card"


def override(visit: Visit) -> None:
    """Put the first card aside, as one does."""
    page = visit.page
    card = page.locator(CARD).first
    card.get_by_text("Override this card").click()
    card.get_by_label("Already accounted for").check()
    card.get_by_label("Comment").fill("As we said in class.")
    card.get_by_role("button", name="Override").click()
    page.get_by_text("Overridden: Already accounted for").wait_for()


def take_suggestion(visit: Visit) -> None:
    """Take the first suggestion; the order has its dose then."""
    page = visit.page
    button = page.get_by_role("button", name="Teaching suggestion").first
    label = button.inner_text()
    button.click()
    page.get_by_text(f"Accepted: {label}").wait_for()
    assert page.get_by_label("Dose, mg/day").input_value() in label


def test_a_record_an_order_and_what_one_does_with_the_card(visit):
    """With scripts each choice is answered at once, and the address follows."""
    page = visit.page
    visit.open("/playground")

    page.get_by_label("Person", exact=True).select_option(label="Fern, RAPHE-TEACHING-06")
    page.get_by_role("heading", name="Fern").wait_for()
    page.get_by_label("Drug", exact=True).select_option("nortriptyline")
    page.locator(CARD, has_text="Nortriptyline").wait_for()
    page.get_by_label("Dose, mg/day").fill("75")
    page.get_by_label("Dose, mg/day").press("Tab")
    page.locator(CARD, has_text="Nortriptyline 75 mg/day").wait_for()
    assert page.evaluate("document.activeElement.id") == "id_drug2"
    assert "drug=nortriptyline&dose=75" in page.url
    take_suggestion(visit)
    override(visit)

    page.go_back()
    page.locator(CARD, has_text="Published guideline").first.wait_for()
    assert not visit.problems, "\n".join(visit.problems)


def test_without_scripts(visit_without_scripts):
    page = visit_without_scripts.page
    page.goto(visit_without_scripts.site + "/playground?patient=teaching-06")

    page.get_by_label("Drug", exact=True).select_option("nortriptyline")
    page.get_by_label("Dose, mg/day").fill("75")
    page.get_by_text("What the record sends along").click()
    page.get_by_label("statements").select_option("null")
    page.get_by_role("button", name="Send to Raphe").click()
    page.locator(CARD, has_text="Nortriptyline 75 mg/day").wait_for()
    assert "statements=null" in page.url
    take_suggestion(visit_without_scripts)
    override(visit_without_scripts)
