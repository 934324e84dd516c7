"""The same question gives the same answer through every door, and the dossier's numbers."""

import csv
import json
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.html import escape

from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from pgx.batches.assessing.calls import NO_COLUMN
from pgx.rounding import ratio, show

SAMPLE = Path(__file__).parent.parent / "fixtures" / "samples" / "class-a.csv"

pytestmark = pytest.mark.usefixtures("release")

DRUG, DOSE = "escitalopram", 10.0
PANELS = {
    "poor": {"CYP2C19": "*2/*2"},
    "mixed": {
        "5-HTTLPR": "S/S",
        "rs25531": "A/A",
        "rs6295": "C/G",
        "rs6265": "Val/Met",
        "CYP2C19": "*17/*17",
        "CYP2B6": "*1/*6",
    },
    "empty": {},
    "impossible": {"rs6265": "A/Q", "CYP2C19": "*1/*2"},
    "palindromic": {"rs6295": "C/C", "5-HTTLPR": "L/S"},
}
NUMBERS = (
    "exposure_ratio",
    "level_ng_per_ml",
    "sert_occupancy",
    "relative_response",
    "points_over_placebo_week_8",
)


def by_command(panel):
    out = StringIO()
    pairs = [part for m, text in panel.items() for part in ("--genotype", f"{m}={text}")]
    call_command("assess", *pairs, "--drug", DRUG, "--dose", str(DOSE), "--json", stdout=out)
    return json.loads(out.getvalue())


def by_rest(client, panel):
    body = {"genotypes": panel, "regimens": [{"drug": DRUG, "dose_mg_per_day": DOSE}]}
    return client.post("/api/v1/assessments", json.dumps(body), content_type="application/json")


def by_page(client, panel):
    return client.get("/explore", {**panel, "drug": DRUG, "dose_mg_per_day": DOSE})


def write_class(path: Path, panel):
    columns = {"subject": "S1", "CYP2B6": "", **panel, "drug": DRUG, "dose_mg_per_day": DOSE}
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([columns.keys(), columns.values()])


def by_csv(tmp_path, panel):
    write_class(tmp_path / "in.csv", panel)
    call_command(
        "assess_csv",
        str(tmp_path / "in.csv"),
        "--out",
        str(tmp_path / "out.csv"),
        stdout=StringIO(),
    )
    with (tmp_path / "out.csv").open() as stream:
        (row,) = csv.DictReader(stream)
    return row


