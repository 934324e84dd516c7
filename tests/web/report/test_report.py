"""A result as a PDF: two pages, the notice on each, the numbers of the other doors."""

import json
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import QueryDict
from limits import parse as parse_rate

from pgx import __version__, notice
from pgx.rounding import ratio, show
from pgx.web.asked import Asked
from pgx.web.explore import explore
from pgx.web.report import setting
from pgx.web.report.compiler import compile_report
from pgx.web.report.content import content_of
from tests.pdf import pages_of

PANEL = "CYP2C19=*2/*2&5-HTTLPR=S/S&rs25531=A/A"
QUESTION = f"drug=escitalopram&dose_mg_per_day=10&{PANEL}"


def report_of(knowledge, query, asked=None):
    page = explore(knowledge, QueryDict(query))
    content = content_of(page, asked or Asked(knowledge), f"http://testserver/explore?{query}")
    return compile_report(json.dumps(content))


def every_marker(knowledge):
    """A genotype for each marker: the longest panel."""
    return {
        name: "*2/*4" if marker.kind == "star" else "/".join(a.allele for a in marker.alleles[:2])
        for name, marker in knowledge.markers.items()
    }


def test_report_has_two_pages_with_the_notice_on_each(client, release):
    response = client.get(f"/explore.pdf?{QUESTION}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    found = pages_of(response.content)
    assert len(found) == 2
    for number, page in enumerate(found, 1):
        assert str(notice.NOTICE_SHORT) in page
        assert str(notice.NOTICE) in page
        assert str(notice.MEDICINE_NOTICE) in page
        assert f"Page {number} of 2" in page
    assert "5-HTTLPR S/S and rs25531 A/A change nothing in the recommendation." in found[0]
    again = f"SHA-256 {release.sha256}), engine {__version__}"
    assert again in found[1]
    assert f"http://testserver/explore?{QUESTION}" in found[1].replace("/ ", "/").replace("& ", "&")


def test_report_has_the_numbers_of_rest(client, release):
    genotypes = dict(parse_qsl(PANEL))
    asked = {
        "genotypes": genotypes,
        "regimens": [{"drug": "escitalopram", "dose_mg_per_day": 10}],
    }
    result = client.post("/api/v1/assessments", asked, "application/json").json()["results"][0]
    first, second = pages_of(client.get(f"/explore.pdf?{QUESTION}").content)
    assert result["recommendation"]["headline"] in first
    assert f"Category: {result['recommendation']['category']}" in first
    for station in result["path"]:
        at = second.index(f"{station['label']}, {station['at']}")
        row = second[at : at + 160]
        assert ratio(station["ratio"]) in row
        value = 100 * station["value"] if station["unit"] == "fraction" else station["value"]
        assert show(value) in row
    for part in result["contributions"]:
        assert (ratio(part["factor"]) if part["status"] == "called" else part["status"]) in second
    assert show(result["points_over_placebo_week_8"], 2) in second


def test_report_of_the_longest_panel_has_two_pages(knowledge):
    """With the drugs that have most to say, and such as are given or modelled otherwise."""
    panel = urlencode({**every_marker(knowledge), "co_medications": "bupropion; omeprazole"})
    for drug in ("amitriptyline", "citalopram", "fluvoxamine", "esketamine", "levodopa"):
        assert len(pages_of(report_of(knowledge, f"{panel}&drug={drug}"))) == 2, drug


def test_a_report_that_needs_more_pages_says_how_many(knowledge):
    many = "; ".join(f"medicine number {number}" for number in range(50))
    found = pages_of(
        report_of(knowledge, urlencode({"drug": "sertraline", "co_medications": many}))
    )
    assert len(found) > 2
    for number, page in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in page
        assert str(notice.NOTICE) in page


def test_foreign_text_is_never_markup(knowledge):
    foreign = '#panic("x") $a$ *b* _c_ @d <e> `f` \\ " #read("report.typ") [ ] { }'
    query = urlencode({"drug": "sertraline", "rs6265": foreign, "co_medications": foreign})
    first = pages_of(report_of(knowledge, query))[0]
    shown = " ".join(foreign.split())
    assert shown in first.replace("#read( ", "#read(")


def test_letters_of_no_font_do_not_stop_a_report(knowledge):
    query = urlencode({"drug": "sertraline", "co_medications": "甘草; 🍄"})
    assert len(pages_of(report_of(knowledge, query))) == 2


def test_report_is_accessible_and_the_same_again(knowledge):
    pdf = report_of(knowledge, QUESTION)
    assert b"<pdfuaid:part>1<" in pdf
    assert b"/Lang(en)" in pdf
    assert pdf == report_of(knowledge, QUESTION)


def test_report_of_a_stopped_result_has_no_model(knowledge):
    [only] = pages_of(report_of(knowledge, "drug=sertraline&co_medications=phenelzine"))
    assert "Nothing is modelled here." in only
    assert "phenelzine is an MAO inhibitor" in only
    assert "Key figures" not in only
    for empty in ("The model:", "What would change the category", "Sources"):
        assert empty not in only


def test_report_of_a_withdrawn_release_says_so_on_each_page(knowledge):
    found = pages_of(report_of(knowledge, QUESTION, Asked(knowledge, withdrawn="a wrong ratio")))
    assert all("Withdrawn release: a wrong ratio" in page for page in found)


@pytest.mark.parametrize("query", ["", "CYP2C19=*2/*2", "drug=escitaloprm", "drug=a&drug=b"])
def test_what_is_no_result_leads_to_explore(client, release, query):
    response = client.get(f"/explore.pdf?{query}")
    assert response.status_code == 302
    assert response["Location"] == f"/explore?{query}"


def test_a_report_that_takes_too_long_is_stopped(client, release, settings):
    settings.REPORT_SECONDS = 0.001
    response = client.get(f"/explore.pdf?{QUESTION}")
    assert response.status_code == 503
    assert "/explore?drug=escitalopram" in response.content.decode()


def test_a_report_that_cannot_be_set_is_an_error_of_ours(caplog):
    with pytest.raises(setting.ReportFailed):
        setting.set_report({})
    assert "a report was not set" in caplog.text


def test_reports_are_limited(client, release, settings):
    settings.RATES = {**settings.RATES, "anonymous": parse_rate("9/day")}
    statuses = [client.get(f"/explore.pdf?{QUESTION}").status_code for _ in range(2)]
    assert statuses == [200, 429]
