"""The REST interface's page: an operation opened and tried, without a token and with one."""

from tests.api.tokens import make_token
from tests.browser.test_every_page import look

BODY = '{"genotypes": {"CYP2C19": "*2/*2"}, "regimens": [{"drug": "escitalopram"}]}'
ADDRESS = "**/api/v1/assessments"


def execute(visit) -> tuple:
    """Open the operation, ask, and return the request and the answer."""
    if not visit.page.get_by_label("Request body").is_visible():
        visit.page.locator(".opblock-post .opblock-summary-control").first.click()
    visit.page.get_by_label("Request body").fill(BODY)
    with visit.page.expect_response(ADDRESS) as answered:
        visit.page.get_by_role("button", name="Execute").click()
    response = answered.value
    visit.page.locator(".live-responses-table").wait_for()
    return response.request, response


def test_an_assessment_is_tried_without_a_token(visit):
    visit.open("/api/docs/")

    request, response = execute(visit)

    assert response.status == 200
    assert "authorization" not in request.headers
    assert response.json()["results"][0]["recommendation"]["category"] == "consider another drug"
    assert "consider another drug" in visit.page.locator(".live-responses-table").inner_text()
    look(visit)
    assert not visit.problems, "\n".join(visit.problems)


def test_a_pasted_token_is_sent(visit, administrator):
    secret = make_token("assess", user=administrator)
    visit.open("/api/docs/")
    visit.page.get_by_role("button", name="Authorize").click()
    visit.page.locator(".modal-ux input").fill(secret)
    look(visit)
    visit.page.locator(".modal-ux").get_by_role("button", name="Apply").click()
    visit.page.locator(".modal-ux").get_by_role("button", name="Close", exact=True).last.click()

    request, response = execute(visit)

    assert request.headers["authorization"] == f"Bearer {secret}"
    assert response.status == 200
    assert not visit.problems, "\n".join(visit.problems)


def test_without_javascript_the_document_is_linked(visit_without_scripts):
    visit = visit_without_scripts
    visit.open("/api/docs/")

    visit.page.get_by_role("link", name="OpenAPI document").click()
    assert '"openapi": "3.1' in visit.page.locator("body").inner_text()
