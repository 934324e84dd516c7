"""What opens: a node of a trace, what stands behind an answer, every drug."""

import re
from html import unescape

import pytest

from pgx.knowledge import releases
from tests.web.test_explore_answer import PANEL, answer, words

pytestmark = pytest.mark.usefixtures("release")
QUESTION = {"drug": "escitalopram", **PANEL}
ANSWER, FURTHER = '<div class="answer" id="answer">', '<div class="further">'
LATER, LIMITS = '<div class="later"', '<section class="section" aria-labelledby="limits">'


def opened(client, node, **question):
    return client.get("/explore/trace", {**(question or QUESTION), "node": node})


# --- The trace ---


def test_every_station_opens_with_its_value_and_the_reference_s(client):
    html = client.get("/explore", QUESTION).content.decode()
    addresses = [unescape(each) for each in re.findall(r'hx-get="(/explore/trace[^"]+)"', html)]
    path = answer("escitalopram").results[0].path
    assert len(addresses) == len(path) == 7
    for address in addresses:
        said = client.get(address)
        assert said.status_code == 200
        assert "the reference" in words(said.content.decode())
        assert "Made of" in said.content.decode()


def test_a_trace_leads_down_to_a_row_and_up_again(client):
    html = opened(client, "r_p").content.decode()
    assert "= product of the ratios" in html
    assert "Jukic" in html
    row = unescape(re.search(r'class="row-link" href="([^"]+)"', html).group(1))
    assert client.get(row).status_code == 200
    up = unescape(re.search(r'Part of: <a href="([^"]+)"', html).group(1))
    assert "= usual level × dose ÷ reference dose" in client.get(up).content.decode()


def test_every_node_of_a_trace_opens(client):
    nodes = answer("venlafaxine", {"CYP2D6": "*4/*4"}).results[0].trace
    for node in nodes[::25]:
        said = opened(client, node["id"], drug="venlafaxine", CYP2D6="*4/*4")
        assert said.status_code == 200
        assert not re.search(r"\b(None|nan|inf)\b", words(said.content.decode()))


def test_an_unknown_node_is_said_and_the_stations_are_offered(client):
    said = opened(client, "<nonsense>")
    assert said.status_code == 404
    html = said.content.decode()
    assert "no value named “&lt;nonsense&gt;”" in html
    assert "node=points" in html


@pytest.mark.parametrize("page", ["trace", "rest"])
def test_without_an_answer_of_one_drug_there_is_only_explore(client, page):
    said = client.get(f"/explore/{page}", {"CYP2C19": "*2/*2"})
    assert said.status_code == 302
    assert said["Location"] == "/explore?CYP2C19=*2/*2"


# --- What stands behind ---


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        {"drug": "venlafaxine", "CYP2D6": "*4/*4", "co_medications": "bupropion"},
        {**QUESTION, "drug": "esketamine", "mechanism_reaches_symptoms": "on"},
        {"drug": "desvenlafaxine", "dose_mg_per_day": "400", "rs6295": "nonsense"},
    ],
)
def test_a_live_answer_and_the_rest_are_the_whole_page(client, question):
    def html(address, query=None, **headers):
        return " ".join(client.get(address, query, headers=headers).content.decode().split())

    whole, live = html("/explore", question), html("/explore", question, **{"HX-Request": "true"})
    first, limits = live.split(LATER)[0], live.split(LIMITS)[1]
    address = re.search(r'hx-get="([^"]+)"', live.split(LATER)[1]).group(1)
    alone = html(unescape(address))

    assert whole.split(FURTHER)[0].endswith(first[first.index(ANSWER) :])
    assert whole.split(LIMITS)[1].startswith(limits)
    behind = re.compile(FURTHER + r'.*?id="side-effects".*?</section>')
    assert behind.search(whole).group() == behind.search(alone).group()


def test_a_stopped_answer_has_nothing_behind_it(client):
    stopped = {"drug": "sertraline", "co_medications": "phenelzine"}
    assert client.get("/explore/rest", stopped).status_code == 302
    assert opened(client, "points", **stopped).status_code == 404


# --- Every drug ---


@pytest.mark.parametrize("panel", [{}, PANEL])
def test_every_drug_stands_under_its_category_from_a_to_z(client, panel):
    html = client.get("/explore/drugs", {"drug": "sertraline", **panel}).content.decode()
    for each in re.split(r'<section class="category-group"|<h4>', html)[1:]:
        names = re.findall(r'drug-name"><b>([^<]+)</b>', each)
        assert names == sorted(names, key=str.lower)
    assert html.count('<details class="drug">') == len(releases.find(None).drugs)


def test_drugs_without_a_statement_stand_under_their_reason(client):
    html = client.get("/explore/drugs", {"CYP2C19": "*2/*2"}).content.decode()
    last = html[html.index("No guideline statement") :]
    groups = {
        title: re.findall(r'drug-name"><b>([^<]+)</b>', group)
        for title, group in re.findall(r"<h4>([^<]+) <small>.*?</h4>(.*?)(?=<h4>|$)", last, re.S)
    }
    assert list(groups) == [
        "Waits for a result of CYP2D6",
        "In the guideline, without advice by genotype",
        "No CPIC guideline in this release",
    ]
    waits, without, no_table = groups.values()
    assert {"Nortriptyline", "Paroxetine"} <= set(waits)
    assert "Duloxetine" in without
    assert "Bupropion" in no_table
    assert f"{len(waits)} wait for a gene that was not read." in html


def test_every_drug_keeps_the_panel_and_what_is_taken_beside(client):
    question = {"drug": "sertraline", "CYP2C19": "*2/*2", "co_medications": "omeprazole"}
    html = client.get("/explore/drugs", question).content.decode()
    kept = "CYP2C19=*2/*2&amp;co_medications=omeprazole&amp;drug=citalopram"
    assert f'href="/explore?{kept}"' in html
    assert "omeprazole" in html[: html.index("category-group")]


def test_a_question_that_is_refused_goes_back_to_its_field(client):
    said = client.get("/explore/drugs", {"rs0": "A/A"})
    assert said.status_code == 302
    assert said["Location"].startswith("/explore?rs0=")
