"""A page of another origin that does what the public CDS Hooks sandbox does, in Chromium."""

import functools
import http.server
import json
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pgx import notice
from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from pgx.ehr.models import CardFeedback
from pgx.ehr.teaching_patients import teaching_patients
from tests.browser.visits import visiting

PAGES = Path(__file__).parent / "sandbox"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        pass


@pytest.fixture
def elsewhere():
    """The address of the sandbox's page: another port, so another origin."""
    handler = functools.partial(Quiet, directory=str(PAGES))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def lines(page, place):
    return page.locator(f"#{place} li").all_inner_texts()


def test_a_sandbox_of_another_origin_works(browser, elsewhere, site):
    with visiting(browser, elsewhere) as visit:
        visit.page.goto(f"{elsewhere}/index.html?raphe={site}")
        expect(visit.page.locator("#done")).to_be_visible(timeout=30_000)

        page = visit.page
        assert page.locator("#faults").inner_text() == ""
        assert page.locator("#server").inner_text() == "4.0.1"
        people = [f"{each.given} Teaching-Synthetic" for each in teaching_patients()]
        assert lines(page, "people") == people
        assert lines(page, "services") == ["patient-view", "order-select", "order-sign"]
        prefetched = json.loads(page.locator("#prefetched").inner_text())
        assert set(prefetched) == {"genotypes", "reports", "medications", "statements"}
        assert prefetched["genotypes"] > 0
        assert_cards(page)
        assert page.locator("#feedback").inner_text() == "200"
        assert visit.refused() == []
        elsewhere_only = [each for each in visit.problems if "request to elsewhere" not in each]
        assert elsewhere_only == []
    kept = CardFeedback.objects.get()
    assert (kept.outcome, kept.drug) == ("overridden", "escitalopram")


def assert_cards(page):
    """What the page drew for each hook: its summary lines, and where their details end."""
    (on_file,) = lines(page, "patient-view")
    assert str(notice.NOTICE_SHORT) in on_file
    for hook in ("order-select", "order-sign"):
        (summary,) = lines(page, hook)
        # 2 tablets of 5 MG, once a day: the strength stands only in the product's name.
        assert summary.startswith("Escitalopram 10 mg/day: ")
        ending = page.locator(f"#{hook} li").get_attribute("data-ending")
        assert assess(Question()).not_checked.endswith(ending)
