"""The same question gives the same answer through every door, and the dossier's numbers."""

import csv
import json
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.utils.html import escape

from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from pgx.assessments.results import measures
from pgx.batches.assess_file import assess_file
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
        parts = (call["genotype"], call["status"], call["reason"])
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


def test_a_row_of_a_class_is_the_answer_of_its_panel_to_the_last_bit():
    with SAMPLE.open() as stream:
        outcome = assess_file(stream)
    numbers = measures(outcome.evaluation)

    for index, row in enumerate(outcome.reading.rows):
        alone = assess(Question(row.genotypes, regimens=(row.regimen,))).results[0]
        for name, column in numbers.items():
            shown = getattr(alone, name)
            assert column[index] == shown or (np.isnan(column[index]) and shown is None), name


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
    marker = next(iter(panel), "CYP2C19")
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