class Cells(HTMLParser):
    """The texts of a page's table cells, row by row."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.inside = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        self.inside = tag in ("td", "th")
        if self.inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data.strip()


@pytest.mark.parametrize("name", PANELS)
def test_four_doors_give_the_same_numbers(client, tmp_path, name):
    panel = PANELS[name]

    command = by_command(panel)
    rest = by_rest(client, panel).json()
    row = by_csv(tmp_path, panel)
    page = by_page(client, panel).content.decode()

    assert rest == command
    (result,) = rest["results"]
    assert [float(row[number]) for number in NUMBERS] == [result[number] for number in NUMBERS]
    assert row["category"] == result["recommendation"]["category"]
    assert row["guideline"] == result["recommendation"]["headline"]
    for call in rest["calls"]:
        is_absent = row[f"{call['marker']}_reason"] == NO_COLUMN and not call["given"]
        parts = (call["genotype"], call["status"], NO_COLUMN if is_absent else call["reason"])
        assert (
            tuple(row[f"{call['marker']}_{p}"] for p in ("genotype", "status", "reason")) == parts
        )
    assert escape(result["recommendation"]["headline"]) in page
    cells = {tuple(cells) for cells in Cells(page).rows}
    for station in result["path"]:
        said = ratio(station["ratio"]) if station["status"] == "called" else station["status"]
        assert any((c[:1], c[3:4]) == ((station["label"],), (said,)) for c in cells)
    for part in result["contributions"]:
        if part["status"] == "called":
            assert (part["group"], ratio(part["factor"]), show(part["ln"])) in cells


def test_four_doors_agree_with_the_dossier(client):
    wanted = {"poor": 0.177539, "reference": 0.156604}  # C02 of the fixtures: R at day 84
    path = by_rest(client, PANELS["poor"]).json()["results"][0]["path"]
    resilience = next(station for station in path if station["key"] == "resilience")

    assert resilience["value"] == pytest.approx(wanted["poor"], rel=1e-3)
    assert resilience["reference_value"] == pytest.approx(wanted["reference"], rel=1e-3)


def test_unknown_marker_is_named_by_every_door(client, tmp_path):
    panel = {"rs9999": "A/A", "CYP2C19": "*1/*1"}
    says = "rs9999 is not a marker that Raphe knows."

    with pytest.raises(CommandError, match=says):
        by_command(panel)
    rest = by_rest(client, panel)
    assert (rest.status_code, rest.json()["errors"][0]["message"]) == (422, says)
    assert says in by_page(client, panel).content.decode()
    write_class(tmp_path / "in.csv", panel)
    out = StringIO()
    call_command(
        "assess_csv", str(tmp_path / "in.csv"), "--out", str(tmp_path / "out.csv"), stdout=out
    )
    assert says in out.getvalue()


@pytest.mark.parametrize(
    ("panel", "status", "says"),
    [
        ({"rs6265": "A/Q"}, "invalid", "Q is not an allele of rs6265"),
        ({"rs6295": "C/C"}, "ambiguous", "could be literature C/C or G/G"),
        ({}, "not tested", "no result was given"),
    ],
)
def test_what_cannot_be_called_has_its_reason_at_every_door(client, tmp_path, panel, status, says):
    marker = next(iter(panel), "CYP2B6")
    (call,) = (c for c in by_command(panel)["calls"] if c["marker"] == marker)
    page = by_page(client, panel).content.decode()
    row = by_csv(tmp_path, panel)

    assert call["status"] == row[f"{marker}_status"] == status
    assert says in call["reason"]
    assert says in row[f"{marker}_reason"]
    assert call in by_rest(client, panel).json()["calls"]
    assert says in page or (status == "not tested" and "CYP2C19 is not tested" in page)


def test_heterozygous_palindrome_is_called_by_every_door(client, tmp_path):
    panel = {"rs6295": "G/C"}

    assert by_csv(tmp_path, panel)["rs6295_genotype"] == "C/G"
    assert {"C/G"} == {c["genotype"] for c in by_command(panel)["calls"] if c["given"]}


# --- Co-medications ---

BESIDE = {
    "inhibitor": (["fluvoxamine"], "CYP2C19: poor by co-medication, normal by genotype"),
    "several": (["Omeprazole", "cimetidine", "tramadol"], "intermediate by co-medication"),
    "weak": (["lansoprazole"], "which changes nothing here"),
    "inducer": (["rifampicin"], "lowers levels, size not modelled"),
    "unknown": (["Zauberpulver"], "Zauberpulver was not checked"),
    "stop": (["omeprazole", "phenelzine"], "contraindicated in every label"),
}


def with_co_medications(client, tmp_path, taken, genotype="*1/*1", drug=DRUG):
    """The answer of REST, of the terminal (JSON and text), the page, and the batch's row."""
    pair, joined = {"CYP2C19": genotype}, "; ".join(taken)
    body = {"genotypes": pair, "regimens": [{"drug": drug}], "co_medications": taken}
    text = json.dumps(body)
    rest = client.post("/api/v1/assessments", text, content_type="application/json")
    assert rest.status_code == 200
    options = [part for name in taken for part in ("--co-medication", name)]
    command = ("assess", "--genotype", f"CYP2C19={genotype}", "--drug", drug, *options)
    out, readable = StringIO(), StringIO()
    call_command(*command, "--json", stdout=out)
    call_command(*command, stdout=readable)
    page = client.get("/explore", {**pair, "drug": drug, "co_medications": joined})
    (tmp_path / "in.csv").write_text(
        f"subject,CYP2C19,drug,co_medications\nS1,{genotype},{drug},{joined}\n"
    )
    results = tmp_path / "out.csv"
    call_command("assess_csv", str(tmp_path / "in.csv"), "--out", str(results), stdout=StringIO())
    with results.open() as stream:
        (row,) = csv.DictReader(stream)
    answers = rest.json(), json.loads(out.getvalue())
    return *answers, " ".join(readable.getvalue().split()), page.content.decode(), row


