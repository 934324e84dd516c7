import pytest

pytestmark = pytest.mark.usefixtures("release")
REGIMEN = "drug=sertraline&dose_mg_per_day=50&rs6265=C%2FC"


def test_a_paste_that_is_understood_leads_to_the_address_with_it(client):
    response = client.post(
        "/explore/paste", {"kept": REGIMEN, "paste": "rs6265 T/T, CYP2C19 *2/*2"}
    )

    assert response.status_code == 302
    assert response.url == ("/explore?drug=sertraline&dose_mg_per_day=50&rs6265=T/T&CYP2C19=*2/*2")


def test_a_paste_that_is_not_understood_is_kept_beside_what_is_wrong(client):
    text = "rs6265 T/T\n<b>rs1</b> A/G"

    response = client.post("/explore/paste", {"kept": REGIMEN, "paste": text})

    html = response.content.decode()
    assert response.status_code == 422
    assert "Line 2" in html
    assert "<b>rs1" not in html
    assert "rs6265 T/T\n&lt;b&gt;rs1" in html
    assert '<option value="T/T" selected>' in html
    assert '<option value="sertraline" selected>' in html


def test_a_paste_needs_no_cookie_and_sets_none(client):
    client.handler.enforce_csrf_checks = True

    response = client.post("/explore/paste", {"kept": "", "paste": "CYP2C19 *2/*2"})

    assert response.status_code == 302
    assert not response.cookies and not client.get("/explore").cookies


def test_a_paste_of_nothing_at_all_is_said(client):
    response = client.post("/explore/paste")

    assert response.status_code == 422
    assert "No genotype was pasted." in response.content.decode()
