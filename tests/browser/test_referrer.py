"""What the browser does with our Referrer-Policy: forms work, and nobody is told an address."""

from tests.browser.visits import sign_in


def test_signing_in_and_out_works(visit, administrator):
    sign_in(visit, administrator.username)
    visit.page.get_by_role("button", name="Sign out").click()
    assert visit.page.get_by_role("link", name="Sign in").is_visible()
    assert not visit.problems, visit.problems


def test_a_page_with_genotypes_in_its_address_tells_no_page_where_one_was(visit):
    visit.open("/explore?drug=escitalopram&CYP2C19=*2/*2")
    with visit.page.expect_request(visit.site + "/") as asked:
        visit.page.locator("header a[href='/']").first.click()
    assert "referer" not in asked.value.all_headers()
    assert visit.page.evaluate("document.referrer") == ""