@pytest.mark.parametrize("name", BESIDE)
def test_co_medications_say_and_do_the_same_at_every_door(client, tmp_path, name):
    taken, says = BESIDE[name]
    rest, command, terminal, page, row = with_co_medications(client, tmp_path, taken)

    assert rest == command
    (result,) = rest["results"]
    shown = [float(row[number]) if row[number] else None for number in NUMBERS]
    assert shown == [result[number] for number in NUMBERS]
    assert row["category"] == result["recommendation"]["category"]
    codes = list(dict.fromkeys(flag["code"] for flag in result["flags"]))
    assert row["flags"].split(";") == codes
    for said in (*(f["message"] for f in result["flags"]), result["recommendation"]["headline"]):
        assert escape(said) in page
    assert says in terminal
    assert escape(says) in page
    assert any(says in flag["message"] for flag in result["flags"])
    for enzyme in result["enzymes"]:
        acting, predicted = (row[f"{enzyme['gene']}_{x}"] for x in ("phenotype", "predicted"))
        assert (acting, predicted) == (enzyme["phenotype"], enzyme["predicted"])
        assert enzyme["says"] in row["phenoconversion"]
        assert enzyme["says"] in terminal or name == "stop"
    assert f'value="{escape("; ".join(taken))}"' in page


@pytest.mark.parametrize("mao", ["phenelzine", "Linezolid", "METHYLENE BLUE", "selegiline"])
def test_an_mao_inhibitor_stops_every_antidepressant_at_every_door(client, tmp_path, mao):
    rest, _, terminal, page, row = with_co_medications(client, tmp_path, [mao], drug="bupropion")

    (result,) = rest["results"]
    assert [result[number] for number in (*NUMBERS, "metabolite_ratio")] == [None] * 6
    for part in ("path", "trace", "contributions", "counterfactuals", "sentences"):
        assert result[part] == []
    assert result["recommendation"]["findings"] == []
    assert result["recommendation"]["category"] == row["category"] == "stopped"
    assert "Bupropion" in row["guideline"]
    assert mao.lower() in row["guideline"]
    assert {row[number] for number in NUMBERS} == {""}
    for text in (terminal, page):
        assert "serotonin syndrome, hypertensive crisis; nothing is modelled" in text
        assert "In the model" not in text


def test_an_mao_inhibitor_stops_the_approved_and_no_probe(release):
    answer = assess(Question(co_medications=("phenelzine",)))

    stopped = [result.is_stopped for result in answer.results]
    assert stopped == sorted(stopped, reverse=True)
    probes = [result for result in answer.results if not result.is_stopped]
    single_doses = {"ketamine", "esketamine", "psilocybin"}
    probes_of_mechanisms = {"levodopa", "pramipexole", "prucalopride"}
    assert {result.drug for result in probes} == single_doses | probes_of_mechanisms
    for result in probes:
        (flag,) = (f for f in result.flags if f.code == "mao_inhibitor_not_checked")
        assert "nothing is said of its safety" in flag.message


def test_contradicting_sert_genotypes_are_flagged_at_every_door(client, tmp_path):
    panel = {"5-HTTLPR": "S/S", "rs25531": "G/G"}
    (result,) = by_command(panel)["results"]
    (flag,) = (flag for flag in result["flags"] if flag["code"] == "assumed")

    assert "rs25531 has a G that no L can carry" in flag["message"]
    assert flag["message"] in by_page(client, panel).content.decode()
    assert "assumed" in by_csv(tmp_path, panel)["flags"].split(";")
